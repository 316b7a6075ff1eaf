"""What a person may get wrong: what was typed where, and every problem that must come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from definition import Definition, load
from etl.history import NO_HISTORY, History, PastAction, PastIndicator, PastReport
from etl.parse.workbook import parse
from etl.problems import Problem
from etl.submission import CheckedSubmission, ParsedWorkbook
from etl.validate.verdict import validate
from etl.xlsx.reader import read
from tests.builders import Typed, filled_workbook

TODAY = date(2025, 1, 25)  # before the deadline of workshop 3
Found = tuple[str, str]  # code, sheet_CELL


@dataclass(frozen=True)
class Case:
    """`found`: every problem, in the order in which it is shown."""

    name: str
    typed: Mapping[str, Any]
    found: tuple[Found, ...]
    history: History = field(default=NO_HISTORY)


def judged(typed: Mapping[str, Any], history: History = NO_HISTORY, today: date = TODAY) -> CheckedSubmission:
    return validate(parsed(typed), load(), lambda _city: history, today)


def parsed(typed: Mapping[str, Any]) -> ParsedWorkbook:
    """The good workbook with some cells typed otherwise; made once for the tests that need it again."""
    return _parsed(tuple(sorted(typed.items())))


@lru_cache(maxsize=500)
def _parsed(typed: tuple[tuple[str, Any], ...]) -> ParsedWorkbook:
    return parse(read(filled_workbook(**dict(typed))), load())


def checked(
    workbook: bytes, definition: Definition, history: History = NO_HISTORY, today: date = TODAY
) -> CheckedSubmission:
    return validate(parse(read(workbook), definition), definition, lambda _city: history, today)


def problems_of(submission: CheckedSubmission) -> list[Problem]:
    return list(submission.problems)


def places(submission: CheckedSubmission) -> list[Found]:
    return [(p.code, f"{p.sheet}_{p.cell}") for p in problems_of(submission)]


def blank(sheet: str, rows: range, columns: str) -> dict[str, None]:
    """Every cell of some rows emptied."""
    return {f"{sheet}_{column}{row}": None for row in rows for column in columns}


def past(
    workshop: str,
    indicators: Mapping[str, PastIndicator] | None = None,
    actions: Mapping[str, PastAction] | None = None,
) -> History:
    return History({workshop: PastReport(f"earlier-{workshop}", workshop, indicators or {}, actions or {})})


def past_action(
    name: str = "",
    progress_pct: float | None = None,
    status: str = "in_progress",
    end_date: date | None = None,
) -> PastAction:
    return PastAction(name, None, end_date, status, progress_pct, None)


def _case(name: str, typed: Mapping[str, Any], *found: Found, history: History = NO_HISTORY) -> Case:
    return Case(name, typed, found, history)


def _one(code: str, place: str, typed: Any) -> Case:
    """The usual case: one cell, one problem, at that cell."""
    return Case(f"{code} {place}", {place: typed}, ((code, place),))


CELLS = [
    _one("required", "cover_B1", None),
    _one("required", "cover_B2", None),
    _one("required", "cover_B3", None),
    _one("required", "cover_B7", None),
    _one("required", "cover_B8", None),
    _one("required", "actions_A2", None),
    _one("required", "actions_H3", None),
    _one("required", "indicators_F2", None),
    _one("required", "networks_B5", None),
    _one("required", "projects_E5", None),
    _case(
        "a running project without its start gives no grant",
        {"projects_F2": None},
        ("required", "projects_F2"),
    ),
    _case(
        "a running project without its grant",
        {"projects_H2": None},
        ("required", "projects_H2"),
    ),
    _case(
        "nothing in words is still nothing",
        {"cover_B3": "-"},
        ("required", "cover_B3"),
        ("read_as_empty", "cover_B3"),
    ),
    _case(
        "a half-filled row",
        blank("actions", range(3, 4), "BCDFGHI"),
        ("required_together", "actions_B3"),
    ),
    _one("below_minimum", "actions_K2", -5),
    _one("below_minimum", "indicators_F2", -1),
    _one("below_minimum", "indicators_F13", -1),
    _one("not_above", "actions_L2", 0),
]

COVER = [
    _one("unknown_municipality", "cover_B1", "Atlantis"),
    _one("unknown_workshop", "cover_B2", "9. Çalıştay"),
    _one("stamp_city_differs", "cover_B1", "İzmir"),
    _case(
        "a city that does not take part",
        {"cover_B1": "Adana"},
        ("city_not_participating", "cover_B1"),
    ),
    _case(
        "a closed workshop",
        {"cover_B2": "2. Çalıştay – Antalya 2024"},
        ("workshop_closed", "cover_B2"),
    ),
    _one("approved_in_future", "cover_B8", date(2025, 2, 1)),
    _case(
        "an approval and its date that cannot be read",
        {"cover_B7": "Onaylı", "cover_B8": "yarın"},
        ("not_in_list", "cover_B7"),
        ("not_a_date", "cover_B8"),
    ),
    _case("approved today", {"cover_B8": TODAY}),
    _case(
        "a draft may be dated ahead, which is odd",
        {"cover_B7": "Taslak", "cover_B8": date(2025, 2, 1)},
        ("approved_in_future", "cover_B8"),
    ),
    _case("a draft needs no date", {"cover_B7": "Taslak", "cover_B8": None}),
]

ROWS = [
    _case("no action at all", blank("actions", range(2, 10), "ABCDEFGHIJKLM"), ("sheet_empty", "actions_")),
    _case(
        "no indicator at all",
        blank("indicators", range(2, 26), "ABCDEFGHIJ"),
        ("sheet_empty", "indicators_"),
    ),
    _case(
        "no challenge",
        blank("challenges", range(2, 4), "ABCDEF"),
        ("optional_sheet_empty", "challenges_"),
    ),
    _case(
        "no network, so none can be counted",
        blank("networks", range(2, 6), "ABCDEF"),
        ("core_actual_underivable", "indicators_G7"),
    ),
    _case(
        "no network, and 0 typed",
        blank("networks", range(2, 6), "ABCDEF") | {"indicators_G7": 0, "indicators_I7": "Ağdan çıkıldı"},
        ("optional_sheet_empty", "networks_"),
    ),
    _case(
        "an action code twice",
        {"actions_A3": "e-1.1", "actions_B3": "Kurumsal Kapasite ve Yönetişim"},
        ("duplicate", "actions_A2"),
        ("duplicate", "actions_A3"),
        ("code_read_as", "actions_A3"),
    ),
    _case(
        "a row copied over another, beside what was reported before",
        {
            "actions_A3": "E-1.1",
            "actions_B3": "Kurumsal Kapasite ve Yönetişim",
            "actions_C3": "Proje yazma ve yabancı dil eğitimleri",
            "actions_G3": date(2024, 11, 30),
            "actions_H3": "Tamamlandı",
            "actions_I3": 100,
        },
        ("duplicate", "actions_A2"),
        ("duplicate", "actions_A3"),
        history=past(
            "2",
            actions={
                "E-1.1": past_action("Proje yazma eğitimleri", 50, end_date=date(2024, 10, 31)),
                "E-2.1": past_action("Ağ çalışma gruplarına düzenli katılım", 20),
            },
        ),
    ),
    _case(
        "an indicator twice",
        {"indicators_A13": "KRD-03"},
        ("duplicate", "indicators_A12"),
        ("duplicate", "indicators_A13"),
    ),
    _case(
        "a network twice, whatever its case",
        {"networks_A3": "uclg mewa"},
        ("duplicate", "networks_A2"),
        ("duplicate", "networks_A3"),
    ),
    _case("two other networks", {"networks_A3": "Diğer", "networks_A4": "Diğer"}),
    _case(
        "a sister city twice",
        {"sister_cities_B3": "NÜRNBERG", "sister_cities_C3": "Almanya"},
        ("looks_repeated", "sister_cities_B2"),
        ("looks_repeated", "sister_cities_B3"),
    ),
    _case(
        "a project twice",
        {"projects_A3": "yeşil limanlar", "projects_B3": "Interreg NEXT MED/BSB"},
        ("looks_repeated", "projects_A2"),
        ("looks_repeated", "projects_A3"),
    ),
]

ACTIONS = [
    _case(
        "an action that ends before it starts",
        {"actions_F3": date(2026, 1, 1)},
        ("end_before_start", "actions_G3"),
    ),
    _one("theme_differs_from_code", "actions_B3", "Tanıtım ve İletişim"),
    _one("progress_differs_from_status", "actions_I2", 90),  # Tamamlandı
    _one("progress_differs_from_status", "actions_I3", 100),  # Devam Ediyor
    _one("progress_differs_from_status", "actions_I7", 5),  # Başlamadı
    _case(
        "an overdue action",
        {"actions_G3": date(2024, 6, 30)},
        ("overdue_without_reason", "actions_M3"),
    ),
    _case(
        "an overdue action explained", {"actions_G3": date(2024, 6, 30), "actions_M3": "Meclis bekleniyor."}
    ),
    _case("an action that ends with the period is in time", {"actions_G3": date(2024, 12, 31)}),
    _one("postponed_without_reason", "actions_M8", None),
    _one("cancelled_without_reason", "actions_M9", None),
    _one("postponed_end_passed", "actions_G8", date(2024, 8, 31)),
    _one("unknown_indicator", "actions_J3", "FON-99"),
]

INDICATORS = [
    _case(
        "a core row is gone",
        blank("indicators", range(14, 15), "ABCDEFGHIJ"),
        ("core_row_missing", "indicators_"),
    ),
    _one("unknown_indicator", "indicators_A13", "KRD-99"),
    _case(
        "an indicator that the organizers fill in",
        {"indicators_A23": "BAG-02", "indicators_G23": 5},
        ("indicator_not_asked", "indicators_A23"),
    ),
    _one("core_actual_missing", "indicators_G2", None),
    _case(
        "a core value and its reason in words of their own",
        {"indicators_G14": "yok", "indicators_H14": "Bilinmiyor"},
        ("core_actual_unread", "indicators_G14"),
        ("not_in_list", "indicators_H14"),
        ("read_as_empty", "indicators_G14"),
    ),
    _one("reason_read", "indicators_G14", "TOPLANMIYOR."),
    _case(
        "the same reason in both cells",
        {"indicators_G14": "toplanmıyor", "indicators_H14": "Toplanmıyor"},
        ("reason_read", "indicators_G14"),
    ),
    _case(
        "another reason in the cell of the value",
        {"indicators_G14": "henüz yok", "indicators_H14": "Uygulanamaz"},
        ("reason_differs", "indicators_G14"),
    ),
    _case(
        "no data, and why",
        {"indicators_G14": "veri yok", "indicators_H14": "Henüz yok"},
        ("read_as_empty", "indicators_G14"),
    ),
    _case(
        "a reason that is none of the list beside one that is",
        {"indicators_G13": "toplanmıyor", "indicators_H13": "sonra bakarız"},
        ("not_in_list", "indicators_H13"),
        ("read_as_empty", "indicators_G13"),
    ),
    _case(
        "a core value that happened no time, or of which there is no data",
        {"indicators_G14": "yok"},
        ("core_actual_unread", "indicators_G14"),
        ("read_as_empty", "indicators_G14"),
    ),
    _one("not_a_number", "indicators_G14", "bilinmiyor"),
    _one("words_for_number", "indicators_F14", "henüz yok"),
    _one("words_for_number", "indicators_F13", "Uygulanamaz"),
    _case(
        "a baseline in words is none",
        {"indicators_E2": "veri yok"},
        ("baseline_expected", "indicators_E2"),
        ("words_for_number", "indicators_E2"),
    ),
    _case("a core value that is not collected", {"indicators_G2": None, "indicators_H2": "Toplanmıyor"}),
    _case("an optional value that is missing", {"indicators_G13": None}),
    _one("reason_beside_value", "indicators_H4", "Henüz yok"),
    _one("baseline_expected", "indicators_E5", None),
    _one("target_below_baseline", "indicators_F24", 1),
    _one("target_above_baseline", "indicators_F6", 160),
    _case("a target that keeps the baseline", {"indicators_F24": 2}),
    _case(
        "behind the target",
        {"indicators_G20": 3},
        ("deviation_without_reason", "indicators_I20"),
    ),
    _case("four fifths are on target", {"indicators_F20": 5}),
    _one("more_speakers_than_staff", "indicators_G3", 25),
    _case("everybody speaks a language", {"indicators_G3": 24}),
    _one("typed_differs_from_list", "indicators_G7", 4),
    _case("a rounded rate is the same", {"indicators_G11": 66.7}),
    _one("typed_differs_from_list", "indicators_G11", 80),
    _one("not_whole", "indicators_G2", 23.5),
    _one("percent_out_of_range", "indicators_G11", 130),
    _one("per_mille_out_of_range", "indicators_G5", 2100),
    _one("per_mille_out_of_range", "indicators_G5", "2.100"),
    _one("ambiguous_number", "indicators_G6", "1.250"),
]

LISTS = [
    _one("national_union", "networks_A5", "Tarihi Kentler Birliği"),
    _one("national_union", "networks_A5", "TBB"),
    _one("year_out_of_range", "networks_C2", 1850),
    _one("year_out_of_range", "networks_C2", 2026),
    _case(
        "ministry before council",
        {"sister_cities_F4": date(1996, 2, 3)},
        ("ministry_before_council", "sister_cities_F4"),
    ),
    _one("permission_missing", "sister_cities_F3", None),
    _case("a passive sister city may lack its permission", {"sister_cities_F4": None}),
    _case(
        "a project that ends before it starts",
        {"projects_G3": date(2024, 3, 1)},
        ("end_before_start", "projects_G3"),
    ),
    _case("a grant above the budget", {"projects_I3": 40000}, ("grant_above_total", "projects_H3")),
    _one("expired", "cooperation_F2", date(2025, 1, 24)),
    _case("an offer that ends today is open", {"cooperation_F2": TODAY}),
]

_NAME = "Ağ çalışma gruplarına düzenli katılım"  # of E-2.1, in row 3 of the good workbook
PAST = [
    _case(
        "an action is gone",
        {},
        ("action_missing", "actions_"),
        history=past("2", actions={"E-8.1": past_action("Tanıtım filmi")}),
    ),
    _case(
        "a removed action whose removal was reported",
        {},
        history=History(
            past("2", actions={"E-8.1": past_action("Tanıtım filmi")}).reports | past("3").reports
        ),
    ),
    _case(
        "a known code has another name",
        {},
        ("action_renamed", "actions_C3"),
        history=past("2", actions={"E-2.1": past_action("Kardeş şehir kampı")}),
    ),
    _case("the same name in capitals", {}, history=past("2", actions={"E-2.1": past_action(_NAME.upper())})),
    _case(
        "an end date was moved",
        {},
        ("end_date_moved", "actions_G3"),
        history=past("2", actions={"E-2.1": past_action(end_date=date(2024, 12, 31))}),
    ),
    _case(
        "a baseline was moved",
        {},
        ("baseline_moved", "indicators_E2"),
        history=past("1", {"KAP-01": PastIndicator(18, 24, 20)}),
    ),
    _case(
        "a target was moved within the year",
        {},
        ("target_moved", "indicators_F2"),
        history=past("2", {"KAP-01": PastIndicator(20, 25, 22)}),
    ),
    _case("another year has another target", {}, history=past("1", {"KAP-01": PastIndicator(20, 25, 22)})),
    _case(
        "a flow fell within the year",
        {},
        ("flow_fell", "indicators_G14"),
        history=past("2", {"KRD-05": PastIndicator(None, 20, 24)}),
    ),
    _case(
        "what is counted from its list and left empty, as the template says, has no wrong unit",
        {"indicators_G16": None},
        history=past("1", {"FON-01": PastIndicator(None, 3, 0.3)}),
    ),
    _case("a flow may stand still", {}, history=past("2", {"KRD-05": PastIndicator(None, 20, 23)})),
    _case("a flow begins anew each year", {}, history=past("1", {"KRD-05": PastIndicator(None, 20, 24)})),
    _case("a level may fall", {}, history=past("2", {"KAP-01": PastIndicator(20, 24, 30)})),
    _case(
        "a level rose more than fivefold",
        {},
        ("unit_suspected", "indicators_G2"),
        history=past("2", {"KAP-01": PastIndicator(20, 24, 4)}),
    ),
    _case(
        "a level rose fivefold",
        {},
        history=past("2", {"KAP-02": PastIndicator(8, 12, 2.4)}),
    ),
    _case("small counts may multiply", {}, history=past("2", {"TAN-01": PastIndicator(2, 4, 0.5)})),
    _case(
        "a flow is compared with whole years only",
        {},
        history=past("1", {"KRD-05": PastIndicator(None, 20, 2)}),
    ),
    _case(
        "progress rose because an action was cancelled",
        {},
        ("progress_rose_by_dropping", "actions_"),
        # Before: (60·2 + 10) / 2 actions of weight 1 = 35. Now 60.55 without E-7.1, lower with it.
        history=past(
            "2", actions={"E-2.1": past_action(progress_pct=60), "E-7.1": past_action(progress_pct=10)}
        ),
    ),
    _case(
        "an action was cancelled, but progress fell",
        {},
        # Before: (100 + 10) / 2 = 55. Now 52.4.
        history=past(
            "2", actions={"E-2.1": past_action(progress_pct=100), "E-7.1": past_action(progress_pct=10)}
        ),
    ),
    _case(
        "a row that cannot be read was not dropped",
        {"actions_H3": "Bitti", "actions_A4": "3.1"},
        ("not_in_list", "actions_H3"),
        ("bad_code", "actions_A4"),
        history=past(
            "2", actions={"E-2.1": past_action(progress_pct=60), "E-3.1": past_action(progress_pct=10)}
        ),
    ),
    _case(
        "progress rose by work alone",
        {},
        history=past(
            "2", actions={"E-2.1": past_action(progress_pct=10), "E-3.1": past_action(progress_pct=10)}
        ),
    ),
]

READING = [
    _one("error_value", "actions_K2", "#REF!"),
    _one("formula_without_value", "actions_I3", "=1+1"),
    _one("not_a_number", "actions_K2", "bilinmiyor"),
    _one("inexact_number", "actions_K2", "yaklaşık 100"),
    _one("ambiguous_number", "actions_L2", "1.234"),
    _one("number_as_text", "actions_K2", "750.000"),  # money has no three decimals
    _one("number_as_text", "actions_K2", "1.234,56"),
    _one("currency_unexpected", "indicators_G14", "23 TL"),
    _one("other_currency", "actions_K2", "100 €"),
    _one("percent_unexpected", "indicators_G13", "%1"),
    _one("date_for_number", "actions_K2", date(2024, 5, 1)),
    _one("number_too_large", "actions_K2", 1e18),
    _one("percent_out_of_range", "actions_I3", 140),
    _one("percent_or_fraction", "actions_I3", 0.45),
    _case("45 % by its format", {"actions_I3": Typed(0.45, "0%")}),
    _one("not_a_date", "actions_F3", "yakında"),
    _one("date_impossible", "actions_F3", "31.02.2024"),
    _one("date_incomplete", "actions_F3", "Mart 2024"),
    _one("date_month_first", "actions_F3", "12/31/2024"),
    _one("date_two_digit_year", "actions_F3", "15.03.24"),
    _one("date_year_implausible", "actions_F3", date(2206, 1, 1)),
    _one("date_from_number", "actions_F3", Typed(45306, "General")),
    _one("date_read", "actions_F3", "0102 2024"),
    _one("date_from_number", "actions_F3", Typed(20240201, "General")),
    _one("not_a_date", "cover_B8", "yarın"),
    _one("not_in_list", "actions_H3", "Bitti gibi"),
    _one("status_is_computed", "actions_H3", "Gecikmiş"),
    _one("unknown_country", "sister_cities_C5", "Atlantis"),
    _one("unknown_country_of_several", "projects_J2", "İtalya; Atlantis"),
    _one("separator_read", "projects_J2", "İtalya, İspanya"),
    _one("not_an_email", "cover_B6", "disiliskiler"),
    _one("not_a_url", "good_practices_G2", "ornek"),
    _one("bad_code", "actions_A3", "ikinci"),
    _one("code_became_number", "actions_A3", Typed(2.1, "General")),
    _one("code_became_date", "actions_A3", date(2024, 1, 2)),
    _one("text_too_long", "cover_B10", "ç" * 601),
    _one("text_is_formula", "challenges_D2", " =A1"),
    _one("characters_removed", "cover_B10", "Özet\u202e"),
    _one("date_as_text", "actions_D3", date(2024, 5, 1)),
]

CASES = [*CELLS, *COVER, *ROWS, *ACTIONS, *INDICATORS, *LISTS, *PAST, *READING]
