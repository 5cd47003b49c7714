"""The app with 5,000 made-up reports, for tests and measurements of size."""

import streamlit as st

from lib.ui import page
from lib.ui.session import Session
from lib.workspace import Workspace
from tests.generated import MANY, analyses


@st.cache_resource(show_spinner=False)
def workspace() -> Workspace:
    made = Workspace()
    made.add(analyses(MANY))
    return made


st.set_page_config(page_title="Dateline", page_icon=page.ICON, layout="wide")
if "session" not in st.session_state:
    st.session_state["session"] = Session(workspace=workspace())
page.draw()
