"""Commands on what is stored: decide, publish, rebuild, say how things stand."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from etl.commands.context import Context
from etl.commands.damage import tell
from etl.commands.deciding import choice_in, lines_of
from etl.database.ahead import entries_ahead
from etl.database.assemble import NOTHING_KNOWN
from etl.database.keep_earlier import keep_earlier
from etl.database.originals import Values
from etl.database.publish import publish as publish_pending
from etl.database.publish import rebuild as rebuild_all
from etl.database.repair import sound
from etl.database.unpublished import UnpublishedError
from etl.figures.supply import decide as decide_figures
from etl.reconcile.confirm import NotDecidedError
from etl.reconcile.confirm import confirm as confirm_submission
from etl.reconcile.write import UnmergeableError
from etl.status import status_of
from etl.store.archive import Archive, UnknownSubmissionError
from etl.store.integrity import forget_cuts, inspect
from etl.store.receipts import COMMAND_LINE, Decision, Sent, Supplied
from etl.store.rescue import rescue
from etl.submit import HeldError, NotPossibleError, State, counted_beside, state_of
from etl.submit import decide as decide_submission


def confirm(context: Context, options: argparse.Namespace) -> int:
    """Of the organizers' figures or of a city: the receipt says which."""

    def act(folder: Path, receipt: Sent) -> int:
        if isinstance(receipt, Supplied):
            decide_figures(folder, context.definition, receipt.id, "confirmed", COMMAND_LINE)
            snapshot = _published(context, receipt.id)
            return _say_what_is(context, snapshot, receipt.id, "confirmed", of_figures=True)
        done = confirm_submission(folder, context.definition, receipt.id, COMMAND_LINE, choice_in(options))
        snapshot = _published(context, done.receipt.id, {done.receipt.id: done.sheets})
        code = _say_what_is(context, snapshot, done.receipt.id, "confirmed", of_figures=False)
        for line in lines_of(context, done.result, None, done.receipt):
            print(f"  {line}")
        return code

    return _decided(context, options.id, act)


def withdraw(context: Context, options: argparse.Namespace) -> int:
    def act(folder: Path, receipt: Sent) -> int:
        of_figures = isinstance(receipt, Supplied)
        decide = decide_figures if of_figures else decide_submission
        decide(folder, context.definition, receipt.id, "withdrawn", COMMAND_LINE, options.reason)
        snapshot = _published(context, receipt.id)
        return _say_what_is(context, snapshot, receipt.id, "withdrawn", of_figures)

    return _decided(context, options.id, act)


def _decided(context: Context, submission_id: str, act: Callable[[Path, Sent], int]) -> int:
    """Do it, or say why it cannot be done."""
    folder = context.home.path
    try:
        return act(folder, Archive(folder).sent(submission_id))
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


def _published(context: Context, submission_id: str, known: Mapping[str, Values] = NOTHING_KNOWN) -> Path:
    """What was decided is recorded by now, and said to be where the figures cannot be brought up."""
    try:
        return publish_pending(context.home.path, context.definition, known)
    except UnpublishedError:  # the reason is said by who runs us
        context.say("decide.recorded", id=submission_id)
        raise


# In which states is a submission after what was asked for?
_THEN: Mapping[Decision, tuple[State, ...]] = {
    "confirmed": ("counted", "replaced"),
    "withdrawn": ("withdrawn",),
}


def _say_what_is(
    context: Context, snapshot: Path, submission_id: str, decision: Decision, of_figures: bool
) -> int:
    """Read from what is shown now: nobody is told what should be."""
    state = state_of(snapshot, submission_id)
    if state not in _THEN[decision]:
        context.say("decide.not_done", id=submission_id, state=context.text(f"state.{state}"))
        return 1
    if decision == "confirmed":
        context.say("decide.confirmed", id=submission_id)
        return 0
    counts = None if of_figures else counted_beside(snapshot, submission_id)
    now = "figures_now" if of_figures else "counts_now" if counts else "nothing_counts"
    context.say("decide.withdrawn", id=submission_id, now=context.text(f"decide.{now}", id=counts))
    return 0


def publish(context: Context, options: argparse.Namespace) -> int:
    rescued = rescue(context.home.path, context.definition)
    if rescued:
        context.say("publish.rescued", count=rescued)
    snapshot = publish_pending(context.home.path, context.definition)
    keep_earlier(context.home.path, context.definition)
    context.say("publish.done", snapshot=snapshot.name)
    return 1 if tell(context, inspect(context.home.path)) else 0


def rebuild(context: Context, options: argparse.Namespace) -> int:
    snapshot = rebuild_all(context.home.path, context.definition)
    keep_earlier(context.home.path, context.definition)
    context.say("publish.done", snapshot=snapshot.name)
    found = inspect(context.home.path)
    forget_cuts(context.home.path)
    return 1 if tell(context, found) else 0


def status(context: Context, options: argparse.Namespace) -> int:
    """Exit code 1 where something in the archive is damaged."""
    snapshot = sound(context.home.path, context.definition)
    damage = inspect(context.home.path) if snapshot else ()
    found = status_of(context.home, context.definition) | {"damage": [asdict(one) for one in damage]}
    ahead = entries_ahead(snapshot, datetime.now(UTC))
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 1 if damage else 0
    context.say(f"status.{found['mode']}")
    context.say("status.folder", path=found["folder"])
    context.say("status.snapshot", snapshot=found["snapshot"] or context.text("status.none"))
    context.say("status.pending", count=found["receipts_pending"])
    context.say("status.without_receipt", count=found["files_without_receipt"])
    if not tell(context, damage):
        context.say("status.sound")
    for entry in ahead:
        print(context.definition.text("damage.ahead.text", context.language).format(id=entry.id, at=entry.at))
    for code, cities in found["workshops"].items():
        print(f"\n{context.definition.workshop(code).title[context.language]}")
        for city, fields in cities.items():
            name = context.definition.municipality(city).name
            print(f"  {name:<16} {context.text('state.' + fields['state'])}")
    return 1 if damage else 0
