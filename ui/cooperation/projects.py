"""Which projects have partners in which country, a joint one counted once? Pure but for the view."""

from __future__ import annotations

import pandas as pd

from ui.cooperation import views

# A partner is one once the project is granted; an application may still come to nothing.
STAGES: dict[str, tuple[str, ...]] = {
    "granted": ("accepted", "implementation", "completed"),
    "applying": ("preparation", "application"),
    "all": (),
}


def projects(workshop: str, stage: str, city: str | None) -> pd.DataFrame:
    """Rows of project_once; several of them may be one project."""
    found = views.project_once(workshop)
    if STAGES[stage]:
        found = found[found["project_status"].isin(STAGES[stage])]
    return found if city is None else found[found["city"] == city]


def by_country(found: pd.DataFrame) -> pd.DataFrame:
    """One row a partner country: country, projects (a joint one once), cities; the most projects first."""
    rows = found.dropna(subset=["partner_countries"])
    rows = rows.assign(country=rows["partner_countries"].map(split)).explode("country")
    counts = rows.groupby("country").agg(projects=("project_key", "nunique"), cities=("city", "nunique"))
    return counts.reset_index().sort_values(["projects", "country"], ascending=[False, True])


def split(stored: object) -> list[str]:
    """The codes that the database keeps in one text; none where nothing is stored."""
    if not isinstance(stored, str):
        return []
    return list(dict.fromkeys(code.strip() for code in stored.split(";") if code.strip()))
