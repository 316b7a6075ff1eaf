"""python -m benchmarks: every figure of the README's table, measured in one run on this machine."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import definition as definition_package
from benchmarks import checking, loading, screens
from benchmarks.many import originals_of
from benchmarks.measure import Line, alone
from etl.sample import make


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--workbooks", type=int, default=1400, help="how many the bulk load takes")
    parser.add_argument("--rows", type=int, default=14_000, help="submissions that are inserted as rows")
    options = parser.parse_args()
    definition = definition_package.load()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        sample = scratch / "sample"
        make(sample, definition)
        for name in ("many", "screens", "huge"):
            (scratch / name).mkdir()
        lines = [
            *alone(checking.lines, definition, originals_of(sample)[-1][1]),
            *screens.lines(sample, scratch / "screens"),
            *alone(loading.few, sample, definition),
            *alone(loading.lines, sample, definition, scratch / "many", options.workbooks),
            *alone(loading.huge, sample, scratch / "huge", options.rows),
        ]
    print(_table(lines))


def _table(lines: list[Line]) -> str:
    head = ["| what | measured | aim | met |", "|---|---|---|---|"]
    met = {True: "yes", False: "**no**", None: ""}
    return "\n".join(head + [f"| {li.what} | {li.value} | {li.aim} | {met[li.met]} |" for li in lines])


if __name__ == "__main__":
    main()
