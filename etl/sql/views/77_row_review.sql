-- What did the organizers say about the rows of a report: which are to be corrected, is the rest accepted?
-- verdict: returned | accepted; of the whole report, where sheet and row_key are empty: closed.
-- in_force: it is about the report that counts now; what was said about an earlier one is done with.
-- Grain: one row per submission, sheet and row; the newest word about it holds.
CREATE OR REPLACE VIEW row_review AS
SELECT s.submission_id, s.city, s.workshop, v.sheet, v.row_key, v.label, v.verdict, v.note,
    v.record_id, v.recorded_at, v.who, l.submission_id IS NOT NULL AS in_force, v.number
FROM (
    SELECT
        max(f.value) FILTER (WHERE f.name = 'submission') AS submission_id,
        coalesce(max(f.value) FILTER (WHERE f.name = 'sheet'), '') AS sheet,
        coalesce(max(f.value) FILTER (WHERE f.name = 'row'), '') AS row_key,
        max(f.value) FILTER (WHERE f.name = 'label') AS label,
        max(f.value) FILTER (WHERE f.name = 'verdict') AS verdict,
        max(f.value) FILTER (WHERE f.name = 'note') AS note,
        r.record_id,
        r.recorded_at,
        r.who,
        r.number
    FROM record_latest AS r
    JOIN record_fact AS f ON f.record_id = r.record_id
    WHERE r.topic = 'review'
    GROUP BY r.about, r.record_id, r.recorded_at, r.who, r.number
) AS v
JOIN submission AS s ON s.submission_id = v.submission_id AND NOT s.draft  -- a draft is no report to accept
LEFT JOIN submission_latest AS l ON l.submission_id = s.submission_id AND NOT l.draft;
