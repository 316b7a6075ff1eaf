-- What was decided about each submission, taken together?
-- withdrawn: the last decision took it back; restoring or confirming it again undoes that.
-- confirmed_number: the place of its first confirmation, by which versions are ordered; the times are for people.
-- Grain: one row per submission about which anything was decided.
CREATE OR REPLACE VIEW submission_decision AS
WITH place AS (
    SELECT
        submission_id,
        min(number) FILTER (WHERE kind = 'confirmed') AS confirmed_number,
        max(number) FILTER (WHERE kind = 'withdrawn') AS withdrawn_number,
        max(number) AS last_number
    FROM submission_event
    GROUP BY submission_id
)
SELECT
    p.submission_id,
    c.happened_at AS confirmed_at,
    w.happened_at AS withdrawn_at,
    coalesce(p.withdrawn_number = p.last_number, FALSE) AS withdrawn,
    p.confirmed_number,
    p.withdrawn_number
FROM place AS p
LEFT JOIN submission_event AS c ON c.submission_id = p.submission_id AND c.number = p.confirmed_number
LEFT JOIN submission_event AS w ON w.submission_id = p.submission_id AND w.number = p.withdrawn_number;
