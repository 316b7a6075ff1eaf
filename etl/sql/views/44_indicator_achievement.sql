-- How far has each city come towards its own target, and is that good enough for the time of year?
-- achievement_pct is raw: below 0 when the value moved away from the target, above 100 when the target is passed;
-- achievement_clipped_pct is what enters averages. method names the line of the table in the definition of the
-- arithmetic: no_data | no_target | context | flow | no_baseline | against_target | level.
-- light: the first band of light_rule that achievement_pct / expected_share reaches, unrounded. A level has until
-- December: before, only the best band and a move away from the target light up. light_reason says why there is none.
-- Grain: one row per city and workshop with an approved version in force, and indicator that is asked or computed.
CREATE OR REPLACE VIEW indicator_achievement AS
WITH classed AS (
    SELECT
        v.*,
        i.direction,
        i.kind,
        p.last_month,
        CASE WHEN i.kind = 'flow' THEN p.year_share ELSE 1 END AS expected_share,
        CASE
            WHEN v.actual IS NULL THEN 'no_data'
            WHEN v.target IS NULL THEN 'no_target'
            WHEN i.direction = 'context' THEN 'context'
            WHEN i.direction = 'higher' AND v.target = 0 THEN 'no_target'
            WHEN i.kind = 'flow' THEN 'flow'
            WHEN v.baseline IS NULL THEN 'no_baseline'
            WHEN v.target = v.baseline THEN 'against_target'
            WHEN i.direction = 'higher' AND v.target < v.baseline THEN 'against_target'
            WHEN i.direction = 'lower' AND v.target > v.baseline THEN 'against_target'
            ELSE 'level'
        END AS method
    FROM indicator_value AS v
    JOIN indicator AS i ON i.indicator = v.indicator
    JOIN reporting_period AS p ON p.workshop = v.workshop
),
measured AS (
    SELECT
        c.*,
        CASE
            WHEN c.method = 'flow' THEN c.actual / nullif(c.target, 0) * 100
            WHEN c.method = 'level' THEN (c.actual - c.baseline) / nullif(c.target - c.baseline, 0) * 100
            WHEN c.method = 'against_target' AND c.direction = 'higher' AND c.actual >= c.target THEN 100
            WHEN c.method = 'against_target' AND c.direction = 'lower' AND c.actual <= c.target THEN 100
            WHEN c.method NOT IN ('no_baseline', 'against_target') THEN NULL
            WHEN c.direction = 'higher' THEN c.actual / nullif(c.target, 0) * 100
            WHEN c.actual = 0 THEN 100
            ELSE c.target / nullif(c.actual, 0) * 100
        END AS achievement_pct
    FROM classed AS c
),
paced AS (
    SELECT
        m.*,
        -- Achievement by the share of the year, for the light. Nine digits: what is exactly 80 by hand can come
        -- out of floating point as 79.99999999999999.
        round(
            CASE
                WHEN m.method = 'flow' THEN m.actual * 1200 / nullif(m.target * m.last_month, 0)
                ELSE m.achievement_pct
            END, 9
        ) AS paced_pct
    FROM measured AS m
),
bound AS (
    SELECT
        max(at_least) FILTER (WHERE light = 'on_track') AS on_track_from,
        max(at_least) FILTER (WHERE light = 'at_risk') AS at_risk_from
    FROM light_rule
),
lit AS (
    SELECT
        p.*,
        CASE
            WHEN p.achievement_pct IS NULL THEN NULL
            WHEN p.paced_pct >= b.on_track_from THEN 'on_track'
            WHEN p.kind = 'level' AND p.last_month < 12 AND p.achievement_pct >= 0 THEN NULL
            WHEN p.paced_pct >= b.at_risk_from THEN 'at_risk'
            ELSE 'behind'
        END AS light
    FROM paced AS p
    CROSS JOIN bound AS b
)
SELECT
    l.city,
    l.workshop,
    l.indicator,
    l.baseline,
    l.target,
    l.actual,
    l.typed_actual,
    l.derived_actual,
    l.entry,
    l.numerator,
    l.denominator,
    l.value_state,
    l.missing_reason,
    l.deviation_reason,
    l.evidence,
    l.sheet,
    l.baseline_cell,
    l.target_cell,
    l.actual_cell,
    l.source_cells,
    l.submission_id,
    l.achievement_pct,
    CASE
        WHEN l.achievement_pct IS NOT NULL THEN least(greatest(l.achievement_pct, 0), 100)
    END AS achievement_clipped_pct,
    l.method,
    l.expected_share,
    l.light,
    CASE
        WHEN l.light IS NOT NULL THEN NULL
        WHEN l.achievement_pct IS NULL THEN l.method
        ELSE 'no_light_yet'
    END AS light_reason,
    l.target - l.actual AS gap,
    l.typed_baseline,
    l.typed_baseline_cell,
    l.baseline_submission_id
FROM lit AS l;
