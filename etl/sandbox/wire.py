"""What parent and child say to each other.

To the child go pickles: it may believe its parent. From the child comes JSON only, for a file may have
taken it over; whatever does not have the promised shape raises and is treated like a crash."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from datetime import date
from typing import IO, Any, get_args

from etl.problems import SEVERITIES, Problem
from etl.submission import Acceptance, CheckedRow, CheckedSubmission, Stamp, Value

_LENGTH = struct.Struct("<I")
_ACCEPTANCES = frozenset(get_args(Acceptance))


class TooLongError(Exception):
    """A message is longer than whoever reads it allows."""


def send(stream: IO[bytes], message: bytes) -> None:
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> bytes | None:
    """The next message; None where the other side has ended. Raises TooLongError."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > most:
        raise TooLongError(length)
    message = stream.read(length)
    return message if len(message) == length else None


def as_json(checked: CheckedSubmission) -> bytes:
    document = {
        "acceptance": checked.acceptance,
        "city": checked.city,
        "workshop": checked.workshop,
        "draft": checked.draft,
        "stamp": {key: getattr(checked.stamp, key) for key in Stamp.__slots__},
        "sheets": {key: [_row(row) for row in rows] for key, rows in checked.sheets.items()},
        "problems": [_problem(problem) for problem in checked.problems],
    }
    return json.dumps(document, separators=(",", ":")).encode()


def from_json(message: bytes) -> CheckedSubmission:
    """Raises KeyError, TypeError or ValueError for anything but what `as_json` writes."""
    document = json.loads(message)
    if document["acceptance"] not in _ACCEPTANCES or not isinstance(document["draft"], bool):
        raise ValueError("acceptance")
    return CheckedSubmission(
        acceptance=document["acceptance"],
        city=_text_or_none(document["city"]),
        workshop=_text_or_none(document["workshop"]),
        draft=document["draft"],
        stamp=Stamp(**{str(key): _text(value) for key, value in document["stamp"].items()}),
        sheets={key: tuple(map(_row_of, rows)) for key, rows in document["sheets"].items()},
        problems=tuple(map(_problem_of, document["problems"])),
    )


def _row(row: CheckedRow) -> list[Any]:
    return [row.number, {key: _value(value) for key, value in row.values.items()}, dict(row.cells)]


def _row_of(sent: list[Any]) -> CheckedRow:
    number, values, cells = sent
    return CheckedRow(
        _whole(number),
        {key: _value_of(value) for key, value in values.items()},
        {key: _text(address) for key, address in cells.items()},
    )


def _value(value: Value) -> Any:
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _value_of(sent: Any) -> Value:
    if isinstance(sent, list):
        return tuple(map(_text, sent))
    if isinstance(sent, dict):
        return date.fromisoformat(sent["date"])
    if sent is None or isinstance(sent, str | int | float):
        return sent
    raise TypeError(type(sent))


def _problem(p: Problem) -> list[Any]:
    return [p.code, p.severity, p.sheet, p.cell, p.column, dict(p.facts)]


def _problem_of(sent: list[Any]) -> Problem:
    code, severity, sheet, cell, column, facts = sent
    if severity not in SEVERITIES:
        raise ValueError(severity)
    return Problem(_text(code), severity, _text(sheet), _text(cell), _text(column), _facts(facts))


def _facts(sent: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    for fact in sent.values():
        if not (fact is None or isinstance(fact, str | int | float)):
            raise TypeError(type(fact))
    return tuple(sent.items())


def _text(sent: Any) -> str:
    if not isinstance(sent, str):
        raise TypeError(type(sent))
    return sent


def _text_or_none(sent: Any) -> str | None:
    return None if sent is None else _text(sent)


def _whole(sent: Any) -> int:
    if not isinstance(sent, int):
        raise TypeError(type(sent))
    return sent
