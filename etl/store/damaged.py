"""What is stored, but is not what was written."""

from __future__ import annotations

from pathlib import Path


class DamagedError(Exception):
    """What is stored is not what was written; the message names its file. Nothing of it is used."""

    def __init__(self, path: Path, fault: str) -> None:
        super().__init__(str(path))
        self.path, self.fault = path, fault  # fault: changed | missing


class DamagedReceiptError(DamagedError):
    """Of a receipt. Ours are written whole, so the disk lost it or somebody altered it."""

    def __init__(self, path: Path, fault: str, number: int = 0) -> None:
        super().__init__(path, fault)
        self.receipt_id, self.number = path.stem, number


class DamagedOriginalError(DamagedError):
    """Of a file that somebody sent."""

    def __init__(self, path: Path, fault: str, sha256: str, found_sha256: str = "") -> None:
        super().__init__(path, fault)
        self.sha256, self.found_sha256 = sha256, found_sha256
