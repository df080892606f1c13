-- What one project does in one month. (activities, project) is the set's key, so the join doubles no row: EXISTS would say the same, but no shard would be asked to do it
-- (postgres_fdw sends semi-joins from PostgreSQL 17 on). The project's key is looked up first and sent along. OFFSET 0 has the query inside planned without the order, so that the shards
-- look at the same time; sorted rows would be asked of one after the other.
SELECT a.title, c.name AS country, a.when_first AS start, a.when_last AS "end"
FROM (
  SELECT a.title, a.country, a.when_first, a.when_last, a."row"
  FROM activities a
  JOIN activities_project s ON s.activities = a."row" AND s.shard = a.shard AND s.project = (SELECT "row" FROM projects WHERE name = :'project')
  WHERE a.when_first <= :'last'::date AND a.when_last >= :'first'::date AND a.when_first > DATE '0001-01-01' AND a.when_last < DATE '9999-12-31'
  OFFSET 0
) a
LEFT JOIN countries c ON c."row" = a.country
ORDER BY a."row";
