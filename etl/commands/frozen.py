"""The command that gives figures a name, and the way back to them by that name."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from etl.commands.context import Context
from etl.database.compare import Difference, compare
from etl.database.frozen import (
    NameTakenError,
    NoNameError,
    NotKeptError,
    UnknownFreezeError,
    code_of,
    freezes,
    frozen_snapshot,
)
from etl.database.frozen import freeze as freeze_figures
from etl.database.keep_earlier import keep_earlier
from etl.database.publish import publish
from etl.database.remade import IncompleteError
from etl.store.receipts import COMMAND_LINE


def frozen_as(context: Context, name: str) -> tuple[Path | None, str]:
    """The figures frozen under this name; where there are none, the sentence that names what there is."""
    home = context.home.path
    try:
        try:
            return frozen_snapshot(home, code_of(name)), ""
        except NotKeptError:  # nothing was published since the program was renewed
            publish(home, context.definition)
            keep_earlier(home, context.definition)
            return frozen_snapshot(home, code_of(name)), ""
    except NotKeptError:
        return None, context.text("freeze.not_kept", name=name)
    except (UnknownFreezeError, NoNameError):
        known = ", ".join(f.name for f in freezes(home)) or context.text("freeze.none")
        return None, context.text("freeze.unknown", name=name, known=known)


def freeze(context: Context, options: argparse.Namespace) -> int:
    if options.compare:
        return _compare(context, options)
    if not options.name or not options.workshop:
        context.say("freeze.usage")
        return 2
    if options.workshop not in [w.code for w in context.definition.workshops]:
        known = ", ".join(w.code for w in context.definition.workshops)
        context.say("template.unknown_workshop", code=options.workshop, known=known)
        return 2
    try:
        made = freeze_figures(
            context.home.path, context.definition, options.name, options.workshop, COMMAND_LINE
        )
    except (NameTakenError, NoNameError) as refusal:
        context.say(
            f"freeze.{'taken' if isinstance(refusal, NameTakenError) else 'no_name'}", name=options.name
        )
        return 1
    context.say("freeze.done", name=made.name, code=made.code, count=len(made.receipts))
    context.say("freeze.file", sha256=made.sha256)
    return 0


def _compare(context: Context, options: argparse.Namespace) -> int:
    """Exit code 0 where nothing would be another, 1 where something would, 2 where that cannot be said."""
    kept, refused = frozen_as(context, options.compare)
    if kept is None:
        return _refuse(options, "not_frozen", refused)
    frozen = next(f for f in freezes(context.home.path) if f.code == code_of(options.compare))
    try:
        compared = compare(context.home.path, context.definition, frozen, kept)
    except IncompleteError as lost:
        return _refuse(options, "incomplete", context.text("freeze.incomplete", what=lost))
    differing = [difference for difference in compared if difference]
    if options.json:
        views = [_document(difference) for difference in differing]
        document = {"name": frozen.name, "code": frozen.code, "compared": len(compared), "views": views}
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        for difference in differing:
            _say(context, difference)
        context.say("freeze.compared", name=frozen.name, count=len(compared), differing=len(differing))
    return 1 if differing else 0


def _refuse(options: argparse.Namespace, error: str, message: str) -> int:
    found = {"error": error, "message": message}
    print(json.dumps(found, ensure_ascii=False) if options.json else message)
    return 2


def _document(difference: Difference) -> dict[str, Any]:
    return {
        "view": difference.view,
        "only": difference.only or None,
        "rows": {name: getattr(difference, name) for name in ("added", "removed", "changed")},
        "columns": {"added": difference.columns_added, "removed": difference.columns_removed},
        "examples": [
            {
                "row": {name: _plain(value) for name, value in example.row.items()},
                "column": example.column,
                "from": _plain(example.then),
                "to": _plain(example.now),
            }
            for example in difference.examples
        ],
    }


def _say(context: Context, difference: Difference) -> None:
    if difference.only:
        context.say(f"freeze.only.{difference.only}", view=difference.view)
        return
    rows = {name: getattr(difference, name) for name in ("added", "removed", "changed")}
    context.say("freeze.rows", view=difference.view, **rows)
    for name in ("added", "removed"):
        if columns := getattr(difference, f"columns_{name}"):
            context.say(f"freeze.columns.{name}", columns=", ".join(columns))
    for example in difference.examples:
        row = " ".join(f"{name}={_plain(value)}" for name, value in example.row.items())
        then, now = (_written(context, value) for value in (example.then, example.now))
        print(f"    {row} {example.column}: {then} → {now}")


def _written(context: Context, value: Any) -> str:
    return context.definition.text("trace.empty", context.language) if value is None else str(_plain(value))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
