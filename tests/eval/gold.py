"""Read Dateline's own gold annotations: passages with inline markup become rows that a scorer can read.

A file holds one layer ("places", "statements" or "casualties") and one half ("dev" or "held") of the gold.
README.md beside this module describes the markup. From the command line:

    python -m tests.eval.gold LAYER HALF            JSON Lines, one passage a line
    python -m tests.eval.gold LAYER HALF --show     every annotation in words, for a person to check
"""

import argparse
import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tests.eval.marks import GoldError, Mark, Records, by_number, passages, records, strip_marks

HERE = Path(__file__).parent
LAYERS = ("places", "statements", "casualties")
HALVES = ("dev", "held")
KINDS = ("direct", "mixed", "indirect")
RESOLVED_BY = ("named", "merged name", "pronoun", "role", "inherited", "unattributed")
OUTCOMES = ("killed", "injured", "missing", "captured", "displaced", "casualties")
POLARITIES = ("asserted", "negated", "denied", "hypothetical")
SCOPES = ("incident", "cumulative")
SINGULAR = {
    "places": "place",
    "statements": "statement",
    "casualties": "casualty",
    "distractors": "distractor",
    "traps": "trap",
}

TAGS = {"places": "pmix", "statements": "swc", "casualties": "tnx"}
NUMBERED = set("swctn")
COUNT = re.compile(r"(?P<about>~)?(?P<low>\d+)(?:(?P<open>[+*<])|-(?P<high>\d+))?")

Row = dict[str, Any]


def load(layer: str, half: str) -> list[Row]:
    """All rows of one half of one layer, in the order of the file.

    Raises GoldError when the markup is broken.
    """
    path = HERE / "gold" / f"{layer}.{half}.txt"
    return list(read(path.read_text(encoding="utf-8"), layer, path.name))


def read(source: str, layer: str, name: str = "gold") -> Iterator[Row]:
    """Rows of the passages in `source`, which is the content of a gold file; `name` is used in messages.

    Every row has id, published, about and text; the layer's annotations; offsets are characters of text.
    Raises GoldError when the markup is broken.
    """
    seen: set[str] = set()
    for passage in passages(source, name):
        where = f"{name}, line {passage.line}, passage {passage.id}"
        if passage.id in seen:
            raise GoldError(f"{where}: this id is used twice; give the passage another one")
        seen.add(passage.id)
        text, marks = strip_marks("\n".join(passage.text).strip(), where)
        if not text:
            raise GoldError(f"{where}: the passage has no text")
        for mark in marks:
            check_mark(mark, layer, where)
        row: Row = {"id": passage.id, "published": passage.published, "about": passage.about, "text": text}
        yield row | BUILDERS[layer](text, marks, records(passage, name), where)


def check_mark(mark: Mark, layer: str, where: str) -> None:
    """Raise GoldError unless the mark belongs to the layer and has numbers where it needs them."""
    if mark.tag not in TAGS[layer]:
        raise GoldError(
            f"{where}: {{{mark.tag}}} is no mark of the layer {layer}; use one of {', '.join(TAGS[layer])}"
        )
    if bool(mark.numbers) != (mark.tag in NUMBERED):
        needs = "needs a number" if mark.tag in NUMBERED else "takes no number"
        raise GoldError(f"{where}: {{{mark.tag}}} {needs}")
    if mark.key and mark.tag not in "pm":
        raise GoldError(f"{where}: {{{mark.tag}}} takes no key, found {mark.key!r}")


def spanned(text: str, start: int, end: int) -> Row:
    """The fields that every annotation shares."""
    return {"start": start, "end": end, "text": text[start:end]}


def only(options: dict[str, str], allowed: Iterable[str], where: str) -> None:
    """Raise GoldError when a record line has an option that its layer does not know."""
    if unknown := set(options) - set(allowed):
        raise GoldError(
            f"{where}: unknown option {sorted(unknown)[0]!r}; known are {', '.join(sorted(allowed))}"
        )


@cache
def points() -> dict[str, Row]:
    """The places that gold mentions refer to, by key: name, country, kind, latitude, longitude (degrees)."""
    with (HERE / "gold" / "points.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row["key"]: row | {k: float(row[k]) for k in ("latitude", "longitude")} for row in rows}


def places(text: str, marks: list[Mark], lines: Records, where: str) -> Row:
    """The layer "places": p place, m metonym, i ignored (demonym), x trap (must not be found)."""
    if lines:
        raise GoldError(f"{where}: the layer places has no record lines")
    found, traps = [], []
    for mark in marks:
        row = spanned(text, mark.start, mark.end)
        if mark.tag == "x":
            traps.append(row)
        elif mark.tag == "i":
            found.append(row | {"ignore": "demonym"})
        elif mark.key == "?":
            found.append(row | {"latitude": None, "longitude": None, "role": "literal"})
        else:
            key = mark.key or row["text"].replace(" ", "_")
            if key not in points():
                raise GoldError(f"{where}: {key!r} is not in points.csv; add it or name another key")
            point = points()[key]
            role = "metonym" if mark.tag == "m" else "literal"
            located = {k: point[k] for k in ("latitude", "longitude", "kind")}
            found.append(row | located | {"key": key, "role": role})
    return {"places": found, "traps": traps}


def statements(text: str, marks: list[Mark], lines: Records, where: str) -> Row:
    """The layer "statements": s content, w who says it, c cue; the record line has kind and speaker."""
    found = []
    for number, group in by_number(marks, lines, where).items():
        fields, options, at = lines[number]
        only(options, ("speaker", "by", "via", "not", "or", "optional"), at)
        parts = group.get("s", [])
        if not parts or len(fields) != 1 or fields[0] not in KINDS:
            raise GoldError(f"{at}: needs an {{s{number}}} mark and one of {', '.join(KINDS)}")
        by = options.get("by", "named")
        name = options.get("speaker")
        if by not in RESOLVED_BY or (name is None) != (by == "unattributed"):
            raise GoldError(f"{at}: needs a speaker and by={' / '.join(RESOLVED_BY)}")
        row = spanned(text, parts[0].start, parts[-1].end) | {"kind": fields[0], "resolved_by": by}
        if len(parts) > 1:
            row["parts"] = [[part.start, part.end] for part in parts]
        cues = group.get("c", [])
        row["cue"] = spanned(text, cues[0].start, cues[-1].end) if cues else None
        if len(group.get("w", [])) > 1:
            raise GoldError(f"{at}: more than one {{w{number}}}; mark the mention that stands with the cue")
        mention = next((spanned(text, who.start, who.end) for who in group.get("w", [])), None)
        row["mention"] = mention
        named = bool(name and mention and name.split()[-1].lower() in mention["text"].lower())
        row["speaker"] = None if name is None else {"name": name} | (mention if mention and named else {})
        row |= {"via": options["via"]} if "via" in options else {}
        row |= {"not_speaker": options["not"].split(", ")} if "not" in options else {}
        row |= {"other_speakers": options["or"].split(", ")} if "or" in options else {}
        row |= {"optional": True} if "optional" in options else {}
        found.append(row)
    return {"statements": sorted(found, key=lambda row: (row["start"], -row["end"]))}


def read_count(word: str, counted: bool, where: str) -> tuple[int | None, int | None, str]:
    """Low, high and qualifier of a count as written in a record line; see README.md for the shorthand."""
    if word == "none":
        return None, None, "none"
    match = COUNT.fullmatch(word)
    if match is None:
        raise GoldError(f"{where}: unreadable count {word!r}; write 12, ~12, 12+, 12<, 12*, 12-15 or none")
    low = int(match["low"])
    if match["high"]:
        return low, int(match["high"]), "range"
    if match["open"]:
        return {"+": (low, None, "at_least"), "*": (low, None, "vague"), "<": (None, low, "at_most")}[
            match["open"]
        ]
    qualifier = "about" if match["about"] else "exact" if counted or low == 0 else "implicit"
    return low, low, qualifier


def casualties(text: str, marks: list[Mark], lines: Records, where: str) -> Row:
    """The layer "casualties": t trigger, n count, x distractor; the record line has all the rest."""
    found = []
    for number, group in by_number([m for m in marks if m.tag != "x"], lines, where).items():
        fields, options, at = lines[number]
        only(options, ("place", "source", "scope", "polarity", "or", "optional"), at)
        if not group or len(fields) < 2 or fields[0] not in OUTCOMES:
            raise GoldError(f"{at}: needs a {{t{number}}} or {{n{number}}} mark, an outcome and a count")
        low, high, qualifier = read_count(fields[1], "n" in group, at)
        row: Row = {"outcome": fields[0], "low": low, "high": high, "qualifier": qualifier}
        row |= {"polarity": "asserted", "scope": "incident"}
        for word in fields[2:]:
            if word not in POLARITIES + SCOPES:
                raise GoldError(f"{at}: {word!r} is neither a polarity nor a scope")
            row["polarity" if word in POLARITIES else "scope"] = word
        for key, tag in (("trigger", "t"), ("count", "n")):
            if tag in group:
                row |= {f"{key}_start": group[tag][0].start, f"{key}_end": group[tag][-1].end}
        ends = [edge for tagged in group.values() for mark in tagged for edge in (mark.start, mark.end)]
        row = spanned(text, min(ends), max(ends)) | row
        for key in ("place", "source"):
            row[key] = options.get(key) or None
            if options.get(key) == "?":
                del row[key]
        for key in {"scope", "polarity"} & options.keys():
            if options[key] != "?":
                raise GoldError(f"{at}: write {key} before the first bar, or '{key}=?' to leave it open")
            row[key] = None
        row |= {"alternatives": options["or"].split(",")} if "or" in options else {}
        row |= {"required": False} if "optional" in options else {}
        found.append(row)
    traps = [spanned(text, mark.start, mark.end) for mark in marks if mark.tag == "x"]
    return {"casualties": sorted(found, key=lambda row: (row["start"], row["end"])), "distractors": traps}


BUILDERS: dict[str, Callable[[str, list[Mark], Records, str], Row]] = {
    "places": places,
    "statements": statements,
    "casualties": casualties,
}


def describe(row: Row) -> Iterator[str]:
    """One passage in words: its text, then a line for each annotation with its span and fields."""
    yield f"[{row['id']}] {row['text']}"
    for layer, kind in SINGULAR.items():
        for item in row.get(layer, []):
            hidden = {"start", "end", "text", "cue", "mention"} | {
                k for k in item if k.endswith(("_start", "_end"))
            }
            shown = {k: v for k, v in item.items() if k not in hidden}
            for key in ("trigger", "count"):
                if f"{key}_start" in item:
                    shown[key] = row["text"][item[f"{key}_start"] : item[f"{key}_end"]]
            for key in ("cue", "mention"):
                if item.get(key):
                    shown[key] = item[key]["text"]
            yield f"    {kind}: {item['text']!r} {shown or ''}"


def main(arguments: list[str] | None = None) -> int:
    """Print one half of one layer as JSON Lines, or in words with --show."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.gold", description=main.__doc__)
    parser.add_argument("layer", choices=LAYERS)
    parser.add_argument("half", choices=HALVES)
    parser.add_argument("--show", action="store_true", help="print every annotation in words")
    options = parser.parse_args(arguments)
    for row in load(options.layer, options.half):
        print("\n".join(describe(row)) if options.show else json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
