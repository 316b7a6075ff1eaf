-- What does each city offer and look for? Whether an offer has expired is for the reader to judge.
-- Grain: one row per city, workshop and row_number of the sheet, in an approved version in force.
CREATE OR REPLACE VIEW cooperation AS
SELECT r.city, r.workshop, x.*, 'cooperation' AS sheet
FROM sheet_cooperation AS x
JOIN counted_report AS r ON r.submission_id = x.submission_id;
