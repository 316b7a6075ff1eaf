-- From which baseline is an indicator of a city measured?
-- The first accepted one stays: that of the earliest report in force that typed one. A different one typed later is a
-- correction to be talked about; it does not move the figures.
-- Grain: one row per city and indicator with a baseline.
CREATE OR REPLACE VIEW baseline_in_effect AS
SELECT DISTINCT ON (r.city, t.indicator_code)
    r.city,
    t.indicator_code AS indicator,
    t.baseline,
    t.baseline_cell,
    r.submission_id,
    r.period_end
FROM sheet_indicators AS t
JOIN counted_report AS r ON r.submission_id = t.submission_id
WHERE t.baseline IS NOT NULL
ORDER BY r.city, t.indicator_code, r.period_end;
