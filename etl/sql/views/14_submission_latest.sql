-- Which version stands for a city at a workshop, and what does its cover sheet say? Drafts stand apart.
-- Grain: one row per city, workshop and draft (at most one approved version and one draft).
CREATE OR REPLACE VIEW submission_latest AS
SELECT
    s.city,
    s.workshop,
    s.draft,
    s.submission_id,
    s.received_at,
    s.confirmed_at,
    s.who,
    s.file_name,
    s.sha256,
    s.days_late,
    s.errors,
    s.warnings,
    s.notes,
    s.template_version,
    s.prefilled_from,
    'cover' AS sheet,
    c.unit,
    c.unit_cell,
    c.unit_level,
    c.unit_level_cell,
    c.filled_by_title,
    c.filled_by_title_cell,
    c.unit_email,
    c.unit_email_cell,
    c.approval,
    c.approval_cell,
    c.approved_on,
    c.approved_on_cell,
    c.strategy,
    c.strategy_cell,
    c.situation_summary,
    c.situation_summary_cell,
    s.number,
    s.confirmed_number
FROM submission_state AS s
LEFT JOIN sheet_cover AS c ON c.submission_id = s.submission_id
WHERE s.state = 'counted';
