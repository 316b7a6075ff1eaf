"""The parts pages are made of. Each draws one thing, in the reader's language; a page only says what."""

from ui.components.badges import light_badge, marked, status_badge, submission_badge
from ui.components.charted import chart_with_table, show_table
from ui.components.download import download_table
from ui.components.notes import (
    empty_state,
    footer,
    frozen_banner,
    missing_note,
    n_of_n,
    origin_words,
    sample_banner,
    source_note,
    unreadable_freeze,
)
from ui.components.opening import known_pages, open_button, open_page, remember_pages
from ui.components.reminder_letter import reminder_letter, reminder_mail
from ui.components.tiles import Tile, tiles

__all__ = [
    "Tile",
    "chart_with_table",
    "download_table",
    "empty_state",
    "footer",
    "frozen_banner",
    "known_pages",
    "light_badge",
    "marked",
    "missing_note",
    "n_of_n",
    "open_button",
    "open_page",
    "origin_words",
    "remember_pages",
    "reminder_letter",
    "reminder_mail",
    "sample_banner",
    "show_table",
    "source_note",
    "status_badge",
    "submission_badge",
    "tiles",
    "unreadable_freeze",
]
