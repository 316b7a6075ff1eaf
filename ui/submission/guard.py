"""What if the program itself fails while somebody sends or decides?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ui.faults import show_fault


@contextmanager
def guarded() -> Iterator[None]:
    """Whatever fails inside is told with a support code; the rest of the page stays usable.

    A rerun passes through: Streamlit's own signals are no Exceptions."""
    try:
        yield
    except Exception as error:
        show_fault(error)
