"""The commands that carry everything away safely and bring it back."""

from __future__ import annotations

import argparse

import duckdb

from etl.commands.context import Context
from etl.commands.damage import tell
from etl.database.assemble import PublishError
from etl.database.publish import publish, rebuild
from etl.store.archive import UnknownSubmissionError
from etl.store.backup import NothingStoredError, back_up
from etl.store.restoring import DamagedBackupError, NotEmptyError, NotInBackupError, restore_only
from etl.store.restoring import restore as bring_back

_MISSED = "SELECT workshop, city FROM participation_state WHERE state = 'damaged' ORDER BY workshop, city"


def backup(context: Context, options: argparse.Namespace) -> int:
    """Exit code 1 where the file is there already or something is damaged, 2 where the folder holds nothing
    to carry away."""
    try:
        saved = back_up(context.home.path, options.out)
    except NothingStoredError:
        context.say("backup.nothing", path=context.home.path)
        return 2
    except FileExistsError:
        context.say("backup.there", path=options.out)
        return 1
    context.say("backup.done", path=options.out, receipts=saved.receipts, originals=saved.originals)
    return 1 if tell(context, saved.damage) else 0


def restore(context: Context, options: argparse.Namespace) -> int:
    """Exit code 1 where the folder is not empty, no figures can be made or something is damaged, 2 where the
    file cannot be used at all."""
    if options.only:
        return _only(context, options)
    home = context.home.path
    try:
        with bring_back(options.file, home) as (folder, saved):
            # With the workshops that the backup brings: `rebuild` looks which ones are kept in its folder.
            snapshot = rebuild(folder, context.definition)
    except NotEmptyError:
        context.say("restore.not_empty", path=home)
        return 1
    except DamagedBackupError as damage:
        context.say("restore.damaged", path=options.file, what=_fault(context, damage), folder=home)
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
    if not tell(context, saved.damage):
        return 0
    _say_missed(context)
    return 1


def _say_missed(context: Context) -> None:
    """Whose figures could not be brought back."""
    with duckdb.connect(publish(context.home.path, context.definition), read_only=True) as connection:
        missed = connection.execute(_MISSED).fetchall()
    if missed:
        named = (
            f"{context.definition.municipality(city).name} "
            f"({context.definition.workshop(workshop).title[context.language]})"
            for workshop, city in missed
        )
        context.say("restore.missed", what=", ".join(named))


def _only(context: Context, options: argparse.Namespace) -> int:
    """Exit code 1 where the backup cannot help or something else is damaged still."""
    home = context.home.path
    try:
        mended = restore_only(options.file, home, options.only)
    except UnknownSubmissionError:
        context.say("decide.unknown", id=options.only)
        return 1
    except NotInBackupError:
        context.say("restore.not_in_backup", path=options.file, id=options.only)
        return 1
    except DamagedBackupError as damage:
        context.say("restore.damaged_only", path=options.file, what=_fault(context, damage))
        return 2
    if mended.names:
        context.say("restore.mended", names=", ".join(mended.names))
        context.say("publish.done", snapshot=publish(home, context.definition).name)
    else:
        context.say("restore.nothing_to_mend", id=options.only)
    return 1 if tell(context, mended.left) else 0


def _fault(context: Context, damage: DamagedBackupError) -> str:
    return context.text(f"restore.fault.{damage.fault}", name=damage.name)
