-- Which submission do the figures of a city at a workshop come from?
-- Drafts and cities that do not take part in the workshop enter no figure.
-- Grain: one row per city and workshop with an approved version in force.
CREATE OR REPLACE VIEW counted_report AS
SELECT s.city, s.workshop, s.submission_id, p.period_end
FROM submission_state AS s
JOIN participation AS member ON member.workshop = s.workshop AND member.city = s.city
JOIN reporting_period AS p ON p.workshop = s.workshop
WHERE s.state = 'counted' AND NOT s.draft;
