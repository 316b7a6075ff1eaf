-- What holds the cities' international work back, and what do they do about it?
-- Grain: one row per city, workshop and row_number of the sheet, in an approved version in force.
CREATE OR REPLACE VIEW challenge AS
SELECT r.city, r.workshop, x.*, 'challenges' AS sheet
FROM sheet_challenges AS x
JOIN counted_report AS r ON r.submission_id = x.submission_id;
