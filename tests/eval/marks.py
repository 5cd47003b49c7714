"""Read the inline markup of the gold files: headers, marked spans and the record lines below a passage."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

HEADER = re.compile(r"=== (?P<id>[\w.-]+)(?: \| (?P<published>\d{4}-\d\d-\d\d))?(?: \| (?P<about>.+))?")
MARK = re.compile(r"\{(?P<tag>[a-z])(?P<numbers>\d+(?:,\d+)*)?(?::(?P<key>[^\s{}]+))? |\}|\{")

Records = dict[int, tuple[list[str], dict[str, str], str]]


class GoldError(ValueError):
    """A gold file breaks the markup; the message names the file, the line and the remedy."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked span of a passage: its tag letter, numbers, key and character offsets."""

    tag: str
    numbers: tuple[int, ...]
    key: str
    start: int
    end: int


@dataclass(slots=True)
class Passage:
    """One passage as written: header, marked-up text and the record lines below it."""

    id: str
    published: str | None
    about: str | None
    line: int
    text: list[str] = field(default_factory=list)
    records: list[tuple[int, str]] = field(default_factory=list)


def passages(source: str, name: str) -> Iterator[Passage]:
    """Split a gold file at its header lines; comment lines before the first header are skipped."""
    current: Passage | None = None
    in_records = False
    for number, line in enumerate(source.split("\n"), start=1):
        if line.startswith("==="):
            header = HEADER.fullmatch(line.rstrip())
            if header is None:
                raise GoldError(f"{name}, line {number}: write the header as '=== id | 2024-05-01 | about'")
            if current is not None:
                yield current
            current = Passage(header["id"], header["published"], header["about"], number)
            in_records = False
        elif current is None:
            if line.strip() and not line.startswith("#"):
                raise GoldError(f"{name}, line {number}: text before the first '===' header")
        elif line.rstrip() == "---":
            if in_records:
                raise GoldError(f"{name}, line {number}: a second '---' in passage {current.id}")
            in_records = True
        elif in_records:
            if line.strip():
                current.records.append((number, line.strip()))
        else:
            current.text.append(line)
    if current is not None:
        yield current


def strip_marks(marked: str, where: str) -> tuple[str, list[Mark]]:
    """The plain text and its marks, in order of their start. Raises GoldError on unbalanced marks."""
    plain: list[str] = []
    length, position = 0, 0
    opened: list[tuple[str, tuple[int, ...], str, int]] = []
    marks: list[Mark] = []
    for match in MARK.finditer(marked):
        plain.append(marked[position : match.start()])
        length += match.start() - position
        position = match.end()
        if match["tag"]:
            numbers = tuple(int(n) for n in (match["numbers"] or "").split(",") if n)
            opened.append((match["tag"], numbers, match["key"] or "", length))
        elif match[0] == "}":
            if not opened:
                raise GoldError(
                    f"{where}: '}}' closes nothing near {marked[max(0, position - 30) : position]!r}"
                )
            tag, numbers, key, start = opened.pop()
            if start == length:
                raise GoldError(f"{where}: an empty {{{tag}}} mark")
            marks.append(Mark(tag, numbers, key, start, length))
        else:
            raise GoldError(f"{where}: unreadable mark {marked[match.start() : match.start() + 30]!r}")
    if opened:
        raise GoldError(f"{where}: {{{opened[-1][0]} … is never closed")
    plain.append(marked[position:])
    text = "".join(plain)
    for mark in marks:
        if text[mark.start : mark.end] != text[mark.start : mark.end].strip():
            raise GoldError(f"{where}: blanks at the edge of {text[mark.start : mark.end]!r}")
    return text, sorted(marks, key=lambda mark: (mark.start, -mark.end))


def records(passage: Passage, name: str) -> Records:
    """The record lines of a passage: number -> (fields before the first bar, options after it, where)."""
    found: Records = {}
    for number, line in passage.records:
        where = f"{name}, line {number}, passage {passage.id}"
        head, *tail = (part.strip() for part in line.split("|"))
        key, *fields = head.split()
        if not key.isdigit() or int(key) in found:
            raise GoldError(f"{where}: a record line starts with a number of its own, found {key!r}")
        options = {}
        for part in tail:
            option, _, value = part.partition("=")
            if not option or option in options:
                raise GoldError(f"{where}: write options as 'name=value' once each, found {part!r}")
            options[option] = value
        found[int(key)] = (fields, options, where)
    return found


def by_number(marks: Iterable[Mark], numbers: Iterable[int], where: str) -> dict[int, dict[str, list[Mark]]]:
    """Marks sorted by the record they belong to. Raises GoldError for a mark without a line."""
    sorted_marks: dict[int, dict[str, list[Mark]]] = {number: {} for number in numbers}
    for mark in marks:
        for number in mark.numbers:
            if number not in sorted_marks:
                raise GoldError(f"{where}: {{{mark.tag}{number}}} has no record line below '---'")
            sorted_marks[number].setdefault(mark.tag, []).append(mark)
    return sorted_marks
