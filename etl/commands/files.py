"""Commands on workbooks: make one, send many."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tqdm import tqdm

from etl.bulk import submit_files
from etl.check import no_history
from etl.commands.checking import checked
from etl.commands.context import Context
from etl.commands.deciding import choice_in, lines_of
from etl.commands.passed_over import say_passed_over
from etl.database import snapshots
from etl.database.repair import sound
from etl.folder import look_into, must_open
from etl.prefilled import prefilled_template
from etl.problems import Unreadable
from etl.reconcile.batch import Submission
from etl.sandbox.reading import Sandbox
from etl.slices.workbook import UnknownUnitError, slice_template
from etl.store import durable
from etl.store.receipts import COMMAND_LINE
from etl.submit import states_of

_SPREADSHEETS = frozenset(
    {
        *(".xlsx", ".xltx", ".xlsm", ".xltm", ".xlsb", ".xls", ".xlt"),
        *(".ods", ".ots", ".fods", ".csv", ".tsv", ".numbers"),
    }
)


def template(context: Context, options: argparse.Namespace) -> int:
    cities = [m.code for m in context.definition.municipalities]
    workshops = [w.code for w in context.definition.workshops]
    if options.city not in cities:
        context.say("template.unknown_city", code=options.city, known=", ".join(cities))
        return 2
    if options.workshop not in workshops:
        context.say("template.unknown_workshop", code=options.workshop, known=", ".join(workshops))
        return 2
    sound(context.home.path, context.definition)
    if options.unit:
        return _slice(context, options)
    made = prefilled_template(context.home.path, context.definition, options.city, options.workshop)
    durable.replace(options.out, made.data)
    said = "template.prefilled" if made.prefilled_from else "template.empty"
    context.say("template.done", path=options.out, source=context.text(said, id=made.prefilled_from))
    return 0


def _slice(context: Context, options: argparse.Namespace) -> int:
    try:
        data = slice_template(
            context.home.path, context.definition, options.city, options.workshop, options.unit
        )
    except UnknownUnitError as refusal:
        known = ", ".join(refusal.known) or context.text("template.no_unit")
        context.say("template.unknown_unit", unit=options.unit, known=known)
        return 2
    durable.replace(options.out, data)
    context.say("template.done", path=options.out, source=context.text("template.slice", unit=options.unit))
    return 0


def submit(context: Context, options: argparse.Namespace) -> int:
    files, lost = _found(context, options.paths)
    if len(files) > 1 and (options.overwrite_cell or options.keep_cell):
        context.say("submit.cells_of_one_file")
        return 2
    sent = submit_files(
        context.home.path, context.definition, files, COMMAND_LINE, options.confirm, choice_in(options)
    )
    done: list[Submission] = []
    bar = tqdm(sent, context.text("submit.reading"), total=len(files), disable=len(files) < 5)
    try:
        for file, one in bar:
            done.append(one)
            if len(files) < 5 or one.outcome.receipt.acceptance != "acceptable" or _is_noteworthy(one):
                tqdm.write(_told(context, file.name, one, options.confirm))
    except OSError:  # the reason is said by who runs us
        bar.close()
        _say_how_far(context, len(files), done)
        raise
    refused = sum(one.outcome.receipt.acceptance != "acceptable" for one in done)
    taken, failed = len(done) - refused, refused + lost + _say_what_is_not(context, done)
    counted = sum(_counts(one) for one in done)
    context.say(
        "submit.total", files=len(files) + lost, counted=counted, awaiting=taken - counted, failed=failed
    )
    return 1 if failed or any(one.stopped for one in done) else 0


def _say_how_far(context: Context, files: int, done: list[Submission]) -> None:
    counted = sum(_counts(one) for one in done)
    if not done:
        context.say("submit.not_begun", files=files)
    elif len(done) == files:
        context.say("submit.unpublished", files=files, counted=counted)
    else:
        context.say("submit.stopped", files=files, received=len(done), counted=counted)


def _found(context: Context, paths: list[Path]) -> tuple[list[Path], int]:
    """The files to send, and how many that were found are not sent. Says which these are, and why."""
    files: list[Path] = []
    lost = 0
    for path in paths:
        found, passed_over = look_into(path)
        say_passed_over(context, passed_over, sys.stdout)
        if not found:
            context.say("submit.nothing", path=path)
            lost += 1
        sent = [file for file in found if _is_sent(context, file, named=file == path)]
        files += sent
        lost += len(found) - len(sent)
    return files, lost


def _is_sent(context: Context, file: Path, named: bool) -> bool:
    """What somebody names is sent, whatever it is; of a folder, what is a workbook by its name or content.
    Asked before the first one is sent: the system may not let us read a file that is there."""
    try:
        must_open(file)
    except Unreadable as refusal:
        problem = refusal.problem
    else:
        if named or file.suffix.casefold() in _SPREADSHEETS:
            return True
        judged = checked(Sandbox(context.definition).check, no_history, file)
        if judged.acceptance != "unreadable":
            return True
        problem = judged.problems[0]
    print(f"{file.name}: {context.text('submit.not_sent')}\n  {context.line(problem)}")
    return False


def _say_what_is_not(context: Context, done: list[Submission]) -> int:
    """Of how many that were confirmed the snapshot says something else: nobody is told what should be."""
    snapshot = snapshots.current(context.home.path, context.definition)
    confirmed = [one.counts.id for one in done if one.counts]
    states = states_of(snapshot, confirmed) if snapshot else {}
    wrong = [i for i in confirmed if states.get(i) not in ("counted", "replaced")]
    for submission_id in wrong:
        state = context.text(f"state.{states.get(submission_id, 'missing')}")
        context.say("decide.not_done", id=submission_id, state=state)
    return len(wrong)


def _counts(one: Submission) -> bool:
    return one.counts is not None or one.outcome.repeated == "counted"


def _is_noteworthy(one: Submission) -> bool:
    """Of a large folder: what was not counted, was merged, or lacks what was there."""
    return one.stopped is not None or bool(one.met and (one.met.findings or one.met.losses.asks))


def _told(context: Context, file: str, one: Submission, confirm: bool) -> str:
    outcome, receipt = one.outcome, one.counts or one.outcome.receipt
    if outcome.repeated and not (confirm and outcome.repeated == "awaiting_confirmation"):
        state = context.text(f"state.{outcome.repeated}")
        return context.text("submit.repeated", file=file, id=receipt.id, state=state)
    state = "awaiting_confirmation" if receipt.acceptance == "acceptable" else receipt.acceptance
    if _counts(one):
        state = "counted"
    said = context.text(f"state.{state}")
    if receipt.draft and state == "counted":
        said = context.text("submit.draft", state=said)
    lines = [context.text("submit.line", file=file, id=receipt.id, state=said)]
    if receipt.unit and receipt.is_merged:
        lines.append(context.text("submit.merged", unit=receipt.unit, id=receipt.merged_from))
    lines += [f"  {line}" for line in lines_of(context, one.met, one.stopped, one.counts)]
    if state == "awaiting_confirmation" and not one.stopped:
        lines.append(context.text("submit.next_confirm", id=receipt.id))
    lines += [f"  {context.line(p)}" for p in outcome.checked.problems if p.severity == "error"]
    return "\n".join(lines)
