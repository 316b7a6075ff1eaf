-- What does each city report for each indicator, where does it stand, and if there is no value, why?
-- actual: the typed value, else what the list sheet gives, or the computed one. sheet and source_cells say where it
-- comes from.
-- baseline: the first accepted one stays, that of the earliest report in force that typed one (baseline_cell in the
-- file of baseline_submission_id). A different one typed later is a correction; it does not move the figures.
-- numerator and denominator: the parts of a rate, where they give the value that counts (to a tenth of a per cent,
-- which is how people type it).
-- value_state: value | zero | empty | not_due | not_applicable | not_collected | not_asked (added to the catalogue
-- for a later workshop).
-- Grain: one row per city and workshop with an approved version in force, and indicator that is asked or computed.
CREATE OR REPLACE VIEW indicator_value AS
WITH report AS MATERIALIZED (
    SELECT city, workshop, submission_id, period_end FROM counted_report
),
first_baseline AS (
    SELECT DISTINCT ON (r.city, t.indicator_code)
        r.city, t.indicator_code AS indicator, t.baseline, t.baseline_cell, r.submission_id, r.period_end
    FROM sheet_indicators AS t
    JOIN report AS r ON r.submission_id = t.submission_id
    WHERE t.baseline IS NOT NULL
    ORDER BY r.city, t.indicator_code, r.period_end
),
expected AS (
    SELECT
        r.city,
        r.workshop,
        r.submission_id,
        r.period_end,
        i.indicator,
        i.entry,
        i.across_cities,
        i.position,
        coalesce(first.period_end > r.period_end, FALSE) AS not_asked
    FROM report AS r
    CROSS JOIN indicator AS i
    LEFT JOIN reporting_period AS first ON first.workshop = i.since
    WHERE i.entry IN ('typed', 'derived', 'computed')
),
gathered AS (
    SELECT
        e.*,
        t.baseline AS typed_baseline,
        t.baseline_cell AS typed_baseline_cell,
        t.target,
        t.target_cell,
        t.actual AS typed_actual,
        t.actual_cell,
        t.missing_reason,
        t.deviation_reason,
        t.evidence,
        CASE WHEN e.entry = 'derived' THEN d.value END AS derived_actual,
        CASE WHEN e.entry = 'derived' THEN d.sheet END AS derived_sheet,
        c.value AS computed_actual,
        CASE WHEN e.entry = 'computed' THEN c.numerator ELSE d.numerator END AS numerator,
        CASE WHEN e.entry = 'computed' THEN c.denominator ELSE d.denominator END AS denominator,
        CASE WHEN e.entry = 'computed' THEN c.source_cells ELSE d.source_cells END AS list_cells
    FROM expected AS e
    LEFT JOIN sheet_indicators AS t
        ON t.submission_id = e.submission_id AND t.indicator_code = e.indicator
        AND e.entry <> 'computed' AND NOT e.not_asked
    LEFT JOIN derived_value AS d
        ON d.submission_id = e.submission_id AND d.indicator = e.indicator AND NOT e.not_asked
    LEFT JOIN computed_value AS c
        ON c.submission_id = e.submission_id AND c.indicator = e.indicator AND NOT e.not_asked
),
settled AS (
    SELECT
        g.*,
        coalesce(g.typed_actual, g.derived_actual, g.computed_actual) AS actual,
        CASE
            WHEN g.typed_actual IS NOT NULL THEN 'typed'
            WHEN g.derived_actual IS NOT NULL THEN 'derived'
            WHEN g.computed_actual IS NOT NULL THEN 'computed'
        END AS came_by,
        g.typed_actual IS NULL OR abs(g.typed_actual - g.derived_actual) <= 0.05 AS parts_fit
    FROM gathered AS g
)
SELECT
    s.city,
    s.workshop,
    s.indicator,
    b.baseline,
    s.target,
    s.actual,
    s.typed_actual,
    s.derived_actual,
    s.came_by AS entry,
    CASE WHEN s.parts_fit THEN s.numerator END AS numerator,
    CASE WHEN s.parts_fit THEN s.denominator END AS denominator,
    CASE
        WHEN s.not_asked THEN 'not_asked'
        WHEN s.actual = 0 THEN 'zero'
        WHEN s.actual IS NOT NULL THEN 'value'
        ELSE coalesce(s.missing_reason, 'empty')
    END AS value_state,
    s.missing_reason,
    s.deviation_reason,
    s.evidence,
    CASE
        WHEN s.entry = 'computed' THEN 'actions'
        WHEN s.came_by = 'derived' THEN s.derived_sheet
        ELSE 'indicators'
    END AS sheet,
    b.baseline_cell,
    s.target_cell,
    s.actual_cell,
    CASE WHEN s.came_by = 'typed' THEN s.actual_cell ELSE s.list_cells END AS source_cells,
    s.submission_id,
    s.typed_baseline,
    s.typed_baseline_cell,
    b.submission_id AS baseline_submission_id
FROM settled AS s
LEFT JOIN first_baseline AS b
    ON b.city = s.city AND b.indicator = s.indicator AND b.period_end <= s.period_end AND NOT s.not_asked;
