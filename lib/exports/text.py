"""Text of reports in the forms that files allow: JSON and XML that every reader can open."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from lib.citations import one_line

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""


def json_text(value: Any) -> str:
    """A value as JSON on one line; in ASCII alone where half of a surrogate pair cannot be written as UTF-8.

    What JSON has no type for, such as a day, becomes a string.
    """
    text = json.dumps(value, ensure_ascii=False, default=str)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, default=str)
    return text


def xml_text(text: str) -> str:
    """Text with U+FFFD in the place of each character that XML does not allow."""
    return _NOT_XML.sub("\ufffd", text)


def shown(text: str) -> str:
    """Text of a report as HTML that shows it as it is: markup escaped, hidden characters gone, one line."""
    return escape(xml_text(one_line(text)), quote=True)
