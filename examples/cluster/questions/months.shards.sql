-- How many activities each project has in each month. Each shard counts its rows by project, first month and last month: the groups hold the partition key, or it would send rows
-- instead of counts. Months are numbers of width_bucket, for a shard is not asked for date_trunc or extract: their constant text has a collation that comes from no column.
-- Only then the few groups are dealt out to the months between.
WITH bounds AS (
  SELECT min(f) AS f, max(l) AS l
  FROM (SELECT shard, min(when_first) AS f, max(when_last) AS l
        FROM activities WHERE when_first > DATE '0001-01-01' AND when_last < DATE '9999-12-31' GROUP BY shard) x
),
months AS (SELECT array(SELECT generate_series(date_trunc('month', f::timestamp), l, '1 month')::date) AS firsts FROM bounds)
SELECT p.name AS project, to_char((SELECT firsts FROM months)[t.month], 'YYYY-MM') AS month, t.count
FROM (
  SELECT x.project, m.month, sum(x.n) AS count
  FROM (
    SELECT a.shard, s.project,
      CASE WHEN a.when_first > DATE '0001-01-01' AND a.when_last < DATE '9999-12-31' THEN width_bucket(a.when_first, (SELECT firsts FROM months)) END AS f,
      CASE WHEN a.when_first > DATE '0001-01-01' AND a.when_last < DATE '9999-12-31' THEN width_bucket(a.when_last, (SELECT firsts FROM months)) END AS l,
      count(*) AS n
    FROM activities a LEFT JOIN activities_project s ON s.activities = a."row" AND s.shard = a.shard
    GROUP BY a.shard, s.project, f, l
  ) x
  LEFT JOIN LATERAL generate_series(x.f, x.l) AS m (month) ON true
  GROUP BY x.project, m.month
) t
LEFT JOIN projects p ON p."row" = t.project
ORDER BY p.name, t.month;
