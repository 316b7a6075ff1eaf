"""The button below a table that hands it out as a file."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ui import exports, handed_out
from ui.texts import language, t


def download_table(
    table: pd.DataFrame, *, key: str, file_name: str, needs: handed_out.Needs = handed_out.TAKE_ALONG
) -> None:
    """`key`: that of the table. `file_name` without extension, ASCII."""
    handed_out.button(
        t("part.download"),
        # Made when somebody asks for it: of a long table it takes longer than the page around it.
        partial(exports.csv_for_people, table, language()),
        f"{file_name}.csv",
        "text/csv",
        key=f"{key}_csv",
        icon=None,
        kind="tertiary",
        needs=needs,
    )
