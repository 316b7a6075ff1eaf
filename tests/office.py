"""LibreOffice, as somebody would use it who opens a file and saves it again."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest


def resaved(files: Sequence[Path], folder: Path, to: str = "xlsx:Calc MS Excel 2007 XML") -> list[Path]:
    """Open each file and save it as `to` into `folder`. Skips the test where there is no LibreOffice."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        reason = "LibreOffice is not installed (Debian: apt-get install libreoffice-calc)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    # A profile of its own: an office somebody has open would swallow the command and do nothing.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "resaved"
    order = ["--headless", "--convert-to", to, "--outdir", str(out), *map(str, files)]
    subprocess.run([office, profile, *order], check=True, capture_output=True, timeout=300)
    extension = to.partition(":")[0]
    return [out / f"{file.stem}.{extension}" for file in files]
