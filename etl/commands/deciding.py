"""What is said where somebody has to decide, and how a decision is typed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from etl.commands.context import Context
from etl.problems import Problem
from etl.reconcile import told
from etl.reconcile.choice import Choice, named
from etl.reconcile.confirm import NotDecidedError
from etl.reconcile.result import Result
from etl.reconcile.write import UnmergeableError
from etl.store.receipts import Submitted
from etl.submit import HeldError


def add_choice(parser: argparse.ArgumentParser) -> None:
    """The options with which somebody decides what holds where others changed something meanwhile."""
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--merge", action="store_true", help="keep what others changed meanwhile (default)")
    way.add_argument(
        "--overwrite", action="store_true", help="the file holds wherever others changed something"
    )
    for name, holds in (("overwrite", "the file holds"), ("keep", "the version in force holds")):
        parser.add_argument(
            *(f"--{name}-cell",),
            action="append",
            default=[],
            metavar="'SHEET!CELL'",
            help=f"here {holds}; may be repeated",
        )
    parser.add_argument(
        "--accept-losses", action="store_true", help="yes, the rows and figures it names may go"
    )


def choice_in(options: argparse.Namespace) -> Choice:
    return Choice(
        options.overwrite, named(options.overwrite_cell), named(options.keep_cell), options.accept_losses
    )


def lines_of(
    context: Context,
    result: Result | None,
    stopped: NotDecidedError | UnmergeableError | HeldError | None,
    counts: Submitted | None = None,
) -> Iterator[str]:
    """What the file met, what came of it, and what is to be typed where nothing came of it yet."""
    if result:
        yield from told.sentences(result, context.definition, context.language)
    if counts and counts.merged_with:
        yield context.text("decide.merged", id=counts.merged_from, sent=counts.merged_with)
    elif counts and result and result.findings:
        yield context.text("decide.overwritten")
    if isinstance(stopped, NotDecidedError):
        yield from _asked(context, stopped.result)
    elif isinstance(stopped, UnmergeableError):
        yield context.text("decide.unmergeable")
        yield from _problems(context, stopped.problems)
    elif stopped:
        yield context.text("decide.held")
        yield from _problems(context, stopped.problems)


def _asked(context: Context, result: Result) -> Iterator[str]:
    if unknown := result.choice.unknown(result.findings):
        yield context.text("decide.unknown_places", places=", ".join(unknown))
    if undecided := result.undecided:
        yield context.text("decide.undecided", place=undecided[0].place)
    if result.needs_yes:
        yield context.text("decide.losses")


def _problems(context: Context, problems: Sequence[Problem]) -> Iterator[str]:
    return (f"  {context.line(problem)}" for problem in problems)
