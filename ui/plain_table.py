"""A table of sentences: it wraps, can be searched and copied, and becomes cards on a narrow screen.

Streamlit's own table cuts long sentences off, which is no way to tell somebody what to do. Whatever is put
in is escaped, unless it was made here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

# Only currentColor and mixtures of it, so that the same rules serve light and dark.
STYLE = """<style>
.plain { width: 100%; border-collapse: collapse; font-size: .9rem; line-height: 1.45; margin: 0 0 .5rem; }
.plain caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.plain th, .plain td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 16%, transparent); overflow-wrap: anywhere; }
.plain thead th { font-weight: 600; white-space: nowrap; overflow-wrap: normal;
  border-bottom-color: color-mix(in srgb, currentColor 40%, transparent); }
.plain td { min-width: 5.5rem; }
.plain a, .panel a { color: inherit; text-decoration: underline; text-underline-offset: .15em; }
.plain small, .quiet { font-size: .8125rem; opacity: .78; }
.plain .unbroken { font-variant-numeric: tabular-nums; white-space: nowrap; }
.plain.pairs { width: auto; max-width: 100%; }
.plain.pairs th { white-space: nowrap; padding-right: 1.5rem; font-weight: 400; opacity: .78; }
.panel { border-left: .3rem solid var(--edge); background: color-mix(in srgb, var(--edge) 10%, transparent);
  border-radius: .5rem; padding: .9rem 1.1rem; margin-bottom: .5rem; }
.panel h3 { margin: 0 0 .4rem; padding: 0; font-size: 1.15rem; }
.panel p, .panel ul { margin: .25rem 0; }
.panel.good { --edge: #009E73; } .panel.bad { --edge: #D55E00; }
.panel.wait { --edge: #0072B2; } .panel.past { --edge: #767676; }
@media (max-width: 640px) {
  .plain:not(.pairs), .plain:not(.pairs) tbody, .plain:not(.pairs) tr,
  .plain:not(.pairs) td { display: block; }
  .plain:not(.pairs) thead { display: none; }
  .plain:not(.pairs) tr { padding: .5rem 0;
    border-bottom: 1px solid color-mix(in srgb, currentColor 30%, transparent); }
  .plain:not(.pairs) td { border: 0; padding: .1rem 0; min-width: 0; }
  .plain:not(.pairs) td:empty { display: none; }
  .plain:not(.pairs) td::before { content: attr(data-label) ": "; opacity: .78; }
  .plain .unbroken { white-space: normal; }
}
</style>"""


class Html(str):
    """Text that is HTML already and has been escaped where it was made."""

    __slots__ = ()


Cell = str | Html


def table(
    headers: Sequence[str], rows: Sequence[Sequence[Cell]], caption: str, widths_pct: Sequence[int] = ()
) -> Html:
    """One header row; `caption` is for screen readers. On a narrow screen each row is a card.

    `widths_pct` lines up the columns of tables that stand below each other."""
    columns = "".join(f'<col style="width: {width}%">' for width in widths_pct)
    head = "".join(f'<th scope="col" role="columnheader">{escape(h)}</th>' for h in headers)
    body = "".join(f'<tr role="row">{_row(headers, row)}</tr>' for row in rows)
    # The roles say again what display: block would take away.
    return Html(
        f'{STYLE}<table class="plain" role="table"><caption>{escape(caption)}</caption>'
        f'<colgroup>{columns}</colgroup><thead><tr role="row">{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def pairs(rows: Sequence[tuple[str, Cell]], caption: str) -> Html:
    """Names and what belongs to them, one below the other."""
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{shown(cell)}</td></tr>' for name, cell in rows
    )
    return Html(
        f'{STYLE}<table class="plain pairs"><caption>{escape(caption)}</caption><tbody>{body}</tbody></table>'
    )


def panel(kind: str, title: str, *parts: Cell) -> Html:
    """A coloured box (good, bad, wait, past) with a heading; the words say what the colour says."""
    inside = "".join(part if isinstance(part, Html) else f"<p>{escape(part)}</p>" for part in parts)
    return Html(f'{STYLE}<section class="panel {escape(kind)}"><h3>{escape(title)}</h3>{inside}</section>')


def bullets(sentences: Sequence[Cell]) -> Html:
    return Html("<ul>" + "".join(f"<li>{shown(s)}</li>" for s in sentences) + "</ul>")


def link(address: str, words: str) -> Html:
    return Html(f'<a href="{escape(address)}">{escape(words)}</a>')


def unbroken(words: str) -> Html:
    """Addresses and dates: kept on one line where there is room."""
    return Html(f'<span class="unbroken">{escape(words)}</span>')


def with_remark(words: str, remark: str) -> Html:
    """What matters, and smaller below it what explains it."""
    return Html(f"{escape(words)}<br><small>{escape(remark)}</small>") if remark else Html(escape(words))


def shown(cell: Cell) -> Html:
    return cell if isinstance(cell, Html) else Html(escape(cell))


def _row(headers: Sequence[str], row: Sequence[Cell]) -> str:
    labelled = zip(headers, row, strict=True)
    return "".join(f'<td role="cell" data-label="{escape(h)}">{shown(cell)}</td>' for h, cell in labelled)
