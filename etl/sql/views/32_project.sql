-- Which international projects does each city apply for and run, with whom and for how much?
-- Grain: one row per city, workshop and row_number of the sheet, in an approved version in force.
CREATE OR REPLACE VIEW project AS
SELECT r.city, r.workshop, x.*, 'projects' AS sheet
FROM sheet_projects AS x
JOIN counted_report AS r ON r.submission_id = x.submission_id;
