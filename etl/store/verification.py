"""Does the archive still hold exactly the bytes that a receipt speaks of?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from etl.store.archive import Archive
from etl.store.damaged import DamagedOriginalError
from etl.store.receipts import Sent

Verdict = Literal["stored", "missing", "damaged"]


@dataclass(frozen=True, slots=True)
class Verified:
    receipt: Sent
    verdict: Verdict
    found_sha256: str  # of what is stored; empty where nothing is


def verified(archive: Archive, submission_id: str) -> Verified:
    """Reads the original anew. Raises UnknownSubmissionError and DamagedReceiptError."""
    receipt = archive.sent(submission_id)
    try:
        archive.original(receipt.sha256)
    except DamagedOriginalError as damage:
        return Verified(receipt, "damaged" if damage.found_sha256 else "missing", damage.found_sha256)
    return Verified(receipt, "stored", receipt.sha256)
