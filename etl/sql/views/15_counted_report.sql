-- Which submission do the figures of a city at a workshop come from?
-- The approved version that was confirmed last. Drafts, and cities that do not take part in the workshop, enter no
-- figure; neither does a city whose last version is damaged: an older one would pass for what it says now.
-- Grain: one row per city and workshop with an approved version in force.
CREATE OR REPLACE VIEW counted_report AS
WITH newest AS (
    SELECT DISTINCT ON (v.city, v.workshop) v.city, v.workshop, v.submission_id, p.period_end
    FROM standing_version AS v
    JOIN participation AS member ON member.workshop = v.workshop AND member.city = v.city
    JOIN reporting_period AS p ON p.workshop = v.workshop
    WHERE NOT v.draft
    ORDER BY v.city, v.workshop, v.confirmed_number DESC
)
SELECT n.city, n.workshop, n.submission_id, n.period_end
FROM newest AS n
LEFT JOIN unread_original AS u ON u.submission_id = n.submission_id AND NOT u.carried
WHERE u.submission_id IS NULL;
