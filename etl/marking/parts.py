"""The parts of the sender's file: what is changed is parsed, all others stay as they are, byte by byte."""

from __future__ import annotations

import io
from posixpath import join, normpath, relpath, split
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from etl.xlsx.package import Package, folded
from etl.xlsx.refusals import malformed

Element: TypeAlias = Any  # lxml comes without types
_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same file comes out of the same file


class Parts:
    """A package whose parts can be edited, added and removed."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        self._trees: dict[str, Element] = {}
        self._before: dict[str, bytes] = {}  # how a parsed part reads while nothing is changed in it
        self._added: dict[str, bytes] = {}
        self._removed: set[str] = set()

    def __contains__(self, name: str) -> bool:
        key = folded(name)
        return key not in self._removed and (
            key in self._trees or name in self._added or name in self._package
        )

    def tree(self, name: str) -> Element:
        """The parsed part, to be changed in place."""
        key = folded(name)
        if key not in self._trees:
            content = self._added.pop(name) if name in self._added else self._package.read(name)
            self._trees[key] = parsed(content, name)
            self._before[key] = _serialized(self._trees[key])
        return self._trees[key]

    def add(self, name: str, content: bytes, content_type: str) -> None:
        self._removed.discard(folded(name))
        self._added[name] = content
        types = self.tree(_CONTENT_TYPES)
        etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type)

    def remove(self, name: str) -> None:
        key = folded(name)
        self._removed.add(key)
        self._trees.pop(key, None)
        self._added.pop(name, None)
        for override in self.tree(_CONTENT_TYPES).findall(f"{_TYPES}Override"):
            if folded(override.get("PartName", "")) == key:
                override.getparent().remove(override)

    def relations(self, part: str) -> Element:
        """The parsed list of what `part` refers to, made where there is none."""
        name = _listing(part)
        if name not in self:
            empty = etree.Element(f"{_RELATIONS}Relationships", nsmap={None: _RELATIONS[1:-1]})
            self._added[name] = etree.tostring(empty)
            self._removed.discard(folded(name))
        return self.tree(name)

    def related(self, part: str, kind: str) -> list[str]:
        """The parts of one kind that `part` refers to, by the last word of the relation's type."""
        if _listing(part) not in self:
            return []
        folder = split(part)[0]
        return [
            _target(folder, relation.get("Target", ""))
            for relation in self.relations(part)
            if relation.get("Type", "").rpartition("/")[2] == kind
            and relation.get("TargetMode") != "External"
        ]

    def related_by_id(self, part: str, identity: str) -> str:
        """The part behind one relation; unreadable where there is none."""
        for relation in self.relations(part):
            if relation.get("Id") == identity:
                return _target(split(part)[0], str(relation.get("Target", "")))
        raise malformed("relation")

    def relate(self, part: str, target: str, kind: str) -> str:
        """Let `part` refer to `target`; returns the id of the relation."""
        listed = self.relations(part)
        taken = {relation.get("Id") for relation in listed}
        number = next(n for n in range(1, len(taken) + 2) if f"rIdPano{n}" not in taken)
        etree.SubElement(
            listed,
            f"{_RELATIONS}Relationship",
            Id=f"rIdPano{number}",
            Type=f"{self.relation_types()}/{kind}",
            Target=relpath(target, split(part)[0] or "."),
        )
        return f"rIdPano{number}"

    def referring(self, tag: str, identity: str) -> Element:
        """An element that refers to a related part by r:id."""
        types = self.relation_types()
        element = etree.Element(tag, nsmap={"r": types})
        element.set(f"{{{types}}}id", identity)
        return element

    def unrelate(self, part: str, target: str) -> None:
        folder = split(part)[0]
        for relation in list(self.relations(part)):
            if folded(_target(folder, relation.get("Target", ""))) == folded(target):
                relation.getparent().remove(relation)

    def saved(self) -> bytes:
        """The file again: parts in their old order, what was added after them."""
        buffer = io.BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as out:
            for entry in self._package.entries:
                key = folded(entry.orig_filename)
                if key not in self._removed and entry.orig_filename not in self._added:
                    out.writestr(
                        ZipInfo(entry.orig_filename, entry.date_time), self._content(entry), ZIP_DEFLATED
                    )
            for name, content in {**self._added, **self._new_trees()}.items():
                out.writestr(ZipInfo(name, _EPOCH), content, ZIP_DEFLATED)
        return buffer.getvalue()

    def _content(self, entry: ZipInfo) -> bytes:
        key = folded(entry.orig_filename)
        tree = self._trees.pop(key, None)
        if tree is None or _serialized(tree) == self._before[key]:
            return self._package.content(entry)
        return _serialized(tree)

    def _new_trees(self) -> dict[str, bytes]:
        return {name: _serialized(tree) for name, tree in self._trees.items()}

    def relation_types(self) -> str:
        """Where the types of relations live: Strict files have an address of their own for them."""
        for relation in self.relations(""):
            base, _, kind = relation.get("Type", "").rpartition("/")
            if kind == "officeDocument":
                return str(base)
        raise malformed("no_workbook")


def parsed(xml: bytes, name: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise malformed(name) from error


def _serialized(tree: Element) -> bytes:
    spelled: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return spelled


def _listing(part: str) -> str:
    folder, name = split(part)
    return join(folder, "_rels", f"{name}.rels")


def _target(folder: str, target: str) -> str:
    return normpath(join("/", folder, target.replace("\\", "/"))).lstrip("/")
