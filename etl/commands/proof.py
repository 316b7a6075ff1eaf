"""The command that says whether a receipt is true."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

from etl.clock import TURKIYE
from etl.commands.context import Context
from etl.database.repair import sound
from etl.store.archive import Archive, UnknownSubmissionError
from etl.store.damaged import DamagedReceiptError
from etl.store.receipts import Submitted
from etl.store.verification import Verified, verified
from etl.submit import State, state_of


def verify(context: Context, options: argparse.Namespace) -> int:
    """Exit code 0 where everything fits, 1 where a file does not, 2 where there is no such receipt."""
    try:
        found = verified(Archive(context.home.path), options.id)
    except UnknownSubmissionError:
        return _refused(context, options, "unknown", id=options.id)
    except DamagedReceiptError:
        return _refused(context, options, "damaged_receipt")
    told = _document(context, found)
    sentences = [_text(context, found.verdict, found=found.found_sha256)]
    fits = found.verdict == "stored"
    if options.file:
        same, sentence = _compared(context, options.file, found.receipt.sha256)
        sentences.append(sentence)
        told["file_same"] = same
        fits = fits and same
    if options.json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print("\n".join([*sentences, *_lines(context, told)]))
    return 0 if fits else 1


def _compared(context: Context, path: Path, sha256: str) -> tuple[bool, str]:
    """Is a file that somebody holds the one that was sent?"""
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return False, _text(context, "unreadable", path=path)
    same = found == sha256
    return same, _text(context, "same" if same else "other", path=path, found=found)


def _document(context: Context, found: Verified) -> dict[str, Any]:
    receipt = found.receipt
    of_city = receipt if isinstance(receipt, Submitted) else None
    return {
        "id": receipt.id,
        "verdict": found.verdict,
        "state": _state(context, receipt.id),
        "draft": bool(of_city and of_city.draft),
        "city": of_city.city if of_city else None,
        "workshop": of_city.workshop if of_city else None,
        "received_at": receipt.at.astimezone(TURKIYE).isoformat(),
        "who": receipt.who,
        "file_name": receipt.file_name,
        "size_bytes": receipt.size_bytes,
        "sha256": receipt.sha256,
        "found_sha256": found.found_sha256,
    }


def _state(context: Context, receipt_id: str) -> State | None:
    """None before the first publishing after it was sent."""
    snapshot = sound(context.home.path, context.definition)
    try:
        return state_of(snapshot, receipt_id) if snapshot else None
    except UnknownSubmissionError:
        return None


def _lines(context: Context, told: dict[str, Any]) -> list[str]:
    shown = ("id", "state", "city", "workshop", "received_at", "who", "file_name", "sha256")
    return [f"  {_text(context, f'field.{name}')}: {_value(context, name, told[name])}" for name in shown]


def _value(context: Context, name: str, value: Any) -> str:
    if value is None:
        return "–"
    if name == "state":
        return context.definition.text(f"submission.state.{value}", context.language)
    if name == "city":
        return context.definition.municipality(value).name
    return context.definition.workshop(value).title[context.language] if name == "workshop" else str(value)


def _refused(context: Context, options: argparse.Namespace, what: str, **facts: object) -> int:
    message = _text(context, what, **facts)
    print(json.dumps({"error": what, "message": message}, ensure_ascii=False) if options.json else message)
    return 2


def _text(context: Context, key: str, **facts: object) -> str:
    return context.definition.text(f"proof.verified.{key}", context.language).format(**facts)
