"""Claims about casualties: how many they count, and which of them are parts of others."""

import pytest

from tests import marked_claims

CASES = [
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
    (
        "the dead and disappeared",
        "A commission put the number of <casualty low=69280>dead and disappeared at 69,280</casualty>.",
    ),
    (
        "a mother of four",
        "It <casualty low=2>killed <casualty low=1 part=yes>a mother</casualty> of four and <casualty low=1 part=yes>her "
        "nephew</casualty></casualty>.",
    ),
    (
        "people of one body and more people",
        "<casualty low=15><casualty low=13 part=yes>Thirteen soldiers</casualty> of the mission and <casualty low=2 "
        "part=yes>two drivers</casualty> were killed</casualty> there.",
    ),
    (
        "one of whom was",
        "They <casualty outcome=captured low=2>captured two soldiers</casualty>, <casualty outcome=captured low=1 "
        "part=yes>one</casualty> of whom was a medic.",
    ),
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
    (
        "a toll since a month",
        "The raids brought the <casualty low=52400>toll since October 2023 to 52,400</casualty>.",
    ),
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
        "the dead and the wounded",
        "The ministry put the <casualty low=9>dead at nine</casualty> and the <casualty outcome=injured low=20>wounded "
        "at 20</casualty>.",
    ),
    (
        "a toll of the wounded",
        "The blast brought the wounded <casualty outcome=injured low=12>toll to 12</casualty>.",
    ),
    (
        "six, among them a baby",
        "<casualty low=6>Six members of one family, among them <casualty low=1 part=yes>a baby</casualty> of nine "
        "months, were murdered</casualty> in <place>Homs</place>.",
    ),
    (
        "medics among them",
        "<casualty low=6>Six people, <casualty low=2 part=yes>two medics</casualty> among them, were killed</casualty>.",
    ),
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
    ("ran over", "Tanks <casualty low=2 high=2>ran over two children</casualty>."),
    (
        "two subjects that are one list",
        "<casualty low=2><casualty low=1 part=yes>A colonel</casualty> and "
        "<casualty low=1 part=yes>his aide</casualty> died</casualty> when a scooter blew up.",
    ),
    ("the number killed", "The raid brought to <casualty low=14>14 the number killed</casualty> in May."),
    ("a figure after a toll", "A monitor gave a higher <casualty low=61>toll, 61</casualty>."),
    (
        "a figure that a toll has passed",
        "The toll surpassed the <casualty low=61 qualifier=exact>61 deaths</casualty> of July.",
    ),
    (
        "along with",
        "<casualty low=3><casualty low=1 part=yes>A judge</casualty> was killed along with "
        "his <casualty low=2 part=yes>two sons</casualty></casualty>.",
    ),
    ("the dead at a figure", "The mayor put the <casualty low=45>dead at 45</casualty>."),
    (
        "the dead and a colon",
        "The <casualty low=3>dead: three sergeants</casualty>.",
    ),
]


@pytest.mark.parametrize("marked", marked_claims.cases(CASES))
def test_counts_and_parts_are_read_as_marked(marked):
    expected, read = marked_claims.compared(marked)
    assert read == expected
