-- Which of the context figures that organizers handed in are in force, and from which file?
-- Of the files that are confirmed and not withdrawn the one confirmed last holds, figure by figure: what a later file
-- does not name stays. A row without a value takes out what was given before; where nothing was, it says nothing.
-- was_given: some file in force has a value, so that one that is missing was taken out.
-- Grain: one row per city, indicator and year of which a file in force has a value.
CREATE OR REPLACE VIEW figure_in_force AS
WITH standing AS (
    SELECT
        f.*, u.file_name, u.who, u.received_at, d.confirmed_at, d.confirmed_number,
        count(f.value) OVER (PARTITION BY f.city, f.indicator_code, f.year) > 0 AS was_given
    FROM sheet_figures AS f
    JOIN figure_upload AS u ON u.submission_id = f.submission_id
    JOIN submission_decision AS d ON d.submission_id = f.submission_id
    WHERE u.acceptance = 'acceptable' AND d.confirmed_at IS NOT NULL AND NOT d.withdrawn
)
SELECT DISTINCT ON (s.city, s.indicator_code, s.year)
    s.city,
    s.indicator_code AS indicator,
    s.year,
    s.value,
    s.was_given,
    s.source,
    s.value_cell AS cell,
    s.submission_id,
    s.row_number,
    s.file_name,
    s.who,
    s.received_at,
    s.confirmed_at
FROM standing AS s
WHERE s.was_given
ORDER BY s.city, s.indicator_code, s.year, s.confirmed_number DESC;
