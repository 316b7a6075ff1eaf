"""What lies in a folder that was handed in? Every file is answered for, or passed over for a reason."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from etl.problems import unreadable

# Why a file is nobody's report: the lock of an open workbook, what a system leaves behind, a note in words.
Reason = Literal["lock", "system", "note"]
REASONS: tuple[Reason, ...] = ("lock", "system", "note")

_LOCKS = ("~$", ".~lock.")
_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_NOTES = (".txt", ".md", ".log", ".nfo")
_TABLE_MARKS = (b"\t", b";")  # a list that was saved as text has them in its first line
_PLACEHOLDER = ".icloud"  # hidden, though it stands for a file that is not here
_FIRST_LINE = 4096


# Windows and macOS say of a file that its content is elsewhere; to open it would wait for the network.
_OFFLINE, _RECALL, _DATALESS = 0x1000, 0x400000, 0x40000000


class Folder(NamedTuple):
    """`files`: all that has to be answered for, in order. `passed_over`: what does no harm, by reason."""

    files: tuple[Path, ...]
    passed_over: Mapping[Reason, tuple[Path, ...]]


def look_into(path: Path) -> Folder:
    """What stands below `path`, or `path` itself. Opens no more than the first line of a note."""
    if not path.is_dir():
        return Folder((path,), {})
    found = sorted(_below(path))
    reasons = {file: _reason(file) for file in found}
    passed_over = {
        reason: tuple(file for file in found if reasons[file] == reason)
        for reason in REASONS
        if reason in reasons.values()
    }
    return Folder(tuple(file for file in found if reasons[file] is None), passed_over)


def must_open(file: Path) -> None:
    """Unreadable where nobody could read it; waits neither for a pipe nor for a cloud."""
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):
            raise unreadable("file_not_opened", found=str(file), reason=os.strerror(errno.EINVAL))
        if is_elsewhere(about):
            raise unreadable("refused_cloud")
        file.open("rb").close()
    except FileNotFoundError as error:
        raise unreadable("file_missing", found=str(file)) from error
    except OSError as error:
        raise unreadable("file_not_opened", found=str(file), reason=error.strerror) from error


def is_elsewhere(about: os.stat_result) -> bool:
    """Is only the name of the file here, and its content in a cloud?"""
    windows, mac = getattr(about, "st_file_attributes", 0), getattr(about, "st_flags", 0)
    return bool(windows & (_OFFLINE | _RECALL) or mac & _DATALESS)


def _below(folder: Path) -> Iterator[Path]:
    """Files, and folders that cannot be walked: links elsewhere, and those we may not look into."""
    refused: list[Path] = []
    for at, folders, files in os.walk(folder, onerror=lambda error: refused.append(Path(error.filename))):
        here = Path(at)
        yield from (here / name for name in files)
        aside = [name for name in folders if _is_hidden(name) or (here / name).is_symlink()]
        yield from (here / name for name in aside)
        folders[:] = [name for name in folders if name not in aside]
    yield from refused


def _reason(file: Path) -> Reason | None:
    if file.name.startswith(_LOCKS):
        return "lock"
    if _is_hidden(file.name):
        return "system"
    return "note" if file.suffix.casefold() in _NOTES and not _holds_a_table(file) else None


def _is_hidden(name: str) -> bool:
    plain = name.casefold()
    return plain in _SYSTEM or (plain.startswith(".") and not plain.endswith(_PLACEHOLDER))


def _holds_a_table(file: Path) -> bool:
    if not file.is_file():
        return True  # whatever it is, it is no note
    try:
        with file.open("rb") as opened:
            first = opened.readline(_FIRST_LINE)
    except OSError:
        return True
    return any(mark in first for mark in _TABLE_MARKS)
