-- Who could help whom: which city has solved what another city still has open?
-- Same workshop, same category. same_challenge: both named it with the same words.
-- Grain: one row per open challenge and solved challenge, in approved versions in force.
CREATE OR REPLACE VIEW challenge_help AS
SELECT
    o.workshop,
    o.category,
    o.city,
    o.submission_id,
    o.row_number,
    o.challenge,
    o.severity,
    h.city AS helper_city,
    h.submission_id AS helper_submission_id,
    h.row_number AS helper_row,
    h.challenge AS helper_challenge,
    h.solution AS helper_solution,
    coalesce(
        lower(translate(trim(o.challenge), 'İIı', 'iii')) = lower(translate(trim(h.challenge), 'İIı', 'iii')), FALSE
    ) AS same_challenge
FROM challenge AS o
JOIN challenge AS h ON h.workshop = o.workshop AND h.category = o.category AND h.city <> o.city
WHERE o.solution_status = 'open' AND h.solution_status = 'solved';
