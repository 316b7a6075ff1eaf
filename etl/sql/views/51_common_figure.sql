-- What does a group of cities make together at one workshop, if only those cities enter that have a value at another
-- workshop too? With the workshop itself as the other one it is the group's figure; the rest is for comparing.
-- sum: joint projects are counted once, where a city's count comes from its list sheet or agrees with it. ratio: from
-- the sums of the parts; cities without parts are left out of value and cities.
-- Grain: one row per workshop, other workshop and indicator with at least one city that has a value at both.
CREATE OR REPLACE VIEW common_figure AS
WITH entered AS MATERIALIZED (
    SELECT
        v.city, v.workshop, v.indicator, v.actual, v.numerator, v.denominator, v.achievement_clipped_pct, v.light,
        v.actual = v.derived_actual AS counted_from_list, v.submission_id, i.across_cities,
        i.across_cities <> 'ratio' OR coalesce(v.denominator > 0, FALSE) AS usable
    FROM indicator_achievement AS v
    JOIN indicator AS i ON i.indicator = v.indicator
    WHERE v.actual IS NOT NULL
),
pair AS (
    SELECT a.*, b.workshop AS other_workshop, a.usable AND b.usable AS enters
    FROM entered AS a
    JOIN entered AS b ON b.city = a.city AND b.indicator = a.indicator
),
total AS (
    SELECT
        workshop,
        other_workshop,
        indicator,
        across_cities AS aggregation,
        count(*) FILTER (WHERE enters) AS cities,
        count(*) AS cities_with_value,
        -- Decimals: their sum is exact, so the order of the rows cannot change it.
        sum(CAST(actual AS DECIMAL(38, 12))) AS actual_sum,
        CAST(sum(CAST(numerator AS DECIMAL(38, 12))) FILTER (WHERE enters) AS DOUBLE PRECISION) AS numerator_sum,
        CAST(sum(CAST(denominator AS DECIMAL(38, 12))) FILTER (WHERE enters) AS DOUBLE PRECISION) AS denominator_sum,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY actual) AS median,
        min(actual) AS minimum,
        max(actual) AS maximum,
        CAST(sum(CAST(achievement_clipped_pct AS DECIMAL(38, 12))) AS DOUBLE PRECISION) AS achievement_sum,
        count(achievement_clipped_pct) AS cities_with_achievement,
        count(*) FILTER (WHERE light = 'on_track') AS cities_on_track,
        count(light) AS cities_with_light
    FROM pair
    GROUP BY workshop, other_workshop, indicator, across_cities
),
repeated AS (
    SELECT
        a.workshop,
        b.workshop AS other_workshop,
        a.indicator,
        CAST(sum(j.projects) - count(DISTINCT j.joint_code) AS BIGINT) AS projects
    FROM joint_project AS j
    JOIN entered AS a
        ON a.submission_id = j.submission_id AND a.indicator = j.indicator AND a.counted_from_list
    JOIN entered AS b ON b.city = a.city AND b.indicator = a.indicator
    GROUP BY a.workshop, b.workshop, a.indicator
)
SELECT
    t.workshop,
    t.other_workshop,
    t.indicator,
    t.aggregation,
    CASE t.aggregation
        WHEN 'sum' THEN CAST(t.actual_sum AS DOUBLE PRECISION) - coalesce(r.projects, 0)
        WHEN 'mean' THEN CAST(t.actual_sum AS DOUBLE PRECISION) / nullif(t.cities, 0)
        WHEN 'median' THEN t.median
        WHEN 'ratio' THEN t.numerator_sum / nullif(t.denominator_sum, 0) * 100
    END AS value,
    t.cities,
    t.cities_with_value,
    t.median,
    t.minimum,
    t.maximum,
    t.achievement_sum / nullif(t.cities_with_achievement, 0) AS mean_achievement_pct,
    t.cities_on_track,
    t.cities_with_light,
    coalesce(r.projects, 0) AS repeated_projects
FROM total AS t
LEFT JOIN repeated AS r
    ON r.workshop = t.workshop AND r.other_workshop = t.other_workshop AND r.indicator = t.indicator;
