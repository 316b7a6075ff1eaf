-- How does each action stand, declared by the city and computed by us, in the versions in force?
-- Grain: one row per city, workshop and action of an approved version in force.
CREATE OR REPLACE VIEW action_status AS
SELECT a.*
FROM submission_action AS a
JOIN counted_report AS r ON r.submission_id = a.submission_id;
