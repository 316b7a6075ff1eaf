"""A home in which everybody typed something at the same places: harmless words, or what some language of ours
would obey. Each place has a sign of its own, by which it is found wherever it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
from openpyxl import Workbook

from definition import Column, Definition, Text, load
from etl.access.members import Members
from etl.check import check_here
from etl.database import snapshots
from etl.database.frozen import freeze
from etl.database.publish import publish
from etl.figures.supply import decide as decide_figures
from etl.figures.supply import supply
from etl.programme import Programme, keep_up
from etl.records import set_down
from etl.review.verdicts import give_back
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from etl.submit import confirm_new, decide, submit
from etl.template.rows import Rows
from tests import figures
from tests.builders import changed_workbook
from tests.good_rows import good_rows
from ui.matching import Wish, key_of

AT = datetime(2025, 2, 3, 9, 30, tzinfo=UTC)
OUTSIDE = "kotu.example"  # nobody's; every address in the nasty texts is there
# {} is the sign. What matters at the beginning of a text has its sign behind it; the longest may be cut off.
NASTY = (
    f'{{}} <b>k</b> <i>e</i> <a href="https://{OUTSIDE}/a">tık</a>',
    f"{{}} **k** <b>k</b> _eğik_ ~~yok~~ `kod` [bağ](https://{OUTSIDE}/b)",
    "{} :material/home: :smile: :red[kırmızı] :blue-badge[x] :streamlit:",
    f"{{}} $x^2$ $$y$$ https://{OUTSIDE}/c www.{OUTSIDE} a@{OUTSIDE}",
    f"{{}} <s>k</s> <img src=https://{OUTSIDE}/i.png> ![r](https://{OUTSIDE}/r.png)",
    '{} &lt;b&gt; &amp; %{{y}} {{city}} #panic("x") \\n <br>x<sub>1</sub>',
    "{} a -> b <- c -- d >= e <!-- f --> <extra>g</extra> | h |",
    f'=HYPERLINK("{OUTSIDE}") {{}}',
    "# {} başlık",
    "- {} madde",
    "1. {} numara",
    "+1+1 {} @SUM(1)",
    "> {} alıntı",
)
_SIGN = re.compile(r"im\d{3}z")
_AWAY = {"link", "joint_project_code"}  # an address of its own; a code that joins the rows of two cities


@dataclass
class Words:
    """What is typed next. `typed` remembers it by its sign."""

    is_nasty: bool
    typed: dict[str, str] = field(default_factory=dict)

    def are_read_in(self, text: str, is_divided: bool = False) -> bool:
        """Around each sign stands what was typed, up to its end or to where it is cut off. `is_divided`:
        words may be, by a hyphen."""
        passed_over = "-" if is_divided else ""
        shown = _close(text, passed_over)
        return all(
            _reads(shown, found, _close(self.typed[found.group()], passed_over))
            for found in _SIGN.finditer(shown)
        )

    def next(self, longest: int = 160, *, may_be_formula: bool = True, separator: str = "") -> str:
        """In a column that must be filled in, a text like a formula is an error of its own."""
        number = len(self.typed)
        sign = f"im{number:03d}z"
        form = NASTY[number % len(NASTY)]
        form = form if self.is_nasty else _harmless(form)
        typed = form.format(sign)[:longest].strip()
        typed = typed.replace(separator, ",") if separator else typed
        self.typed[sign] = typed if may_be_formula else typed.replace("=", "+", 1)
        return self.typed[sign]


def _harmless(form: str) -> str:
    """As long, in as many words; every text that begins like a formula is remarked upon, so it still does."""
    words = "{}".join(re.sub(r"\S", "o", part) for part in form.format("\0").split("\0"))
    return f"={words[1:]}" if form.startswith("=") else words


def signs(texts: Iterable[str]) -> set[str]:
    return {sign for text in texts for sign in _SIGN.findall(text)}


def _reads(shown: str, found: re.Match[str], whole: str) -> bool:
    begins = found.start() - whole.index(found.group())
    rest = shown[max(begins, 0) :]
    pairs = zip(rest, whole, strict=False)
    same = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(rest), len(whole)))
    return begins >= 0 and (same == len(whole) or rest[same : same + 1] in ("…", ""))


def _close(text: str, passed_over: str) -> str:
    """Without blanks: lines end elsewhere on every medium."""
    shown = "".join(text.replace("\u200b", "").split())
    return shown.replace(passed_over, "") if passed_over else shown


def build(home: Path, is_nasty: bool) -> Words:
    """Every state a report can be in, every decision somebody can give a reason for."""
    words = Words(is_nasty)
    known = _programme(home, words)
    _send(home, known, words, "antalya", "2")
    _send(home, known, words, "antalya", "3")
    _send(home, known, words, "antalya", "3", at=AT + timedelta(hours=1))
    ankara = _send(home, known, words, "ankara", "3", actions_G3=date(2024, 10, 31))
    _send(home, known, words, "mugla", "3", confirm=False)
    _send(
        home, known, words, "bursa", "3", confirm=False, actions_H3=words.next(), indicators_F3=words.next()
    )
    _unreadable(home, known, words)
    taken_back = _send(home, known, words, "mersin", "3")
    publish(home, known)
    decide(home, known, taken_back.id, "withdrawn", words.next(), words.next(), AT + timedelta(hours=2))
    give_back(home, ankara.id, ("actions", "E-2.1"), "E-2.1", words.next(), words.next())
    publish(home, known)
    _decide_a_match(home, words)
    for due in ("", "2024-12-01"):
        told = {"workshop": "3", "decision": words.next(), "owner": words.next(), "due": due, "state": "open"}
        set_down(home, "task", f"task-{due or 'open'}", {k: v for k, v in told.items() if v}, words.next())
    _figures(home, known, words)
    Members(home).put(known, "a.b@ornek.bel.tr", "organizer", (), words.next(), words.next())
    freeze(home, known, words.next(60), "3", words.next(), AT + timedelta(days=1))
    publish(home, known)
    return words


def _programme(home: Path, words: Words) -> Definition:
    """The third workshop is called what an organizer typed."""
    title = words.next(80)
    workshop = replace(load().workshop("3"), title=Text(title, title))
    Programme(home).put(workshop, words.next())
    keep_up(home)
    known = load()
    return replace(known, workshops=tuple(replace(w, open=True) for w in known.workshops))


def _send(
    home: Path,
    known: Definition,
    words: Words,
    city: str,
    workshop: str,
    *,
    at: datetime = AT,
    confirm: bool = True,
    **cells: Any,
) -> Submitted:
    rows = _rows(known, words, city)

    def as_text(book: Workbook) -> None:
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        cell.data_type = "s"

    data = changed_workbook(as_text, definition=known, rows=rows, city=city, workshop=workshop, **cells)
    name = f"{words.next(90, separator='/')}.xlsx"
    receipt = submit(home, known, data, name, words.next(), at, check=check_here(known)).receipt
    if confirm:
        assert receipt.acceptance == "acceptable", receipt.problems
        confirm_new(Archive(home), receipt, words.next(), at)
    return receipt


def _rows(known: Definition, words: Words, city: str) -> Rows:
    """The good report with other words in every free text; what one city needs and has not solved, the other
    offers and has."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for sheet in known.workbook.sheets:
        free = [column for column in sheet.columns if _is_free(column)]
        own = good_rows(known).get(sheet.key, [])
        rows[sheet.key] = [{**row, **dict(_typed(free, words))} for row in own]
    for row in rows["cooperation"]:
        row |= {"topic": "other", "direction": "need", "expires_on": date(2099, 9, 30)}
        row |= {"direction": "offer"} if city == "ankara" else {}
    rows["challenges"][0] |= {"solution_status": "solved" if city == "ankara" else "open"}
    return rows


def _is_free(column: Column) -> bool:
    return column.type in ("text", "texts") and column.need != "printed" and column.key not in _AWAY


def _typed(free: list[Column], words: Words) -> Iterator[tuple[str, Any]]:
    for column in free:
        if column.type == "texts":
            yield column.key, tuple(words.next(60, separator=";", may_be_formula=False) for _ in range(2))
        else:
            yield column.key, words.next(column.max_length, may_be_formula=not column.essential)


def _unreadable(home: Path, known: Definition, words: Words) -> None:
    submit(
        home,
        known,
        b"PK nothing",
        f"{words.next(90, separator='/')}.xlsx",
        words.next(),
        AT,
        check=check_here(known),
    )


def _decide_a_match(home: Path, words: Words) -> None:
    """The first of the proposals is accepted, with a reason, and again with another."""
    columns = ("workshop", "topic", "offer_city", "offer_text", "need_city", "need_text")
    asked = f"SELECT {', '.join(columns)} FROM cooperation_match ORDER BY offer_row, need_row LIMIT 1"
    with duckdb.connect(str(snapshots.current(home)), read_only=True) as connection:
        found = connection.execute(asked).fetchone()
    assert found, "one city offers what the other needs"
    facts = dict(
        zip(("workshop", "topic", "offer_city", "offer_text", "need_city", "need_text"), found, strict=True)
    )
    key = key_of(found[0], found[1], Wish(found[2], found[3]), Wish(found[4], found[5]))
    for state in ("accepted", "still_open"):
        set_down(home, "match", key, {**facts, "state": state, "reason": words.next()}, words.next())


def _figures(home: Path, known: Definition, words: Words) -> None:
    for typed in ("confirmed", "withdrawn"):
        rows = [(*row[:4], words.next(100, may_be_formula=False)) for row in figures.GOOD]
        data = figures.workbook(known, *rows)
        receipt = supply(home, known, data, f"{words.next(90, separator='/')}.xlsx", words.next(), AT).receipt
        decide_figures(home, known, receipt.id, "confirmed", words.next(), "", AT)
        if typed == "withdrawn":
            decide_figures(home, known, receipt.id, "withdrawn", words.next(), words.next(), AT)
