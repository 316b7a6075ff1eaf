-- How many cities share a kind of challenge, how serious is it, and how far are they with it?
-- Grain: one row per workshop and category that somebody reported.
CREATE OR REPLACE VIEW challenge_category AS
SELECT
    c.workshop,
    c.category,
    count(DISTINCT c.city) AS cities,
    count(*) AS challenges,
    count(*) FILTER (WHERE c.severity = 'high') AS high,
    count(*) FILTER (WHERE c.severity = 'medium') AS medium,
    count(*) FILTER (WHERE c.severity = 'low') AS low,
    count(*) FILTER (WHERE c.solution_status = 'open') AS unsolved,
    count(*) FILTER (WHERE c.solution_status = 'in_solution') AS in_solution,
    count(*) FILTER (WHERE c.solution_status = 'solved') AS solved
FROM challenge AS c
WHERE c.category IS NOT NULL
GROUP BY c.workshop, c.category;
