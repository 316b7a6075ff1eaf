-- How has the group's figure changed since an earlier workshop?
-- Both values are taken over the cities counted in both, so that a missing city never reads as a fall. They can
-- therefore differ from group_figure. no_change_reason: no_data | periods_differ (values of the workshop asked for).
-- Grain: one row per workshop, earlier workshop and indicator that is asked or computed.
CREATE OR REPLACE VIEW group_change AS
WITH figure AS MATERIALIZED (
    SELECT workshop, other_workshop, indicator, value, cities FROM common_figure
),
expected AS (
    SELECT workshop, count(*) AS cities FROM participation GROUP BY workshop
),
paired AS (
    SELECT
        c.workshop,
        c.compared_workshop,
        i.indicator,
        i.direction,
        now.value,
        was.value AS compared_value,
        CASE WHEN c.basis IS NOT NULL THEN now.value - was.value END AS change,
        c.basis,
        coalesce(now.cities, 0) AS cities,
        c.against_workshop
    FROM comparison AS c
    JOIN indicator AS i ON i.kind = c.kind
    LEFT JOIN figure AS now
        ON now.workshop = c.workshop
        AND now.other_workshop = coalesce(c.against_workshop, c.compared_workshop)
        AND now.indicator = i.indicator
    LEFT JOIN figure AS was
        ON was.workshop = coalesce(c.against_workshop, c.compared_workshop)
        AND was.other_workshop = c.workshop
        AND was.indicator = i.indicator
    WHERE i.entry IN ('typed', 'derived', 'computed')
)
SELECT
    p.workshop,
    p.compared_workshop,
    p.indicator,
    p.value,
    p.compared_value,
    p.change,
    CASE WHEN p.change IS NOT NULL THEN p.basis END AS basis,
    CASE
        WHEN p.change IS NOT NULL THEN NULL
        WHEN p.basis IS NULL AND p.cities > 0 THEN 'periods_differ'
        ELSE 'no_data'
    END AS no_change_reason,
    p.cities,
    coalesce(e.cities, 0) AS cities_expected,
    CASE
        WHEN p.change = 0 OR (p.basis = 'increment' AND p.change > 0) THEN NULL  -- as in workshop_change
        WHEN p.direction = 'higher' THEN p.change > 0
        WHEN p.direction = 'lower' THEN p.change < 0
    END AS improved,
    p.against_workshop
FROM paired AS p
LEFT JOIN expected AS e ON e.workshop = p.workshop;
