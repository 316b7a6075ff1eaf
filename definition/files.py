"""Open the data files, naming the file and the record where one is wrong."""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from definition.words import Text


class DefinitionError(Exception):
    """A data file of the definition is wrong; the message names the file and the key."""


@contextmanager
def naming(file: str, record: str = "") -> Iterator[None]:
    """Name the file and the record when a key is missing, unknown or of the wrong kind."""
    try:
        yield
    except DefinitionError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError, OSError) as error:
        place = f"{file} [{record}]" if record else file
        raise DefinitionError(f"{place}: {type(error).__name__}: {error}") from error


def data_files(folder: Path) -> dict[str, str]:
    """Name → content of the files that figures depend on."""
    found = {}
    for path in sorted([*folder.glob("*.toml"), *folder.glob("*.csv")]):
        with naming(path.name):
            found[path.name] = path.read_bytes().decode("utf-8")
    return found


def content(files: Mapping[str, str], name: str) -> str:
    if name not in files:
        raise FileNotFoundError(name)
    return files[name]


def toml(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def texts_in(folder: Path) -> dict[str, Text]:
    """Every text of texts/*.toml by its dotted key."""
    texts: dict[str, Text] = {}
    for path in sorted((folder / "texts").glob("*.toml")):
        with naming(f"texts/{path.name}"):
            for key, text in _flattened(toml(path.read_text("utf-8")), ""):
                if key in texts:
                    raise DefinitionError(f"texts/{path.name} [{key}]: declared twice")
                texts[key] = text
    return texts


def _flattened(table: dict[str, Any], prefix: str) -> Iterator[tuple[str, Text]]:
    """Nested tables become dotted keys; a table of just tr and en is a text."""
    for key, value in table.items():
        name = f"{prefix}{key}"
        if not isinstance(value, dict):
            raise DefinitionError(f"texts [{name}]: write {{ tr = …, en = … }}")
        if set(value) <= {"tr", "en"} and value:
            with naming("texts", name):
                yield name, Text(**value)
        else:
            yield from _flattened(value, f"{name}.")


def fingerprint(files: Mapping[str, str], *beside: object) -> str:
    """Of the files that figures depend on and what stands beside them; texts may change without a rebuild."""
    digest = hashlib.sha256(repr(beside).encode() if any(beside) else b"")
    for name, text in files.items():
        digest.update(name.encode() + b"\0" + text.encode() + b"\0")
    return digest.hexdigest()[:16]
