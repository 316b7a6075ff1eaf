"""Which part of a workbook refers to which: the .rels parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import join, normpath, split

from etl.xlsx.limits import LIMITS, Limits
from etl.xlsx.markup import Attributes, walk
from etl.xlsx.package import Package
from etl.xlsx.refusals import unsafe

_EXTERNAL = "External"
_USUAL_MAIN_PART = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Relation:
    id: str
    kind: str  # the last word of its type, the same in Strict and transitional files
    target: str  # the name of a part


def main_part(package: Package, limits: Limits = LIMITS) -> str:
    """The part that lists the sheets, whatever it is called."""
    return target_of(relations_of(package, "", limits), "officeDocument") or _USUAL_MAIN_PART


def target_of(relations: Iterable[Relation], kind: str) -> str:
    """The first part of that kind; empty where there is none."""
    return next((relation.target for relation in relations if relation.kind == kind), "")


def relations_of(package: Package, part: str, limits: Limits = LIMITS) -> tuple[Relation, ...]:
    """What `part` refers to inside the package; the package itself is the empty name."""
    folder, name = split(part)
    listing = join(folder, "_rels", f"{name}.rels")
    if listing not in package:
        return ()
    found: list[Attributes] = []

    def collect(attributes: Attributes) -> None:
        found.append(attributes)
        if len(found) > limits.relations:
            raise unsafe("relations")

    walk(package.read(listing), listing, {"Relationship": collect}, {}, limits)
    return tuple(_inside(found, folder))


def _inside(found: list[Attributes], folder: str) -> Iterator[Relation]:
    for attributes in found:
        if attributes.get("TargetMode") != _EXTERNAL:
            target = attributes.get("Target", "").replace("\\", "/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            # Joining an absolute target forgets the folder, as it should.
            yield Relation(attributes.get("Id", ""), kind, normpath(join("/", folder, target)).lstrip("/"))
