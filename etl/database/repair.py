"""A snapshot to read from, for who does not publish: made anew where it is damaged, gone or outdated."""

from __future__ import annotations

import errno
from pathlib import Path

from definition import Definition
from etl.database import snapshots
from etl.database.publish import is_current, publish
from etl.store.numbering import receipt_ids


class OutdatedError(Exception):
    """What is shown was made by another program or definition, and nothing may be written here."""


def sound(home: Path, definition: Definition) -> Path | None:
    """The current snapshot of this very program and definition. Without anything ever sent there is none, and
    nothing is written. Raises OutdatedError where it cannot be brought up."""
    snapshot = snapshots.current(home, definition)
    if snapshot is None and not receipt_ids(home):
        return None
    if snapshot and is_current(snapshot, definition):
        return snapshot
    try:
        return publish(home, definition)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise OutdatedError(str(home)) from error
        raise
