"""The help: how to search, what the marks mean, the limits, how to cite, and whose data this is."""

from __future__ import annotations

import streamlit as st

from lib import __version__

_SEARCH = """
**Search.** Words beside each other must all occur: `chernihiv pharmacy`. Also `"exact phrase"`, `OR`,
`NOT`, parentheses, `begin*`, and fields: `speaker:mayor` `place:goma` `country:sudan` `outcome:killed`
`source:wire` `title:siege`. Accents and capitals do not matter.
"""
_MAP = """
**Map.** One marker a place; larger means more mentions. A hollow ring is uncertain: check it in the
report. An orange ring has casualty mentions. Click a marker, or drag a box or a lasso, to see only what
is said about it. Countries and regions stand at one point, which is not where it happened.
"""
_MARKS = """
**Report.** Places are green, statements blue, casualty mentions orange; broken lines are uncertain.
Choose a mark to see how it was read.
"""
_LIMITS = """
**Limits.** Everything here was read by a program from the reports' own words, in English only. It misses
some things and gets some wrong: check each row against its sentence, which is one click away. Casualty
mentions are claims, not events; reports repeat one another, so they must never be added up.
"""
_CITE = f"""
**To cite.** “Cite” on a row copies the words, who said them, the report and where in it they stand. Name
the report as the source, not Dateline {__version__}. The sample reports are illustrative and must not be
cited.
"""
_DATA = """
**Data.** Places from [GeoNames](https://www.geonames.org), CC BY 4.0. Map from [Natural
Earth](https://www.naturalearthdata.com), public domain. Boundaries and names shown do not imply any view
on the legal status of a territory. Reports stay in the memory of your session and are gone with it;
nothing is sent anywhere.
"""


def draw() -> None:
    """Draw the help's content."""
    for section in (_SEARCH, _MAP, _MARKS, _LIMITS, _CITE, _DATA):
        st.markdown(section)
