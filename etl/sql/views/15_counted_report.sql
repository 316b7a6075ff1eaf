-- Which submission do the figures of a city at a workshop come from?
-- The approved version that was confirmed last. Drafts, and cities that do not take part in the workshop, enter no
-- figure.
-- Grain: one row per city and workshop with an approved version in force.
CREATE OR REPLACE VIEW counted_report AS
SELECT DISTINCT ON (v.city, v.workshop) v.city, v.workshop, v.submission_id, p.period_end
FROM standing_version AS v
JOIN participation AS member ON member.workshop = v.workshop AND member.city = v.city
JOIN reporting_period AS p ON p.workshop = v.workshop
WHERE NOT v.draft
ORDER BY v.city, v.workshop, v.confirmed_at DESC, v.submission_id DESC;
