"""Commands on what is stored: decide, publish, rebuild, say how things stand."""

from __future__ import annotations

import argparse
import json

from etl.commands.context import Context
from etl.database.keep_earlier import keep_earlier
from etl.database.publish import publish as publish_pending
from etl.database.publish import rebuild as rebuild_all
from etl.database.repair import sound
from etl.figures.supply import decide as decide_figures
from etl.status import status_of
from etl.store.archive import Archive, UnknownSubmissionError
from etl.store.receipts import COMMAND_LINE, Decision, Supplied
from etl.store.rescue import rescue
from etl.submit import HeldError, NotPossibleError
from etl.submit import decide as decide_submission


def confirm(context: Context, options: argparse.Namespace) -> int:
    return _decide(context, options.id, "confirmed")


def withdraw(context: Context, options: argparse.Namespace) -> int:
    return _decide(context, options.id, "withdrawn", options.reason)


def _decide(context: Context, submission_id: str, decision: Decision, reason: str = "") -> int:
    folder = context.home.path
    try:
        # Of the organizers' figures or of a city: the receipt says which.
        of_figures = isinstance(Archive(folder).sent(submission_id), Supplied)
        decide = decide_figures if of_figures else decide_submission
        decide(folder, context.definition, submission_id, decision, COMMAND_LINE, reason)
        publish_pending(folder, context.definition)
    except UnknownSubmissionError:
        context.say("decide.unknown", id=submission_id)
        return 1
    except NotPossibleError as refusal:
        state = context.text(f"state.{refusal.state}")
        context.say("decide.not_possible", id=submission_id, state=state)
        return 1
    except HeldError as refusal:
        context.say("decide.held", id=submission_id)
        for problem in refusal.problems:
            print(f"  {context.line(problem)}")
        return 1
    context.say(f"decide.{decision}", id=submission_id)
    return 0


def publish(context: Context, options: argparse.Namespace) -> int:
    rescued = rescue(context.home.path, context.definition)
    if rescued:
        context.say("publish.rescued", count=rescued)
    snapshot = publish_pending(context.home.path, context.definition)
    keep_earlier(context.home.path, context.definition)
    context.say("publish.done", snapshot=snapshot.name)
    return 0


def rebuild(context: Context, options: argparse.Namespace) -> int:
    snapshot = rebuild_all(context.home.path, context.definition)
    keep_earlier(context.home.path, context.definition)
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
