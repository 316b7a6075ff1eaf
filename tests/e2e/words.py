"""Which words must not stand on a screen of the other language? Known from the project's own texts."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from definition import Definition, Language, Text
from etl.database import snapshots
from tests.e2e.conftest import PROJECT
from tests.e2e.states import SPOILT
from tests.good_rows import good_rows

HEAD_SCRIPT = PROJECT / "ui" / "static" / "head.js"
_WORD = re.compile(r"[^\W\d_]{3,}")
# Everything that is read or read out, with where it stands.
ALL_WORDS = """() => {
  const found = [], hidden = '[aria-hidden="true"]';
  const attributes = ["aria-label", "title", "placeholder", "alt", "aria-roledescription"];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) {
      const icon = '[data-testid="stIconMaterial"]';  // a picture whose name is written in letters
      if (!node.parentElement.closest(`script,style,noscript,${icon},${hidden}`)) found.push(node.data);
    } else if (!node.closest(hidden)) for (const name of attributes)
      if (node.getAttribute(name)) found.push(node.getAttribute(name));
  }
  return found.map(words => words.trim()).filter(Boolean);
}"""


def words_in(text: str) -> set[str]:
    whole = re.sub(r"\w+…", "", text)  # what was cut short is no word
    return {word.replace("İ", "i").lower() for word in _WORD.findall(whole)}


def foreign_words(definition: Definition, home: Path, language: Language) -> set[str]:
    """Words of the other language that are no words of this one and stand in nobody's data."""
    said = {"tr": set(), "en": set()}  # type: dict[str, set[str]]
    for text in _texts(definition):
        said["tr"] |= words_in(text.tr)
        said["en"] |= words_in(text.en)
    for english, turkish in streamlit_words().items():
        said["en"] |= words_in(english)
        said["tr"] |= words_in(turkish)
    # A file is spoken of in its own words, which are Turkish, and holds what somebody typed.
    sheets = definition.workbook.sheets
    of_file = {s.name.tr for s in sheets} | {c.header.tr for s in sheets for c in s.columns}
    typed = {str(value) for rows in good_rows(definition).values() for row in rows for value in row.values()}
    names = {m.name for m in definition.municipalities} | {SPOILT}
    known = said[language].union(*map(words_in, names | of_file | typed | _data(home)))
    return said["en" if language == "tr" else "tr"] - known


def streamlit_words() -> dict[str, str]:
    """The head script's own list: English → Turkish."""
    listed = HEAD_SCRIPT.read_text("utf-8").partition("const WORDS = {")[2].partition("\n  };")[0]
    text = '"(?:[^"\\\\]|\\\\.)*"'
    return {json.loads(en): json.loads(tr) for en, tr in re.findall(f"({text}): ({text})", listed)}


def _texts(thing: Any) -> Iterator[Text]:
    """Every text in both languages anywhere in the definition."""
    if isinstance(thing, Text):
        yield thing
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from _texts(getattr(thing, field.name))
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from _texts(value)
    elif isinstance(thing, tuple | list):
        for value in thing:
            yield from _texts(value)


def _data(home: Path) -> set[str]:
    """What somebody wrote: every text of every table."""
    snapshot = snapshots.current(home)
    assert snapshot is not None
    found: set[str] = set()
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        columns = connection.execute(
            """SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables
               USING (table_name) WHERE table_type = 'BASE TABLE' AND data_type = 'VARCHAR'"""
        ).fetchall()
        for table, column in columns:
            if table.startswith("sheet_") or table in ("submission", "list_value"):
                sql = f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'
                found.update(str(value) for (value,) in connection.execute(sql).fetchall())
    return found
