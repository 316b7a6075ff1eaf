"""The files of a folder that do no harm are passed over, but never without a word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from etl.commands.context import Context
from etl.fold import clean
from etl.folder import Reason

_NAMED = 3


def say_passed_over(context: Context, passed_over: Mapping[Reason, tuple[Path, ...]], out: TextIO) -> None:
    """One line for each reason, with how many there are and the first of them."""
    for reason, files in passed_over.items():
        named = [clean(file.name).text for file in files[:_NAMED]]
        names = ", ".join([*named, *(["…"] if len(files) > _NAMED else [])])
        print(context.text(f"passed_over.{reason}", count=len(files), names=names), file=out)
