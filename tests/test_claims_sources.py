"""Claims about casualties: who says so, on which day it was, and what did the harm."""

import pytest

from tests import marked_claims

CASES = [
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
    (
        "sent to hospital",
        "The fire <casualty outcome=injured low=6 source=none>sent six people to hospital</casualty>.",
    ),
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
        "twice the number first announced",
        'The strike <casualty low=47 source="a review">killed 47 people</casualty>, more than twice the number first '
        "announced, according to a review.",
    ),
    (
        "a source behind the dash of a list",
        "- OHCHR verified <casualty source=OHCHR low=9>nine deaths</casualty>.",
    ),
    (
        "by a count in commas",
        'The fighting has <casualty low=73 source="the army" cause="The fighting">claimed, by the army\'s count, the '
        "lives of 73 soldiers</casualty>.",
    ),
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
    (
        "agent",
        '<casualty cause="a Russian airstrike" low=5>Five men were killed</casualty> by a Russian airstrike.',
    ),
    (
        "cause in a participle",
        'A car bomb exploded, <casualty cause="A car bomb" low=5>killing five men</casualty>.',
    ),
    (
        "a source in a tag that follows a place",
        '<casualty source="an inspector">Seven men died</casualty> of their wounds in <place>Kano</place>, '
        "an inspector told reporters on Friday.",
    ),
    (
        "source after a colon",
        "Raid <casualty low=12 source=police>kills 12</casualty>: police",
    ),
]


@pytest.mark.parametrize("marked", marked_claims.cases(CASES))
def test_source_day_and_cause_are_read_as_marked(marked):
    expected, read = marked_claims.compared(marked)
    assert read == expected
