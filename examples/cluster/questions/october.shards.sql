-- What one project does in one month. (activities, project) is the set's key, so the join doubles no row: EXISTS would say the same, but no shard would be asked to do it
-- (postgres_fdw sends semi-joins from PostgreSQL 17 on). The project's key is looked up first and sent along.
SELECT a.title, c.name AS country, a.when_first AS start, a.when_last AS "end"
FROM activities a
JOIN activities_project s ON s.activities = a."row" AND s.shard = a.shard AND s.project = (SELECT "row" FROM projects WHERE name = :'project')
LEFT JOIN countries c ON c."row" = a.country
WHERE a.when_first <= :'last'::date AND a.when_last >= :'first'::date AND a.when_first > DATE '0001-01-01' AND a.when_last < DATE '9999-12-31'
ORDER BY a."row";
