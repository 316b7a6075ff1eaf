-- Was a file of context figures confirmed whose rows did not arrive? Every one has at least one row,
-- save one that is damaged.
SELECT u.submission_id
FROM figure_upload AS u
JOIN submission_decision AS d ON d.submission_id = u.submission_id
LEFT JOIN sheet_figures AS f ON f.submission_id = u.submission_id
LEFT JOIN unread_original AS x ON x.submission_id = u.submission_id
WHERE d.confirmed_at IS NOT NULL AND f.submission_id IS NULL AND x.submission_id IS NULL;
