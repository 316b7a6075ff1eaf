"""Tables in, figures out. Knows neither Streamlit nor SQL; every figure carries its own text for readers who
cannot see it (`alt_text`), Turkish or English separators, and no colour without a word or a symbol.

Frames have the columns of the views (codes as values); what a function needs is in its docstring. The figures
are never changed after they are made, so a page may cache them (key: filters + data.snapshot_key())."""

from ui.charts.dumbbell import dumbbell
from ui.charts.frame import alt_text, config
from ui.charts.gantt import gantt
from ui.charts.lines import lines
from ui.charts.status_stack import status_stack

__all__ = [
    "alt_text",
    "config",
    "dumbbell",
    "gantt",
    "lines",
    "status_stack",
]
