-- What do the cities make together of each indicator, and how many of them stand behind the figure?
-- cities of cities_expected entered value. median, minimum, maximum: over the values of the cities_with_value cities.
-- mean_achievement_pct: mean of achievement clipped to 0–100, so that no city's surplus hides another one's lag.
-- repeated_projects: joint projects taken out of a sum because they are counted already.
-- Grain: one row per workshop and indicator that is asked or computed, cities or not.
CREATE OR REPLACE VIEW group_figure AS
WITH expected AS (
    SELECT workshop, count(*) AS cities FROM participation GROUP BY workshop
)
SELECT
    w.workshop,
    i.indicator,
    i.across_cities AS aggregation,
    f.value,
    coalesce(f.cities, 0) AS cities,
    coalesce(e.cities, 0) AS cities_expected,
    f.median,
    f.minimum,
    f.maximum,
    f.mean_achievement_pct,
    coalesce(f.cities_on_track, 0) AS cities_on_track,
    coalesce(f.cities_with_light, 0) AS cities_with_light,
    coalesce(f.cities_with_value, 0) AS cities_with_value,
    coalesce(f.repeated_projects, 0) AS repeated_projects
FROM workshop AS w
CROSS JOIN indicator AS i
LEFT JOIN expected AS e ON e.workshop = w.workshop
LEFT JOIN common_figure AS f
    ON f.workshop = w.workshop AND f.other_workshop = w.workshop AND f.indicator = i.indicator
WHERE i.entry IN ('typed', 'derived', 'computed');
