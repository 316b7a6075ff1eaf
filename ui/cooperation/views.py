"""What cities have in common: one function per view, as in ui/data.py."""

from __future__ import annotations

import pandas as pd

from ui.database import rows


def cooperation_match(workshop: str | None = None) -> pd.DataFrame:
    """Offers beside the requests they meet, the closest first. One row per offer and request."""
    return rows("cooperation_match", "workshop, rank, expires_on, offer_city, need_city", workshop=workshop)


def match_record() -> pd.DataFrame:
    """What was set down about matches, the newest first. One row per record."""
    return rows("match_record", "number DESC")


def shared_practice(workshop: str | None = None) -> pd.DataFrame:
    """Good practices that their city opened for sharing, and no other. One row per row of the sheet."""
    return rows("good_practice", "workshop, city, row_number", workshop=workshop, shared="yes")


def challenge_category(workshop: str | None = None) -> pd.DataFrame:
    """How many cities share each kind of challenge, the most shared first. One row per category."""
    return rows("challenge_category", "cities DESC, challenges DESC, category", workshop=workshop)


def challenge_help(workshop: str | None = None) -> pd.DataFrame:
    """What one city has open beside what another has solved. One row per pair of challenges."""
    order = "category, city, row_number, same_challenge DESC, helper_city, helper_row"
    return rows("challenge_help", order, workshop=workshop)


def project_once(workshop: str | None = None) -> pd.DataFrame:
    """Projects with the key under which a joint one is counted once. One row per row of the sheet."""
    return rows("project_once", "workshop, city, row_number", workshop=workshop)
