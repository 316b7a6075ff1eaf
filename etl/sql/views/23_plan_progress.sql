-- How far has each city's action plan come, and what of it is late? The figures are explained in submission_plan.
-- Grain: one row per city and workshop with an approved version in force.
CREATE OR REPLACE VIEW plan_progress AS
SELECT
    r.city,
    r.workshop,
    p.plan_progress_pct,
    coalesce(p.actions, 0) AS actions,
    coalesce(p.counted_actions, 0) AS counted_actions,
    coalesce(p.not_started, 0) AS not_started,
    coalesce(p.in_progress, 0) AS in_progress,
    coalesce(p.completed, 0) AS completed,
    coalesce(p.postponed, 0) AS postponed,
    coalesce(p.cancelled, 0) AS cancelled,
    coalesce(p.overdue, 0) AS overdue,
    p.overdue_pct,
    p.weight_sum,
    r.submission_id,
    p.progress_cells,
    p.overdue_cells
FROM counted_report AS r
LEFT JOIN submission_plan AS p ON p.submission_id = r.submission_id;
