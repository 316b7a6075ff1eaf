-- How has each headline figure moved since an earlier workshop?
-- Both values are taken over the cities that have the figure at both workshops, so that a missing city never reads as
-- a fall. They can therefore differ from workshop_summary. improved: empty without a change.
-- figure: overdue (fewer is better) | on_track_share_pct | active_partnerships.
-- Grain: one row per workshop, earlier workshop and figure that some city has at both.
CREATE OR REPLACE VIEW summary_change AS
WITH part AS MATERIALIZED (
    SELECT 'overdue' AS figure, workshop, city, overdue AS amount, CAST(NULL AS BIGINT) AS base
    FROM plan_progress
    UNION ALL
    SELECT
        'on_track_share_pct', workshop, city, count(*) FILTER (WHERE light = 'on_track'), count(*)
    FROM indicator_achievement
    WHERE light IS NOT NULL
    GROUP BY workshop, city
    UNION ALL
    SELECT
        'active_partnerships', workshop, city, count(*) FILTER (WHERE partnership_status = 'active'), NULL
    FROM sister_city
    GROUP BY workshop, city
),
total AS (
    SELECT
        a.figure,
        a.workshop,
        b.workshop AS compared_workshop,
        count(*) AS cities,
        CAST(sum(a.amount) AS DOUBLE PRECISION) AS amount,
        CAST(sum(a.base) AS DOUBLE PRECISION) AS base,
        CAST(sum(b.amount) AS DOUBLE PRECISION) AS compared_amount,
        CAST(sum(b.base) AS DOUBLE PRECISION) AS compared_base
    FROM part AS a
    JOIN reporting_period AS p ON p.workshop = a.workshop
    JOIN part AS b ON b.figure = a.figure AND b.city = a.city
    JOIN reporting_period AS q ON q.workshop = b.workshop AND q.period_end < p.period_end
    GROUP BY a.figure, a.workshop, b.workshop
),
figured AS (
    SELECT
        figure,
        workshop,
        compared_workshop,
        cities,
        CASE WHEN base IS NULL THEN amount ELSE amount / nullif(base, 0) * 100 END AS value,
        CASE
            WHEN compared_base IS NULL THEN compared_amount ELSE compared_amount / nullif(compared_base, 0) * 100
        END AS compared_value
    FROM total
)
SELECT
    workshop,
    compared_workshop,
    figure,
    value,
    compared_value,
    value - compared_value AS change,
    CASE
        WHEN value = compared_value THEN NULL
        WHEN figure = 'overdue' THEN value < compared_value
        ELSE value > compared_value
    END AS improved,
    cities
FROM figured;
