-- Does more than one approved version, or more than one draft, count for a city at a workshop?
SELECT city, workshop, draft, count(*) AS versions
FROM submission_state
WHERE state = 'counted'
GROUP BY city, workshop, draft
HAVING count(*) > 1;
