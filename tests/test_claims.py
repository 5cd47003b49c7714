"""Claims about casualties: whom which harm befell, in all the wordings that a report has for it."""

import pytest

from tests import marked_claims

CASES = [
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
    ("a town that is captured", "They fled <place>Harbour</place>, which has been captured."),
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
        "people of two bodies",
        "<casualty low=13>Thirteen soldiers of the mission and the regional force were killed</casualty>.",
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
    ("no losses of money", "There were no losses among the banks."),
    ("a figure of something else", "The budget doubled; the ministry put the figure at 12."),
    (
        "one of whom had something else to say",
        "They <casualty outcome=captured low=2>captured two soldiers</casualty>, one of whom had asked to go home.",
    ),
    (
        "of those inside",
        "<casualty low=40>Forty people died</casualty>; 14 of those inside got out.",
    ),
    (
        "most of them",
        "Most of the <casualty low=1400>1,400 people killed</casualty> in the riots were shot.",
    ),
    ("a man with the name of a town", "<casualty low=1>Mr <place>Orlov</place>, 61, was killed</casualty>."),
    ("out of ten", "Eight out of ten of those killed were girls."),
    ("out of fourteen", "<casualty low=12>Twelve of the 14 crew died</casualty>."),
    (
        "some of the counted are missing",
        "<casualty outcome=missing low=10>Ten of the 14 sailors are missing</casualty>.",
    ),
    ("closer to", "The blast <casualty low=600 qualifier=about>killed closer to 600 people</casualty>."),
    (
        "a subject hung on a place, of a death",
        "Soldiers <casualty low=1>killed a boy</casualty> in <place>Homs</place>, and <casualty low=1>a girl died</casualty> "
        "of wounds.",
    ),
    (
        "shot and wounded is one harm",
        "<casualty low=1 outcome=injured>A guard was shot and wounded</casualty>.",
    ),
    ("to die for", "It was a view to die for."),
    ("half of the dead", "More than half of the dead were girls."),
    ("shot prisoners", "Soldiers <casualty outcome=killed low=3>shot three prisoners</casualty>."),
    ("shot protesters", "Soldiers <casualty outcome=casualties low=3>shot three protesters</casualty>."),
    ("an army so strong", "They raided the villages of the 10,000-strong tribe."),
    ("the first to die", "They were the first sailors to lose their lives in the strait."),
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
    ("every one of", "The guards <casualty low=8>shot dead every one of the eight prisoners</casualty>."),
    ("a list with colons", "<casualty low=9>Dead: nine</casualty>."),
    ("unknown whether", "It is not clear whether anyone was killed."),
    ("captives that are free", "The 20 hostages were released on Monday."),
    (
        "as were",
        "<casualty low=8>Eight soldiers were killed</casualty>, as were <casualty low=5>five cooks</casualty>.",
    ),
    ("hundreds may have", "<casualty low=100>Hundreds may have died</casualty> in the siege."),
    ("a family and its number", "<casualty low=14>The whole family, 14 people, was killed</casualty>."),
    (
        "wounded that a clinic received",
        "The clinic received <casualty outcome=injured low=30>30 wounded</casualty>.",
    ),
    ("transitive", "The junta <casualty outcome=missing low=43>disappeared 43 students</casualty>."),
    ("survived but wounded", "<casualty outcome=injured low=1>A guard survived but was wounded</casualty>."),
    ("named with an age", "<casualty low=1>Olena, 34, was killed</casualty> at her desk."),
    (
        "shot men dead",
        "Soldiers <casualty outcome=killed low=12>shot 12 men dead</casualty>, residents said.",
    ),
    ("captives that troops freed", "The raid freed 12 kidnapped girls."),
    ("bodies that act", "Three bodies advise the ministry."),
    ("among the dead, but alive", "A clerk hid for 12 hours among the dead."),
    ("a victim that is not named", "The 12th victim has not been named."),
    ("a rate", "The region has 14 deaths per 1,000 births."),
    ("off-duty", "<casualty low=9>Nine off-duty soldiers were killed</casualty>."),
    ("killing in a heading", "<casualty low=2>Killing of two envoys</casualty> condemned"),
]


@pytest.mark.parametrize("marked", marked_claims.cases(CASES))
def test_whom_a_harm_befell_is_read_as_marked(marked):
    expected, read = marked_claims.compared(marked)
    assert read == expected
