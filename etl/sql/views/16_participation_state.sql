-- Who has submitted for a workshop, and how does the newest submission of each city stand?
-- submission_id and state are of the newest submission received, whatever became of it; days_late is of the
-- approved version in force, without one of the newest.
-- Grain: one row per workshop and participating city.
CREATE OR REPLACE VIEW participation_state AS
WITH newest AS (
    SELECT DISTINCT ON (workshop, city) workshop, city, submission_id, state, days_late
    FROM submission_state
    ORDER BY workshop, city, number DESC
)
SELECT
    member.workshop,
    member.city,
    approved.submission_id IS NOT NULL AS submitted,
    draft.submission_id IS NOT NULL AS has_draft,
    newest.submission_id,
    coalesce(newest.state, 'missing') AS state,
    CASE WHEN approved.submission_id IS NULL THEN newest.days_late ELSE approved.days_late END AS days_late,
    approved.submission_id AS counted_submission_id,
    draft.submission_id AS draft_submission_id
FROM participation AS member
LEFT JOIN newest ON newest.workshop = member.workshop AND newest.city = member.city
LEFT JOIN submission_latest AS approved
    ON approved.workshop = member.workshop AND approved.city = member.city AND NOT approved.draft
LEFT JOIN submission_latest AS draft
    ON draft.workshop = member.workshop AND draft.city = member.city AND draft.draft;
