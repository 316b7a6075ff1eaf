-- How far has the action plan of each version ever confirmed come, and what of it is late?
-- plan_progress_pct: mean of progress weighted by the actions' weights; overdue_pct: share of overdue actions. Both
-- over the actions that count, so cancelled ones enter neither; without any such action both are empty, not 0.
-- progress_cells and overdue_cells: where both come from on the actions sheet.
-- Grain: one row per confirmed submission (drafts, replaced and withdrawn ones too) with actions.
CREATE OR REPLACE VIEW submission_plan AS
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
        sum(CAST(weight AS DECIMAL(38, 12))) FILTER (WHERE counted AND progress_pct IS NOT NULL) AS weight_sum,
        sum(CAST(progress_pct * weight AS DECIMAL(38, 12))) FILTER (WHERE counted) AS weighted_progress,
        string_agg(progress_pct_cell, '; ' ORDER BY row_number) FILTER (WHERE counted) AS progress_cells,
        string_agg(end_date_cell, '; ' ORDER BY row_number) FILTER (WHERE overdue) AS overdue_cells
    FROM submission_action
    GROUP BY submission_id
)
SELECT
    submission_id,
    CAST(weighted_progress AS DOUBLE PRECISION)
    / nullif(CAST(weight_sum AS DOUBLE PRECISION), 0) AS plan_progress_pct,
    actions,
    counted_actions,
    not_started,
    in_progress,
    completed,
    postponed,
    cancelled,
    overdue,
    CAST(overdue AS DOUBLE PRECISION)
    / nullif(CAST(counted_actions AS DOUBLE PRECISION), 0) * 100 AS overdue_pct,
    CAST(weight_sum AS DOUBLE PRECISION) AS weight_sum,
    progress_cells,
    overdue_cells
FROM total;
