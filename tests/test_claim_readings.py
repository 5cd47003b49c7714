"""What the sentences around a claim make of it: where it happened, whose it is, how it is meant, how many it counts."""

from functools import cache

import pytest

from lib import lexicon
from lib.analysis import analyze
from lib.harm.headings import Newsroom
from lib.records import Article

WHERE = {
    "unknown village": ("Gunmen attacked the village of Tilwa and killed 34 farmers.", "Tilwa"),
    "unknown name after near": ("Two guards were killed when a mine went off near Ivhian.", "Ivhian"),
    "unknown name said to be a village": (
        "Ten died when a shell fell on Hajar, a village in the hills.",
        "Hajar",
    ),
    "shared end": ("Six raiders were killed and four rifles recovered in Goma.", "Goma"),
    "set fire there": ("Raiders killed around 30 people and set fire to huts in Mopti.", "Mopti"),
    "town with its land": ("A strike on a school in Sudan's city of Kosti killed 15.", "Kosti"),
    "told of before a semicolon": (
        "Mud buried a post of the army in Tawang; 14 soldiers are missing.",
        "Tawang",
    ),
    "there": ("A stone at the harbour of Odesa names the 12 sailors killed there.", "Odesa"),
    "sentence before": ("Drones reached Sumy at dawn. Two nurses died in their flat.", "Sumy"),
    "attack before": ("The rebels shelled Taiz again. A mother and her son were killed.", "Taiz"),
    "dateline": (
        "KADUGLI, Sudan - Drones struck a hospital on Thursday. Nine people were killed.",
        "KADUGLI",
    ),
    "heading": ("Night of fire in Mariupol\n\nThe market burned. Nine people were killed.", "Mariupol"),
    "heading of dead": (
        "Nine dead as boat sinks off Sfax\n\nThe boat was full. Nine people drowned.",
        "Sfax",
    ),
    "heading of a log": (
        "Police log, Tumaco\n\nSaturday, 02:00. Nine people were hurt in a brawl.",
        "Tumaco",
    ),
    "dateline of an agency": (
        "MAIDUGURI, Nigeria (AP) - Gunmen opened fire at a wedding. Nine people were killed.",
        "MAIDUGURI",
    ),
    "dateline without its country": (
        "GOMA (Reuters) - Rebels attacked a bus. Nine people were killed.",
        "GOMA",
    ),
    "armed men came": ("The rebels came to Komanda at night. Nine people were killed.", "Komanda"),
    "soldiers advanced": ("Soldiers advanced into Bakhmut on Friday. Nine people were killed.", "Bakhmut"),
    "police were called": ("Police were called to a bar in Tumaco. Nine people had been shot.", "Tumaco"),
    "shots were heard": ("Residents heard shots in Jacmel. Nine people were killed.", "Jacmel"),
    "sirens": ("Sirens sounded in Haifa. Nine people were hurt.", "Haifa"),
    "mud": ("A mudslide covered a village near Manizales. Nine people died.", "Manizales"),
    "fire": ("Fire broke out in a hotel in Izmir. Nine people died.", "Izmir"),
    "broken into": (
        "Worshippers prayed in a church in Komanda when the rebels came. Nine people were killed.",
        "Komanda",
    ),
    "a shell landed": ("A shell landed in Sumy. Nine people were killed.", "Sumy"),
    "goes on to a day": (
        "Clashes broke out on Friday in Sweida. By Sunday 89 people had been killed.",
        "Sweida",
    ),
}
NOT_WHERE = {
    "treated elsewhere": "Twelve wounded men were treated in Kosti.",
    "buried elsewhere": "Twelve soldiers were killed at the front and buried in Lviv.",
    "home": "The group announced the deaths of three fighters from the village of Aitaroun.",
    "origin of captives": "Twenty drivers from Senegal are held by the rebels.",
    "what it led to": "The killing of 27 miners led to protests in Izmir.",
    "where others stayed": "The general was based in Kassala. Nine people died.",
    "seat of the source beside an unknown place": "Up to 20 men were killed in the raid on Savien, police in Goma said.",
    "part of the whole": "At least ten people were killed in strikes, including a medic in Tyre.",
    "a minister travelled": "The foreign minister travelled to Berlin for talks. Nine people were killed on Monday.",
    "a minister flew": "The minister flew to Paris. Nine people were killed in the strike.",
    "the dead were flown out": "The bodies were flown to Rome. Three aid workers died in the strike.",
    "the wounded were taken away": "The wounded were evacuated to Cairo. Nine people were killed.",
    "a match": "The match was played in Madrid. Nine people were killed.",
    "a court": "The court sentenced two men in The Hague. Nine people were killed.",
    "a minister reached a town": "The minister reached Berlin at dawn. Nine people were killed.",
    "a train reached a town": "The train reached Paris at noon. Nine people died in the strike.",
    "a king entered": "The king entered Madrid in a coach. Nine people were killed.",
    "a minister landed": "The minister landed in Berlin on Sunday. Nine people were killed.",
    "a jet landed": "A jet landed in Paris on Sunday. Nine people were killed.",
    "shares dropped": "Shares dropped in London. Nine people were killed.",
    "a deal was struck": "The two sides struck a deal in Doha. Nine people were killed.",
    "a president stayed": "The president was in Paris when the bomb went off. Nine people were killed.",
    "a war was discussed": "Leaders discussed the war in Berlin. Nine people were killed.",
    "a war was protested against": "Crowds protested against the war in Madrid. Nine people were killed.",
    "an attack was condemned": "The minister condemned the attack during a visit to Cairo. Nine people were killed.",
    "an attack was spoken of": "He gave a speech about the attack in Geneva. Nine people were killed.",
    "an operation was approved": "The operation was approved in Washington. Nine people were killed.",
    "diplomats gathered": "Diplomats gathered in Vienna. Nine people were killed on Monday.",
    "in the same sentence": "The minister flew to Paris; nine people were killed.",
    "heading of talks": "Peace talks open in Geneva\n\nNine people were killed on Monday.",
    "heading of a meeting": "Envoys to meet in Doha\n\nNine people were killed on Monday.",
    "heading of a visit": "Minister visits Ankara\n\nNine people were killed on Monday.",
    "heading of a trial": "Trial over bombing opens in Paris\n\nNine people were killed.",
    "heading of a march": "Thousands march against war in London\n\nNine people were killed.",
    "heading of a meeting about harm": "UN condemns strike at meeting in Geneva\n\nNine people were killed on Monday.",
    "dateline of a newsroom": "LONDON (Reuters) - Nine people were killed on Monday in an air strike.",
    "dateline of a newsroom and its country": "GENEVA, Switzerland - Nine people were killed on Monday.",
    "dateline read with the first words": "LONDON - Nine people died.",
    "dateline of a seat of the UN": "NEW YORK - At least 3,000 people were killed last week, the UN said.",
    "dateline and a body of the world": "GOMA - Nine people were killed last week, the UN said.",
    "dateline and another country": "GOMA - Rebels crossed from Rwanda. Nine people were killed.",
}
SOURCES = {
    "it": ("The ministry said 12 people had died. It had put the toll at nine on Monday.", "The ministry"),
    "they": ("Officials in Homs were silent. They had put the toll at nine.", "Officials in Homs"),
    "the group": ("Relief Bridge runs a clinic. The group put the number of dead at nine.", "Relief Bridge"),
    "counted by a clause": (
        "The army puts the dead at 120, far above the nine that the UN counted.",
        "the UN",
    ),
    "counted by an agent": (
        "Officials say 12 people died, more than the nine counted by the monitor.",
        "the monitor",
    ),
    "two officials": (
        "Gunmen killed nine men in Mopti, two local officials told reporters.",
        "two local officials",
    ),
    "topic before a colon": ("Syria: nine rebels killed in strikes on Idlib, monitor says", "monitor"),
}
NO_SOURCE = {
    "it is no body": "The strike hit a market. It put the number of dead at nine.",
    "one sentence between": "The army pulled back. A bomb went off. It put the number of dead at nine.",
}
MEANT = {
    "denied without a number": ("The army denied that any civilians had died.", "denied"),
    "no truth": ("There is no truth in the rumour that nine guards were killed.", "denied"),
    "condition by word order": ("Had the bomb gone off, hundreds might have been killed.", "hypothetical"),
    "feared": ("Hundreds of residents were feared dead in Goma.", "hypothetical"),
    "feared, in a clause": ("It is feared that 30 people drowned off Sfax.", "hypothetical"),
    "feared, in a headline": ("Twenty feared dead as boat sinks", "hypothetical"),
    "more is feared": ("Police fear more deaths after 12 people were killed in Goma.", "asserted"),
    "one who is feared": ("A feared commander was killed in Goma.", "asserted"),
    "may have happened": ("The bomb had gone off, and hundreds may have been killed.", "asserted"),
}
SCOPES = {
    "since, behind the second verb": (
        "Some 900 men have been killed or wounded since the invasion.",
        "cumulative",
    ),
    "two days": ("The gang killed 90 people between Friday and Sunday.", "incident"),
    "months": ("The gang killed 90 people between January and March.", "cumulative"),
}
COUNTED = {
    "clause without whom": (
        "The police found the 56 people the raiders had abducted.",
        [("captured", 56, 56)],
    ),
    "range": ("Marines fired on boats and killed between 12 and 16 of them.", [("killed", 12, 16)]),
    "aside": (
        "Ten people died, a nurse among them, and at least 20 were wounded.",
        [("killed", 10, 10), ("injured", 20, None)],
    ),
    "with their own": ("A nurse was killed with her two children on the road.", [("killed", 3, 3)]),
    "with things": ("A nurse was killed with two knives.", [("killed", 1, 1)]),
    "dead behind a list": ("They shot my uncle and two neighbours dead.", [("killed", 3, 3)]),
    "captives at home": ("Thirty-two captives flew home.", []),
    "animals": ("The general had four horses shot under him.", []),
}


@cache
def read(text):
    (analysis,) = analyze([Article("one", None, None, None, "2025-06-01", text)])
    return analysis


def whole(text):
    return [mention for mention in read(text).casualties if mention.subset_of is None]


def place(text):
    last = whole(text)[-1].place
    return None if last is None else read(text).places[last].text


def named(cases):
    return [pytest.param(*(c if isinstance(c, tuple) else (c,)), id=name) for name, c in cases.items()]


@pytest.mark.parametrize(("text", "where"), named(WHERE))
def test_a_claim_is_where_its_event_was(text, where):
    assert place(text) == where


@pytest.mark.parametrize("text", named(NOT_WHERE))
def test_a_claim_is_not_where_something_else_was(text):
    assert place(text) is None


@pytest.mark.parametrize("row", lexicon.load("newsrooms", Newsroom), ids=lambda row: row.city)
def test_a_claim_is_not_where_it_was_only_reported_from(row):
    assert row.example.startswith(row.city.upper())
    assert [mention.text in row.city.upper() for mention in read(row.example).places] == [True]
    assert place(row.example) is None


@pytest.mark.parametrize(("text", "name"), named(SOURCES))
def test_a_claim_is_credited_to_the_one_meant(text, name):
    source = next(mention.source for mention in whole(text) if mention.count.low == 9)
    assert source is not None
    assert source.name == name


@pytest.mark.parametrize("text", named(NO_SOURCE))
def test_a_claim_is_credited_to_nobody_who_is_not_meant(text):
    (mention,) = whole(text)
    assert mention.source is None


@pytest.mark.parametrize(("text", "meant"), named(MEANT))
def test_a_claim_is_meant_as_its_words_say(text, meant):
    (mention,) = whole(text)
    assert mention.polarity == meant


@pytest.mark.parametrize(("text", "scope"), named(SCOPES))
def test_a_claim_adds_up_what_its_words_say(text, scope):
    (mention,) = whole(text)
    assert mention.scope == scope


@pytest.mark.parametrize(("text", "counted"), named(COUNTED))
def test_a_claim_counts_those_harmed(text, counted):
    assert [(m.outcome, m.count.low, m.count.high) for m in whole(text)] == counted
