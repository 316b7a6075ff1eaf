-- What can other cities learn from each city? Rows with shared = 'no' are for its own city and organizers.
-- Grain: one row per city, workshop and row_number of the sheet, in an approved version in force.
CREATE OR REPLACE VIEW good_practice AS
SELECT r.city, r.workshop, x.*, 'good_practices' AS sheet
FROM sheet_good_practices AS x
JOIN counted_report AS r ON r.submission_id = x.submission_id;
