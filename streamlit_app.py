"""Dateline: places, statements and casualty mentions in news reports, on a map beside their evidence.

Run it with ``streamlit run streamlit_app.py``. The panels are in lib/ui/.
"""

import streamlit as st

from lib.ui import page

st.set_page_config(page_title="Dateline", page_icon=page.ICON, layout="wide")
page.draw()
