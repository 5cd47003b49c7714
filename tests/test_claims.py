"""Claims about casualties, written with inline markup: what is counted, how it is meant, what it is attached to."""

from functools import cache

import pytest

from lib import language
from lib.casualties import find_casualties
from lib.layout import read_layout
from lib.records import PlaceMention, Speaker, Statement
from tests import build, markup


def claims_of(marked):
    """The text, the marked casualties, and the mentions found with the marked places and statements.

    ``casualty`` marks count to harm; ``place`` a toponym; ``said`` a statement, ``by`` its speaker.
    """
    text, marks = markup.read(marked)
    places = tuple(
        PlaceMention(
            m.start,
            m.end,
            m.text,
            build.HARBOUR,
            "metonym" if "metonym" in m.attributes else "literal",
            1.0,
            "",
        )
        for m in marks
        if m.name == "place"
    )
    speakers = {m.attributes["of"]: m for m in marks if m.name == "by"}
    statements = tuple(
        Statement(
            m.start,
            m.end,
            m.text,
            "indirect",
            Speaker(by.attributes.get("name", by.text), by.start, by.end, by.text, "named"),
            None,
        )
        for m in marks
        if m.name == "said" and (by := speakers[m.attributes["id"]])
    )
    found = list(
        find_casualties(
            parsed()[text], read_layout(text), places=places, statements=statements, published="2026-03-14"
        )
    )
    return [m for m in marks if m.name == "casualty"], found, places


def shown(mention, places):
    """A mention as the attributes that a mark may have."""
    count = mention.count
    return {
        "outcome": mention.outcome,
        "low": str(count.low),
        "high": str(count.high),
        "qualifier": count.qualifier,
        "polarity": mention.polarity,
        "scope": mention.scope,
        "place": places[mention.place].text if mention.place is not None else "none",
        "source": mention.source.name if mention.source else "none",
        "cause": mention.cause.text if mention.cause else "none",
        "date": str(mention.date.value) if mention.date else "none",
        "group": str(mention.victims.group) if mention.victims else "none",
        "part": "yes" if mention.subset_of is not None else "no",
        "trigger": mention.trigger.text,
    }


CASES = [
    # structure
    ("passive", "<casualty low=12 high=12>12 farmers were killed</casualty> near the dam."),
    ("active", 'The raid <casualty outcome=killed low=3 cause="The raid">killed three farmers</casualty>.'),
    ("reduced clause", "Relatives of <casualty low=40>40 people killed</casualty> in the market marched."),
    ("relative clause", "The <casualty low=5>five men who were killed</casualty> were cousins."),
    (
        "killed by",
        '<casualty low=1 qualifier=implicit cause="a sniper">A baker was killed</casualty> by a sniper.',
    ),
    ("heading", "Gunmen <casualty low=7>kill seven</casualty> in raid on village"),
    (
        "heading, participle",
        "<casualty low=12>12 killed</casualty>, <casualty outcome=injured low=30>30 hurt</casualty> in market blast",
    ),
    ("list", "* <casualty outcome=killed low=4>4 dead</casualty>"),
    (
        "left dead",
        "The blast left <casualty low=20>20 people dead</casualty> and <casualty outcome=injured low=30>30 wounded</casualty>.",
    ),
    ("found dead", "<casualty low=2>Two brothers were found dead</casualty> in a well."),
    ("among the dead", "<casualty low=1 group=journalists>A photographer was among the dead</casualty>."),
    ("event noun", "The <casualty low=7>killing of seven villagers</casualty> shook the valley."),
    ("death of a name", "The <casualty low=1>death of Maria Lopez</casualty> shook the valley."),
    (
        "counted deaths",
        'The clinic recorded <casualty low=12 source="The clinic">12 deaths</casualty> in May.',
    ),
    ("bodies", "They found the <casualty low=6>bodies of six men</casualty> in a pit."),
    ("lives", "The siege <casualty low=300>cost 300 lives</casualty>."),
    ("lost his life", "<casualty low=1 qualifier=implicit>A shopkeeper lost his life</casualty>."),
    ("shot dead", "Police <casualty low=3>shot dead three men</casualty>."),
    (
        "shared object",
        "They <casualty outcome=captured low=1>kidnapped and <casualty outcome=killed low=1>killed a judge</casualty></casualty>.",
    ),
    (
        "killed or wounded",
        "<casualty outcome=casualties low=30>Some 30 soldiers were killed or wounded</casualty>.",
    ),
    (
        "ellipsis",
        "<casualty low=1>One man was killed</casualty> and <casualty outcome=injured low=2>two wounded</casualty>.",
    ),
    (
        "another",
        "<casualty low=1>One man was killed</casualty> and <casualty outcome=injured low=1>another wounded</casualty>.",
    ),
    ("taken hostage", "Rebels <casualty outcome=captured low=9>took nine nurses hostage</casualty>."),
    (
        "displaced",
        "The flood of fighting <casualty outcome=displaced low=3000>displaced 3,000 people</casualty>.",
    ),
    ("missing", "<casualty outcome=missing low=8>Eight miners are still missing</casualty>."),
    ("single by name", "<casualty low=1>Colonel Ivan Petrov was killed</casualty> in the attack."),
    ("family of five", "<casualty low=5>A family of five was killed</casualty>."),
    ("couple", "<casualty low=2>An elderly couple died</casualty> in the fire."),
    (
        "critical condition",
        "The blast left <casualty outcome=injured low=6>six people in critical condition</casualty>.",
    ),
    ("listed as missing", "<casualty outcome=missing low=15>15 people are listed as missing</casualty>."),
    ("in captivity", "<casualty outcome=captured low=9>Nine monks remain in captivity</casualty>."),
    ("lost a relative", "A shopkeeper <casualty outcome=killed low=1>lost his wife</casualty> in the raid."),
    ("lost his own men", "The brigade <casualty outcome=killed low=20>lost 20 men</casualty>."),
    ("fatally", "<casualty outcome=killed low=3>Three teenagers were fatally shot</casualty>."),
    ("the graver harm", "<casualty outcome=killed low=30>30 men were rounded up and executed</casualty>."),
    (
        "those named after a passive",
        "<casualty low=4>Killed in the strike were <casualty low=1 part=yes>a cook</casualty>, "
        "<casualty low=1 part=yes>a guard</casualty> and <casualty low=2 part=yes>two clerks</casualty></casualty>.",
    ),
    (
        "list before its subject",
        "<casualty low=32><casualty low=18 part=yes>Eighteen Swedes</casualty>, "
        "<casualty low=11 part=yes>eleven Danes</casualty> and <casualty low=3 part=yes>three Finns</casualty> "
        "drowned</casualty> off the coast.",
    ),
    (
        "believed to be",
        "<casualty low=30 high=None>At least 30 people believed to be farmers were killed</casualty>.",
    ),
    (
        "count in an aside",
        "<casualty low=60 high=None>Fighters from both sides, at least 60 in all, were killed</casualty>.",
    ),
    # counts
    ("at least", "<casualty low=12 high=None qualifier=at_least>At least 12 people died</casualty>."),
    ("up to", "<casualty low=None high=40 qualifier=at_most>Up to 40 people died</casualty>."),
    ("dozens", "<casualty low=12 high=None qualifier=vague>Dozens were killed</casualty>."),
    ("range", "<casualty low=3 high=5 qualifier=range>Three to five men died</casualty>."),
    ("none", "<casualty outcome=injured low=0 high=0 polarity=negated>No one was hurt</casualty>."),
    (
        "no casualties",
        "There were <casualty outcome=casualties low=0 high=0 polarity=negated>no casualties</casualty>.",
    ),
    ("toll", 'The <casualty low=32 trigger="death toll">death toll rose to 32</casualty> from 18.'),
    (
        "toll surpassed",
        "The <casualty low=500 high=None qualifier=at_least>death toll has passed 500</casualty>.",
    ),
    (
        "number of",
        "The number of <casualty low=112 scope=cumulative group=children>children killed in the war rose to 112</casualty>.",
    ),
    (
        "no reports of",
        "There were <casualty outcome=casualties low=0 polarity=negated>no reports of casualties</casualty>.",
    ),
    (
        "toll with an earlier figure in a clause",
        "The official <casualty low=26>toll, which had stood at 19, was raised to 26</casualty>.",
    ),
    ("bare plural", "<casualty low=None high=None>Civilians were killed</casualty> in the raid."),
    # parts
    (
        "sum",
        "<casualty low=6 part=no><casualty low=4 part=yes>Four soldiers</casualty> and <casualty low=2 part=yes>two civilians</casualty> were killed</casualty>.",
    ),
    (
        "including",
        "<casualty low=28 part=no>28 people, including <casualty low=3 part=yes group=children>three children</casualty>, were killed</casualty>.",
    ),
    (
        "of them",
        "<casualty low=28>28 people were killed</casualty>, <casualty low=3 part=yes>three of them children</casualty>.",
    ),
    (
        "among the killed",
        "<casualty low=9 part=yes>Nine marines</casualty> were among <casualty low=40>40 people killed</casualty>.",
    ),
    (
        "share of the dead",
        "<casualty low=3 part=yes>Three</casualty> of the <casualty low=9>nine dead</casualty> were children.",
    ),
    ("apposition", "<casualty low=6>Six refugees, two women and four girls, were killed</casualty>."),
    (
        "list of persons",
        "It <casualty low=7>killed <casualty low=1 part=yes>a mother</casualty>, her <casualty low=3 part=yes>three sons</casualty> and <casualty low=3 part=yes>three neighbours</casualty></casualty>.",
    ),
    # polarity
    ("denied", "The army denied <casualty polarity=denied low=7>killing seven villagers</casualty>."),
    (
        "denied reports",
        "He rejected reports that <casualty polarity=denied low=7>seven villagers were killed</casualty>.",
    ),
    (
        "denied a part only",
        "The army denied responsibility for the <casualty polarity=asserted low=7>deaths of seven men</casualty>.",
    ),
    ("could", "Another strike could <casualty polarity=hypothetical low=20>kill 20 people</casualty>."),
    (
        "would have",
        "<casualty polarity=hypothetical low=40>Forty children would have been killed</casualty>.",
    ),
    ("may have", "<casualty polarity=asserted low=40>Forty men may have drowned</casualty>."),
    ("if", "If <casualty polarity=hypothetical low=5>five hostages are killed</casualty>, talks will end."),
    ("threatened", "They threatened to <casualty polarity=hypothetical low=17>kill 17 hostages</casualty>."),
    (
        "investigated, not imagined",
        "He pledged to investigate the <casualty polarity=asserted low=56>killing of 56 people</casualty>.",
    ),
    ("not killed", "<casualty polarity=negated low=0 high=0>The mayor was not killed</casualty>."),
    (
        "not confirmed is not denied",
        "The army did not confirm the <casualty polarity=asserted low=30>death of 30 soldiers</casualty>.",
    ),
    (
        "untrue that",
        "It is untrue that <casualty polarity=denied outcome=captured low=9>nine men were captured</casualty>.",
    ),
    # scope
    (
        "worst night of the war",
        "It was the worst night of the war: <casualty scope=incident low=9>nine men died</casualty>.",
    ),
    ("incident", "<casualty scope=incident low=5>Five men were killed</casualty> when a shell fell."),
    ("since", "<casualty scope=cumulative low=900>900 people have been killed</casualty> since April."),
    ("so far", "<casualty scope=cumulative low=900>900 people have been killed</casualty> so far."),
    ("in the war", "<casualty scope=cumulative low=900>900 civilians have died</casualty> in the war."),
    ("this year", "<casualty scope=cumulative low=9>Nine reporters were killed</casualty> this year."),
    # place
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
    # place: what a claim's own clause leaves open
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
    # source
    (
        "in a statement",
        '<by of=1>The mayor</by> said <said id=1><casualty source="The mayor" low=5>five men were killed</casualty></said>.',
    ),
    (
        "resolved speaker",
        '<by of=1 name="Ana Ruiz">She</by> said <said id=1><casualty source="Ana Ruiz" low=5>five men were killed</casualty></said>.',
    ),
    (
        "according to",
        '<casualty source="two doctors" low=5>Five men were killed</casualty>, according to two doctors.',
    ),
    (
        "second source with a bare figure",
        'Police said <casualty source=Police low=2>two men had died</casualty>, while the union spoke of <casualty source="the union" low=5>five</casualty>.',
    ),
    ("before a colon", "Police: <casualty source=Police low=12>12 dead</casualty> in bus crash"),
    (
        "by whose count",
        'By the count of the rebels, <casualty source="the rebels" low=5>five men were killed</casualty>.',
    ),
    (
        "responsibility is no toll",
        "The rebels claimed responsibility for the attack that <casualty source=none low=5>killed five men</casualty>.",
    ),
    (
        "report's own voice",
        "Aid agencies are kept out. It comes as <casualty source=none low=5>five men were killed</casualty>.",
    ),
    (
        "two subjects around a semicolon",
        "A boat capsized near <place>Homs</place>; <casualty place=Homs low=12>12 passengers drowned</casualty>.",
    ),
    # people only
    ("a town that is captured", "They fled <place>Harbour</place>, which has been captured."),
    # wording that the parser takes for another
    (
        "a participle taken for an adjective",
        "He said that <casualty low=4>four of the attackers were neutralised</casualty>.",
    ),
    (
        "a subject hung on a place",
        "<casualty low=1>One driver was stabbed to death</casualty> near <place>Homs</place> and "
        "<casualty low=1 outcome=injured>a soldier was lightly wounded</casualty> by a stone.",
    ),
    ("died saving", "<casualty low=1>A teacher died</casualty> shielding her pupils from the blast."),
    ("dying to", "The guards were dying to leave."),
    (
        "the dead and disappeared",
        "A commission put the number of <casualty low=69280>dead and disappeared at 69,280</casualty>.",
    ),
    (
        "more",
        "<casualty low=9>Nine men died</casualty> and <casualty outcome=injured low=30>thirty more were rushed to "
        "hospital</casualty>.",
    ),
    (
        "taken prisoner without a noun",
        "They <casualty low=70>killed 70 soldiers</casualty> and <casualty outcome=captured low=5>took five "
        "prisoner</casualty>.",
    ),
    (
        "shot dead in the arms of another",
        "<casualty low=1 outcome=killed>A baby was shot dead</casualty> in his mother's arms.",
    ),
    (
        "one complement for two verbs",
        "<casualty low=40 outcome=killed>Forty people were burned or scalded to death</casualty>.",
    ),
    (
        "a mother of four",
        "It <casualty low=2>killed <casualty low=1 part=yes>a mother</casualty> of four and <casualty low=1 part=yes>her "
        "nephew</casualty></casualty>.",
    ),
    (
        "people of two bodies",
        "<casualty low=13>Thirteen soldiers of the mission and the regional force were killed</casualty>.",
    ),
    (
        "people of one body and more people",
        "<casualty low=15><casualty low=13 part=yes>Thirteen soldiers</casualty> of the mission and <casualty low=2 "
        "part=yes>two drivers</casualty> were killed</casualty> there.",
    ),
    ("a jail that holds", "The jail, built for 800, held 4,000."),
    (
        "a jail that holds prisoners",
        "The rebels <casualty outcome=captured low=40>held 40 nurses</casualty>.",
    ),
    (
        "in hospital",
        "The blast left <casualty outcome=injured low=10>ten guests in hospital</casualty>.",
    ),
    ("patients in hospital", "The minister visited ten patients in hospital."),
    (
        "no losses among",
        "There were <casualty outcome=killed low=0 polarity=negated>no losses</casualty> among our troops.",
    ),
    ("no losses of money", "There were no losses among the banks."),
    (
        "a figure without its harm",
        "Rebels said <casualty low=17>17 miners were killed</casualty>; police put the figure at "
        "<casualty low=11 source=police>eleven</casualty>.",
    ),
    (
        "a loss without its persons",
        "Rebels said <casualty low=58>58 soldiers were killed</casualty>; the army admitted the loss of "
        '<casualty low=23 source="the army">23</casualty>.',
    ),
    ("a figure of something else", "The budget doubled; the ministry put the figure at 12."),
    # what is said of some
    (
        "one of whom had something else to say",
        "They <casualty outcome=captured low=2>captured two soldiers</casualty>, one of whom had asked to go home.",
    ),
    (
        "one of whom was",
        "They <casualty outcome=captured low=2>captured two soldiers</casualty>, <casualty outcome=captured low=1 "
        "part=yes>one</casualty> of whom was a medic.",
    ),
    (
        "of those inside",
        "<casualty low=40>Forty people died</casualty>; 14 of those inside got out.",
    ),
    (
        "most of them",
        "Most of the <casualty low=1400>1,400 people killed</casualty> in the riots were shot.",
    ),
    # parts of a total that another sentence gives
    (
        "some of the dead",
        "<casualty low=30 part=no>Thirty people died</casualty> in the raid. "
        "<casualty low=13 part=yes>Thirteen of the dead</casualty> were monks.",
    ),
    (
        "those killed include",
        "The blast <casualty low=40 part=no>killed 40 people</casualty>. "
        "Those <casualty low=3 part=yes>killed include three nurses</casualty>.",
    ),
    (
        "more dead than the total before",
        "<casualty low=3 part=no>Three people died</casualty> at sea. "
        "<casualty low=13 part=no>Thirteen of the dead</casualty> of the war were monks.",
    ),
    (
        "a number of dead that rose",
        "<casualty low=50 part=no>Fifty people died</casualty> in May. "
        "The number of <casualty low=20 part=no>dead rose to 20</casualty> in June.",
    ),
    (
        "a toll that includes",
        "<casualty low=90 part=no>Ninety people died</casualty>. The <casualty low=31 part=yes>death toll included "
        "<casualty low=17 part=yes>17 officers</casualty> as well as <casualty low=14 part=yes>14 farmers</casualty></casualty>.",
    ),
    ("ages", "The dead were between the ages of 11 and 17."),
    (
        "a time inside a passive",
        "<casualty low=5>Five nurses were last weekend killed</casualty> in their clinic.",
    ),
    (
        "shooting at least",
        "Police stormed a mosque, fatally <casualty low=15 outcome=killed>shooting at least 15</casualty> in a night.",
    ),
    ("shooting at", "Police stormed a mosque, shooting at three men."),
    (
        "believed to be a people",
        "<casualty low=30>Some 30 people believed to be Fulanis have been killed</casualty>.",
    ),
    (
        "one figure or another",
        "<casualty low=7 high=7>Seven people (police) or fifteen people (witnesses) have been killed</casualty>.",
    ),
    (
        "five that are four and one",
        "<casualty low=5>Five people, four nationals and a foreigner, were on Friday killed</casualty>.",
    ),
    # polarity
    (
        "called a lie",
        'The commander called it "a lie" that his men <casualty polarity=denied low=9>executed nine miners</casualty>.',
    ),
    (
        "called a claim an invention",
        "He called the claim that <casualty polarity=denied low=60>60 people were killed</casualty> an invention.",
    ),
    (
        "called a tragedy",
        "He called the <casualty polarity=asserted low=60>deaths of 60 people</casualty> a tragedy.",
    ),
    (
        "might have died if",
        "If the tanker had burned, <casualty polarity=hypothetical low=20>scores might have died</casualty>.",
    ),
    (
        "might have died",
        "<casualty polarity=asserted low=40>Forty men might have died</casualty> in the mine.",
    ),
    # scope
    (
        "a fight of hours",
        "<casualty scope=incident low=200>200 men were killed</casualty> in the 24-hour offensive.",
    ),
    ("an offensive", "<casualty scope=cumulative low=200>200 men were killed</casualty> in the offensive."),
    ("as of", "As of 9 May, <casualty scope=cumulative low=200>200 men had been killed</casualty>."),
    (
        "so far, of a fight that began on a day",
        "The clash that broke out on Friday has so far <casualty scope=incident low=10>killed ten men</casualty>.",
    ),
    (
        "so far, of a war",
        "The war has so far <casualty scope=cumulative low=10>killed ten men</casualty>.",
    ),
    (
        "the dead and missing of many years",
        "They counted <casualty scope=cumulative low=900>900 dead</casualty> and missing in ten years of conflict.",
    ),
    # source
    (
        "whatever noun says it",
        'The commune says that <casualty source="The commune" outcome=missing low=26>26 men are missing</casualty>.',
    ),
    (
        "a source behind a semicolon",
        'The army said <casualty source="The army" low=9>nine men were killed</casualty>; Kano spoke of a lie.',
    ),
    (
        "a tag before a semicolon",
        '<casualty source="a news site" low=9>Nine men were killed</casualty> on Monday, a news site reported; the '
        "shops were shut.",
    ),
    (
        "a tag that begins with its verb",
        '<casualty source="the manager of the stadium" outcome=injured low=20>Twenty fans were hurt</casualty>, insisted the manager of the stadium.',
    ),
    (
        "a source of two figures",
        'The ministry counted <casualty source="The ministry" low=30>30 dead</casualty> and '
        '<casualty source="The ministry" outcome=injured low=100>100 wounded</casualty> by Monday.',
    ),
    # people only
    ("a man with the name of a town", "<casualty low=1>Mr <place>Orlov</place>, 61, was killed</casualty>."),
    # claims of a figure and a place alone
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
    # place: more of what a clause leaves open
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
    # counts and lists that the parser cuts
    (
        "a toll since a month",
        "The raids brought the <casualty low=52400>toll since October 2023 to 52,400</casualty>.",
    ),
    ("out of ten", "Eight out of ten of those killed were girls."),
    ("out of fourteen", "<casualty low=12>Twelve of the 14 crew died</casualty>."),
    (
        "some of the counted are missing",
        "<casualty outcome=missing low=10>Ten of the 14 sailors are missing</casualty>.",
    ),
    ("closer to", "The blast <casualty low=600 qualifier=about>killed closer to 600 people</casualty>."),
    (
        "a list cut into two objects",
        "It exploded, <casualty low=8>killing <casualty low=1 part=yes>a bride</casualty>, the <casualty low=1 "
        "part=yes>groom's father</casualty> and <casualty low=6 part=yes>six other guests</casualty></casualty>.",
    ),
    (
        "brought to so many the number",
        "The <casualty low=1>death of a boy</casualty> on Monday brought to <casualty low=22>at least 22 the number of "
        "people killed</casualty> since the vote.",
    ),
    (
        "a subject hung on a place, of a death",
        "Soldiers <casualty low=1>killed a boy</casualty> in <place>Homs</place>, and <casualty low=1>a girl died</casualty> "
        "of wounds.",
    ),
    (
        "shot and wounded is one harm",
        "<casualty low=1 outcome=injured>A guard was shot and wounded</casualty>.",
    ),
    (
        "one of three to die",
        "Amal was <casualty low=1 polarity=asserted>one of three siblings to die</casualty> in the blast.",
    ),
    ("to die for", "It was a view to die for."),
    (
        "prisoners of war",
        "<casualty scope=incident low=16>Sixteen prisoners of war were executed</casualty>.",
    ),
    (
        "let alone killed",
        "The ministry denied that its men had crossed the river, let alone <casualty polarity=denied low=40>killed 40 "
        "herders</casualty>.",
    ),
    ("half of the dead", "More than half of the dead were girls."),
    (
        "the dead and the wounded",
        "The ministry put the <casualty low=9>dead at nine</casualty> and the <casualty outcome=injured low=20>wounded "
        "at 20</casualty>.",
    ),
    (
        "sent to hospital",
        "The fire <casualty outcome=injured low=6 source=none>sent six people to hospital</casualty>.",
    ),
    ("shot prisoners", "Soldiers <casualty outcome=killed low=3>shot three prisoners</casualty>."),
    ("shot protesters", "Soldiers <casualty outcome=casualties low=3>shot three protesters</casualty>."),
    (
        "a toll of the wounded",
        "The blast brought the wounded <casualty outcome=injured low=12>toll to 12</casualty>.",
    ),
    ("an army so strong", "They raided the villages of the 10,000-strong tribe."),
    (
        "a source in an aside",
        '<casualty source="the Taliban" low=46>46 people were killed</casualty>, the Taliban said, most of them '
        "women; Islamabad said nothing.",
    ),
    (
        "what claims lives is no source",
        "The raid <casualty low=1 source=none>claimed the life of a docker</casualty>.",
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
        "twice the number first announced",
        'The strike <casualty low=47 source="a review">killed 47 people</casualty>, more than twice the number first '
        "announced, according to a review.",
    ),
    ("the first to die", "They were the first sailors to lose their lives in the strait."),
    (
        "six, among them a baby",
        "<casualty low=6>Six members of one family, among them <casualty low=1 part=yes>a baby</casualty> of nine "
        "months, were murdered</casualty> in <place>Homs</place>.",
    ),
    (
        "medics among them",
        "<casualty low=6>Six people, <casualty low=2 part=yes>two medics</casualty> among them, were killed</casualty>.",
    ),
    (
        "a fourth",
        "<casualty low=3>Three men were shot dead</casualty> and <casualty low=1>a fourth died</casualty> later.",
    ),
    ("a fourth of them", "A fourth of the crops died."),
    (
        "a heading of two passives",
        "<casualty low=1 outcome=killed>Mayor murdered</casualty>, <casualty low=3 outcome=injured>3 guards hurt</casualty> "
        "as gunmen raid town hall",
    ),
    (
        "a figure before an adjective",
        "<casualty low=9>Nine have been killed</casualty> and <casualty outcome=displaced low=12000000>12 million "
        "uprooted</casualty> by the war.",
    ),
    (
        "burns over their bodies",
        "<casualty outcome=injured low=4>Four women were burned</casualty> over most of their bodies.",
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
        "a source behind the dash of a list",
        "- OHCHR verified <casualty source=OHCHR low=9>nine deaths</casualty>.",
    ),
    # ages, ratios
    ("a 14-year-old", "<casualty low=1>A 14-year-old was stabbed to death</casualty>."),
    ("two 15-year-olds", "<casualty low=2>Two 15-year-olds were killed</casualty>."),
    ("an 800-year-old", "The raid killed an 800-year-old."),
    (
        "a man of 40",
        "It <casualty low=5>killed <casualty low=1 part=yes>a man</casualty> of 40, <casualty low=1 part=yes>a woman"
        "</casualty> of 38 and their <casualty low=3 part=yes>three children</casualty></casualty>.",
    ),
    ("a crew of 12", "<casualty low=12>A crew of 12 was killed</casualty>."),
    (
        "a father of three and others",
        "It <casualty low=3>killed <casualty low=1 part=yes>a father</casualty> of three and <casualty low=2 "
        "part=yes>two nurses</casualty></casualty>.",
    ),
    (
        "ages in an aside",
        "Her <casualty low=2>two sons, 11 and 14, were killed</casualty>.",
    ),
    ("one in five", "One in five soldiers sent to the front is killed."),
    ("some captives that are free", "The militia freed 20 of its 33 captives."),
    (
        "by a count in commas",
        'The fighting has <casualty low=73 source="the army" cause="The fighting">claimed, by the army\'s count, the '
        "lives of 73 soldiers</casualty>.",
    ),
    ("ran over", "Tanks <casualty low=2 high=2>ran over two children</casualty>."),
    # place: from the sentence before
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
    # date
    (
        "the day of those who speak of it",
        "On Monday the office had spoken of <casualty date=none low=900>at least 900 dead</casualty>.",
    ),
    (
        "the day on which a toll was put",
        "Officials put the <casualty date=none low=14>death toll at 14</casualty> on Friday.",
    ),
    (
        "the day of what is spoken of",
        "The office spoke of <casualty date=2026-03-09 low=900>900 people who died</casualty> on Monday.",
    ),
    ("weekday", "<casualty date=2026-03-12 low=5>Five men were killed</casualty> on Thursday."),
    ("its own weekday", "<casualty date=2026-03-14 low=5>Five men were killed</casualty> on Saturday."),
    ("full date", "<casualty date=1999-03-26 low=5>Five men were killed</casualty> on 26 March 1999."),
    ("year", "<casualty date=1995 low=5>Five men were killed</casualty> in 1995."),
    (
        "day of the statement",
        "Police said on Monday that <casualty date=2026-03-08 low=5>five men were killed</casualty> on Sunday.",
    ),
    # cause
    (
        "agent",
        '<casualty cause="a Russian airstrike" low=5>Five men were killed</casualty> by a Russian airstrike.',
    ),
    (
        "cause in a participle",
        'A car bomb exploded, <casualty cause="A car bomb" low=5>killing five men</casualty>.',
    ),
    ("every one of", "The guards <casualty low=8>shot dead every one of the eight prisoners</casualty>."),
    (
        "two subjects that are one list",
        "<casualty low=2><casualty low=1 part=yes>A colonel</casualty> and "
        "<casualty low=1 part=yes>his aide</casualty> died</casualty> when a scooter blew up.",
    ),
    ("a list with colons", "<casualty low=9>Dead: nine</casualty>."),
    ("the number killed", "The raid brought to <casualty low=14>14 the number killed</casualty> in May."),
    ("a figure after a toll", "A monitor gave a higher <casualty low=61>toll, 61</casualty>."),
    (
        "a figure that a toll has passed",
        "The toll surpassed the <casualty low=61 qualifier=exact>61 deaths</casualty> of July.",
    ),
    ("no loss of life", "There was <casualty low=0 polarity=negated>no loss of life</casualty>."),
    (
        "without causing",
        "The drone fell in a field without causing "
        "<casualty outcome=casualties low=0 polarity=negated>casualties</casualty>.",
    ),
    (
        "nobody that might have been harmed",
        "The blast did not <casualty outcome=injured low=0 polarity=negated>harm anyone</casualty>.",
    ),
    ("unknown whether", "It is not clear whether anyone was killed."),
    ("captives that are free", "The 20 hostages were released on Monday."),
    (
        "at risk of dying",
        "The siege puts <casualty low=3000 polarity=hypothetical>3,000 people at risk of dying</casualty>.",
    ),
    (
        "what a weapon was used for",
        "Gunmen used machetes to <casualty low=12 polarity=asserted>kill 12 farmers</casualty>.",
    ),
    (
        "denied as a lie",
        "The report that <casualty low=40 polarity=denied>40 farmers died</casualty> is a lie, the army said.",
    ),
    (
        "a source in a tag that follows a place",
        '<casualty source="an inspector">Seven men died</casualty> of their wounds in <place>Kano</place>, '
        "an inspector told reporters on Friday.",
    ),
    (
        "those displaced by now",
        "<casualty outcome=displaced scope=cumulative>Some 4,000 people are displaced</casualty>.",
    ),
    (
        "the worst in years",
        "<casualty low=9 scope=incident>Nine people dead</casualty>: worst attack in the valley in years",
    ),
    (
        "along with",
        "<casualty low=3><casualty low=1 part=yes>A judge</casualty> was killed along with "
        "his <casualty low=2 part=yes>two sons</casualty></casualty>.",
    ),
    (
        "as were",
        "<casualty low=8>Eight soldiers were killed</casualty>, as were <casualty low=5>five cooks</casualty>.",
    ),
    ("did not survive", "<casualty low=3 polarity=asserted>Three of the crew did not survive</casualty>."),
    ("hundreds may have", "<casualty low=100>Hundreds may have died</casualty> in the siege."),
    ("the dead at a figure", "The mayor put the <casualty low=45>dead at 45</casualty>."),
    ("a family and its number", "<casualty low=14>The whole family, 14 people, was killed</casualty>."),
    (
        "wounded that a clinic received",
        "The clinic received <casualty outcome=injured low=30>30 wounded</casualty>.",
    ),
    ("transitive", "The junta <casualty outcome=missing low=43>disappeared 43 students</casualty>."),
    ("survived but wounded", "<casualty outcome=injured low=1>A guard survived but was wounded</casualty>."),
    ("named with an age", "<casualty low=1>Olena, 34, was killed</casualty> at her desk."),
    (
        "the dead and a colon",
        "The <casualty low=3>dead: three sergeants</casualty>.",
    ),
    (
        "shot men dead",
        "Soldiers <casualty outcome=killed low=12>shot 12 men dead</casualty>, residents said.",
    ),
    (
        "source after a colon",
        "Raid <casualty low=12 source=police>kills 12</casualty>: police",
    ),
    (
        "battle for a place",
        "The battle for <place>Goma</place> left <casualty low=12 place=Goma>12 dead</casualty>.",
    ),
    (
        "place before a colon",
        "<place>Goma</place>: <casualty low=12 place=Goma>12 killed</casualty> in shelling",
    ),
    ("captives that troops freed", "The raid freed 12 kidnapped girls."),
    ("bodies that act", "Three bodies advise the ministry."),
    ("among the dead, but alive", "A clerk hid for 12 hours among the dead."),
    ("a victim that is not named", "The 12th victim has not been named."),
    ("a rate", "The region has 14 deaths per 1,000 births."),
    (
        "a death that was not prevented",
        "The truce did not prevent the <casualty low=1 polarity=asserted>death of a boy</casualty>.",
    ),
    ("off-duty", "<casualty low=9>Nine off-duty soldiers were killed</casualty>."),
    ("killing in a heading", "<casualty low=2>Killing of two envoys</casualty> condemned"),
]


@cache
def parsed():
    texts = [markup.read(marked)[0] for _, marked in CASES]
    return dict(zip(texts, language.parse(texts), strict=True))


@pytest.mark.parametrize("marked", [pytest.param(text, id=name) for name, text in CASES])
def test_claims_are_read_as_marked(marked):
    marks, found, places = claims_of(marked)
    assert sorted(m.text for m in marks) == sorted(m.text for m in found)
    for mark in marks:
        (mention,) = (m for m in found if (m.start, m.end) == (mark.start, mark.end))
        read = shown(mention, places)
        assert {key: read[key] for key in mark.attributes} == mark.attributes
