"""The command for context figures: write the organizers' workbook, or take one that they filled in."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from etl.commands.context import Context
from etl.database import snapshots
from etl.database.publish import publish
from etl.database.repair import sound
from etl.database.unpublished import UnpublishedError
from etl.figures.asked import SHEET, figures_definition
from etl.figures.in_force import in_force
from etl.figures.key import Given
from etl.figures.preview import FigureChange, changes, counts, kept
from etl.figures.supply import Supply, decide, supply
from etl.figures.template import figures_template
from etl.report import as_json, verdict
from etl.store import durable
from etl.store.receipts import COMMAND_LINE
from etl.submit import state_of

_EXIT = {"acceptable": 0, "needs_fixing": 1, "unreadable": 2}


def figures(context: Context, options: argparse.Namespace) -> int:
    """Exit code 0, 1 or 2, as of `check`."""
    home, definition = context.home.path, context.definition
    sound(home, definition)
    if options.template:
        durable.replace(options.template, figures_template(home, definition))
        context.say("figures.written", path=options.template)
        return 0
    data = options.file.read_bytes()
    publish(home, definition)
    before = in_force(snapshots.current(home, definition))
    sent = supply(home, definition, data, options.file.name, COMMAND_LINE)
    found: tuple[FigureChange, ...] = ()
    counted = False
    if sent.receipt.acceptance == "acceptable":
        found = changes(sent.checked.sheets[SHEET], before)
        counted = options.confirm
        if counted:
            decide(home, definition, sent.receipt.id, "confirmed", COMMAND_LINE)
    try:
        snapshot = publish(home, definition)
    except UnpublishedError:  # the reason is said by who runs us
        said = "figures.recorded" if counted else "figures.received"
        print(context.text(said, id=sent.receipt.id), file=sys.stderr if options.json else sys.stdout)
        raise
    # Read after the act: nobody is told what should be.
    counted = counted and state_of(snapshot, sent.receipt.id) in ("counted", "replaced")
    document = _document(context, sent, found, kept(found, before), counted)
    if options.json:
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        _say(context, sent, document)
    return _EXIT[sent.receipt.acceptance]


def _document(
    context: Context, sent: Supply, found: tuple[FigureChange, ...], staying: int, counted: bool
) -> dict[str, Any]:
    asked = figures_definition(context.definition)
    of_file = as_json(sent.checked, asked, context.language, context.named_folder)
    return {
        "id": sent.receipt.id,
        "state": ("counted" if counted else "awaiting_confirmation")
        if sent.receipt.acceptance == "acceptable"
        else sent.receipt.acceptance,
        "message": of_file["message"],
        "counts": {**counts(found), "kept": staying},
        "changes": [_change(change) for change in found if change.kind in ("added", "changed", "removed")],
        "problems": of_file["problems"],
    }


def _change(change: FigureChange) -> dict[str, Any]:
    city, indicator, year = change.key
    named = {"kind": change.kind, "city": city, "code": indicator, "year": year, "cell": change.cell or None}
    return {**named, "old": _given(change.old), "new": _given(change.new)}


def _given(given: Given | None) -> dict[str, Any] | None:
    return given._asdict() if given else None


def _say(context: Context, sent: Supply, document: dict[str, Any]) -> None:
    asked = figures_definition(context.definition)
    state = context.text(f"state.{document['state']}")
    context.say("submit.line", file=sent.receipt.file_name, id=sent.receipt.id, state=state)
    print(f"  {verdict(sent.checked, asked, context.language)}")
    for problem in sent.checked.problems:
        print(f"  {context.line(problem, asked)}")
    if sent.receipt.acceptance == "acceptable":
        context.say("figures.counts", **document["counts"])
    if document["state"] == "awaiting_confirmation":
        context.say("submit.next_confirm", id=sent.receipt.id)
