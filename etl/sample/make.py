"""Send the sample through the same door as real files: template, archive, checks, confirmation."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from filelock import FileLock

from definition import Definition
from etl.check import check_here
from etl.database.originals import Values
from etl.database.past import histories_in
from etl.database.publish import publish
from etl.figures.supply import supply
from etl.figures.template import make_figures_template
from etl.sample.contents import SampleWorkbook, workbooks
from etl.sample.context import handed_in
from etl.store import durable
from etl.store.archive import Archive
from etl.store.home import INSTALLATION, SAMPLE, Home
from etl.store.installation import Installation, installation_of
from etl.store.numbering import number_all
from etl.store.receipts import SAMPLE_SENDER, Decided, Submitted, new_id
from etl.submit import confirm_new, submit
from etl.template.workbook import Purpose, make_template

_TEMPLATE_SENT, _PREVIEW_READ, _SLEPT_ON_IT = timedelta(days=24), timedelta(minutes=17), timedelta(hours=5)

Progress = Callable[[int, int], None]


def make(home: Path, definition: Definition, progress: Progress | None = None) -> None:
    """Fill `home`, wholly or not at all; where anything was sent already, nothing happens.

    `progress` is told how many files of how many are through."""
    home.mkdir(parents=True, exist_ok=True)
    with FileLock(home / "sample.lock"):  # the app and the command line may both begin
        if not Home(home, is_sample=True).is_empty:
            return
        (
            home / SAMPLE
        ).touch()  # so that the folder is known for what it is, under whichever name it is opened
        making = home / "making"
        shutil.rmtree(making, ignore_errors=True)  # left by one that was interrupted
        _mark(making, installation_of(home))
        _send_all(making, definition, progress or (lambda done, total: None))
        _adopt(making / "archive", home / "archive")
        shutil.rmtree(making, ignore_errors=True)
        publish(home, definition)


def _mark(making: Path, made_by: Installation) -> None:
    """What is made there was made by the folder that it moves into."""
    durable.write_once(making / INSTALLATION, json.dumps({"id": made_by.id}).encode())
    (making / SAMPLE).touch()


def _send_all(home: Path, definition: Definition, progress: Progress) -> None:
    books = list(workbooks(definition))
    made_by = installation_of(home)
    last: dict[str, str] = {}  # by city: what its next template is pre-filled from
    done = 0
    for workshop in definition.workshops:
        counted = dict(last)
        known: dict[str, Values] = {}
        taking = _open(definition, workshop.code)
        history_of = histories_in(publish(home, definition))  # what the workshops before have shown
        for book in (b for b in books if b.workshop == workshop.code):
            made_at, source = book.received_at - _TEMPLATE_SENT, counted.get(book.city, "")
            purpose = Purpose(source, made_by=made_by)
            data = make_template(taking, book.city, book.workshop, made_at, book.rows, purpose)
            sent = submit(
                home,
                taking,
                data,
                book.file_name,
                SAMPLE_SENDER,
                book.received_at,
                history_of,
                check=check_here(taking),
            )
            if book.confirm:
                _confirm(Archive(home), sent.receipt, book)
                known[sent.receipt.id] = sent.checked.sheets
                last[book.city] = sent.receipt.id
            done += 1
            progress(done, len(books))
        known |= _hand_in_figures(home, definition, workshop.code)
        publish(home, definition, known)


def _hand_in_figures(home: Path, definition: Definition, workshop: str) -> dict[str, Values]:
    """The organizers' context figures, before the deadline of the workshop."""
    at, figures = handed_in(definition, workshop)
    data = make_figures_template(definition, figures, at - _PREVIEW_READ, installation_of(home))
    sent = supply(home, definition, data, f"baglam-gostergeleri-{workshop}.xlsx", SAMPLE_SENDER, at)
    assert sent.receipt.acceptance == "acceptable", sent.receipt.problems
    confirmed = at + _PREVIEW_READ
    Archive(home).record(Decided(new_id(confirmed), confirmed, SAMPLE_SENDER, sent.receipt.id, "confirmed"))
    return {sent.receipt.id: sent.checked.sheets}


def _open(definition: Definition, workshop: str) -> Definition:
    """As the definition stood in those days, when this workshop took files."""
    then = (dataclasses.replace(w, open=w.code == workshop) for w in definition.workshops)
    return dataclasses.replace(definition, workshops=tuple(then))


def _confirm(archive: Archive, receipt: Submitted, book: SampleWorkbook) -> None:
    confirm_new(archive, receipt, SAMPLE_SENDER, receipt.at + _PREVIEW_READ)
    if book.withdrawn:
        at = receipt.at + _SLEPT_ON_IT
        archive.record(Decided(new_id(at), at, SAMPLE_SENDER, receipt.id, "withdrawn", book.withdrawn))


def _adopt(made: Path, archive: Path) -> None:
    """The receipts come last and at once: before them there is no sample, after them all of it."""
    shutil.copytree(made / "originals", archive / "originals", dirs_exist_ok=True)
    receipts = archive / "receipts"
    if receipts.exists():
        receipts.rmdir()  # empty, or the sample would be there
    (made / "receipts").rename(receipts)
    number_all(archive.parent)
