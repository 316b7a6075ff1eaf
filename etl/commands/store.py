"""Commands on what is stored: decide, publish, rebuild, say how things stand."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from etl.commands.context import Context
from etl.commands.deciding import choice_in, lines_of
from etl.database.publish import publish as publish_pending
from etl.database.publish import rebuild as rebuild_all
from etl.database.repair import sound
from etl.figures.supply import decide as decide_figures
from etl.reconcile.confirm import NotDecidedError
from etl.reconcile.confirm import confirm as confirm_submission
from etl.reconcile.write import UnmergeableError
from etl.status import status_of
from etl.store.archive import Archive, UnknownSubmissionError
from etl.store.receipts import COMMAND_LINE, Sent, Supplied
from etl.store.rescue import rescue
from etl.submit import HeldError, NotPossibleError
from etl.submit import decide as decide_submission


def confirm(context: Context, options: argparse.Namespace) -> int:
    """Of the organizers' figures or of a city: the receipt says which."""

    def act(folder: Path, receipt: Sent) -> None:
        if isinstance(receipt, Supplied):
            decide_figures(folder, context.definition, receipt.id, "confirmed", COMMAND_LINE)
            publish_pending(folder, context.definition)
            context.say("decide.confirmed", id=receipt.id)
            return
        done = confirm_submission(folder, context.definition, receipt.id, COMMAND_LINE, choice_in(options))
        publish_pending(folder, context.definition, {done.receipt.id: done.sheets})
        context.say("decide.confirmed", id=done.receipt.id)
        for line in lines_of(context, done.result, None, done.receipt):
            print(f"  {line}")

    return _decided(context, options.id, act)


def withdraw(context: Context, options: argparse.Namespace) -> int:
    def act(folder: Path, receipt: Sent) -> None:
        decide = decide_figures if isinstance(receipt, Supplied) else decide_submission
        decide(folder, context.definition, receipt.id, "withdrawn", COMMAND_LINE, options.reason)
        publish_pending(folder, context.definition)
        context.say("decide.withdrawn", id=receipt.id)

    return _decided(context, options.id, act)


def _decided(context: Context, submission_id: str, act: Callable[[Path, Sent], None]) -> int:
    """Do it, or say why it cannot be done."""
    folder = context.home.path
    try:
        act(folder, Archive(folder).sent(submission_id))
    except UnknownSubmissionError:
        context.say("decide.unknown", id=submission_id)
        return 1
    except NotPossibleError as refusal:
        state = context.text(f"state.{refusal.state}")
        context.say("decide.not_possible", id=submission_id, state=state)
        return 1
    except (HeldError, NotDecidedError, UnmergeableError) as refusal:
        context.say("decide.waits", id=submission_id)
        result = refusal.result if isinstance(refusal, NotDecidedError) else None
        for line in lines_of(context, result, refusal):
            print(f"  {line}")
        return 1
    return 0


def publish(context: Context, options: argparse.Namespace) -> int:
    rescued = rescue(context.home.path, context.definition)
    if rescued:
        context.say("publish.rescued", count=rescued)
    snapshot = publish_pending(context.home.path, context.definition)
    context.say("publish.done", snapshot=snapshot.name)
    return 0


def rebuild(context: Context, options: argparse.Namespace) -> int:
    snapshot = rebuild_all(context.home.path, context.definition)
    context.say("publish.done", snapshot=snapshot.name)
    return 0


def status(context: Context, options: argparse.Namespace) -> int:
    sound(context.home.path, context.definition)
    found = status_of(context.home, context.definition)
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    context.say(f"status.{found['mode']}")
    context.say("status.folder", path=found["folder"])
    context.say("status.snapshot", snapshot=found["snapshot"] or context.text("status.none"))
    context.say("status.pending", count=found["receipts_pending"])
    context.say("status.without_receipt", count=found["files_without_receipt"])
    for code, cities in found["workshops"].items():
        print(f"\n{context.definition.workshop(code).title[context.language]}")
        for city, fields in cities.items():
            name = context.definition.municipality(city).name
            print(f"  {name:<16} {context.text('state.' + fields['state'])}")
    return 0
