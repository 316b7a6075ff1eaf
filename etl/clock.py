"""Which clock the product goes by."""

from __future__ import annotations

from zoneinfo import ZoneInfo

# Deadlines are days in Türkiye. Receipts carry UTC; the database and the screens show Turkish wall time.
TURKIYE = ZoneInfo("Europe/Istanbul")
