"""What the reader sees when the program itself fails: one calm box with a code that is also in the log."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from ui.database import NotInFreezeError
from ui.texts import t

_log = logging.getLogger("pano")


def show_fault(error: Exception) -> bool:
    """Log the trace under a fresh code, show the code. True: Streamlit shows nothing of its own. What a
    freeze does not hold is no fault, and is said in a sentence."""
    if isinstance(error, NotInFreezeError):
        not_part(error)
        return True
    code = support_code()
    _log.error("fault %s", code, exc_info=error)
    st.error(f"**{t('shell.fault.title')}**\n\n{t('shell.fault.text', code=code)}")
    return True


def not_part(error: NotInFreezeError) -> None:
    st.info(t("shell.not_part.part", name=str(error)), icon=":material/ac_unit:")


def support_code() -> str:
    """Short enough to be read out on the telephone, without letters that look alike."""
    return "".join(secrets.choice("ABCDEFGHJKLMNPRSTUVYZ23456789") for _ in range(6))
