-- Does a submission name the same action or indicator twice, or come with two cover sheets?
-- Does a file of context figures name the same city, indicator and year twice?
-- Figures would count such a row twice.
SELECT 'actions' AS sheet, submission_id, action_code AS row_key, count(*) AS times
FROM sheet_actions
GROUP BY submission_id, action_code
HAVING count(*) > 1
UNION ALL
SELECT 'indicators', submission_id, indicator_code, count(*)
FROM sheet_indicators
GROUP BY submission_id, indicator_code
HAVING count(*) > 1
UNION ALL
SELECT 'figures', submission_id, city || ' ' || indicator_code || ' ' || CAST(year AS VARCHAR), count(*)
FROM sheet_figures
GROUP BY submission_id, city, indicator_code, year
HAVING count(*) > 1
UNION ALL
SELECT 'cover', submission_id, NULL, count(*)
FROM sheet_cover
GROUP BY submission_id
HAVING count(*) > 1;
