-- How many activities each project has in each month, of one server, which may use several processes for it.
SELECT p.name AS project, to_char(t.month, 'YYYY-MM') AS month, t.count
FROM (
  SELECT s.project, m.month, count(*) AS count
  FROM activities a
  LEFT JOIN activities_project s ON s.activities = a."row"
  LEFT JOIN LATERAL generate_series(
    CASE WHEN a.when_first > DATE '0001-01-01' AND a.when_last < DATE '9999-12-31' THEN date_trunc('month', a.when_first::timestamp) END,
    CASE WHEN a.when_first > DATE '0001-01-01' AND a.when_last < DATE '9999-12-31' THEN a.when_last::timestamp END, '1 month') AS m (month) ON true
  GROUP BY s.project, m.month
) t
LEFT JOIN projects p ON p."row" = t.project
ORDER BY p.name, t.month;
