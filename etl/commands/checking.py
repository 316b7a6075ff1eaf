"""The command that checks one file, or all of a folder, and stores nothing."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from etl.bulk import in_order
from etl.check import Check, HistoryOf, no_submission
from etl.clock import TURKIYE
from etl.commands.context import Context
from etl.commands.marked import cannot_mark, write_marked
from etl.commands.passed_over import say_passed_over
from etl.database.past import histories_in, history_in
from etl.database.repair import sound
from etl.folder import look_into, must_open
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
from etl.xlsx.signature import NO_TABLE, kind_of_file

_BEGINNING = 4096
_EXIT = {"acceptable": 0, "needs_fixing": 1, "unreadable": 2}


def check(context: Context, options: argparse.Namespace) -> int:
    """Exit code 0, 1 or 2: the worst of all. With --json one object, of a folder one object a line.

    Locks, system files and notes do no harm and are counted; any other file that is none is unreadable."""
    if options.marked and (refusal := cannot_mark(options.file, options.marked)):
        return _refused(context, options, context.text(refusal, path=options.marked))
    if options.file.is_dir():
        return _folder(context, options)
    snapshot = sound(context.home.path, context.definition)
    sandbox = Sandbox(context.definition)
    origin_asked = by_origin(context.home.path, context.definition, sandbox.check)
    found = _found(context, origin_asked, snapshot, history_in(snapshot), options.file)
    _say(context, found, options.json)
    if options.marked:
        said = write_marked(context, sandbox, found.checked, options.file, options.marked)
        print(said, file=sys.stderr if options.json else sys.stdout)
    return _EXIT[found.checked.acceptance]


def check_failed(context: Context, options: argparse.Namespace, why: str) -> int:
    """The machine, not a file, got in the way: a program that asks for JSON gets it all the same."""
    failed = _Found(no_submission(unreadable("not_checked", reason=why).problem))
    _say(context, failed, options.json, one_line=options.file.is_dir())
    return _EXIT[failed.checked.acceptance]


def _refused(context: Context, options: argparse.Namespace, why: str) -> int:
    """What was asked for cannot be done; nothing was read."""
    if options.json:
        return check_failed(context, options, why)
    print(why)
    return _EXIT["unreadable"]


def _folder(context: Context, options: argparse.Namespace) -> int:
    files, passed_over = look_into(options.file)
    # Beside JSON, which is one object a file that has to be answered for.
    say_passed_over(context, passed_over, sys.stderr if options.json else sys.stdout)
    if not files:
        nothing = _Found(no_submission(unreadable("folder_without_files", found=str(options.file)).problem))
        _say(context, nothing, options.json, one_line=True)
        return _EXIT[nothing.checked.acceptance]
    snapshot = sound(context.home.path, context.definition)
    history_of = histories_in(snapshot) if snapshot else history_in(None)
    worst = 0
    with Sandbox(context.definition, keeps=True) as sandbox:
        origin_asked = by_origin(context.home.path, context.definition, sandbox.check)
        asked = partial(_found, context, origin_asked, snapshot, history_of)
        for file, found in in_order(asked, files):
            worst = max(worst, _EXIT[found.checked.acceptance])
            _say(context, found, options.json, file.relative_to(options.file).as_posix(), one_line=True)
    return worst


class _Found(NamedTuple):
    """A file that was checked, and what it meets: what others changed since, what it lacks."""

    checked: CheckedSubmission
    result: Result | None = None


def _found(
    context: Context, check: Check, snapshot: Path | None, history_of: HistoryOf, file: Path
) -> _Found:
    found = checked(check, history_of, file)
    if found.stamp.unit or snapshot is None:  # of a slice its own rule says what becomes of it
        return _Found(found)
    receipt = receipt_of(Judged("", "", 0, found), COMMAND_LINE, datetime.now(UTC))
    home, known = context.home.path, context.definition
    return _Found(found, outlook(home, known, snapshot, receipt, found.sheets, is_sent=False))


def checked(check: Check, history_of: HistoryOf, file: Path) -> CheckedSubmission:
    """Of whatever was named, for a program that asks for JSON wants JSON of a missing file too."""
    try:
        return check(_content(file), file.name, datetime.now(TURKIYE).date(), history_of)
    except Unreadable as refusal:
        return no_submission(refusal.problem)


def _content(file: Path) -> bytes:
    """Not more of it than may be sent. What is far too big is told apart by its beginning."""
    must_open(file)
    with file.open("rb") as opened:
        size = os.fstat(opened.fileno()).st_size
        beginning = opened.read(_BEGINNING)
        if size > LIMITS.upload_bytes and (kind := kind_of_file(beginning, file.name)) in NO_TABLE:
            raise unreadable(f"refused_{kind}")
        refuse_size(size)
        return beginning + opened.read(LIMITS.upload_bytes + 1 - len(beginning))


def _say(context: Context, asked: _Found, json_asked: bool, file: str = "", one_line: bool = False) -> None:
    found, result = asked
    if json_asked:
        document: dict[str, Any] = {"file": file} if file else {}
        document |= as_json(found, context.definition, context.language, context.named_folder)
        document["compared"] = told.as_json(result, context.definition, context.language) if result else None
        print(json.dumps(document, ensure_ascii=False, indent=None if one_line else 1))
        sys.stdout.flush()
        return
    said = verdict(found, context.definition, context.language)
    print(f"{file}: {said}" if file else said)
    for problem in found.problems:
        if not file or problem.severity == "error":
            print(context.line(problem))
    if result:
        for line in told.sentences(result, context.definition, context.language):
            print(f"{file}: {line}" if file else line)
