"""Many workbooks: a definition of its own with enough cities, a few dozen workbooks with changed identity."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import definition as definition_package
from definition import Definition
from etl.store.archive import Archive
from etl.store.home import SAMPLE
from etl.store.receipts import Submitted


def enlarged_definition(folder: Path, cities: int) -> Definition:
    """The shipped definition with `cities` invented municipalities, all of them in every workshop."""
    shutil.copytree(Path(definition_package.__file__).parent, folder, dirs_exist_ok=True)
    codes = [code_of(n) for n in range(cities)]
    write_municipalities(folder, codes)
    lines = []
    for line in (folder / "workshops.toml").read_text("utf-8").splitlines():
        if line.startswith("participants"):
            line = f"participants = {codes!r}".replace("'", '"')
        elif line.startswith("host"):
            line = f'host = "{codes[0]}"'
        elif line.startswith("open"):
            line = "open = true"
        lines.append(line)
    (folder / "workshops.toml").write_text("\n".join(lines), "utf-8")
    return definition_package.load(folder)


def write_municipalities(folder: Path, codes: Sequence[str]) -> None:
    """Invented ones, of a million inhabitants each."""
    _write(folder / "municipalities.csv", [("plate", "code", "name"), *(("00", c, c) for c in codes)])
    rows = [(c, "2024", "1000000") for c in codes]
    _write(folder / "population.csv", [("city", "year", "population"), *rows])


def code_of(number: int) -> str:
    return f"sehir{number:05d}"


def renamed(
    originals: Sequence[tuple[Submitted, bytes]], definition: Definition, total: int
) -> Iterator[bytes]:
    """Copies of the workbooks under other cities' names until there are `total`."""
    cities = sorted({receipt.city or "" for receipt, _ in originals})
    for number in range(total):
        copy, turn = divmod(number, len(originals))
        receipt, data = originals[turn]
        city = receipt.city or ""
        new = code_of(copy * len(cities) + cities.index(city))
        yield renamed_once(data, definition.municipality(city).name, city, new)


def cities_needed(originals: Sequence[tuple[Submitted, bytes]], total: int) -> int:
    cities = {receipt.city for receipt, _ in originals}
    return len(cities) * -(-total // len(originals))


def renamed_once(data: bytes, name: str, code: str, new: str) -> bytes:
    """Only the cell of the municipality and the stamp hold nothing but the city's name or code."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for item in source.infolist():
            part = source.read(item)
            if item.filename.endswith(".xml"):
                for old in (name, code):
                    # Letters outside ASCII are written as character references.
                    part = part.replace(f">{old}<".encode("ascii", "xmlcharrefreplace"), f">{new}<".encode())
            target.writestr(item.filename, part, compresslevel=1)
    return out.getvalue()


def mark_as_sample(home: Path) -> None:
    """Files of the sample count nowhere else."""
    home.mkdir(parents=True, exist_ok=True)
    (home / SAMPLE).touch()


def originals_of(home: Path) -> list[tuple[Submitted, bytes]]:
    """The acceptable, final submissions of a data folder, one per city and workshop."""
    archive = Archive(home)
    found: dict[tuple[str | None, str | None], tuple[Submitted, bytes]] = {}
    for receipt in archive.receipts():
        if isinstance(receipt, Submitted) and receipt.acceptance == "acceptable" and not receipt.draft:
            found.setdefault((receipt.city, receipt.workshop), (receipt, archive.original(receipt.sha256)))
    return list(found.values())


def _write(path: Path, rows: Sequence[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
