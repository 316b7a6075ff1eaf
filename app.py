"""The start command's target: `python -m streamlit run app.py`.

The script itself is ui/shell.py: with `pages/` beside the script, Streamlit's old router would let a visitor
open a page alone, past the shell and whatever it checks."""

import streamlit as st

from ui.faults import show_fault
from ui.serving import MIDDLEWARE, ROUTES
from ui.sign_in.loopback import refuse_open_door

refuse_open_door()

app = st.App("ui/shell.py", routes=ROUTES, middleware=MIDDLEWARE, on_script_error=show_fault)
