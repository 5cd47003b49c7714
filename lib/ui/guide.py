"""The help, and how reports are read: method, limits, how to cite, licences, what leaves the machine."""

from __future__ import annotations

import streamlit as st

from lib import __version__, basemap

_IN_AND_OUT = """
**Reports in.** Add reports: paste one, give addresses, or upload .txt, .md, .html, .pdf, .docx, .eml, RSS or Atom
feeds, .csv, .json and .jsonl corpora, folders and .zip archives of them. What cannot be read is named with its
reason. The first report you add takes the place of the sample.

**Everything out.** Export, of everything or of what the filters show: a report as one HTML page, CSV, Parquet,
GeoJSON, KML, JSON Lines (which Dateline reads back), citations, BibTeX, RIS. Each row has its sentence, offsets,
confidence, and what a person changed.

**Workspace.** Without one, all of it is gone when the page is closed. Start Dateline with `--workspace notes.db` to
keep reports and corrections in a file; under Workspace they are saved, moved to another machine, and brought together
with those of another person.

**Command line.** `python -m lib reports/ -o analyses.jsonl` reads the same files, and `--format` and `--workspace`
do what Export and Workspace do; `python -m lib --help` names all options.
"""
_SEARCH = """
**Search.** Words beside each other must all occur: `chernihiv pharmacy`. Also `"exact phrase"`, `begin*`,
`OR`, `NOT` and parentheses, in capitals. Fields: `speaker:mayor` `place:goma` `country:sudan`
`outcome:killed` `victims:children` `source:wire` (the outlet) `title:siege`, and `after:2022-03-01`
`before:2022-03`, both inclusive. Capitals and accents do not matter; names are found in other spellings too.
"""
_MAP = """
**Map.** One marker a place; larger means more mentions, or a higher claim (Options). A hollow ring is
uncertain: check it in the report. An orange ring has casualty mentions. Click a marker, or drag a box or a
lasso, to see only what is said about it. Countries and regions stand at one point, which is not where it
happened. Places outside the view are counted on the map, with a button that shows all.
"""
_PANES = """
**Claims** sets the claims about one place side by side: the lowest and the highest, who says which, in whose words;
those that say no place are beside its table. **Time** shows what was published when; drag over it
to filter. **Speakers** has a page for each. The address of the page holds the filters, what is shown and the
open record, and no text of a report: send it to someone who has the same reports, or go back to it.
"""
_MARKS = """
**Report.** Places are green, statements blue, casualty mentions orange; broken lines are uncertain; words that
the search found are yellow. Choose a mark to see how it was read; the arrow keys move through them.
"""
_CORRECT = """
**Corrections.** Correct on a card or in the report, Fix place on the map: another place, a position by hand, unknown
which place, another speaker, count, outcome or source, or no such reading at all; here, in the report or wherever it
was read the same. What was missed is added: select its words in the report, or press Add there and choose a sentence.
Corrections are marked, listed with undo, kept when reports are read again, and in every export.
"""
_METHOD = """
#### How reports are read
A program reads each report with a statistical language model (spaCy) and rules kept as word lists, on this
machine. The same report gives the same result.

- **Places.** Names are recognised, then looked up in a gazetteer. Of places with one name the fitting one is
  chosen by what the whole report names: countries, containing regions, near places, size. Confidence is the
  share of such choices that were right in the texts the choice was tuned on.
- **Statements.** A statement is what a report says that somebody said: in quotation marks, partly, or without.
  Pronouns and roles are traced to a name where the report decides it. Spellings of one name are one speaker;
  a family name alone joins a full name only when there is one such person.
- **Casualty mentions.** Each is a claim of the report or of a source it names: a figure with its words, whom it
  befell, where, when, one event or a running total, claimed or denied. “Dozens” counts as 12 or more,
  “scores” 20, “hundreds” 100.
- **Claims compared.** Claims stand together when place, outcome and kind of total agree and the victims may be the
  same. Those of one day are of one event; days at most three apart, words such as “last week” and claims without a
  day are put beside them with the doubt in words, since they may be about another event. What several outlets print
  of one copy is one claim. Nothing is ever added up: reports repeat one another, and one figure may hold another.
"""
_LIMITS = """
#### Limits
English only. The program misses some things and gets some wrong, mostly villages with common names, speakers
far from their words, and figures in long sentences. It does not know what is true. Check each row against its
sentence, which is one click away, and correct it: corrections are kept and marked. No row is an event, and the
number of mentions says how much was written, not how much happened. Measured accuracy is in the README.
"""
_CITE = f"""
#### How to cite
“Cite” on a row copies the words, who said them, the report and where in it they stand. Cite the report as the
source; name Dateline {__version__} as the tool where you describe your method. The sample reports are
illustrative and must not be cited.
"""
_DATA = f"""
#### Data and licences
Places from [GeoNames](https://www.geonames.org), CC BY 4.0. Map from [Natural
Earth](https://www.naturalearthdata.com), public domain. Dateline: MIT licence. {basemap.DISCLAIMER}

Reports stay in the memory of your session, or in the workspace file that you opened, and nothing is sent
anywhere unless you switch on the street map or ask an online geocoder.
"""


def draw() -> None:
    """Draw the help's content."""
    for section in (_SEARCH, _MAP, _PANES, _MARKS, _CORRECT, _IN_AND_OUT):
        st.markdown(section)
    if st.button("About the method", key="method", icon=":material/menu_book:"):
        about()


@st.dialog("About the method", width="large")
def about() -> None:
    """Show how reports are read, with limits, licences and how to cite."""
    for section in (_METHOD, _LIMITS, _CITE, _DATA):
        st.markdown(section)
