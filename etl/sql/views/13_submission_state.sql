-- What became of each submission?
-- Of the approved versions of a city and workshop the one confirmed last counts; withdrawing it brings the earlier
-- one back. A draft never replaces an approved version; it is replaced by whatever is confirmed after it.
-- damaged: it would count, but its file is not the one that was sent any more and its values were never kept.
-- days_late: calendar days after the deadline, 0 in time.
-- Grain: one row per submission.
CREATE OR REPLACE VIEW submission_state AS
WITH withdrawal AS (
    SELECT DISTINCT ON (submission_id) submission_id, reason
    FROM submission_event
    WHERE kind = 'withdrawn'
    ORDER BY submission_id, number DESC
),
succession AS (
    SELECT
        submission_id,
        CASE
            WHEN draft THEN lead(submission_id) OVER later_versions
            ELSE lead(submission_id) OVER later_versions_alike
        END AS replaced_by
    FROM standing_version
    WINDOW
        later_versions AS (PARTITION BY city, workshop ORDER BY confirmed_number),
        later_versions_alike AS (PARTITION BY city, workshop, draft ORDER BY confirmed_number)
)
SELECT
    s.submission_id,
    s.city,
    s.workshop,
    s.received_at,
    s.who,
    s.file_name,
    s.sha256,
    s.acceptance,
    CASE
        WHEN s.acceptance <> 'acceptable' THEN s.acceptance
        WHEN d.withdrawn THEN 'withdrawn'
        WHEN d.confirmed_at IS NULL THEN 'awaiting_confirmation'
        WHEN v.replaced_by IS NOT NULL THEN 'replaced'
        WHEN u.submission_id IS NOT NULL THEN 'damaged'
        ELSE 'counted'
    END AS state,
    s.draft,
    s.errors,
    s.warnings,
    s.notes,
    d.confirmed_at,
    v.replaced_by,
    CASE WHEN d.withdrawn THEN d.withdrawn_at END AS withdrawn_at,
    CASE WHEN d.withdrawn THEN w.reason END AS withdrawn_reason,
    CASE
        WHEN p.deadline IS NOT NULL
            THEN CAST(greatest(0, CAST(s.received_at AS DATE) - p.deadline) AS INTEGER)
    END AS days_late,
    s.template_version,
    s.prefilled_from,
    s.number,
    d.confirmed_number,
    CASE WHEN d.withdrawn THEN d.withdrawn_number END AS withdrawn_number
FROM submission AS s
LEFT JOIN submission_decision AS d ON d.submission_id = s.submission_id
LEFT JOIN withdrawal AS w ON w.submission_id = s.submission_id
LEFT JOIN succession AS v ON v.submission_id = s.submission_id
LEFT JOIN unread_original AS u ON u.submission_id = s.submission_id AND NOT u.carried
LEFT JOIN reporting_period AS p ON p.workshop = s.workshop;
