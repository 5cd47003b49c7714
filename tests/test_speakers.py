"""Speakers: names merged over a report, pronouns, roles, groups, and one speaker over several reports."""

import pytest
import spacy
from spacy.tokens import Doc

from lib import language, lexicon
from lib.layout import read_layout
from lib.records import Speaker
from lib.speakers import attribute, merge_speakers, same_speaker, speaker_key
from lib.speech.cast import RoleWord, role_of
from lib.speech.names import GivenName, Title, parse_name
from lib.statements import find_statements

TITLE = "Notes from the harbour\n\n"
VOCAB = spacy.blank("en").vocab


def speakers(body: str) -> list[Speaker | None]:
    doc = next(language.parse([TITLE + body]))
    layout = read_layout(doc.text)
    return [s.speaker for s in attribute(tuple(find_statements(doc, layout)), doc, layout)]


# Each case: a report, and who makes each of its statements, with how that was reached; None: nobody decided.
CASES = [
    pytest.param(
        "Olena Marchuk said the road was shut. Ms Marchuk said it was mined.",
        [("Olena Marchuk", "named"), ("Olena Marchuk", "merged name")],
        id="family name after the full name",
    ),
    pytest.param(
        "Mr Marchuk said the road was shut. Pavlo Marchuk, the mayor, said it was mined.",
        [("Pavlo Marchuk", "merged name"), ("Pavlo Marchuk", "named")],
        id="family name before the full name",
    ),
    pytest.param(
        "Volodymyr Harenko said the road was shut. “It is mined,” said Vladimir Harenko.",
        [("Volodymyr Harenko", "named"), ("Volodymyr Harenko", "merged name")],
        id="two spellings of a given name",
    ),
    pytest.param(
        "The teacher Mehmet Yilmaz said the tents had come. Leyla Yilmaz said nobody had fed the dogs.",
        [("Mehmet Yilmaz", "named"), ("Leyla Yilmaz", "named")],
        id="two persons of one family name",
    ),
    pytest.param(
        "Sara Lindqvist met Tomas Varga in Chisinau. “They were moved,” he said. “It broke a promise,” she said.",
        [("Tomas Varga", "pronoun"), ("Sara Lindqvist", "pronoun")],
        id="pronouns by gender",
    ),
    pytest.param(
        "Pavlo Marchuk said that Viktor Zaremba was ill. “He has a fever,” he said.",
        [("Pavlo Marchuk", "named"), ("Pavlo Marchuk", "pronoun")],
        id="the last speaker, not the last name",
    ),
    pytest.param(
        "Pavlo Marchuk, who runs the clinic, said the ward was full.",
        [("Pavlo Marchuk", "named")],
        id="a clause after the name",
    ),
    pytest.param(
        "The army blamed Pavlo Marchuk, who said that the ward was full.",
        [("The army", "named"), ("Pavlo Marchuk", "named")],
        id="relative pronoun",
    ),
    pytest.param(
        "A spokesman for Pavlo Marchuk said the ward was full.",
        [("A spokesman for Pavlo Marchuk", "named")],
        id="an unnamed person beside a name",
    ),
    pytest.param(
        "The defence ministry denied that it had fired. It promised to open the road.",
        [("The defence ministry", "named"), ("The defence ministry", "pronoun")],
        id="it for an organisation",
    ),
    pytest.param(
        "Residents reported that the square was empty. They said the shops were shut.",
        [("Residents", "named"), ("Residents", "pronoun")],
        id="they for a group",
    ),
    pytest.param(
        "Foreign Minister Anna Rohova arrived in Vienna. The minister said the talks were over.",
        [("Anna Rohova", "role")],
        id="a role the report gave",
    ),
    pytest.param("The driver said the road was shut.", [("The driver", "named")], id="a role nobody has"),
    pytest.param(
        "A man who asked not to be named said the shops were shut.",
        [("A man who asked not to be named", "named")],
        id="an unnamed person",
    ),
    pytest.param(
        "Rohova said: “We stay for the winter.”\n\n“The bread is ours.”",
        [("Rohova", "named"), ("Rohova", "inherited")],
        id="inherited from the paragraph before",
    ),
    pytest.param(
        "Two officials met the press: Hatem Soliman and Tarek Mansour. “It is nearly ready,” one of them said.",
        [None],
        id="one of two",
    ),
    pytest.param(
        "The flood took 47 homes, twice the number officials announced, according to a review.",
        [("a review", "named")],
        id="a figure that was announced is nobody",
    ),
    pytest.param(
        "A number of officials said the road was shut.",
        [("A number of officials", "named")],
        id="a number of people",
    ),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_speakers_of_a_report(body, expected):
    found = [(s.name, s.resolved_by) if s else None for s in speakers(body)]
    assert found == expected


def test_second_hand_words_name_who_passed_them_on():
    _, inner = speakers("The envoy said: “Anna Rohova said the gates were open.”")
    assert (inner.name, inner.via) == ("Anna Rohova", "The envoy")


def test_confidence_falls_from_name_to_pronoun():
    named, pronoun = speakers("Olena Marchuk said the road was shut. She said it was mined.")
    assert named.confidence == 1.0
    assert pronoun.confidence < named.confidence


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Volodymyr Zelensky", "Volodymyr Zelenskyy", True, id="y and yy"),
        pytest.param("Volodymyr Zelenskiy", "Mr Volodymyr Zelensky", True, id="iy and title"),
        pytest.param("Vladimir Zelensky", "Volodymyr Zelenskyy", True, id="given name in another language"),
        pytest.param("Sergei Shoigu", "Sergey Shoygu", True, id="i and y within"),
        pytest.param("Bashar al-Assad", "Bashar Assad", True, id="article of the family name"),
        pytest.param("The World Food Programme", "World Food Programme", True, id="article"),
        pytest.param("Boris Johnson", "Lyndon Johnson", False, id="one family name, two persons"),
        pytest.param("Johnson", "Boris Johnson", False, id="a family name alone is not surely his"),
        pytest.param("World Health Organization", "World Trade Organization", False, id="two organisations"),
        pytest.param("Mehmet Yilmaz", "Leyla Yilmaz", False, id="cousins"),
    ],
)
def test_one_speaker_over_reports(one, other, same):
    assert same_speaker(one, other) is same
    assert same_speaker(other, one) is same


def test_equal_speakers_have_equal_keys():
    assert speaker_key("Volodymyr Zelensky") == speaker_key("Volodymyr Zelenskyy")


def test_a_family_name_joins_the_only_full_name_that_has_it():
    merged = merge_speakers(["Zelensky", "Volodymyr Zelenskyy", "Johnson", "Boris Johnson", "Lyndon Johnson"])
    assert merged["Zelensky"] == "Volodymyr Zelenskyy"
    assert merged["Johnson"] == "Johnson"
    assert merged["Boris Johnson"] != merged["Lyndon Johnson"]


GIVEN_NAMES = lexicon.load("given_names", GivenName)
TITLES = lexicon.load("titles", Title)
ROLES = lexicon.load("roles", RoleWord)


def test_every_given_name_tells_its_gender():
    wrong = [
        row.name for row in GIVEN_NAMES if parse_name(row.example.split(" said ")[0]).gender != row.gender
    ]
    assert not wrong


def test_a_given_name_meets_its_other_spelling():
    by_name = {row.name: row for row in GIVEN_NAMES}
    for row in GIVEN_NAMES:
        if row.same_as:
            assert by_name.get(row.same_as, row).gender == row.gender
            assert speaker_key(f"{row.name} Harbour") == speaker_key(f"{row.same_as} Harbour")


@pytest.mark.parametrize("row", TITLES, ids=lambda row: row.title)
def test_every_title_is_left_out_of_a_name(row):
    name = parse_name(row.example)
    assert row.title not in (*name.given, name.family)
    assert name.gender == row.gender or not row.gender


@pytest.mark.parametrize("row", ROLES, ids=lambda row: row.role)
def test_every_role_is_read_in_its_example(row):
    words = row.example.split(" said ")[0].split()
    doc = Doc(VOCAB, words=words, lemmas=words, pos=["DET", *["NOUN"] * (len(words) - 1)])
    role = role_of(list(doc))
    assert role is not None
    assert role.word == row
