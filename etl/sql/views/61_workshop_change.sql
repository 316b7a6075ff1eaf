-- How has each indicator of a city changed since an earlier workshop?
-- compared_actual is the value at against_workshop: the workshop asked for or, for a flow of another year, the one with
-- the same months. Where the periods differ it is the value at the workshop asked for, shown but not subtracted.
-- no_change_reason: no_data | periods_differ. improved: by the indicator's direction; empty without a change,
-- and for what was added within the same year: April beside December of one year can hardly be less.
-- Grain: one row per city and workshop with an approved version in force, earlier workshop and indicator.
CREATE OR REPLACE VIEW workshop_change AS
WITH reported AS MATERIALIZED (
    SELECT v.city, v.workshop, v.indicator, v.target, v.actual, v.submission_id, i.kind, i.direction
    FROM indicator_value AS v
    JOIN indicator AS i ON i.indicator = v.indicator
),
paired AS (
    SELECT
        a.city,
        a.workshop,
        c.compared_workshop,
        a.indicator,
        a.direction,
        a.actual,
        CASE WHEN b.city IS NULL THEN shown.actual ELSE b.actual END AS compared_actual,
        a.target,
        CASE WHEN b.city IS NULL THEN shown.target ELSE b.target END AS compared_target,
        a.actual - b.actual AS change,
        c.basis,
        CASE WHEN b.city IS NULL THEN shown.city IS NOT NULL END AS periods_differ,
        CASE WHEN b.city IS NOT NULL THEN c.against_workshop END AS against_workshop,
        a.submission_id,
        coalesce(b.submission_id, shown.submission_id) AS compared_submission_id
    FROM reported AS a
    JOIN comparison AS c ON c.workshop = a.workshop AND c.kind = a.kind
    LEFT JOIN reported AS shown
        ON shown.city = a.city AND shown.workshop = c.compared_workshop AND shown.indicator = a.indicator
    LEFT JOIN reported AS b
        ON b.city = a.city AND b.workshop = c.against_workshop AND b.indicator = a.indicator
)
SELECT
    p.city,
    p.workshop,
    p.compared_workshop,
    p.indicator,
    p.actual,
    p.compared_actual,
    p.change,
    CASE WHEN p.change IS NOT NULL THEN p.basis END AS basis,
    CASE
        WHEN p.change IS NOT NULL THEN NULL
        WHEN p.actual IS NULL OR p.compared_actual IS NULL THEN 'no_data'
        WHEN p.periods_differ THEN 'periods_differ'
        ELSE 'no_data'
    END AS no_change_reason,
    CASE
        WHEN p.change = 0 OR (p.basis = 'increment' AND p.change > 0) THEN NULL
        WHEN p.direction = 'higher' THEN p.change > 0
        WHEN p.direction = 'lower' THEN p.change < 0
    END AS improved,
    p.against_workshop,
    p.target,
    p.compared_target,
    p.submission_id,
    p.compared_submission_id
FROM paired AS p;
