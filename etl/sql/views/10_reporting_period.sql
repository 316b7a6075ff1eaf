-- From when to when does a workshop ask, and where do the windows begin that its figures look back over?
-- Every date a view compares with comes from here, so that no figure depends on the day it is read.
-- A window of n years ends with period_end, that day included, and begins after the day named here.
-- Grain: one row per workshop.
CREATE OR REPLACE VIEW reporting_period AS
SELECT
    workshop,
    period_start,
    period_end,
    deadline,
    CAST(extract(YEAR FROM period_end) AS INTEGER) AS period_year,
    CAST(extract(MONTH FROM period_end) AS INTEGER) AS last_month,
    CAST(extract(MONTH FROM period_end) AS DOUBLE PRECISION) / 12 AS year_share,
    CAST(period_end - INTERVAL '1 year' AS DATE) AS one_year_before,
    CAST(period_end - INTERVAL '3 years' AS DATE) AS three_years_before,
    CAST(period_end - INTERVAL '5 years' AS DATE) AS five_years_before
FROM workshop;
