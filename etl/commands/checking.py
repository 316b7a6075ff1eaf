"""The command that checks one file, or all of a folder, and stores nothing."""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from etl.bulk import files_in, in_order
from etl.check import Check, HistoryOf, no_submission
from etl.clock import TURKIYE
from etl.commands.context import Context
from etl.database.past import histories_in, history_in
from etl.database.repair import sound
from etl.judging import Judged, receipt_of
from etl.problems import Unreadable, unreadable
from etl.provenance.verdict import by_origin
from etl.reconcile import told
from etl.reconcile.confirm import outlook
from etl.reconcile.result import Result
from etl.report import as_json, verdict
from etl.sandbox.reading import Sandbox
from etl.store.receipts import COMMAND_LINE
from etl.submission import CheckedSubmission
from etl.xlsx.gate import refuse_size
from etl.xlsx.limits import LIMITS

_EXIT = {"acceptable": 0, "needs_fixing": 1, "unreadable": 2}


def check(context: Context, options: argparse.Namespace) -> int:
    """Exit code 0, 1 or 2: the worst of all. With --json one object, of a folder one object a line."""
    if options.file.is_dir():
        return _folder(context, options)
    snapshot = sound(context.home.path, context.definition)
    check = by_origin(context.home.path, context.definition, Sandbox(context.definition).check)
    found = _checked(context, check, snapshot, history_in(snapshot), options.file)
    _say(context, found, options.json)
    return _EXIT[found.checked.acceptance]


def check_failed(context: Context, options: argparse.Namespace, why: str) -> int:
    """The machine, not a file, got in the way: a program that asks for JSON gets it all the same."""
    found = _Found(no_submission(unreadable("not_checked", reason=why).problem))
    _say(context, found, options.json, one_line=options.file.is_dir())
    return _EXIT[found.checked.acceptance]


def _folder(context: Context, options: argparse.Namespace) -> int:
    files = files_in(options.file)
    if not files:
        nothing = _Found(no_submission(unreadable("folder_without_files", found=str(options.file)).problem))
        _say(context, nothing, options.json, one_line=True)
        return _EXIT[nothing.checked.acceptance]
    snapshot = sound(context.home.path, context.definition)
    history_of = histories_in(snapshot) if snapshot else history_in(None)
    worst = 0
    with Sandbox(context.definition, keeps=True) as sandbox:
        origin_asked = by_origin(context.home.path, context.definition, sandbox.check)
        checked = partial(_checked, context, origin_asked, snapshot, history_of)
        for file, found in in_order(checked, files):
            worst = max(worst, _EXIT[found.checked.acceptance])
            _say(context, found, options.json, file.relative_to(options.file).as_posix(), one_line=True)
    return worst


class _Found(NamedTuple):
    """A file that was checked, and what it meets: what others changed since, what it lacks."""

    checked: CheckedSubmission
    result: Result | None = None


def _checked(
    context: Context, check: Check, snapshot: Path | None, history_of: HistoryOf, file: Path
) -> _Found:
    """Of whatever was named, for a program that asks for JSON wants JSON of a missing file too."""
    now = datetime.now(TURKIYE)
    try:
        checked = check(_content(file), file.name, now.date(), history_of)
    except Unreadable as refusal:
        return _Found(no_submission(refusal.problem))
    return _Found(checked, _met(context, checked, snapshot, now))


def _met(context: Context, checked: CheckedSubmission, snapshot: Path | None, now: datetime) -> Result | None:
    """Of a slice its own rule says what becomes of it."""
    if checked.stamp.unit or snapshot is None:
        return None
    receipt = receipt_of(Judged("", "", 0, checked), COMMAND_LINE, now.astimezone(UTC))
    return outlook(context.home.path, context.definition, snapshot, receipt, checked.sheets, is_sent=False)


def _content(file: Path) -> bytes:
    """Not more of it than may be sent, and never a pipe that nobody writes to."""
    if not file.exists():
        raise unreadable("file_missing", found=str(file))
    if not file.is_file():
        raise unreadable("file_not_opened", found=str(file), reason=os.strerror(errno.EINVAL))
    try:
        with file.open("rb") as opened:
            refuse_size(os.fstat(opened.fileno()).st_size)
            return opened.read(LIMITS.upload_bytes + 1)
    except OSError as error:
        raise unreadable("file_not_opened", found=str(file), reason=error.strerror) from error


def _say(context: Context, found: _Found, json_asked: bool, file: str = "", one_line: bool = False) -> None:
    checked, result = found
    if json_asked:
        document: dict[str, Any] = {"file": file} if file else {}
        document |= as_json(checked, context.definition, context.language, context.named_folder)
        document["compared"] = told.as_json(result, context.definition, context.language) if result else None
        print(json.dumps(document, ensure_ascii=False, indent=None if one_line else 1))
        sys.stdout.flush()
        return
    said = verdict(checked, context.definition, context.language)
    print(f"{file}: {said}" if file else said)
    for problem in checked.problems:
        if not file or problem.severity == "error":
            print(context.line(problem))
    if result:
        for line in told.sentences(result, context.definition, context.language):
            print(f"{file}: {line}" if file else line)
