"""What can be taken away of a submission: the file, marked or as it was sent, and its problems as a list?"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

import definition
from definition import Language
from etl.problem_list import problem_list
from etl.sandbox.reading import Sandbox
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from ui import data, handed_out
from ui.texts import language, t


def draw(receipt: Submitted) -> None:
    """Each is made when somebody asks for it."""
    with st.container(horizontal=True, key="downloads"):
        if receipt.count("error") + receipt.count("warning") and receipt.acceptance != "unreadable":
            handed_out.button(
                t("submit.downloads.marked"),
                partial(_marked, str(data.home().path), receipt.id),
                _named(receipt, "isaretli"),
                handed_out.XLSX,
                icon=":material/format_color_fill:",
                key="download_marked",
                kind="primary" if receipt.acceptance == "needs_fixing" else "secondary",
                help=t("submit.downloads.marked_help"),
                needs=needed(receipt),
            )
        if receipt.problems and receipt.acceptance != "unreadable":
            handed_out.button(
                t("submit.downloads.problems"),
                partial(_problems, str(data.home().path), receipt.id, language()),
                f"duzeltilecekler-{receipt.id}.xlsx",
                handed_out.XLSX,
                icon=":material/checklist:",
                key="download_problems",
                needs=needed(receipt),
            )
        draw_original(receipt)


def draw_original(receipt: Submitted) -> None:
    handed_out.original(
        t("submit.downloads.original"),
        receipt.sha256,
        receipt.file_name,
        key="download_original",
        needs=needed(receipt),
    )


def needed(receipt: Submitted) -> handed_out.Needs:
    """Where no city can be told, whoever got as far as the button is its sender or an organizer."""
    return ("read_submission", receipt.city) if receipt.city else handed_out.TAKE_ALONG


def _named(receipt: Submitted, mark: str) -> str:
    """The sender's own name for it, never a path, with a word that tells it from the original."""
    return f"{Path(receipt.file_name).stem or receipt.id}-{mark}.xlsx"


def _marked(home: str, submission_id: str) -> bytes:
    archive = Archive(Path(home))
    receipt = archive.submitted(submission_id)
    return Sandbox(definition.today()).mark(archive.original(receipt.sha256), receipt.problems)


def _problems(home: str, submission_id: str, in_language: Language) -> bytes:
    receipt = Archive(Path(home)).submitted(submission_id)
    title = f"{receipt.file_name} · {receipt.id}"
    return problem_list(receipt.problems, definition.load(), in_language, title)
