-- What do the cities make together of a context figure, year by year?
-- Over the cities of which the organizers have handed in that year, whichever workshop they take part in.
-- Grain: one row per context indicator and year of which some city has a figure.
CREATE OR REPLACE VIEW context_total AS
SELECT
    indicator,
    year,
    CAST(count(*) AS INTEGER) AS cities,
    sum(value) AS value,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS median,
    min(value) AS minimum,
    max(value) AS maximum
FROM figure_in_force
WHERE value IS NOT NULL
GROUP BY indicator, year;
