"""The command line: python -m etl COMMAND."""

from __future__ import annotations

import argparse
import io
import os
import sys
from dataclasses import replace
from pathlib import Path

import duckdb

import definition
from etl import commands
from etl.commands.context import Context
from etl.commands.deciding import add_choice
from etl.database.assemble import PublishError
from etl.database.repair import OutdatedError
from etl.disk_words import machine_words
from etl.programme import keep_up
from etl.sandbox.process import NotStartedError
from etl.store.damaged import DamagedOriginalError, DamagedReceiptError
from etl.store.frozen_store import DamagedFreezeError
from etl.store.home import data_home


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=definition.LANGUAGES, default="tr", help="language of the messages")
    common.add_argument(
        "--data", type=Path, metavar="DIR", help="data folder; otherwise PANO_DATA, otherwise data/"
    )
    parser = argparse.ArgumentParser(
        prog="python -m etl", description="Workbooks in, one trustworthy picture out."
    )
    added = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, help: str) -> argparse.ArgumentParser:
        made = added.add_parser(name, help=help, description=help, parents=[common])
        made.set_defaults(run=getattr(commands, name))
        return made

    template = command("template", "write the workbook of one city and workshop, pre-filled where it can be")
    template.add_argument("--city", required=True, help="code of the municipality, such as antalya")
    template.add_argument("--workshop", required=True, help="code of the workshop, such as 3")
    template.add_argument("--unit", metavar="NAME", help="only the actions of this responsible unit")
    template.add_argument("--out", required=True, type=Path, help="the .xlsx file to write")
    check = command(
        "check",
        "check a file or a whole folder, store nothing; exit 0 acceptable, 1 needs fixing, 2 unreadable",
    )
    check.add_argument("file", type=Path, metavar="PATH")
    check.add_argument("--json", action="store_true", help="print one JSON object; of a folder one a line")
    check.add_argument("--marked", type=Path, metavar="OUT", help="write the file with its problems marked")
    submit = command("submit", "archive and check files; a folder is walked; exit 1 if any failed")
    submit.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    submit.add_argument("--confirm", action="store_true", help="count and publish every acceptable one")
    add_choice(submit)
    figures = command(
        "figures", "context figures of the organizers: write their workbook, or archive and check one"
    )
    asked = figures.add_mutually_exclusive_group(required=True)
    asked.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="exit 1 if it needs fixing, 2 if unreadable"
    )
    asked.add_argument(
        "--template", type=Path, metavar="OUT", help="the .xlsx file to write, with what is in force"
    )
    figures.add_argument("--confirm", action="store_true", help="count and publish it if it has no errors")
    figures.add_argument("--json", action="store_true", help="print one JSON object")
    confirm = command("confirm", "count a submission that awaits confirmation")
    confirm.add_argument("id")
    add_choice(confirm)
    withdraw = command("withdraw", "take a submission back; the one before it counts again")
    withdraw.add_argument("id")
    withdraw.add_argument("--reason", required=True)
    command("publish", "bring the database up to the archive")
    command("rebuild", "make the database again from the archive alone")
    status = command("status", "say what is stored, what is shown and who has submitted")
    status.add_argument("--json", action="store_true", help="print one JSON object")
    verify = command("verify", "is a receipt true, or all as it was written? exit 1 if not, 2 if unknown")
    verified = verify.add_mutually_exclusive_group(required=True)
    verified.add_argument("id", nargs="?", metavar="RECEIPT-ID")
    verified.add_argument("--all", action="store_true", help="read everything anew; one line a fault")
    verify.add_argument("--file", type=Path, metavar="FILE", help="with an id: is this what was sent?")
    verify.add_argument("--json", action="store_true", help="print one JSON object")
    trace = command("trace", "list the cells that a figure comes from; exit 2 if there is no such figure")
    trace.add_argument("view", metavar="VIEW")
    trace.add_argument(
        "--key", action="append", default=[], metavar="COLUMN=VALUE", help="which row; may be repeated"
    )
    trace.add_argument("--column", required=True, metavar="NAME", help="which figure of the row")
    trace.add_argument("--as-of", metavar="NAME", help="as it stood when it was frozen under this name")
    trace.add_argument("--json", action="store_true", help="print one JSON object")
    members = command("members", "list who may see the dashboard, or make, change and take off a member")
    changed = members.add_mutually_exclusive_group()
    changed.add_argument("--put", metavar="ADDRESS", help="make a member of this address, or change one")
    changed.add_argument("--remove", metavar="ADDRESS", help="take this address off; the history stays")
    changed.add_argument("--history", action="store_true", help="every change, the oldest first")
    members.add_argument("--role", default="", help="with --put: department, leadership or organizer")
    members.add_argument("--city", action="append", default=[], help="of a department head; may be repeated")
    members.add_argument("--name", help="with --put: what the person is called; stays as it is if left out")
    members.add_argument("--json", action="store_true", help="print one JSON list")
    activity = command("activity", "print who did what as CSV, the newest first, or delete what is too old")
    activity.add_argument("--search", default="", metavar="WORDS", help="only lines with all these words")
    activity.add_argument("--json", action="store_true", help="print one JSON object a line")
    activity.add_argument(
        "--forget", type=float, metavar="MONTHS", help="delete sign-ins and downloads older than that"
    )
    backup = command("backup", "write everything that cannot be made again into one file")
    backup.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help="a .tar file that is not there yet"
    )
    restore = command("restore", "bring a backup back into an empty data folder and make the database of it")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument(
        "--only", metavar="ID", help="put back the receipt and the files of this one where they are damaged"
    )
    command("sample", "make the invented sample")
    command("live", "start clean for real data in data/; the sample stays where it is")
    freeze = command("freeze", "give the figures as they stand now a name; they never change under it")
    freeze.add_argument("name", nargs="?", metavar="NAME")
    freeze.add_argument("--workshop", metavar="CODE", help="the workshop that rests on them")
    freeze.add_argument(
        "--compare", metavar="NAME", help="instead: what today's definition and program would give; exit 1"
    )
    freeze.add_argument("--json", action="store_true", help="with --compare: print one JSON object")
    export = command("export", "write every view into a folder, one file each")
    export.add_argument("--out", required=True, type=Path, metavar="DIR")
    export.add_argument("--as-of", metavar="NAME", help="as it stood when it was frozen under this name")
    export.add_argument("--format", choices=("csv", "parquet", "xlsx"), default="csv")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        context = Context(definition.load(), data_home(options.data), options.lang)
    except definition.DefinitionError as error:
        print(error, file=sys.stderr)  # for the organizer who edited the file: it names file and key
        return 2
    return _run(context, options)


def _run(context: Context, options: argparse.Namespace) -> int:
    """What the machine or its user gets in the way of is said in a sentence, never as a traceback."""
    try:
        if context.home.path.exists() and not context.home.path.is_dir():
            return _failed(context, options, context.text("not_a_folder", path=context.home.path), 2)
        keep_up(context.home.path)
        code: int = options.run(replace(context, definition=definition.load()), options)
        sys.stdout.flush()
        return code
    except definition.DefinitionError as error:  # what the organizers keep no longer fits what is shipped
        print(error, file=sys.stderr)
        return 2
    except PublishError as error:
        why = context.text("publish.failed", reason=error)
    except DamagedReceiptError as error:
        why = context.text("damaged_receipt", path=error)
    except DamagedFreezeError as damage:
        why = context.text(f"freeze.damaged.{damage.fault}", name=damage.name, path=damage.path)
    except DamagedOriginalError as error:
        why = context.text("damaged_original", path=error)
    except OutdatedError as error:
        why = context.text("publish.outdated", path=error)
    except NotStartedError as error:
        why = context.text("not_started", reason=error)
    except BrokenPipeError:  # who reads our output has seen enough; Python would complain at its own end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (OSError, duckdb.Error) as error:
        why = machine_words(error, context.home.path, context.definition, context.language)
    except KeyboardInterrupt:
        context.say("interrupted")
        return 130
    return _failed(context, options, why, 1)


def _failed(context: Context, options: argparse.Namespace, why: str, code: int) -> int:
    if options.command == "check":
        return commands.check_failed(context, options, why)
    print(why)
    return code


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # Programs rely on what we print, and consoles differ; a file name may hold bytes that are no text.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
