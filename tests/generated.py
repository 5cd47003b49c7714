"""Many made-up reports with what would be read out of them, for tests and measurements of size.

    python -m tests.generated 5000 > reports.jsonl

Places are those of the gazetteer; persons, outlets, events and words are invented. One seed makes the same
reports again.
"""

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from lib.gazetteer import shipped
from lib.records import (
    Analysis,
    Article,
    CasualtyMention,
    ClaimSource,
    Count,
    MentionedDate,
    Place,
    PlaceMention,
    Span,
    Speaker,
    Statement,
    Victims,
    to_json,
)

MANY = 5_000
"""So many reports a person may have."""
TOWNS = [
    "Chernihiv",
    "Kyiv",
    "Kharkiv",
    "Sumy",
    "Kherson",
    "Odesa",
    "Lviv",
    "Poltava",
    "Dnipro",
    "Mykolaiv",
    "Mariupol",
    "Zaporizhzhia",
    "Goma",
    "Bukavu",
    "Khartoum",
    "Omdurman",
    "Nyala",
    "Aleppo",
    "Homs",
    "Idlib",
    "Raqqa",
    "Damascus",
    "Aden",
    "Sanaa",
    "Taiz",
    "Hodeidah",
    "Mosul",
    "Erbil",
    "Kirkuk",
    "Basra",
    "Kabul",
    "Kandahar",
    "Herat",
    "Gao",
    "Timbuktu",
    "Mopti",
    "Maiduguri",
    "Kaduna",
    "Mogadishu",
    "Kismayo",
    "Mekelle",
    "Gondar",
    "Bangui",
    "Sittwe",
    "Myitkyina",
    "Mandalay",
    "Port-au-Prince",
    "Bogota",
    "Medellin",
    "Tbilisi",
    "Baku",
    "Yerevan",
    "Beirut",
    "Tyre",
    "Tripoli",
    "Misrata",
]
GIVEN = [
    "Anna",
    "Marek",
    "Olena",
    "Yusuf",
    "Ibrahim",
    "Leila",
    "Tomas",
    "Sofia",
    "Idris",
    "Nadia",
    "Pavel",
    "Amina",
    "Viktor",
    "Grace",
    "Samuel",
]
FAMILY = [
    "Kral",
    "Moreau",
    "Haddad",
    "Okafor",
    "Lindqvist",
    "Petrenko",
    "Aydin",
    "Castellan",
    "Nwosu",
    "Varga",
    "Demir",
    "Salim",
    "Orlov",
    "Banerjee",
    "Ferreira",
    "Mbeki",
    "Kowal",
    "Tesfaye",
    "Rahmani",
    "Duarte",
]
ROLES = ("the regional governor", "a hospital official", "a police spokesman", "aid workers", "residents")
OUTLETS = tuple(
    f"The {name} {kind}" for name in ("Harbour", "Meridian", "Border") for kind in ("Wire", "Post")
)
SAID = (
    "The ceasefire did not hold for a single night",
    "We counted the shells until there were too many to count",
    "Nobody came to repair the water pumps",
    "The convoy will leave when the road is safe",
    "Our forces struck no civilian building",
)
HARM = (
    ("killed", "{count} people were killed", "people"),
    ("injured", "{count} residents were injured", "residents"),
    ("missing", "{count} soldiers are missing", "soldiers"),
    ("displaced", "{count} families were displaced", "families"),
)


def analyses(number: int, seed: int = 1) -> Iterator[Analysis]:
    """``number`` reports with about a dozen statements, half a dozen claims and two dozen places each."""
    dice = random.Random(seed)
    places = [found[0].place for town in TOWNS if (found := shipped().candidates(town))]
    people = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    for index in range(number):
        yield _Report(dice, f"made-{index}", places, people).analysis()


class _Report:
    """Writes one report and notes what stands where in it."""

    def __init__(self, dice: random.Random, id: str, places: list[Place], people: list[str]) -> None:
        self._dice = dice
        self._id = id
        self._places = dice.sample(places, 6)
        self._people = dice.sample(people, 4)
        self._day = date(2022, 1, 1) + timedelta(days=dice.randrange(1400))
        self._text = ""
        self._mentions: list[PlaceMention] = []
        self._statements: list[Statement] = []
        self._claims: list[CasualtyMention] = []
        self._sentences: list[int] = []

    def analysis(self) -> Analysis:
        for _ in range(self._dice.randint(8, 16)):
            self._said()
        for _ in range(self._dice.randint(4, 8)):
            self._hurt()
        town = self._places[0].name
        dated = self._dice.random() > 0.03
        article = Article(
            self._id,
            f"Night of shelling in {town}, report {self._id}",
            self._dice.choice(OUTLETS),
            f"https://example.org/{self._id}",
            self._day.isoformat() if dated else None,
            self._text,
        )
        return Analysis(
            article,
            tuple(self._mentions),
            tuple(self._statements),
            tuple(self._claims),
            sentences=tuple(self._sentences),
        )

    def _write(self, words: str) -> Span:
        start = len(self._text)
        self._text += words
        return Span(start, len(self._text), words)

    def _begin(self) -> None:
        if self._text:
            self._text += "\n\n" if len(self._sentences) % 4 == 0 else " "
        self._sentences.append(len(self._text))

    def _place(self) -> int:
        place = self._dice.choice(self._places)
        span = self._write(place.name)
        sure = self._dice.random()
        self._mentions.append(
            PlaceMention(
                span.start,
                span.end,
                span.text,
                place,
                "literal",
                0.4 + 0.6 * sure,
                "the best known of its name",
            )
        )
        return len(self._mentions) - 1

    def _speaker(self) -> tuple[str, str]:
        """The name of a speaker and the words that stand for it here."""
        if self._dice.random() < 0.3:
            role = self._dice.choice(ROLES)
            return role, role
        name = self._dice.choice(self._people)
        return name, self._dice.choice((name, name.split()[1]))

    def _said(self) -> None:
        self._begin()
        start = len(self._text)
        self._write(f"“{self._dice.choice(SAID)} in ")
        place = self._place()
        self._write(f" on day {self._dice.randint(1, 400)},”")
        end = len(self._text)
        self._write(" ")
        name, words = self._speaker()
        said = self._write(words)
        self._write(" ")
        cue = self._write("said")
        self._write(".")
        self._statements.append(
            Statement(
                start,
                end,
                self._text[start:end],
                "direct",
                Speaker(name, said.start, said.end, said.text, "named", 0.9),
                cue,
                (place,),
            )
        )

    def _hurt(self) -> None:
        self._begin()
        outcome, pattern, victims = self._dice.choice(HARM)
        number = self._dice.randint(1, 300)
        least = self._dice.random() < 0.3
        start = len(self._text)
        before, after = pattern.split("{count}")
        self._write(before)
        count = self._write(f"at least {number}" if least else str(number))
        self._write(after)
        end = len(self._text)
        self._write(" in ")
        place = self._place()
        self._write(", according to ")
        name, words = self._speaker()
        source = self._write(words)
        self._write(".")
        self._claims.append(
            CasualtyMention(
                start,
                end,
                self._text[start:end],
                Span(end - len(outcome), end, outcome) if pattern.endswith(outcome) else count,
                outcome,
                Count(count.start, count.end, count.text, number, None if least else number, "exact"),
                Victims(victims, victims if victims == "soldiers" else None),
                place,
                MentionedDate("that day", self._day.isoformat()) if self._dice.random() < 0.6 else None,
                None,
                ClaimSource(source.start, source.end, source.text, name),
                "cumulative" if self._dice.random() < 0.2 else "incident",
                "denied" if self._dice.random() < 0.1 else "asserted",
                None,
                "made up",
            )
        )


if __name__ == "__main__":
    for analysis in analyses(int(sys.argv[1]) if len(sys.argv) > 1 else MANY):
        print(json.dumps(to_json(analysis), ensure_ascii=False))
