-- How complete and plausible is each counted report? Apart from performance, and no part of any ranking.
-- asked: a value and a target for each core indicator; it never grows with the rows somebody adds, so that no row,
-- valid or not, can raise the score. Each open or doubtful cell takes one point away, down to 0.
-- Grain: one row per city and workshop with an approved version in force.
CREATE OR REPLACE VIEW quality_score AS
WITH asked AS (
    SELECT v.city, v.workshop, v.submission_id,
        count(*) + count(*) FILTER (WHERE i.direction <> 'context') AS asked
    FROM indicator_value AS v
    JOIN indicator AS i ON i.indicator = v.indicator
    WHERE i.core AND v.value_state <> 'not_asked'
    GROUP BY v.city, v.workshop, v.submission_id
),
lost AS (
    SELECT submission_id, count(*) AS lost FROM quality_loss GROUP BY submission_id
)
SELECT
    a.city,
    a.workshop,
    a.submission_id,
    a.asked,
    coalesce(l.lost, 0) AS lost,
    greatest(0, CAST(a.asked - coalesce(l.lost, 0) AS DOUBLE PRECISION)) / nullif(a.asked, 0) * 100 AS score_pct
FROM asked AS a
LEFT JOIN lost AS l ON l.submission_id = a.submission_id;
