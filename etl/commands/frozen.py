"""The command that gives figures a name, and the way back to them by that name."""

from __future__ import annotations

import argparse
from pathlib import Path

from etl.commands.context import Context
from etl.database.frozen import (
    NameTakenError,
    NoNameError,
    UnknownFreezeError,
    code_of,
    freezes,
    frozen_snapshot,
)
from etl.database.frozen import freeze as freeze_figures
from etl.store.receipts import COMMAND_LINE


def frozen_as(context: Context, name: str) -> tuple[Path | None, str]:
    """The database frozen under this name; where there is none, the sentence that names what there is."""
    try:
        return frozen_snapshot(context.home.path, context.definition, code_of(name)), ""
    except (UnknownFreezeError, NoNameError):
        known = ", ".join(f.name for f in freezes(context.home.path)) or context.text("freeze.none")
        return None, context.text("freeze.unknown", name=name, known=known)


def freeze(context: Context, options: argparse.Namespace) -> int:
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
    return 0
