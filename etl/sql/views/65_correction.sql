-- What was corrected afterwards, as opposed to progress between workshops?
-- A difference between two approved versions of one report, one replacing the other; and a baseline typed later that
-- differs from the one in effect (old: the one in effect, which stays). An action that came or went is one row, of
-- its action_code. old and new are texts: codes, numbers with a decimal dot, ISO dates. cell is of submission_id's
-- file, old_cell of replaced_submission_id's.
-- Grain: one row per submission_id, replaced_submission_id, sheet, row_key and column_key.
CREATE OR REPLACE VIEW correction AS
WITH pair AS MATERIALIZED (
    SELECT city, workshop, replaced_by AS submission_id, submission_id AS replaced_submission_id
    FROM submission_state
    WHERE state = 'replaced' AND NOT draft
),
side AS (
    SELECT p.*, c.sheet, c.row_key, c.column_key, c.value AS old, c.cell AS old_cell, NULL AS new, NULL AS cell, 1 AS was, 0 AS is_now
    FROM pair AS p
    JOIN stored_cell AS c ON c.submission_id = p.replaced_submission_id
    UNION ALL
    SELECT p.*, c.sheet, c.row_key, c.column_key, NULL, NULL, c.value, c.cell, 0, 1
    FROM pair AS p
    JOIN stored_cell AS c ON c.submission_id = p.submission_id
),
cell_pair AS (
    SELECT
        city, workshop, submission_id, replaced_submission_id, sheet, row_key, column_key,
        max(old) AS old, max(new) AS new, max(cell) AS cell, max(old_cell) AS old_cell,
        max(was) + max(is_now) = 2 AS in_both
    FROM side
    GROUP BY city, workshop, submission_id, replaced_submission_id, sheet, row_key, column_key
)
SELECT
    city, workshop, submission_id, replaced_submission_id, sheet, row_key, column_key, old, new, cell, old_cell
FROM cell_pair
WHERE old IS DISTINCT FROM new AND (in_both OR sheet = 'indicators' OR column_key = 'action_code')
UNION ALL
SELECT
    city, workshop, submission_id, baseline_submission_id, 'indicators', indicator, 'baseline',
    CAST(baseline AS VARCHAR), CAST(typed_baseline AS VARCHAR), typed_baseline_cell, baseline_cell
FROM indicator_value
WHERE typed_baseline <> baseline;
