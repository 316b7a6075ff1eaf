-- Is a group's figure not what its cities typed, outside of what they report, or of more cities than take part?
-- The sum is taken a second way, from the sheets, for what no list sheet can fill in.
WITH typed AS (
    SELECT
        r.workshop,
        t.indicator_code AS indicator,
        CAST(sum(CAST(t.actual AS DECIMAL(38, 12))) AS DOUBLE PRECISION) AS total,
        count(t.actual) AS cities
    FROM counted_report AS r
    JOIN sheet_indicators AS t ON t.submission_id = r.submission_id
    JOIN indicator AS i ON i.indicator = t.indicator_code
    JOIN workshop AS w ON w.workshop = r.workshop
    LEFT JOIN workshop AS first ON first.workshop = i.since
    WHERE i.entry = 'typed' AND i.across_cities = 'sum' AND (i.since IS NULL OR first.period_end <= w.period_end)
    GROUP BY r.workshop, t.indicator_code
)
SELECT g.workshop, g.indicator, g.aggregation, g.value, t.total, g.cities, g.cities_expected
FROM group_figure AS g
LEFT JOIN typed AS t ON t.workshop = g.workshop AND t.indicator = g.indicator
WHERE
    g.cities > g.cities_expected
    OR g.cities > g.cities_with_value
    OR g.cities_on_track > g.cities_with_light
    OR g.cities_with_light > g.cities_with_value
    OR g.mean_achievement_pct < 0 OR g.mean_achievement_pct > 100
    OR (g.value IS NULL AND g.cities > 0)
    OR (g.value IS NOT NULL AND g.cities = 0)
    OR g.value IS DISTINCT FROM t.total AND t.cities > 0
    OR g.cities <> t.cities
    OR (g.aggregation IN ('mean', 'median') AND (g.value < g.minimum - 0.001 OR g.value > g.maximum + 0.001));
