"""The truth: originals and receipts, durable and immutable. The database is a picture of it."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from etl.store import durable
from etl.store.damaged import DamagedOriginalError, DamagedReceiptError
from etl.store.ledger import UNKNOWN, Entry, Ledger, Line
from etl.store.numbering import RECEIPT_ID, RECEIPTS, number_all
from etl.store.receipts import Receipt, Sent, Submitted, Supplied, from_json, new_id, to_json

_SHA256 = re.compile(r"[0-9a-f]{64}")
AnyReceipt = TypeVar("AnyReceipt", bound=Receipt)


class UnknownSubmissionError(Exception):
    """No submission has this id."""


class Reading(NamedTuple):
    """`until`: the last line of the ledger that was looked at."""

    receipts: list[Receipt]
    damaged: list[DamagedReceiptError]
    until: int


class Archive:
    """Originals, named by content, and receipts, named by id; the ledger has their order."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._originals = home / "archive" / "originals"
        self._receipts = home / RECEIPTS
        self._ledger = Ledger(home)

    def keep(self, data: bytes) -> str:
        """Store the bytes someone sent and return their SHA-256; from then on they survive a power cut.

        Sent again, they mend a file that was damaged meanwhile."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.original_path(sha256)
        try:
            durable.write_once(path, data)
        except FileExistsError:
            if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
                self.mend(sha256, data)
            durable.sync_folder(path.parent)  # its first sender may have been killed just before this
        return sha256

    def original(self, sha256: str) -> bytes:
        """The bytes as they were sent. Raises DamagedOriginalError where they are not there any more."""
        path = self.original_path(sha256)
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise DamagedOriginalError(path, "missing", sha256) from error
        found = hashlib.sha256(data).hexdigest()
        if found != sha256:
            raise DamagedOriginalError(path, "changed", sha256, found)
        return data

    def mend(self, sha256: str, data: bytes) -> None:
        """Put the true bytes in the place of damaged ones, which stay beside them: nothing is ever lost."""
        assert hashlib.sha256(data).hexdigest() == sha256
        path = self.original_path(sha256)
        if path.exists():
            damaged = path.read_bytes()
            aside = self._home / "archive" / "damaged" / f"{sha256}.{hashlib.sha256(damaged).hexdigest()}"
            if not aside.exists():
                durable.write_once(aside, damaged)
        durable.replace(path, data)

    def stored_at(self, sha256: str) -> float:
        """When the original was stored, in seconds since the epoch."""
        return self.original_path(sha256).stat().st_mtime

    def originals(self) -> set[str]:
        """The SHA-256 of every stored original."""
        return {path.stem for path in self._originals.glob("??/*.xlsx")}

    def record(self, receipt: AnyReceipt) -> AnyReceipt:
        """Store a receipt durably, under another id where its own is taken. Returns what was stored, with
        its number."""
        if not self._ledger.path.exists():  # of an earlier release: what is there comes first
            number_all(self._home)
        with self._ledger.writing():
            while True:
                data = to_json(receipt)
                try:
                    durable.write_once(self.receipt_path(receipt.id), data)
                    break
                except FileExistsError:
                    receipt = dataclasses.replace(receipt, id=new_id(receipt.at))
            entry = Entry("receipt", receipt.id, hashlib.sha256(data).hexdigest())
            (line,) = self._ledger.append([entry])
        return dataclasses.replace(receipt, number=line.number)

    def receipts(self, after: int = 0) -> list[Receipt]:
        """Every receipt with a greater number, in their order; without those that are damaged."""
        return self.read(after).receipts

    def read(self, after: int = 0) -> Reading:
        """Every receipt with a greater number, as far as they can be relied on."""
        number_all(self._home)
        lines = self._ledger.lines(after)
        reading = Reading([], [], lines[-1].number if lines else after)
        for line in lines:
            if line.stream == "receipt":
                try:
                    reading.receipts.append(self._read(line))
                except DamagedReceiptError as damage:
                    reading.damaged.append(damage)
        return reading

    def is_sound(self, receipt_id: str) -> bool:
        line = self._ledger.of_receipt(receipt_id)
        try:
            return line is not None and bool(self._read(line))
        except DamagedReceiptError:
            return False

    def submitted(self, submission_id: str) -> Submitted:
        """The receipt of one submission, by an id from outside."""
        receipt = self.sent(submission_id)
        if not isinstance(receipt, Submitted):
            raise UnknownSubmissionError(submission_id)
        return receipt

    def supplied(self, submission_id: str) -> Supplied:
        """The receipt of one file of figures, by an id from outside."""
        receipt = self.sent(submission_id)
        if not isinstance(receipt, Supplied):
            raise UnknownSubmissionError(submission_id)
        return receipt

    def sent(self, submission_id: str) -> Sent:
        """The receipt of one file, whoever sent it, by an id from outside. Raises DamagedReceiptError."""
        if not RECEIPT_ID.fullmatch(submission_id):
            raise UnknownSubmissionError(submission_id)
        line = self._ledger.of_receipt(submission_id)
        if line is None and self.receipt_path(submission_id).exists():
            number_all(self._home)
            line = self._ledger.of_receipt(submission_id)
        if line is None:
            raise UnknownSubmissionError(submission_id)
        receipt = self._read(line)
        if not isinstance(receipt, Submitted | Supplied):
            raise UnknownSubmissionError(submission_id)
        return receipt

    def _read(self, line: Line) -> Receipt:
        path = self.receipt_path(line.key)
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise DamagedReceiptError(path, "missing", line.number) from error
        if line.sha256 not in (hashlib.sha256(data).hexdigest(), UNKNOWN):
            raise DamagedReceiptError(path, "changed", line.number)
        try:
            return dataclasses.replace(from_json(data), number=line.number)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise DamagedReceiptError(path, "changed", line.number) from error

    def original_path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self._originals / sha256[:2] / f"{sha256}.xlsx"

    def receipt_path(self, receipt_id: str) -> Path:
        return self._receipts / f"{receipt_id}.json"


def originals_of(receipts: Sequence[Receipt]) -> dict[str, Sent]:
    """Every file that these receipts name, by its SHA-256; the slice that a workbook was made from too."""
    named: dict[str, Sent] = {}
    for receipt in receipts:
        if isinstance(receipt, Submitted | Supplied):
            named[receipt.sha256] = receipt
        if isinstance(receipt, Submitted) and receipt.slice_sha256:
            named[receipt.slice_sha256] = receipt
    return named
