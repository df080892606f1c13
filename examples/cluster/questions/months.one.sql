-- How many activities each project has in each month, of one server: as somebody would write it who knows of no shards.
SELECT p.name AS project, to_char(t.month, 'YYYY-MM') AS month, t.count
FROM (
  SELECT s.project, m.month, count(*) AS count
  FROM activities a
  LEFT JOIN activities_project s ON s.activities = a."row"
  LEFT JOIN LATERAL generate_series(date_trunc('month', a.when_first::timestamp), a.when_last, '1 month') AS m (month)
    ON a.when_first > DATE '0001-01-01' AND a.when_last < DATE '9999-12-31'
  GROUP BY s.project, m.month
) t
LEFT JOIN projects p ON p."row" = t.project
ORDER BY p.name, t.month;
