"""What the reader sees when the program itself fails: one calm box with a code that is also in the log."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

import definition
from etl.disk_words import disk_words
from etl.store.home import data_home
from ui.database import NotInFreezeError
from ui.markdown import Markdown, plain
from ui.texts import language, t

_log = logging.getLogger("pano")


def show_fault(error: Exception) -> bool:
    """Log the trace under a fresh code, show the code. True: Streamlit shows nothing of its own. What a
    freeze does not hold is no fault, and is said in a sentence."""
    if isinstance(error, NotInFreezeError):
        not_part(error)
        return True
    code = support_code()
    _log.error("fault %s", code, exc_info=error)
    st.error(f"**{t('shell.fault.title')}**\n\n{_said(error, code)}")
    return True


def _said(error: Exception, code: str) -> Markdown:
    """Of a failing disk what is safe and what will happen by itself; of anything else that all is safe."""
    of_disk = disk_words(error, data_home().path, definition.today(), language(), code)
    return plain(of_disk) if of_disk else t("shell.fault.text", code=code)


def not_part(error: NotInFreezeError) -> None:
    st.info(t("shell.not_part.part", name=str(error)), icon=":material/ac_unit:")


def support_code() -> str:
    """Short enough to be read out on the telephone, without letters that look alike."""
    return "".join(secrets.choice("ABCDEFGHJKLMNPRSTUVYZ23456789") for _ in range(6))
