"""Claims about casualties: where it happened, by the clause, the sentence and those before it."""

import pytest

from tests import marked_claims

CASES = [
    (
        "own clause",
        "<casualty place=Sumy low=1>One man was killed</casualty> in <place>Sumy</place> and <casualty place=Kherson low=2 outcome=injured>two wounded</casualty> in <place>Kherson</place>.",
    ),
    (
        "clause of the strike",
        "<casualty place=Chernihiv low=22>22 people were killed</casualty> when a rocket hit a house in <place>Chernihiv</place>.",
    ),
    (
        "place of the speaker",
        "Officials in <place>Geneva</place> said that <casualty place=Sahara low=50>50 migrants died</casualty> in the <place>Sahara</place>.",
    ),
    (
        "metonym",
        "<place metonym=yes>Moscow</place> said <casualty place=none low=5>five men were killed</casualty>.",
    ),
    (
        "the sentence before",
        "Rockets hit a market in <place>Sirte</place> at noon. <casualty place=Sirte low=9>Nine people were killed</casualty>, a doctor said.",
    ),
    (
        "the claim before",
        "<casualty place=Sirte low=4>Four men were killed</casualty> in <place>Sirte</place>. The market burned all night. "
        "<casualty place=Sirte low=9 outcome=injured>Nine others were wounded</casualty>.",
    ),
    (
        "the last of two events",
        "<casualty place=Sirte low=4>Four men were killed</casualty> in <place>Sirte</place>. A drone struck a bus in <place>Derna</place>. "
        "<casualty place=Derna low=2>Two women died</casualty>.",
    ),
    (
        "the event and not where the source sits",
        "Rockets hit <place>Sirte</place>. A spokesman spoke to reporters in <place>Tunis</place>. "
        "<casualty place=Sirte low=9>Nine people were killed</casualty>.",
    ),
    (
        "another event than before",
        "Rockets hit a market in <place>Sirte</place>. <casualty place=none low=9>Nine people were killed</casualty> in a separate attack.",
    ),
    (
        "another day than before",
        "Rockets hit a market in <place>Sirte</place> on Monday. <casualty place=none low=9>Nine people were killed</casualty> on Friday.",
    ),
    (
        "long ago",
        "Rockets hit a market in <place>Sirte</place>. <casualty place=none low=9>Nine people were killed</casualty> last year.",
    ),
    (
        "a total after an event",
        "Rockets hit a market in <place>Sirte</place>. In all <casualty place=none scope=cumulative low=900>900 people have been "
        "killed</casualty> since March.",
    ),
    (
        "too long after",
        "Rockets hit a market in <place>Sirte</place>. Prices rose. Shops shut. Schools shut. Buses stopped. Trains stopped. "
        "Banks shut. Bread was dear. Fuel was dear. Nobody swept the streets. "
        "<casualty place=none low=9>Nine people were killed</casualty>.",
    ),
    ("origin", "<casualty place=none low=5>Five men from <place>Chad</place> were killed</casualty>."),
    (
        "next sentence",
        "<casualty place=none low=5>Five men were killed</casualty>. Stalls stood in <place>Lviv</place>.",
    ),
    (
        "where the mourners stand",
        "Shoes stood in <place>Lviv</place> for <casualty place=none low=9>nine men who were killed</casualty>.",
    ),
    (
        "place that a clause describes",
        "A missile fell on <place>Ganja</place>, where <casualty place=Ganja low=10>ten people died</casualty>.",
    ),
    (
        "first of two places",
        "They turned to the bombing of <place>Kyiv</place> and <place>Kharkiv</place>, "
        "<casualty place=Kyiv low=9>killing nine men</casualty>.",
    ),
    (
        "two origins",
        "<casualty place=none low=5>Five men from <place>Chad</place> and <place>Niger</place> "
        "were killed</casualty>.",
    ),
    (
        "place of the attack before a semicolon",
        "Rockets hit a bus in <place>Reyhanli</place>; <casualty place=Reyhanli low=9>nine passengers died</casualty>.",
    ),
    (
        "place of the attack before a semicolon, of two harms",
        "Jets bombed <place>Sirte</place> at dawn; <casualty place=Sirte low=4>four women were killed</casualty> and "
        "<casualty place=Sirte outcome=injured low=11>eleven hurt</casualty>.",
    ),
    (
        "no attack before a semicolon",
        "The minister spoke in <place>Geneva</place>; <casualty place=none low=5>five soldiers were killed</casualty>.",
    ),
    (
        "an attack elsewhere before a semicolon",
        "Rockets hit a bus in <place>Sirte</place>; <casualty place=none low=9>nine people died</casualty> elsewhere.",
    ),
    (
        "an event of its own after a semicolon",
        "Rockets hit <place>Sirte</place>; <casualty place=none low=9>nine men died</casualty> when a ferry sank.",
    ),
    (
        "a total after an attack",
        "Rockets hit <place>Sirte</place>; <casualty place=none scope=cumulative low=9000>9,000 people have died</casualty> "
        "since October.",
    ),
    (
        "place that stands behind both harms",
        "<casualty place=Homs low=1>A guard was killed</casualty> and <casualty place=Homs outcome=injured low=2>two "
        "clerks were injured</casualty> on Tuesday when gunmen drove up to a bank near <place>Homs</place>.",
    ),
    (
        "place behind a state after a harm",
        "<casualty place=Homs low=1>One woman died</casualty> and her <casualty place=Homs outcome=injured low=3>three "
        "children were pulled out alive but injured</casualty> in <place>Homs</place>.",
    ),
    (
        "place of the second harm alone",
        "<casualty place=none low=5>Five men died</casualty> when a bridge fell, and in <place>Homs</place> "
        "<casualty place=Homs outcome=injured low=2>two were hurt</casualty>.",
    ),
    (
        "a town without its name",
        "A bomb went off in <place>Homs</place> and <casualty place=none low=3>three men were shot</casualty> in the capital.",
    ),
    (
        "where, after a distance",
        "The army shelled <place>Homs</place>, 90 km to the north, where rescuers reported "
        "<casualty place=Homs low=8>eight deaths</casualty>.",
    ),
    (
        "so far from a town",
        "A drone fell 10 km from <place>Homs</place> without causing "
        "<casualty place=Homs low=0 polarity=negated>casualties</casualty>.",
    ),
    (
        "a people from somewhere",
        "<casualty place=none low=10>Ten miners from <place>Homs</place> were killed</casualty>.",
    ),
    (
        "during an evacuation",
        "The evacuation of the sick from <place>Homs</place> ended with <casualty place=Homs low=2>two deaths</casualty>.",
    ),
    (
        "families speak of where they live",
        "<by of=1>Families in <place>Homs</place></by> say <said id=1><casualty place=Homs low=7>seven men burned to "
        "death</casualty></said>.",
    ),
    (
        "officials speak of elsewhere",
        "<by of=1>Officials in <place>Geneva</place></by> say <said id=1><casualty place=none low=7>seven men burned to "
        "death</casualty></said>.",
    ),
    (
        "where a source is based",
        "A monitor based in <place>Britain</place> counted <casualty place=none low=7>seven deaths</casualty>.",
    ),
    (
        "where the wounded were received",
        "Hospitals in <place>Goma</place> received <casualty place=Goma outcome=injured low=2000>2,000 wounded</casualty>.",
    ),
    (
        "place of a commander who speaks",
        "<casualty place=Homs low=1 outcome=injured>The commander, who was wounded</casualty> in <place>Homs</place>, said <casualty place=none low=5>five men died</casualty>.",
    ),
    (
        "figures with places",
        "<casualty place=Sumy low=6 part=no>Six were killed</casualty> in <place>Sumy</place>, "
        "<casualty place=Kherson low=3 part=no>three</casualty> in <place>Kherson</place> and <casualty place=Odesa low=1 "
        "part=no>one</casualty> in <place>Odesa</place>.",
    ),
    (
        "a figure with a place after its source",
        "<casualty place=Homs low=2>Two people were killed</casualty> in <place>Homs</place>, the governor said, and "
        "<casualty place=Hama low=5>five</casualty> in <place>Hama</place>.",
    ),
    (
        "figures with places, of a total",
        "<casualty place=none low=14 part=no>Some 14 men were killed</casualty> across the country: "
        "<casualty place=Homs low=5 part=yes>five</casualty> in <place>Homs</place> and <casualty place=Hama low=9 "
        "part=yes>nine</casualty> in <place>Hama</place>.",
    ),
    (
        "so many in one place alone",
        "The riots left <casualty place=none low=1000>1,000 people dead</casualty>, "
        "<casualty place=Homs low=600 part=yes>600</casualty> in <place>Homs</place> alone.",
    ),
    (
        "houses with a place",
        "The raid <casualty place=Homs low=6>killed six men</casualty> in <place>Homs</place> and 40 houses in "
        "<place>Hama</place> burned.",
    ),
    (
        "years with a place",
        "He <casualty place=Homs low=6>killed six men</casualty> in <place>Homs</place> and spent two years in a cell.",
    ),
    (
        "an attack in which",
        "He saw the attack on a convoy near <place>Homs</place>, in which <casualty place=Homs low=2>two men were "
        "killed</casualty>.",
    ),
    (
        "police speak of where they serve",
        "<by of=1>Police in <place>Homs</place></by> said <said id=1>the bomb <casualty place=Homs low=9>killed "
        "nine</casualty></said>.",
    ),
    (
        "what the same men did there",
        "Troops <casualty place=Homs low=30>killed 30 rebels</casualty>, destroyed a camp and freed two guards in "
        "<place>Homs</place>.",
    ),
    (
        "others of them nursed elsewhere",
        "<casualty place=none outcome=injured low=9>Nine men were hurt</casualty>; <casualty outcome=injured low=4>four of them are in intensive care</casualty> in "
        "<place>Lviv</place>.",
    ),
    (
        "where others gave themselves up",
        "<casualty place=none outcome=injured low=9>Nine men were hurt</casualty> and flown out, and <casualty place=Habur "
        "outcome=captured low=5>five rebels surrendered</casualty> at <place>Habur</place>.",
    ),
    (
        "where the dead were buried",
        "<casualty place=none low=1>The colonel was killed</casualty> and buried in <place>Homs</place>.",
    ),
    (
        "another's dead, after while",
        "<casualty place=Homs low=5>Five men were killed</casualty> in <place>Homs</place>, while the rebels put their "
        "own <casualty place=none low=26>dead at 26</casualty>.",
    ),
    (
        "places of the parts of a list",
        "Drones <casualty low=7>killed <casualty place=Sumy low=2 part=yes>a couple</casualty> in <place>Sumy</place>, "
        "<casualty place=Kherson low=1 part=yes>a driver</casualty> in <place>Kherson</place> and "
        "<casualty place=Odesa low=4 part=yes>four farmers</casualty></casualty> in <place>Odesa</place>.",
    ),
    (
        "rescued at sea",
        "Crews picked up a family near <place>Homs</place>; <casualty place=Homs low=0 polarity=negated>no "
        "deaths</casualty> were recorded.",
    ),
    (
        "the owner of an offensive",
        "<place>Russia</place>'s offensive <casualty place=none low=9>killed nine men</casualty>.",
    ),
    (
        "the owner of a town",
        "A blast in <place>Russia</place>'s south <casualty place=Russia low=9>killed nine men</casualty>.",
    ),
    (
        "a report that goes on",
        "<casualty place=Sumy low=9>Nine men died</casualty> in <place>Sumy</place>. "
        "<casualty place=Sumy low=4 outcome=injured>Four girls were hurt</casualty>.",
    ),
    (
        "a total in the next sentence",
        "<casualty place=Sumy low=9>Nine men died</casualty> in <place>Sumy</place>. <casualty place=none low=900 "
        "scope=cumulative>Some 900 people have died</casualty> since the spring.",
    ),
    (
        "a separate attack in the next sentence",
        "<casualty place=Sumy low=9>Nine men died</casualty> in <place>Sumy</place>. "
        "<casualty place=none low=4>Four girls were killed</casualty> in a separate attack.",
    ),
    (
        "another event in the next sentence",
        "<casualty place=Sumy low=9>Nine men died</casualty> in <place>Sumy</place>. "
        "<casualty place=none low=4>Four girls died</casualty> when a ferry sank.",
    ),
    (
        "a name without a mention in the next sentence",
        "<casualty place=Sumy low=9>Nine men died</casualty> in <place>Sumy</place>. "
        "<casualty place=none low=4>Four girls were killed</casualty> in Tavrivka.",
    ),
    (
        "battle for a place",
        "The battle for <place>Goma</place> left <casualty low=12 place=Goma>12 dead</casualty>.",
    ),
    (
        "place before a colon",
        "<place>Goma</place>: <casualty low=12 place=Goma>12 killed</casualty> in shelling",
    ),
]


@pytest.mark.parametrize("marked", marked_claims.cases(CASES))
def test_where_it_happened_is_read_as_marked(marked):
    expected, read = marked_claims.compared(marked)
    assert read == expected
