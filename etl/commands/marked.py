"""The sender's own file with its problems marked, written beside a check."""

from __future__ import annotations

from pathlib import Path

from etl.commands.context import Context
from etl.sandbox.reading import NotMarkedError, Sandbox
from etl.store import durable
from etl.submission import CheckedSubmission


def cannot_mark(file: Path, out: Path) -> str:
    """Why nothing can be written there, asked before a file is read; empty where something can."""
    if file.is_dir():
        return "marked.folder"
    return "marked.there" if out.exists() or out.is_symlink() else ""


def write_marked(
    context: Context, sandbox: Sandbox, checked: CheckedSubmission, file: Path, out: Path
) -> str:
    """Write it and say so; where there is nothing to mark, only say so. Never overwrites anything."""
    if checked.acceptance == "unreadable":
        return context.text("marked.unreadable", path=out)
    if not any(problem.severity != "note" for problem in checked.problems):
        return context.text("marked.nothing", path=out)
    try:
        durable.write_once(out, sandbox.mark(file.read_bytes(), checked.problems))
    except FileExistsError:
        return context.text("marked.there", path=out)
    except NotMarkedError:
        return context.text("marked.not_possible", path=out)
    return context.text("marked.done", path=out)
