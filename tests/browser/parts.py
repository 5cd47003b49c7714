"""A Streamlit page with nothing but the components, and what they sent back."""

import streamlit as st

from lib.layout import read_layout
from lib.ui.components import Action, Badge, Card, CardPlace, Chip, Mark, cards, chips, reader
from tests.markup import read

MARKED = """Shells hit a market, officials say

<statement>“In <place>Lviv</place> 😀 <casualty>two people died</casualty> at noon,”</statement> the mayor said.

&lt;script>window.harmed = true&lt;/script> **bold** $\\int x$ &lt;img src=x onerror="window.harmed = true">

(Photo: agency)

{filler}

<statement>Nobody was hurt in <place>Rivne</place></statement>, the ministry said.
"""
FILLER = "\n\n".join(f"Paragraph {number} tells of other things at some length." * 3 for number in range(12))
TEXT, FOUND = read(MARKED.replace("{filler}", FILLER))
MARKS = [
    Mark(
        f"r:{number}",
        mark.start,
        mark.end,
        mark.name,
        mark.text,
        detail=(f"Detail {number}",),
        parts=((FOUND[0].start, FOUND[0].end, "source"),) if mark.name == "casualty" else (),
    )
    for number, mark in enumerate(FOUND)
]
CARDS = [
    Card(
        "r:0",
        "statement",
        "The mayor",
        FOUND[0].text,
        matches=((1, 3),),
        badges=(Badge("direct", "speech"),),
        places=(CardPlace("geonames:702550", "Lviv"),),
        meta="A report · An outlet",
        citation="“In Lviv”, the mayor, in “A report”",
        actions=(Action("fix", "Fix place"),),
    ),
    Card("r:3", "statement", "<b>The ministry</b>", FOUND[3].text),
    *(Card(f"x:{number}", "report", f"Report {number}", "Its beginning.") for number in range(8)),
]

st.set_page_config(layout="wide")
st.session_state.setdefault("opened", "r:0")
event = cards(CARDS, selected=st.session_state["opened"], key="list", height=300)
if event and event.action == "open":
    st.session_state["opened"] = event.key
    st.rerun()
st.text(f"card: {event and (event.key, event.action, event.value)}")
chosen = reader(
    TEXT,
    MARKS,
    focus=st.session_state["opened"],
    key="reader",
    height=300,
    title="A report",
    layout=read_layout(TEXT).segments,
)
st.text(f"mark: {chosen and chosen.key}")
st.text(f"chip: {chips([Chip('a', 'outcome', 'killed'), Chip('b', 'speaker', 'x')], key='chips')}")
