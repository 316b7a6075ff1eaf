"""The truth: originals and receipts, durable and immutable. The database is a picture of it."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Collection
from pathlib import Path
from typing import TypeVar

from etl.store import durable
from etl.store.receipts import Receipt, Sent, Submitted, Supplied, from_json, new_id, to_json

_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{6}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
AnyReceipt = TypeVar("AnyReceipt", bound=Receipt)


class UnknownSubmissionError(Exception):
    """No submission has this id."""


class DamagedReceiptError(Exception):
    """A receipt cannot be read; the message names its file. Ours are written whole, so the disk lost it."""


class Archive:
    """One folder of originals, named by content, and one of receipts, named by id."""

    def __init__(self, home: Path) -> None:
        self._originals = home / "archive" / "originals"
        self._receipts = home / "archive" / "receipts"

    def keep(self, data: bytes) -> str:
        """Store the bytes someone sent and return their SHA-256; from then on they survive a power cut."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._original(sha256)
        try:
            durable.write_once(path, data)
        except FileExistsError:
            durable.sync_folder(path.parent)  # its first sender may have been killed just before this
        return sha256

    def original(self, sha256: str) -> bytes:
        return self._original(sha256).read_bytes()

    def stored_at(self, sha256: str) -> float:
        """When the original was stored, in seconds since the epoch."""
        return self._original(sha256).stat().st_mtime

    def originals(self) -> set[str]:
        """The SHA-256 of every stored original."""
        return {path.stem for path in self._originals.glob("??/*.xlsx")}

    def record(self, receipt: AnyReceipt) -> AnyReceipt:
        """Store a receipt durably, under another id where its own is taken. Returns what was stored."""
        while True:
            try:
                durable.write_once(self._receipt(receipt.id), to_json(receipt))
                return receipt
            except FileExistsError:
                receipt = dataclasses.replace(receipt, id=new_id(receipt.at))

    def receipts(self, but_not: Collection[str] = ()) -> list[Receipt]:
        """Every receipt, oldest first, save those whose ids are known already."""
        if not self._receipts.is_dir():
            return []
        ids = {p.stem for p in self._receipts.iterdir() if _ID.fullmatch(p.stem) and p.suffix == ".json"}
        found = [self._read(i) for i in ids.difference(but_not)]
        return sorted(found, key=lambda r: (r.at, r.id))

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
        """The receipt of one file, whoever sent it, by an id from outside."""
        if not _ID.fullmatch(submission_id) or not self._receipt(submission_id).exists():
            raise UnknownSubmissionError(submission_id)
        receipt = self._read(submission_id)
        if not isinstance(receipt, Submitted | Supplied):
            raise UnknownSubmissionError(submission_id)
        return receipt

    def _read(self, receipt_id: str) -> Receipt:
        path = self._receipt(receipt_id)
        try:
            return from_json(path.read_bytes())
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise DamagedReceiptError(str(path)) from error

    def _original(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self._originals / sha256[:2] / f"{sha256}.xlsx"

    def _receipt(self, receipt_id: str) -> Path:
        return self._receipts / f"{receipt_id}.json"
