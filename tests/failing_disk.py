"""Commands on a disk of which one call fails, once: see failing_disk.c."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from etl.store.home import PROJECT

CALLS = ("fsync", "fdatasync", "link", "rename", "write", "unlink", "mkdir")
_SOURCE = Path(__file__).with_name("failing_disk.c")


@dataclass(frozen=True)
class Done:
    code: int
    said: str
    failed: bool  # was there such a call at all?


@dataclass(frozen=True)
class Disk:
    library: Path

    def run(self, home: Path, call: str, at: int, *arguments: object) -> Done:
        """`python -m etl …`, with the `at`-th `call` below `home` failing."""
        happened = home.parent / f"{home.name}.failed"
        environment = {
            "FAILING_CALL": call,
            "FAILING_AT": str(at),
            "FAILING_BELOW": str(home),
            "FAILING_SAID": str(happened),
        }
        # By the system's own loader: only this program is given the library, and none of its children.
        loaded = [_loader(), "--preload", self.library, "--argv0", sys.executable, _program()]
        done = subprocess.run(
            [*loaded, "-m", "etl", *map(str, arguments), "--data", home],
            cwd=PROJECT,
            env=os.environ | environment,
            capture_output=True,
            check=False,
        )
        return Done(done.returncode, (done.stdout + done.stderr).decode(), happened.exists())


def _program() -> Path:
    return Path(sys.executable).resolve()


def _loader() -> str:
    """Which one starts this Python; it is named in the program itself."""
    name = re.search(rb"/lib\w*/(?:[\w.-]+/)*ld-[\w.-]+", _program().read_bytes())
    if name is None:
        pytest.skip("no loader that takes a library")
    return name[0].decode()


def failing_disk(folder: Path) -> Disk:
    """Built where there is a compiler; elsewhere the test is skipped."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("no C compiler")
    library = folder / "failing_disk.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, _SOURCE, "-ldl"], check=True)
    return Disk(library)
