"""What a workshop is given to take along: the figures of the screen, collected once for every document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

import definition
from definition import Language
from ui import data, format, labels
from ui.city import headline as of_city
from ui.city.report import report
from ui.comparison.advances import actions, lights
from ui.comparison.asked import Asked
from ui.comparison.corrected import corrected
from ui.comparison.group import group
from ui.comparison.replanned import replanned
from ui.components import Tile
from ui.components.notes import snapshot_words_in
from ui.database import reading
from ui.labels import say
from ui.overview import headline, progress
from ui.rows import rows

NAMES = ("progress", "group", "actions", "lights", "replanned", "corrected")


@dataclass(frozen=True, slots=True)
class Table:
    """One of the screen's tables, in the reader's words; values raw."""

    key: str
    title: str
    frame: pd.DataFrame


@dataclass(frozen=True, slots=True)
class City:
    """One city's page: how its report stands, its six figures (none without a report), its late actions."""

    name: str
    state: str
    tiles: tuple[Tile, ...]
    late: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything the documents say. `footnotes` stand on every page: which data, and what it lacks."""

    language: Language
    title: str
    subtitle: str
    banner: str
    footnotes: tuple[str, ...]
    tiles: tuple[Tile, ...]
    open_tasks: tuple[str, ...]
    tables: tuple[Table, ...]
    cities: tuple[City, ...]

    def table(self, key: str) -> Table | None:
        return next((table for table in self.tables if table.key == key), None)


def collect(snapshot: Path, workshop: str, vs: str | None, language: Language, is_sample: bool) -> Pack:
    """From this snapshot, whatever is published meanwhile."""
    with reading(snapshot):
        nobody = data.submission_latest(workshop=workshop).empty
        asked = Asked(workshop, vs, language, str(snapshot))
        return Pack(
            language=language,
            title=labels.workshop(workshop, language),
            subtitle=_period(workshop, language),
            banner=say("shell.banner", language) if is_sample else "",
            footnotes=(snapshot_words_in(language), _quality(workshop, language)),
            tiles=() if nobody else headline.tiles(str(snapshot), workshop, vs, language),
            open_tasks=_tasks(workshop),
            tables=() if nobody else tuple(_tables(asked)),
            cities=tuple(_city(city, workshop, vs, language, str(snapshot)) for city in _cities(workshop)),
        )


def _period(workshop: str, language: Language) -> str:
    about = definition.load().workshop(workshop)
    days = (format.day(day, language) for day in (about.period_start, about.period_end))
    return say("pack.period", language, period=" – ".join(days))


def _quality(workshop: str, language: Language) -> str:
    """Who is not in, and how many warnings are open."""
    states = rows(data.participation_state(workshop))
    away = sorted((labels.city(row.city) for row in states if not row.submitted), key=format.sort_key)
    warnings = int(data.submission_latest(workshop=workshop).query("not draft")["warnings"].sum())
    return say(
        "pack.quality",
        language,
        n=len(states) - len(away),
        total=len(states),
        away=", ".join(away) or "–",
        warnings=format.number(warnings, language, 0),
    )


def _tasks(workshop: str) -> tuple[str, ...]:
    """What earlier workshops left open comes first, then what this one agreed on."""
    found = [row for row in rows(data.workshop_task()) if row.state == "open"]
    found.sort(key=lambda row: row.workshop == workshop)
    return tuple(f"{row.decision}{f' – {row.owner}' if row.owner else ''}" for row in found)


def _tables(asked: Asked) -> list[Table]:
    language = asked.language
    shown = progress.progress(asked.snapshot, asked.workshop, asked.vs, language)
    found = [Table("progress", say("overview.progress.title", language), shown.table)]
    if asked.vs is None:
        return found
    made = {
        "group": group(asked),
        "actions": actions(asked, None),
        "lights": lights(asked, None),
        "replanned": replanned(asked, None),
        "corrected": corrected(asked, None),
    }
    titles = {"group": say("pack.group", language)}
    titles |= {key: say(f"compare.list.{key}", language) for key in made if key != "group"}
    return [*found, *(Table(key, titles[key], frame) for key, (frame, _) in made.items())]


def _cities(workshop: str) -> list[str]:
    codes = definition.load().workshop(workshop).participants
    return sorted(codes, key=lambda code: format.sort_key(labels.city(code)))


def _city(city: str, workshop: str, vs: str | None, language: Language, snapshot: str) -> City:
    found = report(city, workshop, vs)
    state = rows(data.participation_state(workshop, city))[0]
    words = labels.submission_state("counted" if state.submitted else state.state, language)
    if not found.counted:
        return City(labels.city(city), words, (), pd.DataFrame())
    return City(
        labels.city(city), words, of_city.tiles(snapshot, found, language), _late(city, workshop, language)
    )


def _late(city: str, workshop: str, language: Language) -> pd.DataFrame:
    plan = data.action_status(workshop, city)
    late = plan[plan["overdue"]].sort_values("days_overdue", ascending=False)
    heads = [say(f"actions.column.{name}", language) for name in ("code", "action", "unit", "days_overdue")]
    frame = late[["action_code", "action_name", "responsible_unit", "days_overdue"]]
    return frame.set_axis(heads, axis=1)
