"""Commands on whole data sets: the sample, the start with real data, the export."""

from __future__ import annotations

import argparse
from pathlib import Path

from tqdm import tqdm

from etl.commands.context import Context
from etl.database.export import export as export_views
from etl.database.frozen import (
    NameTakenError,
    NoNameError,
    UnknownFreezeError,
    code_of,
    freezes,
    frozen_snapshot,
)
from etl.database.frozen import freeze as freeze_figures
from etl.database.publish import publish
from etl.database.views import view_names
from etl.sample import make
from etl.store.home import go_live, sample_home
from etl.store.receipts import COMMAND_LINE


def sample(context: Context, options: argparse.Namespace) -> int:
    home = sample_home(options.data)
    if home is None:
        context.say("sample.occupied", path=context.home.path)
        return 1
    if not home.is_empty:
        context.say("sample.there", path=home.path)
        return 0
    with tqdm(desc=context.text("sample.making")) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        make(home.path, context.definition, progress)
    context.say("sample.done", path=home.path)
    return 0


def live(context: Context, options: argparse.Namespace) -> int:
    if options.data:
        context.say("live_is_not_named", path=options.data)
        return 2
    home = go_live()
    publish(home.path, context.definition)
    context.say("sample.live", path=home.path)
    return 0


def export(context: Context, options: argparse.Namespace) -> int:
    snapshot = _asked(context, options)
    if snapshot is None:
        return 2
    written = list(
        tqdm(
            export_views(snapshot, options.out, options.format),
            context.text("export.exporting"),
            total=len(view_names()),
        )
    )
    context.say("export.done", count=len(written), path=options.out)
    return 0


def _asked(context: Context, options: argparse.Namespace) -> Path | None:
    """The present, or the frozen state that was asked for."""
    if not options.as_of:
        return publish(context.home.path, context.definition)
    try:
        return frozen_snapshot(context.home.path, context.definition, code_of(options.as_of))
    except (UnknownFreezeError, NoNameError):
        known = ", ".join(f.name for f in freezes(context.home.path)) or context.text("freeze.none")
        context.say("freeze.unknown", name=options.as_of, known=known)
        return None


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
