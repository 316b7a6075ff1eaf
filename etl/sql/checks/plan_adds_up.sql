-- Is a plan's progress no percentage, or do its actions not add up to its statuses?
SELECT submission_id, plan_progress_pct, overdue_pct, actions, counted_actions, cancelled
FROM submission_plan
WHERE
    plan_progress_pct < 0 OR plan_progress_pct > 100
    OR overdue_pct < 0 OR overdue_pct > 100
    OR actions <> not_started + in_progress + completed + postponed + cancelled
    OR counted_actions > actions
    OR overdue > counted_actions;
