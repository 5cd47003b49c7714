"""What a casualty claim is attached to besides its place: date, cause and source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from lib.harm.anaphora import by_pronoun, named_by_pronoun, with_name
from lib.harm.clauses import around, chain_of, rank_of
from lib.harm.covering import covering
from lib.harm.credits import as_source, credited, denied_by, found_by, is_news, is_next_clause, phrase, up
from lib.harm.dates import date_words, mentioned_date, names_a_date
from lib.harm.people import antecedent, sort_of
from lib.harm.voices import counts, is_only_said_to_be, is_silent, tells
from lib.harm.words import cause_nouns, claim_words
from lib.records import ClaimSource, MentionedDate, PlaceMention, Statement
from lib.records import Span as TextSpan

_NESTED = 40  # statements before a claim among which those around it are looked for
_NEAR = 120  # characters between what somebody said and "he" or "she"
_HE_OR_SHE = ("he", "she")
_BY_WHAT = ("in", "during", "after", "by", "from", "to", "under")
_NAMELESS = ("PRON", "NUM")
_WHEN = ("when", "after", "as")
_NO_CLAIMS = frozenset(["asks", "orders", "promises", "threatens", "urges", "intends"])


class Attachments:
    """Finds what the claims of one report are attached to."""

    def __init__(
        self,
        doc: Doc,
        statements: Sequence[Statement],
        published: str | None,
        places: Sequence[PlaceMention] = (),
    ) -> None:
        self._doc = doc
        self._text = doc.text
        self._statements = sorted(statements, key=lambda statement: statement.start)
        self._published = published
        self._places = {place.end for place in places if place.role == "literal"}
        self._dates = [
            (entity.root.i, date_words(entity.text))
            for entity in doc.ents
            if entity.label_ in ("DATE", "TIME") and names_a_date(entity.text)
        ]

    def date(self, trigger: Token, head: Token | None) -> MentionedDate | None:
        """When the claim says that it happened, or ``None``."""
        chain = chain_of(trigger, head)
        ranked = []
        for root, text in around(self._dates, trigger.i):
            rank = rank_of(self._doc[root], chain, where=False)
            if rank is not None:
                ranked.append((rank, root, text))
        return mentioned_date(min(ranked)[-1], self._published) if ranked else None

    def cause(self, trigger: Token, head: Token | None) -> TextSpan | None:
        """What did the harm, in the report's words: who it was done by, a strike, a weapon; or ``None``."""
        for noun in self._causes_of(trigger):
            counted = noun.lemma_.lower() in claim_words("reckoning")  # "by the army's count"
            if noun not in (head, trigger) and noun.pos_ not in _NAMELESS and not counted:
                return phrase(noun)
        return None

    def _causes_of(self, trigger: Token) -> Iterator[Token]:
        """The phrases that may name the cause, by their heads, the likeliest first."""
        verb = next((word for word in up(trigger, 3) if word.pos_ in ("VERB", "AUX")), trigger)
        own = verb == trigger or verb.lemma_.lower() in claim_words("brings")
        for agent in (child for child in verb.children if own and child.dep_ == "agent"):
            yield from (noun for noun in agent.children if noun.dep_ == "pobj")
        labels = {child.dep_ for child in verb.children}
        if own and "dobj" in labels and not labels & {"nsubjpass", "auxpass"}:
            yield from (antecedent(child) for child in verb.children if child.dep_ == "nsubj")
        if verb.dep_ == "advcl" and verb.tag_ == "VBG":
            yield from (child for child in verb.head.children if child.dep_ == "nsubj")
        for child in (*trigger.children, *(verb.children if verb != trigger else ())):
            if child.dep_ == "prep" and child.lower_ in _BY_WHAT:
                yield from (noun for noun in child.children if noun.dep_ == "pobj" and self._can_harm(noun))
            if child.dep_ == "advcl" and any(mark.lower_ in _WHEN for mark in child.children):
                yield from (
                    noun
                    for noun in child.children
                    if noun.dep_ == "nsubj" and (self._can_harm(noun) or sort_of(noun) == "person")
                )

    def _can_harm(self, noun: Token) -> bool:
        return noun.lemma_.lower() in cause_nouns()

    def source(self, trigger: Token, head: Token | None) -> ClaimSource | None:
        """Who the claim is credited to; ``None`` for the report's own voice or when it does not say."""
        for source in self._sources(trigger, head):
            if source is not None and not (self._is_where(source) or _is_harmed(source, head)):
                return with_name(self._as_speaker(source), self._doc)
        return None

    def _as_speaker(self, source: ClaimSource) -> ClaimSource:
        """A source by the name that it has as the speaker of a statement ("A spokeswoman, Ada Zamyq, denied …")."""
        if source.name != source.text:
            return source
        named = self._speaker_at(source.start, source.end)
        return replace(source, name=named) if named is not None else source

    def _speaker_at(self, start: int, end: int) -> str | None:
        """The name of the speaker whose words begin there or hold the words there, of a statement near by."""
        first = bisect_left(self._statements, start, key=lambda statement: statement.start)
        for statement in self._statements[max(0, first - _NESTED) : first + _NESTED]:
            speaker = statement.speaker
            if speaker is None or speaker.name is None or speaker.start is None or speaker.end is None:
                continue
            if speaker.start == start or (start <= speaker.start and speaker.end <= end):
                return speaker.name
        return None

    def _sources(self, trigger: Token, head: Token | None) -> Iterator[ClaimSource | None]:
        """Who a claim may be credited to, the likeliest first."""
        yield denied_by(trigger, head)
        yield self._said_by(trigger, head)
        yield by_pronoun(trigger)
        yield self._covered(trigger, head)
        yield found_by(trigger, head)

    def _is_where(self, source: ClaimSource) -> bool:
        """Whether a place is no source: it heads a line ("Kossi: 30 dead"), or counts its dead; not so "SANA:"."""
        name = self._doc.char_span(source.start, source.end, alignment_mode="expand")
        if source.end not in self._places or name is None or any(w.pos_ in ("NOUN", "ADP") for w in name):
            return False
        if self._text.startswith(":", source.end):
            return not source.text.isupper() or self._text.isupper()
        return name.root.dep_ == "nsubj" and counts(name.root.head)

    def _covered(self, trigger: Token, head: Token | None) -> ClaimSource | None:
        """Who speaks elsewhere in the sentence; a pronoun with the name that a statement or a subject gives."""
        noun = covering(trigger, head)
        if noun is None or noun.pos_ != "PRON":
            return as_source(noun) if noun is not None else None
        named = self._speaker_at(noun.idx, noun.idx + len(noun))
        if named is not None:
            return ClaimSource(noun.idx, noun.idx + len(noun), noun.text, named)
        return named_by_pronoun(noun) or self._spoke_before(noun)

    def _spoke_before(self, pronoun: Token) -> ClaimSource | None:
        """The person who spoke last before "he" or "she", that puts a toll at a figure and says nothing else."""
        end = bisect_left(self._statements, pronoun.idx, key=lambda statement: statement.start)
        if end == 0 or pronoun.lower_ not in _HE_OR_SHE:
            return None
        told = self._statements[end - 1]
        speaker = told.speaker
        if speaker is None or speaker.name is None or speaker.start is None or speaker.end is None:
            return None
        span = self._doc.char_span(speaker.start, speaker.end, alignment_mode="expand")
        if pronoun.idx - told.end > _NEAR or span is None or sort_of(span.root) != "person":
            return None
        return ClaimSource(pronoun.idx, pronoun.idx + len(pronoun), pronoun.text, speaker.name)

    def _said_by(self, trigger: Token, head: Token | None) -> ClaimSource | None:
        """Who says so by the words of the sentence, or by the statement that the claim stands in."""
        near = credited(trigger, head)
        covering = self._covering(trigger.idx)
        if covering is None or (near is not None and covering.start <= near.start < covering.end):
            return near
        speaker = covering.speaker
        if speaker is None or speaker.start is None or speaker.end is None or speaker.text is None:
            return near
        told = self._doc.char_span(speaker.start, speaker.end, alignment_mode="expand")
        if told is not None and (is_next_clause(trigger, told.root) or _is_no_voice(told)):
            return near
        if near is not None and speaker.start < trigger.idx < near.start and covering.kind == "indirect":
            return near  # "police said, and 30 were injured, the hospital said"
        if (
            self._is_of_a_thing(covering, trigger)
            or covering.act in _NO_CLAIMS
            or (head is not None and speaker.start <= head.idx < speaker.end)
        ):
            return near
        return ClaimSource(speaker.start, speaker.end, speaker.text, speaker.name)

    def _is_of_a_thing(self, told: Statement, trigger: Token) -> bool:
        """Whether what is read as said is only what a verb that does not tell is about ("published a photograph")."""
        span = self._doc.char_span(told.start, told.end, alignment_mode="expand")
        if span is None or told.kind != "indirect" or span.root.pos_ not in ("NOUN", "PROPN", "NUM"):
            return False
        noun = span.root
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        whole = noun.left_edge.i <= span.start and noun.dep_ in ("dobj", "pobj") and noun.is_ancestor(trigger)
        return whole and not (tells(verb) or is_news(noun))

    def _covering(self, position: int) -> Statement | None:
        """The shortest statement around a character."""
        end = bisect_left(self._statements, position + 1, key=lambda statement: statement.start)
        near = self._statements[max(0, end - _NESTED) : end]
        around = [statement for statement in near if position < statement.end]
        return min(around, key=lambda statement: statement.end - statement.start, default=None)


def _is_no_voice(told: Span) -> bool:
    """Whether what is read as a speaker are some of the harmed, or those who are only held for something."""
    behind = told.doc[told.end] if told.end < len(told.doc) else None
    return is_silent(told.root) or (behind is not None and is_only_said_to_be(behind))


def _is_harmed(source: ClaimSource, head: Token | None) -> bool:
    """Whether a pronoun stands for those harmed ("twelve people drowned, they say")."""
    return head is not None and source.name != source.text and source.name == phrase(head).text
