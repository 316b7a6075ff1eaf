"""Of what was this version made, if it was merged with the one that counted before it?"""

from __future__ import annotations

import streamlit as st

from etl.store.archive import Archive
from etl.store.receipts import Submitted
from ui import data, handed_out
from ui.submission import downloads
from ui.submission.current import address
from ui.texts import t


def draw(receipt: Submitted) -> None:
    """Which version kept its changes, and the file that was sent, as it was sent."""
    if not receipt.merged_with:
        return
    links = {
        "in_force": f"[{receipt.merged_from}]({address(receipt.merged_from, receipt.city)})",
        "sent": f"[{receipt.merged_with}]({address(receipt.merged_with, receipt.city)})",
    }
    st.success(t("submit.merged.text", **links))
    sent = Archive(data.home().path).submitted(receipt.merged_with)
    needs = downloads.needed(receipt)
    handed_out.original(
        t("submit.merged.sent"), sent.sha256, sent.file_name, key="merged_sent", kind="secondary", needs=needs
    )
