-- With which report does one compare what a city reports at a workshop, where nobody has chosen one?
-- The one in force at the last workshop before, at which the city has one; a city's first report has none.
-- Grain: one row per city and workshop with an approved version in force and an earlier one.
CREATE OR REPLACE VIEW earlier_report AS
SELECT DISTINCT ON (now.city, now.workshop)
    now.city,
    now.workshop,
    now.submission_id,
    was.workshop AS compared_workshop,
    was.submission_id AS compared_submission_id
FROM counted_report AS now
JOIN counted_report AS was ON was.city = now.city AND was.period_end < now.period_end
ORDER BY now.city, now.workshop, was.period_end DESC;
