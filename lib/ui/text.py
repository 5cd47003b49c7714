"""Text for places where Streamlit reads Markdown: escaped, so that words from a report stay words."""

from __future__ import annotations

import re

from lib.plurals import plural

__all__ = ["part", "plain", "plural", "spoken"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@/=^\"'])")
_SPACE = re.compile(r"\s+")
_JOINED = re.compile(r"(?<=:)(?=[/\w])|(?<=@)(?=\w)|(?<=www)(?=\.)|(?<=[-<>=~])(?=[-<>=~])", re.IGNORECASE)
_WORD_JOINER = "\u2060"
"""An invisible character; between "https:" and "//", "a@" and "b", "-" and ">" it keeps them apart."""


def plain(text: str) -> str:
    """``text`` on one line, so that Markdown, LaTeX, shortcodes, colour directives and HTML in it are shown.

    Every ASCII punctuation mark that could begin something gets a backslash, which CommonMark leaves out.
    Addresses, arrows and dashes are found by Streamlit after that, so a word joiner breaks them up.
    """
    line = _JOINED.sub(_WORD_JOINER, _SPACE.sub(" ", text).strip())
    return _SPECIAL.sub(r"\\\1", line)


def spoken(markdown: str) -> str:
    """The words of a message in Markdown, as ``plain`` and asterisks made it, to be read out."""
    words = re.sub(r":(?:material/\w+|\w+\[)[:]?|\*\*", "", markdown.replace(_WORD_JOINER, ""))
    return re.sub(r"\\(.)", r"\1", words).strip()


def part(shown: int, whole: int, one: str, many: str = "") -> str:
    """How many of all are shown: "63 statements", or "34 of 63 statements" when some are hidden."""
    if shown == whole:
        return plural(whole, one, many)
    return f"{shown:,} of {plural(whole, one, many)}"
