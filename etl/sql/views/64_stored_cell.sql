-- What stands in each cell of the action and indicator sheets, as text? Empty cells of a row are here too.
-- Grain: one row per confirmed submission, sheet, row_key (action or indicator code) and column of the sheet.
CREATE OR REPLACE VIEW stored_cell AS
SELECT
    submission_id, 'actions' AS sheet, action_code AS row_key, 'action_code' AS column_key, action_code AS value,
    action_code_cell AS cell
FROM sheet_actions
UNION ALL
SELECT submission_id, 'actions', action_code, 'action_name', action_name, action_name_cell
FROM sheet_actions
UNION ALL
SELECT submission_id, 'actions', action_code, 'theme', theme, theme_cell
FROM sheet_actions
UNION ALL
SELECT submission_id, 'actions', action_code, 'responsible_unit', responsible_unit, responsible_unit_cell
FROM sheet_actions
UNION ALL
SELECT submission_id, 'actions', action_code, 'cooperating_institutions', cooperating_institutions, cooperating_institutions_cell
FROM sheet_actions
UNION ALL
SELECT submission_id, 'actions', action_code, 'start_date', CAST(start_date AS VARCHAR), start_date_cell
FROM sheet_actions
UNION ALL
SELECT submission_id, 'actions', action_code, 'end_date', CAST(end_date AS VARCHAR), end_date_cell
FROM sheet_actions
UNION ALL
SELECT submission_id, 'actions', action_code, 'status', status, status_cell
FROM sheet_actions
UNION ALL
SELECT submission_id, 'actions', action_code, 'progress_pct', CAST(progress_pct AS VARCHAR), progress_pct_cell
FROM sheet_actions
UNION ALL
SELECT submission_id, 'actions', action_code, 'indicator_code', indicator_code, indicator_code_cell
FROM sheet_actions
UNION ALL
SELECT submission_id, 'actions', action_code, 'budget_try', CAST(budget_try AS VARCHAR), budget_try_cell
FROM sheet_actions
UNION ALL
SELECT submission_id, 'actions', action_code, 'weight', CAST(weight AS VARCHAR), weight_cell
FROM sheet_actions
UNION ALL
SELECT submission_id, 'actions', action_code, 'deviation_reason', deviation_reason, deviation_reason_cell
FROM sheet_actions
UNION ALL
SELECT submission_id, 'indicators', indicator_code, 'baseline', CAST(baseline AS VARCHAR), baseline_cell
FROM sheet_indicators
UNION ALL
SELECT submission_id, 'indicators', indicator_code, 'target', CAST(target AS VARCHAR), target_cell
FROM sheet_indicators
UNION ALL
SELECT submission_id, 'indicators', indicator_code, 'actual', CAST(actual AS VARCHAR), actual_cell
FROM sheet_indicators
UNION ALL
SELECT submission_id, 'indicators', indicator_code, 'missing_reason', missing_reason, missing_reason_cell
FROM sheet_indicators
UNION ALL
SELECT submission_id, 'indicators', indicator_code, 'deviation_reason', deviation_reason, deviation_reason_cell
FROM sheet_indicators
UNION ALL
SELECT submission_id, 'indicators', indicator_code, 'evidence', evidence, evidence_cell
FROM sheet_indicators;
