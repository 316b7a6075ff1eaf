"""The commands that carry everything away safely and bring it back."""

from __future__ import annotations

import argparse

from etl.commands.context import Context
from etl.database.publish import PublishError, rebuild
from etl.store.backup import DamagedBackupError, NotEmptyError, NothingStoredError, back_up
from etl.store.backup import restore as bring_back


def backup(context: Context, options: argparse.Namespace) -> int:
    """Exit code 1 where the file is there already, 2 where the folder holds nothing to carry away."""
    try:
        saved = back_up(context.home.path, options.out)
    except NothingStoredError:
        context.say("backup.nothing", path=context.home.path)
        return 2
    except FileExistsError:
        context.say("backup.there", path=options.out)
        return 1
    context.say("backup.done", path=options.out, receipts=saved.receipts, originals=saved.originals)
    return 0


def restore(context: Context, options: argparse.Namespace) -> int:
    """Exit code 1 where the folder is not empty or no figures can be made, 2 where the backup is damaged."""
    home = context.home.path
    try:
        with bring_back(options.file, home) as (folder, saved):
            # With the workshops that the backup brings: `rebuild` looks which ones are kept in its folder.
            snapshot = rebuild(folder, context.definition)
    except NotEmptyError:
        context.say("restore.not_empty", path=home)
        return 1
    except DamagedBackupError as damage:
        what = context.text(f"restore.fault.{damage.fault}", name=damage.name)
        context.say("restore.damaged", path=options.file, what=what, folder=home)
        return 2
    except PublishError as reason:
        context.say("restore.not_published", path=options.file, reason=reason, folder=home)
        return 1
    context.say(
        "restore.done",
        path=home,
        receipts=saved.receipts,
        originals=saved.originals,
        snapshot=snapshot.name,
    )
    return 0
