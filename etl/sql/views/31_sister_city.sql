-- Which cities abroad is each city tied to, how, and is the tie alive?
-- Grain: one row per city, workshop and row_number of the sheet, in an approved version in force.
CREATE OR REPLACE VIEW sister_city AS
SELECT r.city, r.workshop, x.*, 'sister_cities' AS sheet
FROM sheet_sister_cities AS x
JOIN counted_report AS r ON r.submission_id = x.submission_id;
