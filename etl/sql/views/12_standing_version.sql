-- Which versions of a report stand, that is, are acceptable, confirmed and not withdrawn, and in what order?
-- Grain: one row per submission that stands.
CREATE OR REPLACE VIEW standing_version AS
SELECT s.submission_id, s.city, s.workshop, s.draft, d.confirmed_at, d.confirmed_number
FROM submission AS s
JOIN submission_decision AS d ON d.submission_id = s.submission_id
WHERE s.acceptance = 'acceptable' AND d.confirmed_at IS NOT NULL AND NOT d.withdrawn;
