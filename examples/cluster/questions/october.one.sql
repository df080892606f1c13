-- What one project does in one month, of one server.
SELECT a.title, c.name AS country, a.when_first AS start, a.when_last AS "end"
FROM activities a
LEFT JOIN countries c ON c."row" = a.country
WHERE EXISTS (SELECT 1 FROM activities_project s WHERE s.activities = a."row" AND s.project = (SELECT "row" FROM projects WHERE name = :'project'))
  AND a.when_first <= :'last'::date AND a.when_last >= :'first'::date AND a.when_first > DATE '0001-01-01' AND a.when_last < DATE '9999-12-31'
ORDER BY a."row";
