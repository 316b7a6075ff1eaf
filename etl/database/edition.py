"""Which program calculates these figures? Another one may read or calculate something in another way."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import definition
from definition import Definition
from etl.database.tables import SQL, create_statements

_CODE = (Path(__file__).parent.parent, Path(definition.__file__).parent)


@cache
def program() -> str:
    """Of the code that decides what a cell says. The views are asked apart: they are read at every call."""
    digest = hashlib.sha256()
    for folder in _CODE:
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def fingerprint(known: Definition) -> str:
    """Changes with the definition, the workshops that are kept, the tables, a view or the program; a snapshot
    with another one is made again."""
    digest = hashlib.sha256(create_statements(known).encode())
    for path in sorted((SQL / "views").glob("*.sql")):
        digest.update(path.read_bytes())
    return f"{known.fingerprint}-{digest.hexdigest()[:16]}-{program()}"


def edition(folder: Path | str | None = None) -> str:
    """Of the program and of the definition in `folder` as it is shipped. Servers of different editions that
    share a data folder each have snapshots of their own, so that none makes the other's again and again."""
    return hashlib.sha256(f"{definition.edition(folder)} {program()} {_views()}".encode()).hexdigest()[:12]


@cache
def _views() -> str:
    digest = hashlib.sha256()
    for path in sorted(SQL.rglob("*.sql")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
