"""Commands on whole data sets: the sample, the start with real data, the export."""

from __future__ import annotations

import argparse

from tqdm import tqdm

from etl.commands.context import Context
from etl.commands.frozen import frozen_as
from etl.database.export import export as export_views
from etl.database.frozen_file import views_in
from etl.database.keep_earlier import keep_earlier
from etl.database.publish import publish
from etl.database.views import view_names
from etl.sample import make
from etl.store.home import go_live, sample_home


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
    keep_earlier(home.path, context.definition)
    context.say("sample.live", path=home.path)
    return 0


def export(context: Context, options: argparse.Namespace) -> int:
    if options.as_of:
        snapshot, refused = frozen_as(context, options.as_of)
        if snapshot is None:
            print(refused)
            return 2
    else:
        snapshot = publish(context.home.path, context.definition)
    views = views_in(snapshot)
    written = list(
        tqdm(
            export_views(snapshot, options.out, options.format),
            context.text("export.exporting"),
            total=len(views),
        )
    )
    context.say("export.done", count=len(written), path=options.out)
    if later := [view for view in view_names() if view not in views]:
        context.say("export.not_part", views=", ".join(later))
    return 0
