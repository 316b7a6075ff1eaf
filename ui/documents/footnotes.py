"""Which data is this, and what does it lack? Stands on every page of every document."""

from __future__ import annotations

import definition
from definition import Language
from ui import data, format, labels
from ui.absence import absent
from ui.components.notes import snapshot_words_in
from ui.labels import say
from ui.rows import first, rows


def footnotes(workshop: str, language: Language) -> tuple[str, str]:
    """The screen's own footer, then who is not in and how many warnings are open."""
    return snapshot_words_in(language), _who_is_in(workshop, language)


def period(workshop: str, language: Language) -> str:
    about = definition.load().workshop(workshop)
    days = (format.day(day, language) for day in (about.period_start, about.period_end))
    return say("pack.period", language, period=" – ".join(days))


def quality(workshop: str, city: str, language: Language) -> str:
    """One city's score as its workshop page shows it, and how many warnings its report has."""
    score = first(data.quality_score(workshop, city))
    if score is None:
        return ""
    words = say(
        "workshop.quality.title",
        language,
        city=labels.city(city),
        score=format.percent(score.score_pct, language),
        lost=format.number(score.lost, language, 0),
    )
    warnings = first(data.submission_latest(city, workshop)).warnings
    return say("pack.city_quality", language, quality=words, warnings=format.number(warnings, language, 0))


def _who_is_in(workshop: str, language: Language) -> str:
    states = rows(data.participation_state(workshop))
    away = [row for row in states if not row.submitted]
    away.sort(key=lambda row: format.sort_key(labels.city(row.city)))
    named = (f"{labels.city(r.city)} ({absent(bool(r.has_draft), r.state, language)})" for r in away)
    warnings = int(data.submission_latest(workshop=workshop)["warnings"].sum())
    return say(
        "pack.quality",
        language,
        n=len(states) - len(away),
        total=len(states),
        away=", ".join(named) or "–",
        warnings=format.number(warnings, language, 0),
    )
