"""The command that checks one file, or all of a folder, and stores nothing."""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from etl.bulk import files_in, in_order
from etl.check import Check, HistoryOf, no_submission
from etl.clock import TURKIYE
from etl.commands.context import Context
from etl.database.past import histories_in, history_in
from etl.database.repair import sound
from etl.problems import Unreadable, unreadable
from etl.provenance.verdict import by_origin
from etl.report import as_json, verdict
from etl.sandbox.reading import Sandbox
from etl.submission import CheckedSubmission
from etl.xlsx.gate import refuse_size
from etl.xlsx.limits import LIMITS

_EXIT = {"acceptable": 0, "needs_fixing": 1, "unreadable": 2}


def check(context: Context, options: argparse.Namespace) -> int:
    """Exit code 0, 1 or 2: the worst of all. With --json one object, of a folder one object a line."""
    if options.file.is_dir():
        return _folder(context, options)
    history_of = history_in(sound(context.home.path, context.definition))
    check = by_origin(context.home.path, context.definition, Sandbox(context.definition).check)
    checked = _checked(check, history_of, options.file)
    _say(context, checked, options.json)
    return _EXIT[checked.acceptance]


def check_failed(context: Context, options: argparse.Namespace, why: str) -> int:
    """The machine, not a file, got in the way: a program that asks for JSON gets it all the same."""
    checked = no_submission(unreadable("not_checked", reason=why).problem)
    _say(context, checked, options.json, one_line=options.file.is_dir())
    return _EXIT[checked.acceptance]


def _folder(context: Context, options: argparse.Namespace) -> int:
    files = files_in(options.file)
    if not files:
        nothing = no_submission(unreadable("folder_without_files", found=str(options.file)).problem)
        _say(context, nothing, options.json, one_line=True)
        return _EXIT[nothing.acceptance]
    snapshot = sound(context.home.path, context.definition)
    history_of = histories_in(snapshot) if snapshot else history_in(None)
    worst = 0
    with Sandbox(context.definition, keeps=True) as sandbox:
        origin_asked = by_origin(context.home.path, context.definition, sandbox.check)
        for file, checked in in_order(partial(_checked, origin_asked, history_of), files):
            worst = max(worst, _EXIT[checked.acceptance])
            _say(context, checked, options.json, file.relative_to(options.file).as_posix(), one_line=True)
    return worst


def _checked(check: Check, history_of: HistoryOf, file: Path) -> CheckedSubmission:
    """Of whatever was named, for a program that asks for JSON wants JSON of a missing file too."""
    try:
        return check(_content(file), file.name, datetime.now(TURKIYE).date(), history_of)
    except Unreadable as refusal:
        return no_submission(refusal.problem)


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


def _say(
    context: Context, checked: CheckedSubmission, json_asked: bool, file: str = "", one_line: bool = False
) -> None:
    if json_asked:
        document: dict[str, Any] = {"file": file} if file else {}
        document |= as_json(checked, context.definition, context.language, context.named_folder)
        print(json.dumps(document, ensure_ascii=False, indent=None if one_line else 1))
        sys.stdout.flush()
        return
    said = verdict(checked, context.definition, context.language)
    print(f"{file}: {said}" if file else said)
    for problem in checked.problems:
        if not file or problem.severity == "error":
            print(context.line(problem))
