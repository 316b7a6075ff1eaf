"""Does the archive still hold exactly the bytes that a receipt speaks of?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from etl.store.archive import Archive
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
        found = hashlib.sha256(archive.original(receipt.sha256)).hexdigest()
    except FileNotFoundError:
        return Verified(receipt, "missing", "")
    return Verified(receipt, "stored" if found == receipt.sha256 else "damaged", found)
