-- What became of each action since an earlier workshop?
-- kind: added | removed (old and new hold the name) | status | progress | end_date | renamed. old and new are texts:
-- codes, numbers with a decimal dot, ISO dates. cell is of the newer file, compared_cell of the older one.
-- Grain: one row per city and workshop with an approved version in force, earlier workshop with one, action and kind.
CREATE OR REPLACE VIEW action_change AS
WITH report AS MATERIALIZED (
    SELECT city, workshop, period_end, submission_id FROM counted_report
),
action AS MATERIALIZED (
    SELECT
        a.submission_id, a.action_code, a.action_name, a.status, a.progress_pct,
        a.end_date, a.action_code_cell, a.action_name_cell, a.status_cell, a.progress_pct_cell, a.end_date_cell
    FROM submission_action AS a
    JOIN report AS r ON r.submission_id = a.submission_id
),
pair AS MATERIALIZED (
    SELECT
        a.city, a.workshop, b.workshop AS compared_workshop, a.submission_id, b.submission_id AS compared_submission_id
    FROM report AS a
    JOIN report AS b ON b.city = a.city AND b.period_end < a.period_end
),
added AS (
    SELECT
        p.*, now.action_code, 'added' AS kind, CAST(NULL AS VARCHAR) AS old, now.action_name AS new,
        now.action_code_cell AS cell, CAST(NULL AS VARCHAR) AS compared_cell
    FROM pair AS p
    JOIN action AS now ON now.submission_id = p.submission_id
    LEFT JOIN action AS was ON was.submission_id = p.compared_submission_id AND was.action_code = now.action_code
    WHERE was.action_code IS NULL
),
removed AS (
    SELECT
        p.*, was.action_code, 'removed' AS kind, was.action_name AS old, CAST(NULL AS VARCHAR) AS new,
        CAST(NULL AS VARCHAR) AS cell, was.action_code_cell AS compared_cell
    FROM pair AS p
    JOIN action AS was ON was.submission_id = p.compared_submission_id
    LEFT JOIN action AS now ON now.submission_id = p.submission_id AND now.action_code = was.action_code
    WHERE now.action_code IS NULL
),
kept AS MATERIALIZED (
    SELECT
        p.*, now.action_code,
        was.status AS old_status, now.status AS new_status,
        now.status_cell, was.status_cell AS old_status_cell,
        was.progress_pct AS old_progress_pct, now.progress_pct AS new_progress_pct,
        now.progress_pct_cell, was.progress_pct_cell AS old_progress_pct_cell,
        was.end_date AS old_end_date, now.end_date AS new_end_date,
        now.end_date_cell, was.end_date_cell AS old_end_date_cell,
        was.action_name AS old_name, now.action_name AS new_name,
        now.action_name_cell, was.action_name_cell AS old_name_cell
    FROM pair AS p
    JOIN action AS now ON now.submission_id = p.submission_id
    JOIN action AS was ON was.submission_id = p.compared_submission_id AND was.action_code = now.action_code
),
changed AS (
    SELECT * FROM added
    UNION ALL
    SELECT * FROM removed
    UNION ALL
    SELECT
        city, workshop, compared_workshop, submission_id, compared_submission_id, action_code, 'status',
        old_status, new_status, status_cell, old_status_cell
    FROM kept
    WHERE old_status IS DISTINCT FROM new_status
    UNION ALL
    SELECT
        city, workshop, compared_workshop, submission_id, compared_submission_id, action_code, 'progress',
        CAST(old_progress_pct AS VARCHAR), CAST(new_progress_pct AS VARCHAR), progress_pct_cell, old_progress_pct_cell
    FROM kept
    WHERE old_progress_pct IS DISTINCT FROM new_progress_pct
    UNION ALL
    SELECT
        city, workshop, compared_workshop, submission_id, compared_submission_id, action_code, 'end_date',
        CAST(old_end_date AS VARCHAR), CAST(new_end_date AS VARCHAR), end_date_cell, old_end_date_cell
    FROM kept
    WHERE old_end_date IS DISTINCT FROM new_end_date
    UNION ALL
    SELECT
        city, workshop, compared_workshop, submission_id, compared_submission_id, action_code, 'renamed',
        old_name, new_name, action_name_cell, old_name_cell
    FROM kept
    WHERE old_name IS DISTINCT FROM new_name
)
SELECT
    city, workshop, compared_workshop, action_code, kind, old, new, submission_id, compared_submission_id, cell,
    compared_cell
FROM changed;
