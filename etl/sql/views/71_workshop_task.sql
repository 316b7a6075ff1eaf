-- What did a workshop agree on, who does it until when, and how far is it?
-- state: open | done | dropped. A task that was noted and changed later shows its newest wording.
-- Grain: one row per task.
CREATE OR REPLACE VIEW workshop_task AS
SELECT
    r.about AS task,
    max(f.value) FILTER (WHERE f.name = 'workshop') AS workshop,
    max(f.value) FILTER (WHERE f.name = 'decision') AS decision,
    max(f.value) FILTER (WHERE f.name = 'owner') AS owner,
    max(f.value) FILTER (WHERE f.name = 'due') AS due,
    coalesce(max(f.value) FILTER (WHERE f.name = 'state'), 'open') AS state,
    r.record_id,
    r.recorded_at,
    r.who,
    r.number
FROM record_latest AS r
JOIN record_fact AS f ON f.record_id = r.record_id
WHERE r.topic = 'task'
GROUP BY r.about, r.record_id, r.recorded_at, r.who, r.number;
