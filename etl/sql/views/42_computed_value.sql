-- What do a city's actions say about the indicators that nobody fills in?
-- Grain: one row per confirmed submission with actions and computed indicator.
CREATE OR REPLACE VIEW computed_value AS
WITH plan AS MATERIALIZED (SELECT * FROM submission_plan)
SELECT
    submission_id,
    'EYL-01' AS indicator,
    plan_progress_pct AS value,
    CAST(NULL AS DOUBLE PRECISION) AS numerator,
    CAST(NULL AS DOUBLE PRECISION) AS denominator,
    progress_cells AS source_cells
FROM plan
UNION ALL
SELECT
    submission_id,
    'EYL-02',
    overdue_pct,
    CAST(overdue AS DOUBLE PRECISION),
    CAST(counted_actions AS DOUBLE PRECISION),
    overdue_cells
FROM plan;
