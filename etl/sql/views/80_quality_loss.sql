-- Which cells of a counted report leave something open or in doubt?
-- kind: value_missing (a core value is empty without a reason that settles it), target_missing (a core indicator
-- without a target), no_owner (an action without a responsible unit), doubt (a warning stands at the cell).
-- A cell that is open and in doubt is named once. This says nothing about how well a city performs.
-- Grain: one row per counted report, sheet and cell; of what has no cell, per code.
CREATE OR REPLACE VIEW quality_loss AS
WITH open_value AS (
    SELECT v.city, v.workshop, v.submission_id, v.indicator, v.value_state, v.target, v.entry, i.direction,
        v.actual_cell, v.target_cell
    FROM indicator_value AS v
    JOIN indicator AS i ON i.indicator = v.indicator
    WHERE i.core AND v.value_state <> 'not_asked'
),
found AS (
    SELECT city, workshop, submission_id, 'indicators' AS sheet, actual_cell AS cell, indicator AS code,
        'value_missing' AS kind, 1 AS place
    FROM open_value
    WHERE value_state IN ('empty', 'not_collected')
    UNION ALL
    SELECT city, workshop, submission_id, 'indicators', target_cell, indicator, 'target_missing', 2
    FROM open_value
    WHERE target IS NULL AND direction <> 'context'
    UNION ALL
    SELECT city, workshop, submission_id, 'actions', responsible_unit_cell, action_code, 'no_owner', 3
    FROM action_status
    WHERE trim(coalesce(responsible_unit, '')) = ''
    UNION ALL
    SELECT r.city, r.workshop, r.submission_id, p.sheet, p.cell, p.code, 'doubt', 4
    FROM counted_report AS r
    JOIN submission_problem AS p ON p.submission_id = r.submission_id
    WHERE p.severity = 'warning' AND p.sheet IS NOT NULL AND p.cell IS NOT NULL
)
SELECT DISTINCT ON (submission_id, sheet, coalesce(cell, code))
    city, workshop, submission_id, sheet, cell, code, kind
FROM found
ORDER BY submission_id, sheet, coalesce(cell, code), place, code;
