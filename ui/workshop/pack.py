"""What can be taken along to the workshop: slides, workbook, brief."""

from __future__ import annotations

from ui import take_along


def draw(workshop: str) -> None:
    """The same as in the frame of every page, for whoever looks for it here. Opening the tab makes them."""
    take_along.offer(take_along.wanted("workshop"), key="pack")
