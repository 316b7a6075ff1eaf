-- Which international networks does each city belong to, and in what role?
-- Grain: one row per city, workshop and row_number of the sheet, in an approved version in force.
CREATE OR REPLACE VIEW network AS
SELECT r.city, r.workshop, x.*, 'networks' AS sheet
FROM sheet_networks AS x
JOIN counted_report AS r ON r.submission_id = x.submission_id;
