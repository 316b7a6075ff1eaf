"""Which rows and figures would be lost, and is that meant?"""

from __future__ import annotations

import streamlit as st

import definition
from etl.reconcile.losses import Losses
from etl.reconcile.result import Result
from etl.reconcile.told import gone_words, move_words
from etl.store.receipts import Submitted
from ui.markdown import Markdown, plain
from ui.texts import language, t, words

_NAMED = 3  # in the sentence that is said yes to


def draw(losses: Losses) -> None:
    """Sheet by sheet what the last report had and this file lacks: in the open, because nobody looks for what
    is gone; and the figures that move by more than half."""
    known = definition.today()
    if losses.gone:
        lines = [f"- {plain(gone_words(gone, known, language()))}" for gone in losses.gone]
        st.warning(Markdown("\n".join([t("reconcile.gone_since", id=losses.since), "", *lines])))
    if losses.moves:
        lines = [f"- {plain(move_words(move, known, language()))}" for move in losses.moves]
        st.warning(Markdown("\n".join([t("reconcile.moves"), "", *lines])))


def draw_question(receipt: Submitted, found: Result) -> bool:
    """May it be confirmed? Where much is lost, only once somebody has said yes to just that."""
    losses, known = found.losses, definition.today()
    if not losses.asks:
        return True
    about = [
        words(
            "submit.lost.rows",
            sheet=known.workbook.sheet(g.sheet).name[language()],
            had=g.had,
            gone=len(g.names),
        )
        for g in losses.gone
        if g.asks
    ] + [move_words(move, known, language()) for move in losses.moves]
    more = ["…"] if len(about) > _NAMED else []
    said = t("submit.lost.sure", what="; ".join([*about[:_NAMED], *more]))
    # Another choice above loses something else, to which nobody has said yes yet.
    return st.checkbox(said, key=f"lost_{receipt.id}_{'|'.join(about)}")
