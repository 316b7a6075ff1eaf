-- What holds about each thing that organizers set down something about?
-- Grain: one row per topic and thing; its facts stand in record_fact.
CREATE OR REPLACE VIEW record_latest AS
SELECT DISTINCT ON (topic, about) topic, about, record_id, recorded_at, who, number
FROM record
ORDER BY topic, about, number DESC;
