"""How a command tells what is damaged in the archive."""

from __future__ import annotations

from collections.abc import Sequence

from etl.commands.context import Context
from etl.damage_words import damage_words
from etl.store.integrity import Damage


def tell(context: Context, found: Sequence[Damage]) -> bool:
    """One line each, as an error; says whether there was anything."""
    for damage in found:
        said = damage_words(damage, context.definition, context.language)
        print(f"{context.text('severity.error')}  {said}")
    return bool(found)
