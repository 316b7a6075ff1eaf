"""A data folder that an earlier release wrote, brought up by the program of today: tests/data/README.md."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from etl.__main__ import main

FOLDERS = sorted((Path(__file__).parent / "data" / "folders").glob("*.tar.xz"))
FROZEN = "3. Çalıştay, İzmir"
Row = Mapping[str, str]


class Ran(NamedTuple):
    """What came of a command: its exit code, or None and the error that nobody caught."""

    code: int | None
    said: str
    trouble: str


@dataclass(frozen=True)
class Earlier:
    """`home`: the folder. Beside it lies what that release itself showed of it. `before`: every file in it as
    it was left, by its path."""

    path: Path
    before: Mapping[str, bytes] = field(repr=False)

    @property
    def home(self) -> Path:
        return self.path / "home"

    @cached_property
    def status(self) -> Ran:
        """The first thing that anybody asks."""
        return self.run("status", "--json")

    @cached_property
    def brought_up(self) -> Ran:
        _ = self.status
        return self.run("publish")

    @cached_property
    def now(self) -> Path:
        _ = self.brought_up
        return self.exported("now")

    @cached_property
    def frozen(self) -> Path:
        _ = self.brought_up
        return self.exported("frozen", "--as-of", FROZEN)

    @property
    def shown_then(self) -> Path:
        return self.path / "expected" / "now"

    @cached_property
    def kept_then(self) -> dict[str, Any]:
        """Who had sent, who was a member and who had done what."""
        known: dict[str, Any] = json.loads((self.path / "expected" / "kept.json").read_bytes())
        return known

    @property
    def evidence(self) -> dict[str, bytes]:
        """The views as they were frozen, which the release laid beside the figures. None without a freeze."""
        return {
            name.rpartition("/")[2].removesuffix(".csv"): data
            for name, data in self.before.items()
            if name.startswith("frozen/") and name.endswith(".csv")
        }

    def exported(self, name: str, *options: str) -> Path:
        out = self.path / "exported" / name
        ran = self.run("export", "--out", str(out), *options)
        assert ran.code == 0, ran
        return out

    def run(self, *words: str) -> Ran:
        said, trouble = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(trouble):
            try:
                code: int | None = main([*words, "--data", str(self.home)])
            except Exception as error:
                return Ran(None, said.getvalue(), f"{type(error).__name__}: {error}")
        return Ran(code, said.getvalue(), trouble.getvalue())


def unpacked(packed: Path, into: Path) -> Earlier:
    with tarfile.open(packed) as tar:
        tar.extractall(into, filter="data")
    return Earlier(into, dict(contents(into / "home")))


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".lock":
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def sums(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in contents(folder)}


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))


def columns(data: bytes) -> list[str]:
    return next(csv.reader(io.StringIO(data.decode("utf-8"))))
