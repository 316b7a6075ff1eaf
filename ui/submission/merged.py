"""Of what was this version made, if it was merged with the one that counted before it?"""

from __future__ import annotations

import streamlit as st

from etl.store.archive import Archive
from etl.store.receipts import Submitted
from ui import data, handed_out
from ui.markdown import Markdown, plain
from ui.submission import downloads
from ui.submission.current import address
from ui.texts import t


def draw(receipt: Submitted) -> None:
    """Which version kept its changes, and the file that was sent, as it was sent."""
    if not receipt.merged_with:
        return
    named = {"in_force": receipt.merged_from, "sent": receipt.merged_with}
    links = {k: Markdown(f"[{plain(i)}]({address(i, receipt.city)})") for k, i in named.items()}
    st.success(t("submit.merged.text", **links))
    sent = Archive(data.home().path).submitted(receipt.merged_with)
    needs = downloads.needed(receipt)
    handed_out.original(
        t("submit.merged.sent"), sent.sha256, sent.file_name, key="merged_sent", kind="secondary", needs=needs
    )
