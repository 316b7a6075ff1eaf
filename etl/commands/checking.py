"""The command that checks one file, or all of a folder, and stores nothing."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from etl.bulk import in_order
from etl.check import Check, HistoryOf, no_submission
from etl.clock import TURKIYE
from etl.commands.context import Context
from etl.commands.passed_over import say_passed_over
from etl.database.past import histories_in, history_in
from etl.database.repair import sound
from etl.folder import look_into, must_open
from etl.problems import Unreadable, unreadable
from etl.provenance.verdict import by_origin
from etl.report import as_json, verdict
from etl.sandbox.reading import Sandbox
from etl.submission import CheckedSubmission
from etl.xlsx.gate import refuse_size
from etl.xlsx.limits import LIMITS
from etl.xlsx.signature import NO_TABLE, kind_of_file

_BEGINNING = 4096
_EXIT = {"acceptable": 0, "needs_fixing": 1, "unreadable": 2}


def check(context: Context, options: argparse.Namespace) -> int:
    """Exit code 0, 1 or 2: the worst of all. With --json one object, of a folder one object a line.

    Locks, system files and notes do no harm and are counted; any other file that is none is unreadable."""
    if options.file.is_dir():
        return _folder(context, options)
    history_of = history_in(sound(context.home.path, context.definition))
    origin_asked = by_origin(context.home.path, context.definition, Sandbox(context.definition).check)
    found = checked(origin_asked, history_of, options.file)
    _say(context, found, options.json)
    return _EXIT[found.acceptance]


def check_failed(context: Context, options: argparse.Namespace, why: str) -> int:
    """The machine, not a file, got in the way: a program that asks for JSON gets it all the same."""
    failed = no_submission(unreadable("not_checked", reason=why).problem)
    _say(context, failed, options.json, one_line=options.file.is_dir())
    return _EXIT[failed.acceptance]


def _folder(context: Context, options: argparse.Namespace) -> int:
    files, passed_over = look_into(options.file)
    # Beside JSON, which is one object a file that has to be answered for.
    say_passed_over(context, passed_over, sys.stderr if options.json else sys.stdout)
    if not files:
        nothing = no_submission(unreadable("folder_without_files", found=str(options.file)).problem)
        _say(context, nothing, options.json, one_line=True)
        return _EXIT[nothing.acceptance]
    snapshot = sound(context.home.path, context.definition)
    history_of = histories_in(snapshot) if snapshot else history_in(None)
    worst = 0
    with Sandbox(context.definition, keeps=True) as sandbox:
        origin_asked = by_origin(context.home.path, context.definition, sandbox.check)
        for file, found in in_order(partial(checked, origin_asked, history_of), files):
            worst = max(worst, _EXIT[found.acceptance])
            _say(context, found, options.json, file.relative_to(options.file).as_posix(), one_line=True)
    return worst


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


def _say(
    context: Context, found: CheckedSubmission, json_asked: bool, file: str = "", one_line: bool = False
) -> None:
    if json_asked:
        document: dict[str, Any] = {"file": file} if file else {}
        document |= as_json(found, context.definition, context.language, context.named_folder)
        print(json.dumps(document, ensure_ascii=False, indent=None if one_line else 1))
        sys.stdout.flush()
        return
    said = verdict(found, context.definition, context.language)
    print(f"{file}: {said}" if file else said)
    for problem in found.problems:
        if not file or problem.severity == "error":
            print(context.line(problem))
