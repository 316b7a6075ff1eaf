-- How does each action stand, declared by the city and computed by us, in every version ever confirmed?
-- Overdue: the end date lies before the end of the reporting period and the declared status has not ended.
-- counted: enters plan progress. weight: 1 where none was typed.
-- Grain: one row per confirmed submission (drafts, replaced and withdrawn ones too) and action.
CREATE OR REPLACE VIEW submission_action AS
WITH judged AS (
    SELECT
        a.*,
        s.city,
        s.workshop,
        s.draft,
        coalesce(a.end_date < p.period_end AND NOT r.ended, FALSE) AS overdue,
        CAST(p.period_end - a.end_date AS INTEGER) AS days_after_end,
        coalesce(r.counted, FALSE) AS counted
    FROM sheet_actions AS a
    JOIN submission AS s ON s.submission_id = a.submission_id
    LEFT JOIN reporting_period AS p ON p.workshop = s.workshop
    LEFT JOIN action_status_rule AS r ON r.status = a.status
)
SELECT
    a.submission_id,
    a.city,
    a.workshop,
    a.draft,
    a.action_code,
    a.action_name,
    a.theme,
    a.responsible_unit,
    a.cooperating_institutions,
    a.start_date,
    a.end_date,
    a.status,
    CASE WHEN a.overdue THEN 'overdue' ELSE a.status END AS computed_status,
    CASE
        WHEN NOT a.overdue THEN 'as_declared'
        WHEN a.status = 'postponed' THEN 'overdue_postponed'
        ELSE 'overdue_not_completed'
    END AS status_reason,
    a.overdue,
    CASE WHEN a.overdue THEN a.days_after_end END AS days_overdue,
    a.progress_pct,
    coalesce(a.weight, 1) AS weight,
    a.counted,
    a.indicator_code AS indicator,
    a.budget_try,
    a.deviation_reason,
    a.row_number,
    'actions' AS sheet,
    a.action_code_cell,
    a.action_name_cell,
    a.theme_cell,
    a.responsible_unit_cell,
    a.cooperating_institutions_cell,
    a.start_date_cell,
    a.end_date_cell,
    a.status_cell,
    a.progress_pct_cell,
    a.weight_cell,
    a.indicator_code_cell,
    a.budget_try_cell,
    a.deviation_reason_cell
FROM judged AS a;
