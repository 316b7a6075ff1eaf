-- Which rows of the project lists speak of the same project?
-- project_key is the joint code, compared as in joint_project; a project without one is the city's own.
-- Grain: one row per city, workshop and row_number of the sheet, in an approved version in force.
CREATE OR REPLACE VIEW project_once AS
SELECT
    p.*,
    nullif(upper(trim(p.joint_project_code)), '') AS joint_code,
    coalesce(
        nullif(upper(trim(p.joint_project_code)), ''), p.submission_id || ' ' || CAST(p.row_number AS VARCHAR)
    ) AS project_key
FROM project AS p;
