-- How much have a city's yearly counts come to, up to a workshop?
-- A flow begins anew each January, so the last value of each calendar year is added, and no other.
-- years: calendar years that had a value.
-- Grain: one row per city and workshop with an approved version in force, and indicator whose over_time is sum.
CREATE OR REPLACE VIEW indicator_total AS
WITH yearly AS MATERIALIZED (
    SELECT v.city, v.workshop, v.indicator, v.actual, v.submission_id, p.period_end, p.period_year
    FROM indicator_value AS v
    JOIN indicator AS i ON i.indicator = v.indicator
    JOIN reporting_period AS p ON p.workshop = v.workshop
    WHERE i.over_time = 'sum'
),
ranked AS (
    SELECT
        r.city,
        r.workshop,
        r.indicator,
        past.actual,
        row_number() OVER (
            PARTITION BY r.city, r.workshop, r.indicator, past.period_year ORDER BY past.period_end DESC
        ) AS newest_first
    FROM yearly AS r
    JOIN yearly AS past
        ON past.city = r.city AND past.indicator = r.indicator AND past.period_end <= r.period_end
        AND past.actual IS NOT NULL
),
total AS (
    SELECT
        city,
        workshop,
        indicator,
        CAST(sum(CAST(actual AS DECIMAL(38, 12))) AS DOUBLE PRECISION) AS total_to_date,
        count(*) AS years
    FROM ranked
    WHERE newest_first = 1
    GROUP BY city, workshop, indicator
)
SELECT r.city, r.workshop, r.indicator, t.total_to_date, coalesce(t.years, 0) AS years, r.submission_id
FROM yearly AS r
LEFT JOIN total AS t ON t.city = r.city AND t.workshop = r.workshop AND t.indicator = r.indicator;
