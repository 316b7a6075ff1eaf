"""Which installation is this? A data folder is given an id once and keeps it wherever it is carried."""

from __future__ import annotations

import contextlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from etl.store import durable
from etl.store.damaged import DamagedReceiptError
from etl.store.home import INSTALLATION, home_at


@dataclass(frozen=True, slots=True)
class Installation:
    """One data folder. Its id is random: it says nothing of whose it is."""

    id: str
    is_sample: bool


UNMARKED = Installation("", False)  # of templates that say nothing of who made them


def installation_of(home: Path) -> Installation:
    """Of this folder; its id is made, durably, when it is first asked for. Raises DamagedReceiptError."""
    path = home / INSTALLATION
    if not path.exists():
        document = {"id": _new_id(), "made_at": datetime.now(UTC).isoformat(timespec="seconds")}
        with contextlib.suppress(FileExistsError):  # another process was the first: then its id holds
            durable.write_once(path, json.dumps(document, indent=1).encode())
    return known_installation(home)


def known_installation(home: Path) -> Installation:
    """The same and nothing written: without an id where no template was made and no file received yet."""
    return Installation(_read(home / INSTALLATION), home_at(home).is_sample)


def _read(path: Path) -> str:
    try:
        return str(json.loads(path.read_bytes())["id"])
    except FileNotFoundError:
        return ""
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedReceiptError(path, "changed") from error


def _new_id() -> str:
    """Short enough to be read out on the telephone: 7f3a-9c21-04be."""
    drawn = secrets.token_hex(6)
    return "-".join((drawn[:4], drawn[4:8], drawn[8:]))
