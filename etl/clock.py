"""Which clock the product goes by."""

from __future__ import annotations

from datetime import timedelta, timezone

# Deadlines are days in Türkiye. Receipts carry UTC; the database and the screens show Turkish wall time.
# Türkiye has kept one offset all year since 2016, so no time zone database is needed (Windows has none).
TURKIYE = timezone(timedelta(hours=3))
