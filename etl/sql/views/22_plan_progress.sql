-- How far has each city's action plan come, and what of it is late?
-- plan_progress_pct: mean of progress weighted by the actions' weights; overdue_pct: share of overdue actions. Both
-- over the actions that count, so cancelled ones enter neither; without any such action both are empty, not 0.
-- progress_cells and overdue_cells: where both come from on the actions sheet.
-- Grain: one row per city and workshop with an approved version in force.
CREATE OR REPLACE VIEW plan_progress AS
WITH total AS (
    SELECT
        submission_id,
        count(*) AS actions,
        count(*) FILTER (WHERE counted) AS counted_actions,
        count(*) FILTER (WHERE status = 'not_started') AS not_started,
        count(*) FILTER (WHERE status = 'in_progress') AS in_progress,
        count(*) FILTER (WHERE status = 'completed') AS completed,
        count(*) FILTER (WHERE status = 'postponed') AS postponed,
        count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
        count(*) FILTER (WHERE overdue) AS overdue,
        -- Decimals: their sum is exact, so the order of the rows cannot change it.
        sum(CAST(weight AS DECIMAL(38, 6))) FILTER (WHERE counted AND progress_pct IS NOT NULL) AS weight_sum,
        sum(CAST(progress_pct * weight AS DECIMAL(38, 6))) FILTER (WHERE counted) AS weighted_progress,
        string_agg(progress_pct_cell, '; ' ORDER BY row_number) FILTER (WHERE counted) AS progress_cells,
        string_agg(end_date_cell, '; ' ORDER BY row_number) FILTER (WHERE overdue) AS overdue_cells
    FROM submission_action
    GROUP BY submission_id
)
SELECT
    r.city,
    r.workshop,
    CAST(t.weighted_progress AS DOUBLE PRECISION)
    / nullif(CAST(t.weight_sum AS DOUBLE PRECISION), 0) AS plan_progress_pct,
    coalesce(t.actions, 0) AS actions,
    coalesce(t.counted_actions, 0) AS counted_actions,
    coalesce(t.not_started, 0) AS not_started,
    coalesce(t.in_progress, 0) AS in_progress,
    coalesce(t.completed, 0) AS completed,
    coalesce(t.postponed, 0) AS postponed,
    coalesce(t.cancelled, 0) AS cancelled,
    coalesce(t.overdue, 0) AS overdue,
    CAST(t.overdue AS DOUBLE PRECISION)
    / nullif(CAST(t.counted_actions AS DOUBLE PRECISION), 0) * 100 AS overdue_pct,
    CAST(t.weight_sum AS DOUBLE PRECISION) AS weight_sum,
    r.submission_id,
    t.progress_cells,
    t.overdue_cells
FROM counted_report AS r
LEFT JOIN total AS t ON t.submission_id = r.submission_id;
