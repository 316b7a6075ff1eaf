"""What if the program itself fails while somebody sends or decides?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ui.access import ForbiddenError
from ui.faults import show_fault
from ui.texts import t


@contextmanager
def guarded() -> Iterator[None]:
    """Whatever fails inside is told with a support code; the rest of the page stays usable.

    A rerun passes through: Streamlit's own signals are no Exceptions."""
    try:
        yield
    except ForbiddenError:
        st.error(t("access.not_yours"))
    except Exception as error:
        show_fault(error)
