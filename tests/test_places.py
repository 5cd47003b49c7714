"""Toponym recognition: what is found in a sentence, what is left out, and what the words beside a name say."""

import re

import pytest

from lib import language, lexicon
from lib.gazetteer import Gazetteer, name_key
from lib.layout import Segment, read_layout
from lib.places import Toponym, find_toponyms
from lib.resolution import resolve
from lib.toponyms import words as place_words
from lib.toponyms.bearers import given_names_in_use
from lib.toponyms.company import in_lists
from lib.toponyms.spans import propose
from lib.toponyms.stated import PlaceSetting, setting
from lib.toponyms.traps import NotAPlace, are_traps
from tests import markup


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def toponyms(text: str, gazetteer: Gazetteer) -> list[Toponym]:
    (doc,) = language.parse([text])
    return list(find_toponyms(doc, read_layout(text), gazetteer))


def kept(text: str, gazetteer: Gazetteer) -> list[str]:
    (doc,) = language.parse([text])
    found = tuple(find_toponyms(doc, read_layout(text), gazetteer))
    return [mention.text for mention in resolve(found, doc, gazetteer)]


FOUND = [
    pytest.param("Shells fell on <p>Kharkiv</p> and <p>Sumy</p> overnight.", id="coordinated"),
    pytest.param("<p>Kharkiv</p>'s mayor said that power was back.", id="possessive"),
    pytest.param("The convoy left <p>Bucha</p> in the <p>Kyiv</p> region.", id="town in a region"),
    pytest.param("Troops entered <p>Kherson</p> oblast from the south.", id="kind word after it"),
    pytest.param("Fighting went on in the province of <p>Idlib</p>.", id="kind word before it"),
    pytest.param("Aid reached <p>El Fasher</p> in <p>Sudan</p>.", id="Arabic article"),
    pytest.param(
        "He moved from <p>Springfield</p>, <p>Ill.</p>, to <p>Chicago</p>.", id="state abbreviation"
    ),
    pytest.param(
        "<p>Peru</p>'s president flew to <p>Lima</p>.", id="a possessive is no part of a longer name"
    ),
    pytest.param("The <p>U.S.</p> and <p>Iran</p> met in <p>Oman</p>.", id="abbreviation of a country"),
    pytest.param("Missing <p>Ill.</p> man is found alive.", id="state abbreviation in a headline"),
    pytest.param("Gunmen hold much of <p>Port-au-Prince</p>.", id="small word between hyphens"),
    pytest.param("Shells fell on <p>Deir ez-Zor</p> at dawn.", id="small Arabic article with a hyphen"),
    pytest.param("He flew from <p>La Paz</p> to <p>Cote d'Ivoire</p>.", id="articles in capitals and elided"),
    pytest.param("Crews worked at the <p>Zmiiv power plant</p>.", id="name that ends in small words"),
    pytest.param("The <p>Adre crossing</p> remains open.", id="little-known name with its kind"),
    pytest.param("Doctors fled the <p>Zaatari</p> camp.", id="kind word that the name does without"),
    pytest.param(
        "South of <p>Tripoli</p>, in <p>Qasr bin Ghashir</p>, guards fled.", id="small word within a name"
    ),
    pytest.param(
        "<p>Mali</p>'s army left <p>Tinzaouaten</p>, <p>Tessalit</p> and <p>Ansongo</p> on Monday.",
        id="list of little-known towns",
    ),
]


@pytest.mark.parametrize("marked", FOUND)
def test_names_of_places_are_found(marked, gazetteer):
    text, marks = markup.read(marked)
    assert kept(text, gazetteer) == [mark.text for mark in marks]


LEFT_OUT = [
    pytest.param("Mr Johnson said that nothing had been agreed.", "Johnson", id="person with a title"),
    pytest.param("Boris Johnson spoke. Johnson then left the room.", "Johnson", id="surname of a person"),
    pytest.param("NATO has not decided, a spokesman said.", "NATO", id="alliance"),
    pytest.param("Fighters of Hamas left the building.", "Hamas", id="armed group"),
    pytest.param("Jack London wrote about dogs and snow.", "London", id="name of a person"),
    pytest.param("The city sued the contractor in May.", "The city", id="a kind word alone"),
    pytest.param("The Arakan Army entered Ann at dawn.", "Arakan", id="army of a region"),
    pytest.param("Islamic State Khorasan bombed a bus.", "Khorasan", id="branch of an armed group"),
    pytest.param("Marburg virus killed two, and Marburg spreads.", "Marburg", id="disease"),
    pytest.param("It costs US$2 million a day.", "US", id="money"),
    pytest.param("The Moscow Times printed the letter.", "Moscow", id="newspaper of a town"),
    pytest.param("A study by the Kyiv School of Economics counts the damage.", "Kyiv", id="name of a school"),
    pytest.param(
        "Nine-year-old Georgia Stevens skates. Cory Stevens drives. Georgia began at four.",
        "Georgia",
        id="given name of a person with a surname that others have",
    ),
    pytest.param("Their daughters, Cora and Sydney, are safe.", "Sydney", id="a child by a given name"),
    pytest.param("Sydney and Cora, her twin daughters, are safe.", "Sydney", id="children named before"),
    pytest.param("Alexandria Hale, a lawyer, denied it.", "Alexandria", id="a person with an occupation"),
    pytest.param("She told The Times that she would stay.", "Times", id="newspaper"),
    pytest.param("Ukrainian gunners fired at Russian positions.", "Ukrainian", id="demonym"),
]


UNLISTED = [
    pytest.param("Gunmen shot four men in <p>Ombolata</p> on Monday.", id="harm in it"),
    pytest.param("They burned the village of <p>Qwyzzabad</p> at noon.", id="village of"),
    pytest.param("Soldiers searched <p>Ombolata</p> village on Monday.", id="its kind after it"),
    pytest.param("A jet crashed into a school in <p>Ombolata</p>.", id="something crashed in it"),
    pytest.param("Residents of <p>Zurmi Gidan</p> fled.", id="residents of two words"),
    pytest.param("<p>Ombolata</p> is a small town near <p>Kharkiv</p>.", id="called a town"),
    pytest.param("Militias came to <p>Homs</p>'s <p>Ombolata</p> quarter.", id="quarter of a town"),
    pytest.param("They burned the villages of <p>Zamyq</p>, <p>Twelq</p> and <p>Ombolata</p>.", id="a list"),
]


@pytest.mark.parametrize("marked", UNLISTED)
def test_names_that_no_gazetteer_has_are_found_by_the_words_beside_them(marked, gazetteer):
    text, marks = markup.read(marked)
    assert kept(text, gazetteer) == [mark.text for mark in marks]


NOT_UNLISTED = [
    pytest.param("Doctors treated men hurt in fighting in March.", id="a month"),
    pytest.param("Four men were shot in Tuesday's raid.", id="a day"),
    pytest.param("The Kurdish village was empty.", id="a people"),
    pytest.param("Zamyq militias left. Four Zamyqs were killed in Zamyq raids.", id="a people by its plural"),
    pytest.param("The Champions League quarter-final was lost.", id="plain words"),
    pytest.param("Ada Zamyq was hurt. Reporters saw the house in Zamyq's name.", id="a person of the report"),
    pytest.param("Four fighters were killed in QZQ ranks.", id="an abbreviation"),
]


@pytest.mark.parametrize("text", NOT_UNLISTED)
def test_other_names_are_not_listed_by_the_words_beside_them(text, gazetteer):
    assert kept(text, gazetteer) == []


AT_SCENES = [
    pytest.param("Gunmen attacked the village of <p>Tilwa</p>.", id="village of"),
    pytest.param("Two guards were killed when a mine went off near <p>Ivhian</p>.", id="unknown name"),
    pytest.param(
        "Ten died when a shell fell on <p>Hajar</p>, a village in the hills.", id="called a village"
    ),
    pytest.param("A mine near <p>Lyman</p> killed two farmers.", id="a town of an ordinary name"),
]


@pytest.mark.parametrize("marked", AT_SCENES)
def test_names_where_a_harm_is_told_are_places(marked, gazetteer):
    text, marks = markup.read(marked)
    assert kept(text, gazetteer) == [mark.text for mark in marks]


NOT_AT_SCENES = [
    pytest.param("Two died in the attack at Samsung.", id="a firm that a hamlet is spelt like"),
    pytest.param("A man was killed near Putin.", id="a person that the model takes for a place"),
    pytest.param("Two soldiers were killed in Operation Cast Lead.", id="an operation"),
    pytest.param("A man was shot dead outside Tesco.", id="a shop"),
    pytest.param("A gunman opened fire at Walmart.", id="a shop that was fired at"),
    pytest.param("Two people were killed near Nike.", id="a firm that the model takes for a building"),
    pytest.param("A gunman opened fire at Shell.", id="a firm with the name of a hamlet"),
    pytest.param(
        "Gunmen opened fire on Tembo Karanja and killed two guards.", id="a person who was fired on"
    ),
    pytest.param("Ada Zamyq spoke. A mine went off near Zamyq.", id="a person of the report"),
    pytest.param("Zamyqcorp said it would close. A bomb went off at Zamyqcorp.", id="a body that speaks"),
]


@pytest.mark.parametrize("text", NOT_AT_SCENES)
def test_names_of_persons_and_firms_at_a_scene_are_no_places(text, gazetteer):
    assert kept(text, gazetteer) == []


SETTING_ROWS = lexicon.load("place_settings", PlaceSetting)


@pytest.mark.parametrize("row", SETTING_ROWS, ids=lambda row: row.pattern[:40])
def test_each_place_setting_fires_in_its_example(row):
    pattern = re.compile(row.pattern.replace("{place}", "Marsa"))
    assert pattern.search(row.example)
    start = row.example.index("Marsa")
    assert setting(row.example, Segment(0, len(row.example), "prose"), start, start + 5)


BORNE = [
    pytest.param(
        "Georgia Stevens skates. Cory Stevens drives. Georgia began at four.", True, id="a surname of others"
    ),
    pytest.param("Florence Hale spoke. Florence had seen it all.", True, id="full name in the report"),
    pytest.param("Georgia Stevens skates. She was born in Georgia.", False, id="a place somewhere else"),
    pytest.param(
        "Israel Katz spoke to Israeli radio. Israel would answer, he said.", False, id="its people are named"
    ),
]


@pytest.mark.parametrize(("text", "is_person"), BORNE)
def test_names_of_places_that_persons_bear(text, is_person, gazetteer):
    (doc,) = language.parse([text])
    spans = propose(doc, text, read_layout(text), gazetteer)
    given = given_names_in_use(doc, text, spans, gazetteer)
    assert (name_key(text.split()[0]) in given) == is_person


@pytest.mark.parametrize(("text", "name"), LEFT_OUT)
def test_other_names_are_left_out(text, name, gazetteer):
    assert name not in kept(text, gazetteer)


def test_nothing_is_read_from_credits(gazetteer):
    text = "Rescuers dig in Kharkiv (Photo by A Person/London Wire)"
    assert kept(text, gazetteer) == ["Kharkiv"]


ROLES = [
    pytest.param("Moscow said that it would not withdraw.", {"Moscow": "metonym"}, id="a capital speaks"),
    pytest.param(
        "Washington and Beijing agreed to talk.",
        {"Washington": "metonym", "Beijing": "metonym"},
        id="two capitals agree",
    ),
    pytest.param("The Kremlin denied the report.", {"Kremlin": "metonym"}, id="a metonym by its name"),
    pytest.param(
        "A drone exploded in Moscow on Friday.", {"Moscow": "literal"}, id="something happens there"
    ),
    pytest.param("Crowds gathered near the Kremlin.", {"Kremlin": "literal"}, id="near the building"),
]


@pytest.mark.parametrize(("text", "roles"), ROLES)
def test_names_of_governments_are_metonyms(text, roles, gazetteer):
    assert {t.text: t.role for t in toponyms(text, gazetteer) if t.certainty >= 0.3} == roles


QUALIFIERS = [
    pytest.param("A village south of Kharkiv was hit.", "south of", id="direction"),
    pytest.param("An explosion near Odesa woke people.", "near", id="near"),
    pytest.param("Fighting on the outskirts of Bakhmut went on.", "outskirts of", id="outskirts"),
    pytest.param("A base 40 km from Kharkiv was struck.", "40 km from", id="distance"),
    pytest.param("A column on the road to Kyiv was stopped.", "road to", id="road"),
    pytest.param("Many people live in Kharkiv.", None, id="none"),
]


@pytest.mark.parametrize(("text", "qualifier"), QUALIFIERS)
def test_words_that_make_a_position_vague_are_kept(text, qualifier, gazetteer):
    (found,) = [t for t in toponyms(text, gazetteer) if t.certainty >= 0.5]
    assert found.qualifier == qualifier


def test_one_kind_word_serves_two_names(gazetteer):
    found = {
        t.text: t.asked for t in toponyms("Fighting eased in the Donetsk and Luhansk regions.", gazetteer)
    }
    assert "admin1" in found["Donetsk"]
    assert found["Donetsk"] == found["Luhansk"]


def test_the_dateline_is_known(gazetteer):
    found = toponyms("KHARKIV, Ukraine, March 3 - Shells fell on the city and on Sumy.", gazetteer)
    assert [t.text for t in found if t.dateline] == ["KHARKIV"]


EMPTY = [
    pytest.param("", id="empty"),
    pytest.param("\n\n", id="blank lines"),
    pytest.param("12 !? --", id="no word"),
]


@pytest.mark.parametrize("text", EMPTY)
def test_text_without_names_has_none(text, gazetteer):
    assert toponyms(text, gazetteer) == []


def test_a_name_of_ten_thousand_letters_is_read_without_harm(gazetteer):
    assert all(
        len(t.text) < 10_000 for t in toponyms("He went to " + "Kharkiv" * 1500 + " and back.", gazetteer)
    )


QUALIFIER_ROWS = lexicon.load("place_qualifiers", place_words.PlaceQualifier)


@pytest.mark.parametrize("row", QUALIFIER_ROWS, ids=lambda row: row.name)
def test_each_qualifier_matches_its_example(row):
    before = row.example[: row.example.index("Marsa")].rstrip()
    assert any(p.search(before) for p in place_words.qualifiers() if p.pattern == row.pattern)


@pytest.mark.parametrize(
    "row", lexicon.load("place_kinds", place_words.PlaceKindWord), ids=lambda r: f"{r.position} {r.word}"
)
def test_each_kind_word_stands_where_its_row_says(row):
    before, after = row.example.split("Marsa")
    words = {"after": after, "of": before.removesuffix(" of "), "before": before, "end": after}[row.position]
    assert row.word in words.casefold()
    assert place_words.kind_words(row.position)[row.word] == row.features


TRAP_ROWS = lexicon.load("not_places", NotAPlace)


@pytest.mark.parametrize("row", TRAP_ROWS, ids=lambda row: row.pattern)
def test_each_pattern_of_what_is_no_place_fires_in_its_example(row, gazetteer):
    name = re.compile("Marsa" if "{place}" in row.pattern else row.pattern).search(row.example)
    assert are_traps(row.example, [name.span()], gazetteer) == [True]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param("They left Marsa on Monday.", ["Marsa"], [False], id="a plain place"),
        pytest.param("The US Army left.", ["US"], [False], id="the army of a country"),
        pytest.param(
            "The Marburg virus is not in Marburg. Marburg kills.",
            ["Marburg", "Marburg", "Marburg"],
            [True, False, True],
            id="a disease in the whole report, but not where the words say in",
        ),
    ],
)
def test_what_is_no_place_depends_on_the_words_beside_it(text, names, expected, gazetteer):
    spans, end = [], 0
    for name in names:
        start = text.index(name, end)
        end = start + len(name)
        spans.append((start, end))
    assert are_traps(text, spans, gazetteer) == expected


@pytest.mark.parametrize(
    ("text", "near"),
    [
        pytest.param("Shells hit Kharkiv, Sumy and Chuhuiv.", [1.0, 1.0, 1.0], id="all close together"),
        pytest.param("He sold Kharkiv and Lima.", [0.0, 0.0], id="far apart"),
        pytest.param("Kharkiv was quiet. Sumy was not.", [0.0, 0.0], id="in no list"),
    ],
)
def test_names_in_a_list_are_measured_against_each_other(text, near, gazetteer):
    (doc,) = language.parse([text])
    spans = propose(doc, text, read_layout(text), gazetteer)
    assert [company.near for company in in_lists(text, spans, gazetteer)] == near


WORD_LISTS = [
    *((row.word, row.example) for row in lexicon.load("place_cues", place_words.PlaceCue)),
    *((row.word, row.example) for row in lexicon.load("organisation_words", place_words.OrganisationWord)),
    *((row.lemma, row.example) for row in lexicon.load("government_acts", place_words.GovernmentAct)),
    *(
        (row.abbreviation, row.example)
        for row in lexicon.load("state_abbreviations", place_words.StateAbbreviation)
    ),
    *((row.name, row.example) for row in lexicon.load("seats_of_government", place_words.SeatOfGovernment)),
]


@pytest.mark.parametrize(("word", "example"), WORD_LISTS)
def test_each_word_is_in_its_example(word, example):
    assert word.casefold() in example.casefold()


def test_each_seat_of_government_is_a_place_of_its_country(gazetteer):
    rows = lexicon.load("seats_of_government", place_words.SeatOfGovernment)
    found = [gazetteer.get(row.place_id) for row in rows]
    assert [place and place.place.country_code for place in found] == [row.country_code for row in rows]
