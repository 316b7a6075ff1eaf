-- Where does the whole group stand at each workshop, in six figures?
-- plan_progress_pct: mean over the plan_progress_cities cities that have a plan to measure, each counted once.
-- active_partnerships: ties abroad with status active, in the partnership_cities cities that listed any.
-- A figure without any city behind it is empty, not 0.
-- Grain: one row per workshop.
CREATE OR REPLACE VIEW workshop_summary AS
WITH expected AS (
    SELECT workshop, count(*) AS cities FROM participation GROUP BY workshop
),
plan AS (
    SELECT
        workshop,
        count(*) AS cities,
        count(plan_progress_pct) AS measured_cities,
        CAST(sum(CAST(plan_progress_pct AS DECIMAL(38, 12))) AS DOUBLE PRECISION)
        / nullif(count(plan_progress_pct), 0) AS plan_progress_pct,
        CAST(sum(actions) AS BIGINT) AS actions,
        CAST(sum(counted_actions) AS BIGINT) AS counted_actions,
        CAST(sum(overdue) AS BIGINT) AS overdue
    FROM plan_progress
    GROUP BY workshop
),
light AS (
    SELECT
        workshop,
        CAST(sum(cities_on_track) AS BIGINT) AS on_track,
        CAST(sum(cities_with_light) AS BIGINT) AS with_light,
        max(value) FILTER (WHERE indicator = 'FON-04') AS grants_keur,
        max(cities) FILTER (WHERE indicator = 'FON-04') AS grants_cities
    FROM group_figure
    GROUP BY workshop
),
partnership AS (
    SELECT
        workshop,
        count(*) FILTER (WHERE partnership_status = 'active') AS active,
        count(DISTINCT city) AS cities
    FROM sister_city
    GROUP BY workshop
)
SELECT
    w.workshop,
    coalesce(e.cities, 0) AS cities_expected,
    coalesce(p.cities, 0) AS cities_submitted,
    p.plan_progress_pct,
    p.actions,
    p.overdue,
    CASE WHEN p.cities > 0 THEN l.on_track END AS indicators_on_track,
    CASE WHEN p.cities > 0 THEN l.with_light END AS indicators_with_light,
    CAST(l.on_track AS DOUBLE PRECISION)
    / nullif(CAST(l.with_light AS DOUBLE PRECISION), 0) * 100 AS on_track_share_pct,
    l.grants_keur,
    s.active AS active_partnerships,
    coalesce(p.measured_cities, 0) AS plan_progress_cities,
    p.counted_actions,
    coalesce(l.grants_cities, 0) AS grants_cities,
    coalesce(s.cities, 0) AS partnership_cities
FROM workshop AS w
LEFT JOIN expected AS e ON e.workshop = w.workshop
LEFT JOIN plan AS p ON p.workshop = w.workshop
LEFT JOIN light AS l ON l.workshop = w.workshop
LEFT JOIN partnership AS s ON s.workshop = w.workshop;
