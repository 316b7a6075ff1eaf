-- Which projects of a city's list carry a joint code and enter a count? Other cities may count the same project.
-- Codes are compared without regard to case.
-- Grain: one row per confirmed submission, indicator (FON-01, FON-03) and joint code.
CREATE OR REPLACE VIEW joint_project AS
SELECT
    part.submission_id,
    part.indicator,
    upper(trim(j.joint_project_code)) AS joint_code,
    count(*) AS projects
FROM derived_part AS part
JOIN sheet_projects AS j ON j.submission_id = part.submission_id AND j.row_number = part.row_number
WHERE part.indicator IN ('FON-01', 'FON-03') AND part.part > 0 AND trim(j.joint_project_code) <> ''
GROUP BY part.submission_id, part.indicator, upper(trim(j.joint_project_code));
