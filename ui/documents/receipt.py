"""The receipt of a submission as a document to file: what was received, from whom, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import definition
from definition import Language
from etl.messages import words
from etl.store.receipts import Submitted
from ui import format, labels
from ui.documents.typeset import typeset
from ui.labels import say

Facts = Sequence[tuple[str, str]]


def receipt_facts(
    receipt: Submitted, state: Mapping[str, Any], counts: Mapping[str, int], language: Language
) -> Facts:
    """What the screen and the document both say, in words. `state`: its row of
    submission_state with who confirmed it; `counts`: rows by sheet key."""
    facts = [
        (_said("number", language), receipt.id),
        (_said("place", language), _place(receipt, language)),
        (_said("received", language), format.moment(receipt.at, language)),
    ]
    if state.get("confirmed_at"):
        facts.append((_said("confirmed", language), format.moment(state["confirmed_at"], language)))
    if state.get("confirmed_by"):  # who answers for it is not always who sent it
        facts.append((_said("confirmed_by", language), labels.person(state["confirmed_by"], language)))
    return [
        *facts,
        (_said("who", language), labels.person(receipt.who, language)),
        (_said("file", language), receipt.file_name),
        (_said("sha256", language), receipt.sha256),
        (_said("rows", language), _rows(counts, language)),
        (_said("warnings", language), format.number(receipt.count("warning"), language, 0)),
    ]


def receipt_pdf(
    receipt: Submitted,
    state: Mapping[str, Any],
    counts: Mapping[str, int],
    language: Language,
    is_sample: bool,
) -> bytes:
    """The facts, how the submission stands, its open warnings and how to verify it."""
    known = definition.load()
    warned = [words(p, known, language).message for p in receipt.problems if p.severity == "warning"]
    told = {
        "language": language,
        "product": known.text("template.product", language),
        "banner": say("shell.banner", language) if is_sample else "",
        "watermark": say("pack.watermark", language) if is_sample else "",
        "title": _proof("title", language),
        "state": _state(receipt, state, language),
        "head": [_proof("fact", language), _proof("value", language)],
        "facts": receipt_facts(receipt, state, counts, language),
        "remarks_title": _proof("warnings", language, count=format.number(len(warned), language, 0)),
        "remarks": warned,
        "no_remarks": _proof("no_warnings", language),
        "verify_title": _proof("verify_title", language),
        "verify": _proof("verify", language),
        "command": f"python -m etl verify {receipt.id}",
    }
    return typeset("receipt.typ", told, receipt.at)


def _state(receipt: Submitted, state: Mapping[str, Any], language: Language) -> str:
    """How it stood when the document was made, and since when or because of what."""
    code = str(state["state"])
    said = [labels.submission_state(code, language)]
    if receipt.draft:
        said.append(_proof("draft", language))
    if code == "replaced":
        said.append(say("submit.receipt.replaced_by", language, id=str(state["replaced_by"])))
    if code == "withdrawn":
        said.append(
            say("submit.receipt.withdrawn_at", language, at=format.moment(state["withdrawn_at"], language))
        )
        if state["withdrawn_reason"]:
            said.append(say("submit.receipt.reason", language, reason=state["withdrawn_reason"]))
    return _proof("state", language, state=" · ".join(said))


def _place(receipt: Submitted, language: Language) -> str:
    known = definition.load()
    city = known.municipality(receipt.city).name if receipt.city else say("submit.unknown_city", language)
    workshop = receipt.workshop
    title = labels.workshop(workshop, language) if workshop else say("submit.unknown_workshop", language)
    return f"{city} · {title}"


def _rows(counts: Mapping[str, int], language: Language) -> str:
    workbook = definition.load().workbook
    return " · ".join(
        f"{workbook.sheet(key).name[language]} {format.number(count, language, 0)}"
        for key, count in counts.items()
        if workbook.sheet(key).layout == "table"
    )


def _said(key: str, language: Language) -> str:
    return say(f"submit.receipt.{key}", language)


def _proof(key: str, language: Language, **places: object) -> str:
    return say(f"proof.{key}", language, **places)
