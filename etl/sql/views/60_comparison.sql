-- With which workshop can the values of a workshop be compared when a reader asks for an earlier one?
-- A level: with the one asked for. A flow counts from January: within one calendar year its increment is meant; of
-- another year only the workshop that asked up to the same month will do (10 by December, 5 by June is no fall).
-- basis: difference | increment | same_months; without one, nothing can be said and against_workshop is empty.
-- Grain: one row per workshop, earlier workshop and kind of indicator.
CREATE OR REPLACE VIEW comparison AS
WITH earlier AS (
    SELECT w.*, v.workshop AS compared_workshop, v.period_year AS compared_year
    FROM reporting_period AS w
    JOIN reporting_period AS v ON v.period_end < w.period_end
),
same_months AS (
    SELECT DISTINCT ON (e.workshop, e.compared_workshop) e.workshop, e.compared_workshop, p.workshop AS against_workshop
    FROM earlier AS e
    JOIN reporting_period AS p
        ON p.period_year = e.compared_year AND p.last_month = e.last_month
    WHERE e.compared_year <> e.period_year
    ORDER BY e.workshop, e.compared_workshop, p.period_end DESC
)
SELECT workshop, compared_workshop, 'level' AS kind, compared_workshop AS against_workshop, 'difference' AS basis
FROM earlier
UNION ALL
SELECT workshop, compared_workshop, 'flow', compared_workshop, 'increment'
FROM earlier
WHERE compared_year = period_year
UNION ALL
SELECT
    e.workshop, e.compared_workshop, 'flow', m.against_workshop,
    CASE WHEN m.against_workshop IS NOT NULL THEN 'same_months' END
FROM earlier AS e
LEFT JOIN same_months AS m ON m.workshop = e.workshop AND m.compared_workshop = e.compared_workshop
WHERE e.compared_year <> e.period_year;
