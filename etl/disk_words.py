"""What a person reads when the disk fails: what failed, on which file, what is safe, and what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from definition import Definition, Language
from etl.database.unpublished import OF_THE_MACHINE, UnpublishedError


def machine_words(error: Exception, home: Path, definition: Definition, language: Language) -> str:
    """On the command line: of the data folder with what is safe in it, of any other file alone."""
    named = _file_of(error) if isinstance(error, OSError) else ""
    told = disk_words(error, home, definition, language)
    return told or _failed(named or str(home), error, definition, language)


def disk_words(
    error: Exception, home: Path, definition: Definition, language: Language, code: str = ""
) -> str | None:
    """On the command line; with a support `code`, on a page. None where it is not about the data folder."""
    place = _place(error, home)
    # On a page only what has words of its own: the system's are English, and tell a reader little.
    if place is None or (code and not _is_known(error, definition)):
        return None
    way = "unpublished" if isinstance(error, UnpublishedError) else "unfinished"
    safe = definition.text(f"disk.{way}.safe", language)
    do = definition.text(f"disk.{way}.{'page' if code else 'command'}", language).format(code=code)
    # Where the folder lies on the server is nobody's business on a page.
    path = _below(place, home) if code else str(place)
    return f"{_failed(path, error, definition, language)} {safe} {do}"


def _failed(path: str, error: Exception, definition: Definition, language: Language) -> str:
    """What failed, and on which file."""
    reason = _reason(error, definition, language)
    return definition.text("disk.failed", language).format(path=path, reason=reason)


def _below(place: Path, home: Path) -> str:
    return place.relative_to(home.absolute()).as_posix() if place != home.absolute() else home.name


def _file_of(error: OSError) -> str:
    """The file that it is about; empty where nobody said."""
    named = error.filename2 or error.filename or ""
    return os.fsdecode(named) if isinstance(named, str | bytes) else ""


def _place(error: Exception, home: Path) -> Path | None:
    if isinstance(error, OF_THE_MACHINE):
        return home.absolute()
    if not isinstance(error, OSError):
        return None
    named = _file_of(error)
    if not named:
        return home.absolute() if isinstance(error, UnpublishedError) else None
    place = Path(named).absolute()
    return place if place.is_relative_to(home.absolute()) else None


def _is_known(error: Exception, definition: Definition) -> bool:
    of_system = isinstance(error, OSError) and error.errno and error.strerror == os.strerror(error.errno)
    return not of_system or _key(error) in definition.texts


def _key(error: Exception) -> str:
    return f"disk.reason.{errno.errorcode.get(getattr(error, 'errno', None) or 0, '')}"


def _reason(error: Exception, definition: Definition, language: Language) -> str:
    if not isinstance(error, OSError) or not error.errno or error.strerror != os.strerror(error.errno):
        said = (getattr(error, "strerror", None) or str(error)).partition("\n")[0]
        return definition.text("disk.reason.database", language).format(said=said)
    known = definition.texts.get(_key(error))
    return known[language] if known else error.strerror
