-- What do the list sheets of a submission say about its indicators?
-- An empty list sheet has no row here: missing, not 0. A rate or a mean without anything to divide by is empty.
-- Grain: one row per confirmed submission and derived indicator whose list sheet has rows.
CREATE OR REPLACE VIEW derived_value AS
WITH total AS (
    SELECT
        submission_id,
        indicator,
        sheet,
        CAST(sum(CAST(part AS DECIMAL(38, 12))) AS DOUBLE PRECISION) AS part,
        CAST(sum(base) AS DOUBLE PRECISION) AS base,
        string_agg(cells, '; ' ORDER BY row_number) AS source_cells
    FROM derived_part
    GROUP BY submission_id, indicator, sheet
)
SELECT
    t.submission_id,
    t.indicator,
    CASE
        WHEN t.base IS NULL THEN t.part
        WHEN i.is_percent THEN t.part / nullif(t.base, 0) * 100
        ELSE t.part / nullif(t.base, 0)
    END AS value,
    CASE WHEN i.across_cities = 'ratio' THEN t.part END AS numerator,
    CASE WHEN i.across_cities = 'ratio' THEN t.base END AS denominator,
    t.sheet,
    t.source_cells
FROM total AS t
JOIN indicator AS i ON i.indicator = t.indicator
WHERE i.entry = 'derived';
