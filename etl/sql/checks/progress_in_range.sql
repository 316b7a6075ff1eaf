-- Is the progress of an action no percentage?
SELECT submission_id, action_code, progress_pct
FROM sheet_actions
WHERE progress_pct < 0 OR progress_pct > 100;
