"""What does the workbook of the organizers ask for? One sheet, declared in definition/figures.toml."""

from __future__ import annotations

from dataclasses import replace

from definition import Definition
from etl.lookups import Once

# The definition as template, reader, checks and messages take it, with the other workbook in its place. Made
# once: whatever else is made of a definition is remembered by its identity.
figures_definition = Once[Definition, Definition](lambda known: replace(known, workbook=known.figures))
SHEET = "figures"
