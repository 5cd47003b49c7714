"""Claims about casualties: asserted, denied or feared, of one event or of many."""

import pytest

from tests import marked_claims

CASES = [
    ("denied", "The army denied <casualty polarity=denied low=7>killing seven villagers</casualty>."),
    (
        "denied reports",
        "He rejected reports that <casualty polarity=denied low=7>seven villagers were killed</casualty>.",
    ),
    (
        "denied a part only",
        "The army denied responsibility for the <casualty polarity=asserted low=7>deaths of seven men</casualty>.",
    ),
    (
        "a number of this year that deaths raise",
        "The <casualty scope=cumulative low=41>killings bring to 41</casualty> the number of people killed on the delta this year.",
    ),
    (
        "a number of one raid that deaths raise",
        "Their <casualty scope=incident low=9>deaths bring to nine</casualty> the number of people killed in the raid.",
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
    (
        "worst night of the war",
        "It was the worst night of the war: <casualty scope=incident low=9>nine men died</casualty>.",
    ),
    ("incident", "<casualty scope=incident low=5>Five men were killed</casualty> when a shell fell."),
    ("since", "<casualty scope=cumulative low=900>900 people have been killed</casualty> since April."),
    ("so far", "<casualty scope=cumulative low=900>900 people have been killed</casualty> so far."),
    ("in the war", "<casualty scope=cumulative low=900>900 civilians have died</casualty> in the war."),
    ("this year", "<casualty scope=cumulative low=9>Nine reporters were killed</casualty> this year."),
    (
        "no losses among",
        "There were <casualty outcome=killed low=0 polarity=negated>no losses</casualty> among our troops.",
    ),
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
    (
        "one of three to die",
        "Amal was <casualty low=1 polarity=asserted>one of three siblings to die</casualty> in the blast.",
    ),
    (
        "prisoners of war",
        "<casualty scope=incident low=16>Sixteen prisoners of war were executed</casualty>.",
    ),
    (
        "let alone killed",
        "The ministry denied that its men had crossed the river, let alone <casualty polarity=denied low=40>killed 40 "
        "herders</casualty>.",
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
        "those displaced by now",
        "<casualty outcome=displaced scope=cumulative>Some 4,000 people are displaced</casualty>.",
    ),
    (
        "the worst in years",
        "<casualty low=9 scope=incident>Nine people dead</casualty>: worst attack in the valley in years",
    ),
    ("did not survive", "<casualty low=3 polarity=asserted>Three of the crew did not survive</casualty>."),
    (
        "a death that was not prevented",
        "The truce did not prevent the <casualty low=1 polarity=asserted>death of a boy</casualty>.",
    ),
]


@pytest.mark.parametrize("marked", marked_claims.cases(CASES))
def test_how_a_claim_is_meant_is_read_as_marked(marked):
    expected, read = marked_claims.compared(marked)
    assert read == expected
