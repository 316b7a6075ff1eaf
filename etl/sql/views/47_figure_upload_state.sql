-- What became of each file of context figures?
-- figures: the values it brought; figures_in_force: those that hold; taken_out: figures it says there are none of any
-- more. All three are missing until it is confirmed. replaced: it stands, but nothing of it is in force.
-- Grain: one row per file that organizers handed in.
CREATE OR REPLACE VIEW figure_upload_state AS
WITH withdrawal AS (
    SELECT DISTINCT ON (submission_id) submission_id, reason
    FROM submission_event
    WHERE kind = 'withdrawn'
    ORDER BY submission_id, number DESC
),
stored AS (
    SELECT submission_id, count(value) AS n FROM sheet_figures GROUP BY submission_id
),
holding AS (
    SELECT submission_id, count(value) AS n, count(*) - count(value) AS taken_out
    FROM figure_in_force
    GROUP BY submission_id
)
SELECT
    u.submission_id,
    u.received_at,
    u.who,
    u.file_name,
    u.sha256,
    u.acceptance,
    CASE
        WHEN u.acceptance <> 'acceptable' THEN u.acceptance
        WHEN d.withdrawn THEN 'withdrawn'
        WHEN d.confirmed_at IS NULL THEN 'awaiting_confirmation'
        WHEN x.submission_id IS NOT NULL THEN 'damaged'
        WHEN h.n IS NULL THEN 'replaced'
        ELSE 'counted'
    END AS state,
    u.errors,
    u.warnings,
    u.notes,
    d.confirmed_at,
    CASE WHEN d.withdrawn THEN d.withdrawn_at END AS withdrawn_at,
    CASE WHEN d.withdrawn THEN w.reason END AS withdrawn_reason,
    CAST(s.n AS INTEGER) AS figures,
    CASE WHEN s.n IS NOT NULL THEN CAST(coalesce(h.n, 0) AS INTEGER) END AS figures_in_force,
    CASE WHEN s.n IS NOT NULL THEN CAST(coalesce(h.taken_out, 0) AS INTEGER) END AS taken_out,
    u.number
FROM figure_upload AS u
LEFT JOIN submission_decision AS d ON d.submission_id = u.submission_id
LEFT JOIN withdrawal AS w ON w.submission_id = u.submission_id
LEFT JOIN unread_original AS x ON x.submission_id = u.submission_id AND NOT x.carried
LEFT JOIN stored AS s ON s.submission_id = u.submission_id
LEFT JOIN holding AS h ON h.submission_id = u.submission_id;
