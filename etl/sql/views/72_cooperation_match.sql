-- Which offer meets a request of another city, and what have they in common?
-- Same workshop, same topic, opposite direction. rank: 1 theme and programme, 2 theme, 3 programme, 4 topic alone.
-- expires_on is the earlier of both dates; whether it has passed is for the reader to judge.
-- Grain: one row per offer and request, in approved versions in force.
CREATE OR REPLACE VIEW cooperation_match AS
WITH wish AS (
    SELECT
        c.*,
        -- Typed freely: case, a dotted or dotless i and blanks around make no other programme.
        nullif(lower(translate(trim(c.target_programme), 'İIı', 'iii')), '') AS programme
    FROM cooperation AS c
),
pair AS (
    SELECT
        o.workshop,
        o.topic,
        o.city AS offer_city,
        o.submission_id AS offer_submission_id,
        o.row_number AS offer_row,
        o.description AS offer_text,
        o.description_cell AS offer_cell,
        o.theme AS offer_theme,
        o.target_programme AS offer_programme,
        n.city AS need_city,
        n.submission_id AS need_submission_id,
        n.row_number AS need_row,
        n.description AS need_text,
        n.description_cell AS need_cell,
        n.theme AS need_theme,
        n.target_programme AS need_programme,
        coalesce(o.theme = n.theme, FALSE) AS same_theme,
        coalesce(o.programme = n.programme, FALSE) AS same_programme,
        least(o.expires_on, n.expires_on) AS expires_on  -- of one date and none: the date
    FROM wish AS o
    JOIN wish AS n ON n.workshop = o.workshop AND n.topic = o.topic AND n.city <> o.city
    WHERE o.direction = 'offer' AND n.direction = 'need'
)
SELECT
    p.*,
    CASE
        WHEN p.same_theme AND p.same_programme THEN 1
        WHEN p.same_theme THEN 2
        WHEN p.same_programme THEN 3
        ELSE 4
    END AS rank,
    'topic' || CASE WHEN p.same_theme THEN ';theme' ELSE '' END
    || CASE WHEN p.same_programme THEN ';programme' ELSE '' END AS reasons,
    'cooperation' AS sheet
FROM pair AS p;
