"""How marks, bars and cards of the city page look: words first, colour beside them, light and dark alike."""

from __future__ import annotations

from html import escape

from ui.plain_table import Html
from ui.theme import Mark

# currentColor and mixtures of it serve light and dark; a status gives only the symbol and the ground.
STYLE = """<style>
.mk { display: inline-block; padding: .05rem .5rem; border-radius: 1rem; font-size: .8125rem; line-height: 1.5;
  white-space: nowrap; background: color-mix(in srgb, var(--c) 17%, transparent); }
.mk b { color: color-mix(in srgb, var(--c) 82%, currentColor); font-weight: 700; margin-right: .3rem; }
.bar { height: .5rem; border-radius: .25rem; overflow: hidden; min-width: 4.5rem;
  background: color-mix(in srgb, currentColor 13%, transparent); }
.bar i { display: block; height: 100%; background: var(--c); }
.sh { display: grid; gap: 1rem 2rem; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); }
.sh h4 { margin: 0 0 .4rem; padding: 0; font-size: .9rem; font-weight: 600; }
.sh .all { display: flex; height: .9rem; border-radius: .3rem; overflow: hidden; gap: 2px; margin-bottom: .5rem; }
.sh .all i { display: block; background: var(--c); min-width: 3px; }
.sh ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem; }
.sh li { margin: 0; padding: 0; }
.sh p { margin: 0; font-size: .875rem; opacity: .78; }
.cards { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(17.5rem, 1fr)); margin-bottom: 1.5rem; }
.card { border: 1px solid color-mix(in srgb, currentColor 18%, transparent); border-radius: .5rem; padding: .8rem .95rem;
  display: flex; flex-direction: column; gap: .45rem; font-size: .875rem; line-height: 1.4; }
.card header { display: flex; justify-content: space-between; align-items: center; gap: .5rem; }
.card header span:first-child { opacity: .78; font-variant-numeric: tabular-nums; }
.card h4 { margin: 0; padding: 0; font-size: .9375rem; font-weight: 600; line-height: 1.35; }
.card dl { display: grid; grid-template-columns: repeat(3, 1fr); margin: 0; gap: .5rem; }
.card dt { font-size: .75rem; opacity: .78; } .card dd { margin: 0; font-variant-numeric: tabular-nums; }
.card dd.now { font-weight: 650; font-size: 1.1rem; line-height: 1.25; }
.card p { margin: 0; } .card .push { margin-top: auto; }
.card details { border-top: 1px solid color-mix(in srgb, currentColor 13%, transparent); padding-top: .4rem; font-size: .8125rem; }
.card summary { cursor: pointer; opacity: .78; } .card details p { margin-top: .3rem; overflow-wrap: anywhere; }
.theme { margin: 0 0 .6rem; padding: 0; font-size: 1rem; font-weight: 600; }
.pr { min-width: 6rem; } .pr span { font-variant-numeric: tabular-nums; }
</style>"""


def mark(look: Mark, words: str) -> Html:
    """A status as symbol and words on a ground of its colour."""
    return Html(f'<span class="mk" style="--c:{look.colour}"><b>{look.symbol}</b>{escape(words)}</span>')


def bar(look: Mark, filled_pct: float) -> Html:
    """A bar of 0–100; the number itself is written beside it, so a screen reader skips the bar."""
    width = min(max(filled_pct, 0), 100)
    return Html(f'<div class="bar" aria-hidden="true" style="--c:{look.colour}"><i style="width:{width:.1f}%"></i></div>')
