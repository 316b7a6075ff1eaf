-- What was decided about each submission, taken together?
-- withdrawn: the last decision took it back; restoring or confirming it again undoes that.
-- Grain: one row per submission about which anything was decided.
CREATE OR REPLACE VIEW submission_decision AS
WITH moment AS (
    SELECT
        submission_id,
        min(happened_at) FILTER (WHERE kind = 'confirmed') AS confirmed_at,
        max(happened_at) FILTER (WHERE kind = 'withdrawn') AS withdrawn_at,
        max(happened_at) FILTER (WHERE kind <> 'withdrawn') AS otherwise_at
    FROM submission_event
    GROUP BY submission_id
)
SELECT
    submission_id,
    confirmed_at,
    withdrawn_at,
    withdrawn_at IS NOT NULL AND (otherwise_at IS NULL OR otherwise_at <= withdrawn_at) AS withdrawn
FROM moment;
