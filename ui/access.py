"""Who may see what. Until sign-in exists the server listens on this machine only and everybody is `yerel`."""

from __future__ import annotations

from etl.store.receipts import LOCAL


def who() -> str:
    """The name that goes on a receipt."""
    return LOCAL
