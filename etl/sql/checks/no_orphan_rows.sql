-- Do rows belong to a file that is not there, or that nobody ever confirmed?
WITH sent AS (
    SELECT submission_id FROM submission
    UNION ALL
    SELECT submission_id FROM figure_upload
),
confirmed AS (
    SELECT DISTINCT submission_id FROM submission_event WHERE kind = 'confirmed'
),
stored AS (
    SELECT submission_id, 'cover' AS sheet FROM sheet_cover
    UNION
    SELECT submission_id, 'actions' FROM sheet_actions
    UNION
    SELECT submission_id, 'indicators' FROM sheet_indicators
    UNION
    SELECT submission_id, 'networks' FROM sheet_networks
    UNION
    SELECT submission_id, 'sister_cities' FROM sheet_sister_cities
    UNION
    SELECT submission_id, 'projects' FROM sheet_projects
    UNION
    SELECT submission_id, 'challenges' FROM sheet_challenges
    UNION
    SELECT submission_id, 'good_practices' FROM sheet_good_practices
    UNION
    SELECT submission_id, 'cooperation' FROM sheet_cooperation
    UNION
    SELECT submission_id, 'figures' FROM sheet_figures
)
SELECT stored.sheet, stored.submission_id
FROM stored
LEFT JOIN confirmed ON confirmed.submission_id = stored.submission_id
LEFT JOIN sent ON sent.submission_id = stored.submission_id
WHERE confirmed.submission_id IS NULL OR sent.submission_id IS NULL
UNION ALL
SELECT 'event', e.submission_id
FROM submission_event AS e
LEFT JOIN sent ON sent.submission_id = e.submission_id
WHERE sent.submission_id IS NULL
UNION ALL
SELECT 'problem', p.submission_id
FROM submission_problem AS p
LEFT JOIN submission ON submission.submission_id = p.submission_id
WHERE submission.submission_id IS NULL;
