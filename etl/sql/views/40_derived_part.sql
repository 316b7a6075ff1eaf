-- What does each row of a list sheet add to the indicators that can be counted from its sheet?
-- Every row of the sheet is here for every such indicator, with 0 where it does not match: a sheet whose rows all
-- miss gives 0, an empty sheet gives nothing. Rates and means have a base: part is divided by it.
-- cells: where the row's share comes from; only of the rows that enter the figure.
-- Grain: one row per confirmed submission, derived indicator and row_number of its list sheet.
CREATE OR REPLACE VIEW derived_part AS
WITH network_row AS (
    SELECT
        n.submission_id,
        n.row_number,
        n.membership_status_cell,
        n.network_role_cell,
        coalesce(n.membership_status = 'member', FALSE) AS member,
        coalesce(n.membership_status = 'member' AND n.network_role IN ('board', 'presidency'), FALSE) AS governs
    FROM sheet_networks AS n
),
sister_city_row AS (
    SELECT
        c.submission_id,
        c.row_number,
        c.partnership_status_cell,
        c.last_joint_activity_on_cell,
        c.council_decided_on_cell || '; ' || c.ministry_approved_on_cell AS permission_cells,
        coalesce(c.partnership_type = 'sister_city' AND c.partnership_status IN ('active', 'passive'), FALSE) AS tied,
        coalesce(
            c.last_joint_activity_on > p.one_year_before AND c.last_joint_activity_on <= p.period_end, FALSE
        ) AS alive,
        CASE
            WHEN
                c.partnership_type = 'sister_city'
                AND c.ministry_approved_on > p.five_years_before
                AND c.ministry_approved_on <= p.period_end
                AND c.ministry_approved_on >= c.council_decided_on  -- the other way round is a mistake, not haste
                THEN c.ministry_approved_on - c.council_decided_on
        END AS permission_days
    FROM sheet_sister_cities AS c
    JOIN submission AS s ON s.submission_id = c.submission_id
    JOIN reporting_period AS p ON p.workshop = s.workshop
),
project_row AS (
    SELECT
        j.submission_id,
        j.row_number,
        j.applied_on_cell,
        j.project_status_cell,
        j.municipal_grant_eur_cell,
        j.municipal_grant_eur,
        coalesce(
            extract(YEAR FROM j.applied_on) = p.period_year AND j.applied_on <= p.period_end, FALSE
        ) AS applied,
        coalesce(
            j.applied_on > p.three_years_before AND j.applied_on <= p.period_end
            AND j.project_status IN ('accepted', 'implementation', 'completed', 'rejected'), FALSE
        ) AS concluded,
        coalesce(j.project_status <> 'rejected', FALSE) AS not_rejected,
        coalesce(j.project_status = 'implementation', FALSE) AS under_way,
        coalesce(
            extract(YEAR FROM j.project_start) = p.period_year AND j.project_start <= p.period_end, FALSE
        ) AS started
    FROM sheet_projects AS j
    JOIN submission AS s ON s.submission_id = j.submission_id
    JOIN reporting_period AS p ON p.workshop = s.workshop
)
SELECT
    submission_id,
    'AGT-01' AS indicator,
    row_number,
    'networks' AS sheet,
    CAST(CASE WHEN member THEN 1 ELSE 0 END AS DOUBLE PRECISION) AS part,
    CAST(NULL AS INTEGER) AS base,
    CASE WHEN member THEN membership_status_cell END AS cells
FROM network_row
UNION ALL
SELECT
    submission_id, 'AGT-02', row_number, 'networks',
    CASE WHEN governs THEN 1 ELSE 0 END, NULL, CASE WHEN governs THEN network_role_cell END
FROM network_row
UNION ALL
SELECT
    submission_id, 'KRD-01', row_number, 'sister_cities',
    CASE WHEN tied THEN 1 ELSE 0 END, NULL, CASE WHEN tied THEN partnership_status_cell END
FROM sister_city_row
UNION ALL
SELECT
    submission_id, 'KRD-02', row_number, 'sister_cities',
    CASE WHEN tied AND alive THEN 1 ELSE 0 END, CASE WHEN tied THEN 1 ELSE 0 END,
    CASE WHEN tied THEN last_joint_activity_on_cell END
FROM sister_city_row
UNION ALL
SELECT
    submission_id, 'KAP-05', row_number, 'sister_cities',
    coalesce(permission_days, 0), CASE WHEN permission_days IS NULL THEN 0 ELSE 1 END,
    CASE WHEN permission_days IS NOT NULL THEN permission_cells END
FROM sister_city_row
UNION ALL
SELECT
    submission_id, 'FON-01', row_number, 'projects',
    CASE WHEN applied THEN 1 ELSE 0 END, NULL, CASE WHEN applied THEN applied_on_cell END
FROM project_row
UNION ALL
SELECT
    submission_id, 'FON-02', row_number, 'projects',
    CASE WHEN concluded AND not_rejected THEN 1 ELSE 0 END, CASE WHEN concluded THEN 1 ELSE 0 END,
    CASE WHEN concluded THEN project_status_cell END
FROM project_row
UNION ALL
SELECT
    submission_id, 'FON-03', row_number, 'projects',
    CASE WHEN under_way THEN 1 ELSE 0 END, NULL, CASE WHEN under_way THEN project_status_cell END
FROM project_row
UNION ALL
SELECT
    submission_id, 'FON-04', row_number, 'projects',
    CASE WHEN started THEN coalesce(municipal_grant_eur, 0) / 1000 ELSE 0 END, NULL,
    CASE WHEN started THEN municipal_grant_eur_cell END
FROM project_row;
