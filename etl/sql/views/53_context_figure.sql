-- Which context figure stands beside a city's own at a workshop, of which year and from which source?
-- The figure of the reporting period's year; of an indicator of which the latest value holds, that of the newest year
-- up to it. They have no target and no light, and they enter no other figure.
-- value_state: value | zero | empty (nobody has handed in any) | removed (the organizers say there is none any more).
-- Grain: one row per city, workshop it takes part in and context indicator.
CREATE OR REPLACE VIEW context_figure AS
WITH expected AS (
    SELECT member.city, member.workshop, i.indicator, i.over_time, p.period_year
    FROM participation AS member
    JOIN reporting_period AS p ON p.workshop = member.workshop
    CROSS JOIN indicator AS i
    WHERE i.entry = 'organizer'
),
found AS (
    SELECT DISTINCT ON (e.city, e.workshop, e.indicator)
        e.city, e.workshop, e.indicator, f.year, f.value, f.source, f.cell, f.submission_id
    FROM expected AS e
    JOIN figure_in_force AS f
        ON f.city = e.city AND f.indicator = e.indicator AND f.value IS NOT NULL
        AND (f.year = e.period_year OR (e.over_time = 'latest' AND f.year < e.period_year))
    ORDER BY e.city, e.workshop, e.indicator, f.year DESC
)
SELECT
    e.city,
    e.workshop,
    e.indicator,
    e.period_year,
    f.year,
    f.value,
    CASE
        WHEN f.value = 0 THEN 'zero'
        WHEN f.value IS NOT NULL THEN 'value'
        WHEN gone.city IS NOT NULL THEN 'removed'
        ELSE 'empty'
    END AS value_state,
    f.source,
    f.cell,
    f.submission_id
FROM expected AS e
LEFT JOIN found AS f ON f.city = e.city AND f.workshop = e.workshop AND f.indicator = e.indicator
LEFT JOIN figure_in_force AS gone
    ON gone.city = e.city AND gone.indicator = e.indicator AND gone.year = e.period_year AND gone.value IS NULL;
