-- What did the organizers set down about a match, and what came of it?
-- state: accepted | declined | took_place | still_open | came_to_nothing. The newest record about a match holds.
-- The words of both cities stand in the record: it outlives the rows that it was about.
-- Grain: one row per record.
CREATE OR REPLACE VIEW match_record AS
SELECT
    r.about AS match_key,
    r.record_id,
    r.recorded_at,
    r.who,
    max(f.value) FILTER (WHERE f.name = 'state') AS state,
    max(f.value) FILTER (WHERE f.name = 'reason') AS reason,
    max(f.value) FILTER (WHERE f.name = 'workshop') AS workshop,
    max(f.value) FILTER (WHERE f.name = 'topic') AS topic,
    max(f.value) FILTER (WHERE f.name = 'offer_city') AS offer_city,
    max(f.value) FILTER (WHERE f.name = 'offer_text') AS offer_text,
    max(f.value) FILTER (WHERE f.name = 'need_city') AS need_city,
    max(f.value) FILTER (WHERE f.name = 'need_text') AS need_text,
    r.number
FROM record AS r
JOIN record_fact AS f ON f.record_id = r.record_id
WHERE r.topic = 'match'
GROUP BY r.about, r.record_id, r.recorded_at, r.who, r.number;
