-- Was a submission confirmed whose values did not arrive? Every submission has a cover sheet,
-- save one that is damaged.
SELECT s.submission_id, s.city, s.workshop
FROM submission AS s
JOIN submission_decision AS d ON d.submission_id = s.submission_id
LEFT JOIN sheet_cover AS c ON c.submission_id = s.submission_id
LEFT JOIN unread_original AS x ON x.submission_id = s.submission_id
WHERE d.confirmed_at IS NOT NULL AND c.submission_id IS NULL AND x.submission_id IS NULL;
