"""The commands about people: who is a member, and who did what."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from datetime import timedelta
from typing import Any

from etl.access.activity import Activity, Done
from etl.access.members import Change, MemberError, Members
from etl.commands.context import Context
from etl.fold import fold
from etl.harmless import harmless
from etl.store.receipts import COMMAND_LINE

_DAYS_A_MONTH = 30.44


def members(context: Context, options: argparse.Namespace) -> int:
    """List, make, change or take off a member. Exit code 1 if that is refused."""
    known = Members(context.home.path)
    try:
        if options.put:
            changed = known.put(
                context.definition, options.put, options.role, options.city, COMMAND_LINE, options.name
            )
            context.say("members.put", address=changed.address, role=_role(context, changed))
            return 0
        if options.remove:
            context.say("members.removed", address=known.remove(options.remove, COMMAND_LINE).address)
            return 0
    except MemberError as error:
        why = context.definition.text(f"manage.members.refused.{error.code}", context.language)
        print(why.format(value=error.value))
        return 1
    found = list(known.history()) if options.history else known.all()
    if options.json:
        print(json.dumps([_as_json(change) for change in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            print(f"{one.at:%Y-%m-%d %H:%M}  {one.address}  {_role(context, one)}  ({one.by})")
        if not found:
            context.say("members.none")
    return 0


def activity(context: Context, options: argparse.Namespace) -> int:
    """Print the log as a table for programs, or carry out the retention."""
    log = Activity(context.home.path)
    if options.forget is not None:
        age = timedelta(days=options.forget * _DAYS_A_MONTH)
        context.say("activity.forgot", count=log.forget_older_than(age, COMMAND_LINE))
        return 0
    words = fold(options.search).split()
    found = [done for done in log.all() if all(word in fold(" ".join(_cells(done))) for word in words)]
    if options.json:
        for done in found:
            print(json.dumps(dict(zip(_COLUMNS, _cells(done), strict=True)), ensure_ascii=False))
        return 0
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([harmless(cell) for cell in _cells(done)] for done in found)
    sys.stdout.write(written.getvalue())
    return 0


_COLUMNS = ("at", "who", "deed", "about", "city")


def _cells(done: Done) -> tuple[str, ...]:
    return done.at.isoformat(), done.who, done.deed, done.about, done.city or ""


def _role(context: Context, change: Change) -> str:
    if change.role is None:
        return context.definition.text("manage.members.off", context.language)
    role = context.definition.text(f"access.role.{change.role}", context.language)
    return f"{role}: {', '.join(change.cities)}" if change.cities else role


def _as_json(change: Change) -> dict[str, Any]:
    named = {"address": change.address, "name": change.name, "role": change.role}
    return {**named, "cities": list(change.cities), "by": change.by, "at": change.at.isoformat()}
