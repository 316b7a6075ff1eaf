"""What somebody typed is shown as typed, asked where it is cheap; e2e asks what a browser makes of it."""

from __future__ import annotations

import ast
from pathlib import Path

import plotly.graph_objects as go
import pytest

from etl.harmless import in_cell, on_paper
from tests.only_markdown import modules, unescaped
from ui.charts.frame import finish
from ui.charts.markup import below, bold
from ui.markdown import Markdown, joined, plain

ROOT = Path(__file__).parent.parent
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


# ------------------------------------------------------------------ Markdown


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        (":smile: x", ":color[\\:]smile: x"),
        (":material/home:", ":color[\\:]material/home:"),
        ("ad:soyad x", "ad\\:soyad x"),
        ("ad:soyad", "ad:color[\\:]soyad"),
        ("https://x.y", "https:color[\\:]//x.y"),
        ("WWW.x.y a@x.y", "WWW:color[\\.]x.y a:color[\\@]x.y"),
        ("a -> b", "a :color[\\-]:color[\\>] b"),
        ("$x$ <b> *k* [y](z)", "\\$x\\$ \\<b\\> \\*k\\* \\[y\\](z)"),
        ("# x", "\\# x"),
        ("12) x", "12\\) x"),
        ("---", "\\---"),
        ("satır\n# iki", "satır # iki"),
    ],
)
def test_words_in_markdown_are_kept_apart_from_its_signs(typed: str, given: str) -> None:
    assert plain(typed) == given


@pytest.mark.parametrize(
    "said", ["03.06.2024 12:30", "3. Çalıştay", "%45 (12 / 14)", "1.234,5 avro", "E-1.1 –  ‘iyi’", "Not: yok"]
)
def test_ordinary_words_stay_readable_in_markdown_too(said: str) -> None:
    assert plain(f"x {said}") == f"x {' '.join(said.split())}"


def test_what_is_markdown_already_is_not_escaped_again() -> None:
    assert plain(Markdown("**x**")) == "**x**"
    assert joined(" · ", (Markdown("**x**"), "*y*")) == "**x** · \\*y\\*"


def test_no_page_gives_streamlit_a_text_that_nobody_escaped() -> None:
    assert list(unescaped(modules(ROOT, "ui", "pages"))) == []


@pytest.mark.parametrize(
    "fault",
    [
        "st.caption(row.name)",
        "st.markdown(f'**{row.name}**')",
        "said = row.name\n    st.error(said)",
        "st.button('x', help=row.name)",
        "st.pills('x', row.names)",
        "st.html(row.name)",
        "st.warning(say('x', 'tr', name=row.name))",
        "st.tabs([one.name for one in row])",
    ],
)
def test_the_reading_of_the_source_sees_such_a_text(fault: str, tmp_path: Path) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "new.py").write_text(f"import streamlit as st\n\ndef draw(row):\n    {fault}\n")
    assert len(list(unescaped(modules(tmp_path, "ui")))) == 1


# ------------------------------------------------------------------ charts


def test_every_text_of_a_figure_is_escaped_and_ours_is_not() -> None:
    typed = '<a href="x">&amp;</a>\n$y$'
    figure = go.Figure(
        go.Bar(
            x=[1],
            y=[typed],
            name=typed,
            text=[typed],
            customdata=[[typed]],
            hovertext=[typed],
            hovertemplate="%{customdata[0]}<extra></extra>",
        )
    )
    figure.add_annotation(text=below(bold(typed), typed))
    figure.update_xaxes(ticktext=[typed], tickvals=[1])
    made = finish(figure, "tr", 100, typed, title={"text": typed}).to_plotly_json()
    shown = '&lt;a href="x"&gt;&amp;amp;&lt;/a&gt;<br>&#36;y&#36;'
    (bar,), layout = made["data"], made["layout"]
    assert [bar["name"], *bar["y"], *bar["text"], *bar["hovertext"], *bar["customdata"][0]] == [shown] * 5
    assert bar["hovertemplate"] == "%{customdata[0]}<extra></extra>"
    assert layout["annotations"][0]["text"] == f"<b>{shown}</b><br>{shown}"
    assert [layout["title"]["text"], *layout["xaxis"]["ticktext"]] == [shown] * 2
    assert layout["meta"]["alt"] == typed, "no language of plotly's"


def test_no_hover_is_written_out_of_somebody_s_words() -> None:
    """A template would read `%{…}` in them; it asks for the words instead (%{y}, %{fullData.name})."""
    for module in modules(ROOT, "ui"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.keyword) and node.arg in ("hovertemplate", "texttemplate"):
                assert isinstance(node.value, ast.Constant), f"{module.path}:{node.value.lineno}"


# ------------------------------------------------------------------ documents


@pytest.mark.parametrize(
    ("typed", "given"), [("=1+1", "'=1+1"), ("_x0041_", "_x005F_x0041_"), ("a\x07b", "ab"), ("a_b", "a_b")]
)
def test_a_cell_holds_what_was_typed(typed: str, given: str) -> None:
    assert in_cell(typed) == given


def test_a_heading_on_paper_shows_the_sign_that_begins_a_code() -> None:
    assert on_paper("R&D _x0041_") == "R&&D _x005F_x0041_"
