-- What became of each submission?
-- Of the approved versions of a city and workshop the one confirmed last counts; withdrawing it brings the earlier
-- one back. A draft never replaces an approved version; it is replaced by whatever is confirmed after it.
-- days_late: calendar days after the deadline, 0 in time.
-- Grain: one row per submission.
CREATE OR REPLACE VIEW submission_state AS
WITH first_confirmation AS (
    SELECT submission_id, min(happened_at) AS confirmed_at
    FROM submission_event
    WHERE kind = 'confirmed'
    GROUP BY submission_id
),
last_word AS (
    SELECT DISTINCT ON (submission_id) submission_id, kind, happened_at, reason
    FROM submission_event
    ORDER BY submission_id, happened_at DESC, event_id DESC
),
standing AS (
    SELECT
        s.submission_id,
        CASE
            WHEN s.draft THEN lead(s.submission_id) OVER later_versions
            ELSE lead(s.submission_id) OVER later_versions_alike
        END AS replaced_by
    FROM submission AS s
    JOIN first_confirmation AS f ON f.submission_id = s.submission_id
    JOIN last_word AS l ON l.submission_id = s.submission_id
    WHERE s.acceptance = 'acceptable' AND l.kind <> 'withdrawn'
    WINDOW
        later_versions AS (PARTITION BY s.city, s.workshop ORDER BY f.confirmed_at, s.submission_id),
        later_versions_alike AS (
            PARTITION BY s.city, s.workshop, s.draft ORDER BY f.confirmed_at, s.submission_id
        )
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
        WHEN l.kind = 'withdrawn' THEN 'withdrawn'
        WHEN f.confirmed_at IS NULL THEN 'awaiting_confirmation'
        WHEN v.replaced_by IS NULL THEN 'counted'
        ELSE 'replaced'
    END AS state,
    s.draft,
    s.errors,
    s.warnings,
    s.notes,
    f.confirmed_at,
    v.replaced_by,
    CASE WHEN l.kind = 'withdrawn' THEN l.happened_at END AS withdrawn_at,
    CASE WHEN l.kind = 'withdrawn' THEN l.reason END AS withdrawn_reason,
    CASE
        WHEN p.deadline IS NOT NULL
            THEN CAST(greatest(0, CAST(s.received_at AS DATE) - p.deadline) AS INTEGER)
    END AS days_late,
    s.template_version,
    s.prefilled_from
FROM submission AS s
LEFT JOIN first_confirmation AS f ON f.submission_id = s.submission_id
LEFT JOIN last_word AS l ON l.submission_id = s.submission_id
LEFT JOIN standing AS v ON v.submission_id = s.submission_id
LEFT JOIN reporting_period AS p ON p.workshop = s.workshop;
