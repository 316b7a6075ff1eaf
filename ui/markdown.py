"""Words for Streamlit's Markdown. Every text it draws is Markdown, labels of buttons and tabs too, and more:
`:smile:`, `:material/home:`, `:red[…]`, `$x$`, `->` and addresses become pictures, colours, formulas, arrows
and links."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Do something wherever they stand.
_ANYWHERE = r"[\\`*_{}\[\]|<>~$&]|:(?=[^\W\d])"
# Do something at the beginning: numbered as in "2. Çalıştay", a list, a heading, a line.
_FIRST = r"(?P<number>^\d+(?=[.)](?:\s|$)))|^[#+\-=](?=[#\-=]*(?:\s|$))"
# Are looked for in each piece of text once the escapes are read: only a piece of its own keeps them apart.
_APART = (
    # Names in colons, and their beginning where our own words may bring the end; two digits are a minute.
    r":(?=(?!\d\d?$)[\w+\-]+(?::|$)|material/|//)"
    r"|@"
    r"|(?<=www)\."
    r"|(?<!\S)(?:<->|->|<-|--|>=|<=|~=)(?!\S)"
)
_SPECIAL = re.compile(f"(?P<apart>{_APART})|{_FIRST}|{_ANYWHERE}", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\v\f\u2028\u2029]+")


class Markdown(str):
    """Text that is Markdown already: what somebody typed has been escaped where it went in."""

    __slots__ = ()


def plain(text: object) -> Markdown:
    """Somebody's words inside Markdown: shown as typed, on one line."""
    if isinstance(text, Markdown):
        return text
    return Markdown(_SPECIAL.sub(_escaped, _BLANKS.sub(" ", str(text)).strip(" ")))


def joined(between: str, parts: Iterable[object]) -> Markdown:
    """Several beside each other, with Markdown of ours between them."""
    return Markdown(between.join(map(plain, parts)))


def bold(text: object) -> Markdown:
    return Markdown(f"**{plain(text)}**")


def _escaped(found: re.Match[str]) -> str:
    if found["apart"]:
        # Streamlit's `:color[…]` without any colour.
        return "".join(f":color[\\{sign}]" for sign in found["apart"])
    return f"{found['number']}\\" if found["number"] else f"\\{found.group()}"
