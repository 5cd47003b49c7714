"""Corrections: what a person says about a record, carried out, undone, and kept over another reading."""

import json
from dataclasses import replace

import pytest

from lib import corrections
from lib.amounts import count_words
from lib.corrections import (
    Correction,
    MissedClaim,
    MissedStatement,
    Persons,
    by_hand,
    correction_from_json,
    make,
    make_missed,
)
from lib.errors import CorrectionError
from lib.records import Article, Count, MentionedDate, Place, Span, analysis_from_json, spans_of, to_json
from lib.tables import casualty_rows, place_rows, statement_rows
from lib.workspace import Workspace
from tests import build

TOWN = Place("geonames:2", "Harbour", "settlement", "CA", 47.7, -53.3)
QUAY = Place("geonames:3", "Quay", "site", "NL", 52.2, 4.4)
BOTH = [build.analysis(), build.analysis(id="two")]


def applied(*log: Correction, to=None):
    return corrections.apply(to or build.analysis(), log)


def without_trace(record):
    return replace(record, corrected=())


@pytest.mark.parametrize(
    ("layer", "field", "value", "changes"),
    [
        pytest.param("statement", "kind", "indirect", {"kind": "indirect"}, id="kind"),
        pytest.param("casualty", "outcome", "injured", {"outcome": "injured"}, id="outcome"),
        pytest.param("casualty", "scope", "cumulative", {"scope": "cumulative"}, id="scope"),
        pytest.param("casualty", "polarity", "denied", {"polarity": "denied"}, id="polarity"),
        pytest.param(
            "casualty",
            "date",
            "2026-03-13",
            {"date": MentionedDate("", "2026-03-13")},
            id="day without words",
        ),
        pytest.param("casualty", "source", None, {"source": None}, id="the report itself"),
        pytest.param(
            "casualty", "place", Span(*build.span(build.TEXT, "Nowhere")), {"place": 1}, id="place of a claim"
        ),
        pytest.param("casualty", "place", None, {"place": None}, id="no place of a claim"),
        pytest.param("statement", "speaker", None, {"speaker": None}, id="nobody said it"),
        pytest.param("place", "role", "metonym", {"role": "metonym"}, id="metonym"),
    ],
)
def test_a_field_says_what_the_person_says_and_that_it_was_corrected(layer, field, value, changes):
    before = build.analysis()
    correction = make(before, layer, 0, field, value)
    after = applied(correction)
    old, new = (corrections.records_of(analysis, layer)[0] for analysis in (before, after))
    assert without_trace(new) == replace(old, **changes)
    (amendment,) = new.corrected
    assert (amendment.field, amendment.correction, amendment.made_at) == (
        field,
        correction.id,
        correction.made_at,
    )
    assert correction.was == corrections.current(old, field, before.places)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        pytest.param(
            TOWN, "“Harbour” is Harbour, Canada, not Harbour, The Netherlands", id="in another country"
        ),
        pytest.param(
            replace(TOWN, country_code="NL", latitude=53.0),
            "“Harbour” is Harbour, The Netherlands (53.00, -53.30), not Harbour, The Netherlands (52.10, 4.30)",
            id="of one name in one country",
        ),
    ],
)
def test_a_correction_of_a_place_tells_the_two_apart(place, words):
    assert corrections.described(make(build.analysis(), "place", 0, "place", place)) == words


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "words"),
    [
        (15, 15, "exact", "15"),
        (15, None, "at_least", "15 or more"),
        (None, 15, "at_most", "at most 15"),
        (12, 15, "range", "12 to 15"),
        (None, None, "none", "number unknown"),
        (0, 0, "exact", "0"),
        (1200, 1200, "exact", "1,200"),
    ],
)
def test_a_corrected_count_keeps_the_words_of_the_report(low, high, qualifier, words):
    (casualty,) = applied(make(build.analysis(), "casualty", 0, "count", Persons(low, high))).casualties
    old = build.analysis().casualties[0].count
    assert casualty.count == Count(old.start, old.end, "At least 12", low, high, qualifier)
    assert casualty.corrected[0].was == "12 or more"
    assert corrections.in_words("count", Persons(low, high)) == words


def test_a_place_is_sure_once_a_person_has_chosen_it():
    mention = applied(make(build.analysis(), "place", 0, "place", TOWN)).places[0]
    assert (mention.place, mention.confidence) == (TOWN, 1.0)
    assert mention.alternatives == (build.HARBOUR,)
    assert mention.reason == "corrected by hand; read as Harbour, The Netherlands before"


def test_a_place_that_cannot_be_told_is_taken_off_the_map_and_keeps_its_records():
    correction = make(build.analysis(), "place", 0, "place", None)
    after = applied(correction)
    mention = after.places[0]
    assert (mention.place, mention.confidence, mention.alternatives) == (None, 0.0, (build.HARBOUR,))
    assert mention.reason == "taken off the map by hand; read as Harbour, The Netherlands before"
    assert after.casualties[0].place == build.analysis().casualties[0].place == 0
    assert after.statements[0].places == build.analysis().statements[0].places
    assert (
        corrections.described(correction)
        == "“Harbour” is a place that cannot be told, not Harbour, The Netherlands"
    )


def test_a_name_that_was_not_placed_is_placed_by_hand():
    place = by_hand("  Nowhere \n Farm", 52.25, 4.5, kind="site", country_code="NL")
    assert place == Place("manual:52.25000,4.50000", "Nowhere Farm", "site", "NL", 52.25, 4.5)
    mention = applied(make(build.analysis(), "place", 1, "place", place)).places[1]
    assert mention.place == place
    assert mention.corrected[0].was == "no place"


def test_a_speaker_keeps_the_words_that_stand_for_it():
    (statement,) = applied(make(build.analysis(), "statement", 0, "speaker", "Ada Vos")).statements
    assert (statement.speaker.name, statement.speaker.text) == ("Ada Vos", "the mayor")
    assert (statement.speaker.resolved_by, statement.speaker.confidence) == ("corrected", 1.0)


def test_a_source_that_no_words_stand_for_has_an_empty_span():
    nobody = make(build.analysis(), "casualty", 0, "source", None)
    analysis = applied(nobody)
    named = make(analysis, "casualty", 0, "source", "Red Cross")
    (casualty,) = applied(nobody, named).casualties
    assert (casualty.source.name, casualty.source.text) == ("Red Cross", "")
    assert [a.was for a in casualty.corrected] == ["the mayor", "the report itself"]


def test_not_a_place_leaves_the_records_that_named_it():
    analysis = applied(make(build.analysis(), "place", 0, "rejected", True))
    assert [mention.text for mention in analysis.places] == ["Nowhere"]
    assert analysis.statements[0].places == ()
    assert analysis.casualties[0].place is None
    assert [(a.field, a.was) for a in analysis.casualties[0].corrected] == [
        ("place", "Harbour, The Netherlands")
    ]
    (rejected,) = analysis.rejected
    assert (rejected.text, rejected.layer, rejected.amendment.was) == (
        "Harbour",
        "place",
        "Harbour, The Netherlands",
    )


def test_indices_follow_when_an_earlier_record_goes():
    text = "Ten died in Port. Ten of them drowned in Bay, he said."
    places = [replace(build.analysis().places[0], start=s, end=e, text=t)
              for s, e, t in (build.span(text, "Port"), build.span(text, "Bay"))]  # fmt: skip
    claim = build.analysis().casualties[0]
    claims = [
        replace(claim, start=0, end=8, text="Ten died", place=0),
        replace(claim, start=18, end=37, text=text[18:37], place=1, subset_of=0),
    ]
    before = replace(
        build.analysis(),
        article=build.article(text),
        places=tuple(places),
        statements=(),
        casualties=tuple(claims),
    )
    after = applied(
        make(before, "place", 0, "rejected", True), make(before, "casualty", 0, "rejected", True), to=before
    )
    (left,) = after.casualties
    assert (left.text, after.places[left.place].text, left.subset_of) == ("Ten of them drowned", "Bay", None)
    assert [(r.layer, r.text) for r in after.rejected] == [("casualty", "Ten died"), ("place", "Port")]


def test_rows_say_that_their_place_was_corrected():
    analysis = applied(make(build.analysis(), "place", 0, "place", TOWN))
    rows = [*statement_rows(analysis), *casualty_rows(analysis), *place_rows(analysis)]
    assert [[a.field for a in row.amendments] for row in rows] == [["place"], ["place"], ["place"], []]


def test_a_missed_place_is_marked_and_belongs_to_the_statement_around_it():
    before = build.analysis()
    start, end, _ = build.span(build.TEXT, "people")
    after = applied(make_missed(before, start, end, QUAY))
    assert [mention.text for mention in after.places] == ["people", "Harbour", "Nowhere"]
    assert after.statements[0].places == (0, 1)
    assert after.places[after.casualties[0].place].text == "Harbour"
    assert [amendment.field for amendment in after.places[0].corrected] == ["added"]


SAID = MissedStatement("indirect", "the harbour master")
HURT = MissedClaim(
    "injured",
    Persons(3, None),
    Span(*build.span(build.TEXT, "Harbour")),
    "2026-03-13",
    "a nurse",
    "incident",
    "asserted",
)


def added(words, missed, to=None):
    return make_missed(to or build.analysis(), *build.span(build.TEXT, words)[:2], missed)


def test_a_missed_statement_is_added_where_it_stands():
    after = applied(added("Nothing was heard from Nowhere", SAID))
    first, second = after.statements
    assert first == build.analysis().statements[0]
    assert (second.text, second.kind, second.speaker.name) == (
        "Nothing was heard from Nowhere",
        "indirect",
        "the harbour master",
    )
    assert second.speaker.resolved_by == "corrected"
    assert [after.places[i].text for i in second.places] == ["Nowhere"]
    assert corrections.before(second.corrected) == ["marked by hand"]


def test_a_missed_claim_is_added_with_all_that_is_known_of_it():
    after = applied(added("12 people", HURT))
    (row,) = [row for row in casualty_rows(after) if row.casualty.outcome == "injured"]
    claim = row.casualty
    assert (claim.text, claim.trigger.text, claim.count.low, claim.count.high) == (
        "12 people",
        "12 people",
        3,
        None,
    )
    assert (row.place, claim.date.value, claim.source.name) == (build.HARBOUR, "2026-03-13", "a nurse")
    assert count_words(claim) == "3 or more"
    assert all(after.article.text[s.start : s.end] == s.text for s in spans_of(after))


def test_what_is_added_stands_in_text_order_and_leaves_the_links_between_claims():
    before = build.analysis()
    part = replace(before.casualties[0], outcome="injured", subset_of=0)
    before = replace(before, casualties=(*before.casualties, part))
    after = applied(added("“At", HURT, before), to=before)
    assert [claim.outcome for claim in after.casualties] == ["injured", "killed", "injured"]
    assert [claim.subset_of for claim in after.casualties] == [None, None, 1]


def test_what_was_added_is_corrected_and_taken_off_like_what_was_read():
    missed = added("Nothing was heard from Nowhere", SAID)
    shown = applied(missed)
    renamed = make(shown, "statement", 1, "speaker", "the pilot")
    assert [s.speaker.name for s in applied(missed, renamed).statements] == ["the mayor", "the pilot"]
    assert corrections.before(applied(missed, renamed).statements[1].corrected) == ["marked by hand"]
    (undone,) = corrections.undo([missed], missed.id)
    assert applied(undone) == build.analysis()


def test_a_place_that_was_added_first_is_in_a_statement_once():
    quay = added("heard", QUAY)
    said = added("Nothing was heard from Nowhere", SAID, applied(quay))
    after = applied(quay, said)
    assert [after.places[i].text for i in after.statements[1].places] == ["heard", "Nowhere"]


@pytest.mark.parametrize(
    ("words", "missed", "message"),
    [
        pytest.param(
            "“At least 12 people were killed in Harbour,”", SAID, "on these words already", id="same words"
        ),
        pytest.param("At least 12 people were killed in Harbour", SAID, "already", id="most of the words"),
        pytest.param(
            "At least 12 people were killed", HURT, "already", id="another outcome of the very words"
        ),
        pytest.param("people were killed", replace(HURT, outcome="killed"), "already", id="the same claim"),
        pytest.param(" said", SAID, "that were said", id="white space"),
        pytest.param("Nothing", replace(SAID, speaker=" "), "A name is needed", id="no name"),
        pytest.param("Nothing", replace(HURT, count=Persons(5, 3)), "lower end", id="count"),
        pytest.param("Nothing", replace(HURT, date="Tuesday"), "is no day", id="day"),
    ],
)
def test_what_cannot_be_added(words, missed, message):
    with pytest.raises(CorrectionError, match=message):
        added(words, missed)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param("Harbour", "marked there already", id="a place already"),
        pytest.param(" said", "Choose the words", id="white space"),
    ],
)
def test_words_that_cannot_be_marked(words, message):
    start, end, _ = build.span(build.TEXT, words)
    with pytest.raises(CorrectionError, match=message):
        make_missed(build.analysis(), start, end, QUAY)


def test_checked_is_a_mark_and_no_change():
    for layer in ("place", "statement", "casualty"):
        analysis = applied(make(build.analysis(), layer, 0, "checked", True))
        record = corrections.records_of(analysis, layer)[0]
        assert record.checked
        assert record.corrected == ()


def test_a_correction_to_what_is_read_already_changes_nothing():
    assert applied(make(build.analysis(), "place", 0, "place", build.HARBOUR)) == build.analysis()


class TestReach:
    """Here, in this report, everywhere; always only what was read alike."""

    @pytest.mark.parametrize(
        ("reach", "extent", "changed"),
        [
            ("here", (1, 1), [TOWN, build.HARBOUR, build.HARBOUR]),
            ("report", (2, 1), [TOWN, TOWN, build.HARBOUR]),
            ("everywhere", (3, 2), [TOWN, TOWN, TOWN]),
        ],
    )
    def test_a_place(self, reach, extent, changed):
        one, two = self.harbours()
        correction = make(one, "place", 0, "place", TOWN, reach=reach)
        assert corrections.affected([one, two], correction) == extent
        after = [corrections.apply(analysis, [correction]) for analysis in (one, two)]
        named = [m for analysis in after for m in analysis.places if m.text.casefold() == "harbour"]
        assert [mention.place for mention in named] == changed
        assert sum(bool(mention.corrected) for mention in named) == extent[0]

    @staticmethod
    def harbours():
        """Two reports; the first names Harbour twice, once in capitals."""
        one, two = BOTH
        text = build.TEXT + " HARBOUR is quiet."
        again = replace(one.places[0], start=len(build.TEXT) + 1, end=len(build.TEXT) + 8, text="HARBOUR")
        return replace(one, article=replace(one.article, text=text), places=(*one.places, again)), two

    def test_what_was_read_otherwise_stays(self):
        one, two = BOTH
        other = replace(two, places=(replace(two.places[0], place=QUAY), two.places[1]))
        correction = make(one, "place", 0, "place", TOWN, reach="everywhere")
        assert corrections.affected([one, other], correction) == (1, 1)
        assert corrections.apply(other, [correction]) == other

    def test_not_a_place_everywhere(self):
        correction = make(BOTH[0], "place", 0, "rejected", True, reach="everywhere")
        assert corrections.affected(BOTH, correction) == (2, 2)
        assert [len(corrections.apply(a, [correction]).places) for a in BOTH] == [1, 1]

    def test_a_person_is_renamed_as_speaker_and_as_source(self):
        correction = make(BOTH[0], "statement", 0, "speaker", "Ada Vos", reach="everywhere")
        assert corrections.affected(BOTH, correction) == (4, 2)
        other = corrections.apply(BOTH[1], [correction])
        assert (other.statements[0].speaker.name, other.casualties[0].source.name) == ("Ada Vos", "Ada Vos")

    def test_a_later_correction_of_one_record_wins_over_an_earlier_of_all(self):
        everywhere = make(BOTH[0], "place", 0, "place", TOWN, reach="everywhere")
        here = make(corrections.apply(BOTH[1], [everywhere]), "place", 0, "place", QUAY)
        assert [corrections.apply(a, [everywhere, here]).places[0].place for a in BOTH] == [TOWN, QUAY]


class TestUndo:
    """Undone and done again, each in any order."""

    def test_undo_and_redo(self):
        first = make(build.analysis(), "place", 0, "place", TOWN)
        second = make(applied(first), "place", 0, "rejected", True)
        log = corrections.undo((first, second), second.id)
        assert applied(*log).places[0].place == TOWN
        assert [c.in_force for c in log] == [True, False]
        assert applied(*corrections.undo(log, first.id)) == build.analysis()
        assert applied(*corrections.redo(log, second.id)) == applied(first, second)

    def test_a_later_correction_stays_when_an_earlier_is_undone(self):
        first = make(build.analysis(), "casualty", 0, "count", Persons(15, 15))
        second = make(applied(first), "casualty", 0, "outcome", "injured")
        (casualty,) = applied(*corrections.undo((first, second), first.id)).casualties
        assert (casualty.count.low, casualty.outcome) == (12, "injured")

    def test_a_correction_that_is_not_there(self):
        with pytest.raises(CorrectionError, match="not in the log"):
            corrections.undo((), "x")

    def test_a_place_rejected_and_then_marked_by_hand_is_there_again(self):
        rejected = make(build.analysis(), "place", 0, "rejected", True)
        start, end, _ = build.span(build.TEXT, "Harbour")
        marked = make_missed(applied(rejected), start, end, QUAY)
        after = applied(rejected, marked)
        assert (after.places[0].place, after.rejected) == (QUAY, ())

    def test_a_record_that_was_rejected_hands_its_corrections_to_no_other(self):
        before = build.analysis()
        count = make(before, "casualty", 0, "count", Persons(15, 15))
        rejected = make(applied(count), "casualty", 0, "rejected", True)
        near = replace(
            before.casualties[0], end=before.casualties[0].end - 1, text=before.casualties[0].text[:-1]
        )
        both = replace(before, casualties=(*before.casualties, near))
        (left,) = applied(rejected, count, to=both).casualties
        assert left == near


class TestAnotherReading:
    """Corrections after the report was read again, by other rules or with another text."""

    CORRECTION = make(build.analysis(), "casualty", 0, "outcome", "injured")

    def again(self, words, text=build.TEXT):
        """The same claim read with other words, and of a text that may have changed."""
        before = build.analysis()
        start, end, words = build.span(text, words)
        claim = replace(before.casualties[0], start=start, end=end, text=words)
        return replace(
            before,
            article=replace(before.article, text=text),
            casualties=(claim,),
            sentences=(0,) if text == build.TEXT else (0, text.index("“")),
        )

    @pytest.mark.parametrize(
        "words",
        [
            pytest.param("At least 12 people were killed", id="the same"),
            pytest.param("At least 12 people were killed in Harbour", id="longer"),
            pytest.param("12 people were killed", id="shorter"),
        ],
    )
    def test_the_record_is_found_again(self, words):
        again = self.again(words)
        assert applied(self.CORRECTION, to=again).casualties[0].outcome == "injured"
        assert corrections.unmatched(again, [self.CORRECTION]) == []

    def test_the_record_is_found_in_its_sentence_though_the_text_before_it_changed(self):
        text = "A line was put before it.\n" + build.TEXT
        before = build.analysis()
        again = self.again("At least 12 people were killed", text)
        again = replace(again, sentences=(0, text.index("“"), text.index("Nothing")))
        assert make(before, "casualty", 0, "outcome", "injured").sentence in text
        assert applied(self.CORRECTION, to=again).casualties[0].outcome == "injured"

    @pytest.mark.parametrize(
        ("words", "text"),
        [
            pytest.param("killed", build.TEXT, id="a part too small"),
            pytest.param("Nothing was heard", build.TEXT, id="elsewhere"),
            pytest.param(
                "At least 12 people were killed",
                "He said: “At least 12 people were killed.”",
                id="other sentence",
            ),
        ],
    )
    def test_what_matches_nothing_is_named_and_changes_nothing(self, words, text):
        again = self.again(words, text)
        assert applied(self.CORRECTION, to=again) == again
        assert corrections.unmatched(again, [self.CORRECTION]) == [self.CORRECTION]

    def test_an_undone_correction_is_not_missed(self):
        log = corrections.undo([self.CORRECTION], self.CORRECTION.id)
        assert corrections.unmatched(self.again("killed"), log) == []

    def test_a_claim_whose_chosen_place_is_no_mention_any_more_is_named(self):
        before = build.analysis()
        moved = make(before, "casualty", 0, "place", Span(*build.span(build.TEXT, "Nowhere")))
        again = replace(before, places=before.places[:1])
        assert applied(moved, to=again) == again
        assert corrections.unmatched(again, [moved]) == [moved]

    def test_a_missed_place_that_is_found_now_is_corrected(self):
        start, end, _ = build.span(build.TEXT, "Nowhere")
        before = replace(build.analysis(), places=build.analysis().places[:1])
        missed = make_missed(before, start, end, QUAY)
        found = applied(missed).places
        assert [mention.text for mention in found] == ["Harbour", "Nowhere"]
        assert found[1].place == QUAY

    def test_a_missed_place_moves_with_its_sentence_or_is_named(self):
        start, end, _ = build.span(build.TEXT, "people")
        missed = make_missed(build.analysis(), start, end, QUAY)
        empty = replace(build.analysis(), places=(), statements=(), casualties=())
        longer = replace(empty, article=build.article("More.\n" + build.TEXT))
        assert applied(missed, to=longer).places[0].start == start + len("More.\n")
        other = replace(empty, article=build.article("Something else altogether."))
        assert corrections.unmatched(other, [missed]) == [missed]

    def test_a_missed_statement_that_is_found_now_is_corrected(self):
        before = replace(build.analysis(), statements=())
        missed = added("At least 12 people were killed in Harbour,", SAID, before)
        (statement,) = applied(missed).statements
        assert statement.text == build.analysis().statements[0].text
        assert (statement.speaker.name, statement.kind) == ("the harbour master", "indirect")

    def test_a_missed_claim_whose_place_is_gone_is_added_and_named(self):
        missed = added("12 people", HURT)
        again = replace(build.analysis(), places=(), statements=(), casualties=())
        (claim,) = applied(missed, to=again).casualties
        assert claim.place is None
        assert corrections.unmatched(again, [missed]) == [missed]

    def test_a_missed_claim_moves_with_its_sentence(self):
        missed = added("12 people", HURT)
        longer = replace(
            build.analysis(),
            article=build.article("More.\n" + build.TEXT),
            places=(),
            statements=(),
            casualties=(),
        )
        assert applied(missed, to=longer).casualties[0].start == missed.start + len("More.\n")


class TestJson:
    """A correction as JSON, and what is refused."""

    LOG = (
        make(BOTH[0], "place", 0, "place", TOWN, reach="everywhere"),
        make(BOTH[0], "place", 0, "place", None, reach="report"),
        make(BOTH[0], "place", 0, "rejected", True, reach="report"),
        make_missed(BOTH[0], *build.span(build.TEXT, "people")[:2], QUAY),
        added("Nothing was heard from Nowhere", SAID),
        added("12 people", HURT),
        make(BOTH[0], "statement", 0, "speaker", None),
        make(BOTH[0], "casualty", 0, "count", Persons(3, None)),
        make(BOTH[0], "casualty", 0, "place", Span(*build.span(build.TEXT, "Nowhere"))),
        make(BOTH[0], "casualty", 0, "date", "2026-03-13"),
        make(BOTH[0], "casualty", 0, "checked", True),
        make(BOTH[0], "statement", 0, "kind", "mixed"),
    )

    @pytest.mark.parametrize("correction", LOG, ids=lambda c: f"{c.layer} {c.field}")
    def test_a_correction_is_read_back_as_it_was_written(self, correction):
        (undone,) = corrections.undo([correction], correction.id)
        for written in (correction, undone):
            assert correction_from_json(json.loads(json.dumps(to_json(written)))) == written

    def test_a_corrected_analysis_is_read_back_as_it_was_written(self):
        after = applied(*self.LOG)
        assert analysis_from_json(json.loads(json.dumps(to_json(after)))) == after
        assert all(after.article.text[s.start : s.end] == s.text for s in spans_of(after))

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            pytest.param({"layer": "photo"}, "'photo' is none of place, statement, casualty", id="layer"),
            pytest.param({"field": "count"}, "A place has no count", id="field of another layer"),
            pytest.param({"value": "Quay"}, "correction.value", id="a name for a place"),
            pytest.param({"field": "role", "value": None}, "correction.value", id="nothing for a role"),
            pytest.param({"value": {"id": "x"}}, "key 'name' is missing", id="half a place"),
            pytest.param({"reach": "all"}, "'all' is none of here, report, everywhere", id="reach"),
            pytest.param({"start": -1}, "needs the words", id="before the text"),
            pytest.param({"end": 10**9}, "needs the words", id="span and words of different length"),
            pytest.param({"id": None}, "correction.id: str was expected", id="no id"),
            pytest.param({"made_at": "**now**"}, "is no moment", id="no moment"),
            pytest.param({"undone_at": "2026-03-17T09:30:00"}, "is not in UTC", id="no time zone"),
        ],
    )
    def test_what_is_no_correction_is_refused(self, changes, message):
        row = to_json(self.LOG[0]) | changes
        with pytest.raises(CorrectionError, match=message):
            correction_from_json(row)

    def test_a_correction_to_nothing_is_not_one_without_a_value(self):
        row = to_json(make(BOTH[0], "place", 0, "place", None))
        assert correction_from_json(row).value is None
        del row["value"]
        with pytest.raises(CorrectionError, match="it has no value"):
            correction_from_json(row)


@pytest.mark.parametrize(
    ("layer", "field", "value", "reach", "message"),
    [
        pytest.param(
            "casualty", "count", Persons(5, 3), "here", "must not be above", id="ends in wrong order"
        ),
        pytest.param("casualty", "count", Persons(-1, None), "here", "between 0 and", id="fewer than none"),
        pytest.param("casualty", "count", Persons(1, 1), "everywhere", "one record at a time", id="too wide"),
        pytest.param("casualty", "date", "yesterday", "here", "is no day", id="no day"),
        pytest.param("statement", "speaker", "  ", "here", "A name is needed", id="blank name"),
        pytest.param("statement", "speaker", "x" * 300, "here", "at most 200", id="endless name"),
        pytest.param(
            "place", "place", replace(TOWN, latitude=90.5), "here", "latitude lies", id="beyond the pole"
        ),
        pytest.param(
            "place", "place", replace(TOWN, longitude=181.0), "here", "longitude lies", id="too far east"
        ),
        pytest.param(
            "place", "place", replace(TOWN, latitude=float("nan")), "here", "latitude lies", id="no number"
        ),
    ],
)
def test_a_value_that_will_not_do_is_refused(layer, field, value, reach, message):
    with pytest.raises(CorrectionError, match=message):
        make(build.analysis(), layer, 0, field, value, reach=reach)


@pytest.mark.parametrize("row", [None, [], "here", {}])
def test_what_is_no_object_is_refused(row):
    with pytest.raises(CorrectionError, match="This is no correction"):
        correction_from_json(row)


def test_who_is_not_named_is_not_corrected_for_all_at_once():
    nobody = applied(make(build.analysis(), "statement", 0, "speaker", None))
    with pytest.raises(CorrectionError, match="choose “here”"):
        make(nobody, "statement", 0, "speaker", "Ada Vos", reach="report")


def test_a_report_that_no_correction_is_about_is_left_as_it_is():
    analysis = build.analysis(id="two")
    assert corrections.apply(analysis, [make(BOTH[0], "place", 0, "place", TOWN)]) is analysis


def test_a_correction_of_all_that_touches_nothing_leaves_the_analysis_as_it_is():
    other = replace(build.analysis(id="two"), places=())
    assert corrections.apply(other, [make(BOTH[0], "place", 0, "place", TOWN, reach="everywhere")]) is other


def test_a_correction_of_all_reports_does_not_outlive_them():
    workspace = Workspace()
    workspace.add([build.analysis()])
    workspace.correct(make(build.analysis(), "place", 0, "place", TOWN, reach="everywhere"))
    assert workspace.get("one").places[0].place == TOWN
    workspace.clear()
    workspace.add([build.analysis()])
    assert (workspace.get("one"), workspace.log) == (build.analysis(), ())


def test_an_article_is_never_changed():
    after = applied(*TestJson.LOG)
    assert isinstance(after.article, Article)
    assert after.article == build.analysis().article
