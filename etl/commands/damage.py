"""How a command tells what is damaged in the archive."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from tqdm import tqdm

from etl.commands.context import Context
from etl.damage_words import damage_words
from etl.store.integrity import Damage, inspect


def tell(context: Context, found: Sequence[Damage]) -> bool:
    """One line each, as an error; says whether there was anything."""
    for damage in found:
        print(f"{context.text('severity.error')}  {_words(context, damage)}")
    return bool(found)


def everything(context: Context, json_asked: bool) -> int:
    """Read all of it anew and say what is not what was written. Exit code 1 where anything is not."""
    # A log has no use for a bar: where nobody watches there is none.
    with tqdm(desc=_said(context, "reading"), disable=True if json_asked else None) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        found = inspect(context.home.path, show)
    message = _said(context, "damaged" if found else "sound", path=context.home.path, count=len(found))
    if json_asked:
        damage = [asdict(one) | {"message": _words(context, one)} for one in found]
        told = {"folder": str(context.home.path), "message": message, "damage": damage}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        tell(context, found)
        print(message)
    return 1 if found else 0


def _words(context: Context, damage: Damage) -> str:
    return damage_words(damage, context.definition, context.language)


def _said(context: Context, key: str, **facts: object) -> str:
    return context.definition.text(f"proof.everything.{key}", context.language).format(**facts)
