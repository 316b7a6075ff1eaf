-- Which actions stand still?
-- Those that should be under way (begun by the end of the period, not ended) and of which neither status nor progress
-- has moved since the city's last report. An action that was not in it has just been added, and does not stand still.
-- Grain: one row per city, workshop and action of an approved version in force, where the city reported before.
CREATE OR REPLACE VIEW action_standstill AS
SELECT
    e.city,
    e.workshop,
    now.action_code,
    coalesce(
        coalesce(now.start_date <= p.period_end, TRUE)
        AND NOT coalesce(r.ended, FALSE)
        AND was.action_code IS NOT NULL
        AND now.status IS NOT DISTINCT FROM was.status
        AND now.progress_pct IS NOT DISTINCT FROM was.progress_pct,
        FALSE
    ) AS stands_still,
    e.submission_id,
    now.row_number,
    e.compared_workshop,
    e.compared_submission_id,
    was.row_number AS compared_row_number,
    now.status,
    now.progress_pct,
    'actions' AS sheet,
    now.status_cell,
    now.progress_pct_cell
FROM earlier_report AS e
JOIN reporting_period AS p ON p.workshop = e.workshop
JOIN sheet_actions AS now ON now.submission_id = e.submission_id
LEFT JOIN sheet_actions AS was
    ON was.submission_id = e.compared_submission_id AND was.action_code = now.action_code
LEFT JOIN action_status_rule AS r ON r.status = now.status;
