"""The commands that carry everything away safely and bring it back."""

from __future__ import annotations

import argparse

from etl.commands.context import Context
from etl.database.publish import rebuild
from etl.store.archive import DamagedReceiptError
from etl.store.backup import DamagedBackupError, NotEmptyError, back_up
from etl.store.backup import restore as bring_back


def backup(context: Context, options: argparse.Namespace) -> int:
    """Exit code 1 where the file is there already."""
    try:
        saved = back_up(context.home.path, options.out)
    except FileExistsError:
        context.say("backup.there", path=options.out)
        return 1
    context.say("backup.done", path=options.out, receipts=saved.receipts, originals=saved.originals)
    return 0


def restore(context: Context, options: argparse.Namespace) -> int:
    """Exit code 1 where the folder is not empty, 2 where the backup is damaged."""
    home = context.home.path
    try:
        saved = bring_back(options.file, home)
    except NotEmptyError:
        context.say("restore.not_empty", path=home)
        return 1
    except (DamagedBackupError, DamagedReceiptError) as damage:
        context.say("restore.damaged", path=options.file, what=damage)
        return 2
    snapshot = rebuild(home, context.definition)
    context.say(
        "restore.done",
        path=home,
        receipts=saved.receipts,
        originals=saved.originals,
        snapshot=snapshot.name,
    )
    return 0
