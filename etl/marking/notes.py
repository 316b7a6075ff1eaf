"""A note at each wrong cell, beside the notes that are there already."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import join, split

from lxml import etree

from etl.harmless import in_workbook
from etl.marking.order import insert
from etl.marking.parts import Element, Parts, parsed
from etl.marking.shapes import EMPTY_DRAWING, VML_TYPE, add_shape, remove_shapes
from etl.xlsx.addresses import position

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BELOW = "\n\n"  # between a note of the sender's and ours


def annotate(parts: Parts, part: str, notes: Mapping[str, str], author: str) -> None:
    """Add `notes` (address → words) to the sheet `part`, signed by `author`.

    A sheet with threaded comments is left alone: what Excel shows there is not in the notes."""
    if not notes or parts.related(part, "threadedComment"):
        return
    comments, drawing = _parts_of(parts, part)
    root = parts.tree(comments)
    ns = etree.QName(root).namespace
    listed = root.find(f"{{{ns}}}commentList")
    known = {comment.get("ref"): comment for comment in listed}
    for address, words in notes.items():
        if address in known:
            _extend(known[address].find(f"{{{ns}}}text"), f"{_BELOW}{author}:\n{words}")
        else:
            comment = etree.SubElement(
                listed, f"{{{ns}}}comment", ref=address, authorId=str(_author(root, author))
            )
            _extend(etree.SubElement(comment, f"{{{ns}}}text"), f"{author}:\n{words}")
            add_shape(parts.tree(drawing), *position(address))


def unannotate(parts: Parts, part: str, author: str) -> None:
    """Take away what `annotate` added, and the notes it made where nobody wrote into them since."""
    for comments in parts.related(part, "comments"):
        root = parts.tree(comments)
        ns = etree.QName(root).namespace
        gone: list[tuple[int, int]] = []
        for comment in list(root.iter(f"{{{ns}}}comment")):
            text = comment.find(f"{{{ns}}}text")
            if text is None or not _shorten(text, author):
                continue
            if not "".join(text.itertext()).strip():
                gone.append(position(comment.get("ref", "")))
                comment.getparent().remove(comment)
        for drawing in parts.related(part, "vmlDrawing") if gone else ():
            remove_shapes(parts.tree(drawing), gone)


def _extend(text: Element, words: str) -> None:
    """As a run of its own: what stands there keeps its look."""
    ns = etree.QName(text).namespace
    run = etree.SubElement(text, f"{{{ns}}}r")
    spelled = etree.SubElement(run, f"{{{ns}}}t")
    spelled.text = in_workbook(words)
    spelled.set(_SPACE, "preserve")


def _shorten(text: Element, author: str) -> bool:
    """Remove what begins with our name, as we or as an office that joined the runs wrote it."""
    ns = etree.QName(text).namespace
    shorter = False
    for spelled in list(text.iter(f"{{{ns}}}t")):
        kept, ours, _ = (spelled.text or "").partition(f"{author}:\n")
        if ours:
            shorter = True
            spelled.text = kept.rstrip("\n")
            run = spelled.getparent()
            if not spelled.text and run is not text:
                run.getparent().remove(run)
    return shorter


def _author(root: Element, author: str) -> int:
    ns = etree.QName(root).namespace
    authors = root.find(f"{{{ns}}}authors")
    names = [name.text for name in authors]
    if author not in names:
        etree.SubElement(authors, f"{{{ns}}}author").text = author
        names.append(author)
    return names.index(author)


def _parts_of(parts: Parts, part: str) -> tuple[str, str]:
    """The comments and the drawing of a sheet, made where there are none."""
    sheet = parts.tree(part)
    ns = etree.QName(sheet).namespace
    stem = split(part)[1].rpartition(".")[0]
    comments = next(iter(parts.related(part, "comments")), "")
    if not comments:
        comments = f"xl/commentsPano_{stem}.xml"
        empty = etree.Element(f"{{{ns}}}comments", nsmap={None: ns})
        etree.SubElement(empty, f"{{{ns}}}authors")
        etree.SubElement(empty, f"{{{ns}}}commentList")
        parts.add(comments, etree.tostring(empty), _COMMENTS_TYPE)
        parts.relate(part, comments, "comments")
    legacy = sheet.find(f"{{{ns}}}legacyDrawing")
    if legacy is None:
        drawing = join("xl/drawings", f"vmlPano_{stem}.vml")
        parts.add(drawing, etree.tostring(parsed(EMPTY_DRAWING, drawing)), VML_TYPE)
        identity = parts.relate(part, drawing, "vmlDrawing")
        insert(sheet, parts.referring(f"{{{ns}}}legacyDrawing", identity))
        return comments, drawing
    return comments, parts.related_by_id(part, next(iter(legacy.attrib.values())))
