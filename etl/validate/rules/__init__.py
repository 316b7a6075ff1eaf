"""The rules that look at more than one cell: one function each, all in one list."""

from __future__ import annotations

from etl.validate.rules import (
    actions,
    cooperation,
    cover,
    history,
    indicators,
    networks,
    plan,
    projects,
    rows,
    sister_cities,
)
from etl.validate.rules.case import Case, open_case
from etl.validate.rules.rule import Rule, ask, rule

__all__ = ["RULES", "Case", "Rule", "ask", "open_case", "rule"]

RULES: tuple[Rule, ...] = (
    cover.city_takes_part,
    cover.workshop_is_open,
    cover.template_was_made_for_this_city,
    cover.template_was_made_for_this_workshop,
    cover.approval_is_not_in_the_future,
    rows.sheets_have_rows,
    rows.action_codes_stand_once,
    rows.indicator_codes_stand_once,
    rows.networks_stand_once,
    rows.sister_cities_stand_once,
    rows.projects_stand_once,
    actions.action_ends_after_it_starts,
    actions.theme_agrees_with_code,
    actions.progress_agrees_with_status,
    actions.deviation_of_action_is_explained,
    actions.postponed_action_has_its_new_date,
    indicators.core_indicators_have_their_row,
    indicators.rows_are_of_asked_indicators,
    indicators.core_actuals_are_told,
    indicators.reason_stands_without_value,
    indicators.levels_have_a_baseline,
    indicators.target_leads_the_right_way,
    indicators.deviation_of_indicator_is_explained,
    indicators.speakers_are_among_the_staff,
    indicators.typed_value_equals_the_list,
    networks.networks_are_international,
    sister_cities.ministry_approves_after_the_council,
    sister_cities.active_sister_city_has_permission,
    projects.project_ends_after_it_starts,
    projects.grant_is_part_of_the_budget,
    cooperation.offers_are_still_open,
    history.actions_are_still_there,
    history.action_names_stay,
    history.end_dates_stay,
    history.baselines_stay,
    history.targets_stay_within_the_year,
    history.flows_do_not_fall_within_the_year,
    history.values_do_not_multiply,
    plan.progress_rose_by_work,
)
