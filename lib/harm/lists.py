"""Lists of persons: the nouns that are coordinated with one, also where the parser has cut the list."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from lib.beside import beside, words_after
from lib.harm.arguments import is_dateline
from lib.harm.people import group_of, is_age, is_body, is_collective, sort_of

MOST_PARTIES = 12
"""How many coordinated phrases are read as one list; a longer one is cut there."""

_MOST_BETWEEN = 2  # tokens between two subjects that are one list
_LONGEST_HEADING = 16  # tokens before the last of a list
_HOLDS = ("arm", "lap", "back", "shoulder", "hand")
_TOGETHER = ("along", "together", "alongside")


def listed(head: Token) -> Iterator[Token]:
    """A noun and those coordinated with it, or the persons that an apposition to it lists."""
    named = next((child for child in head.rights if child.dep_ == "appos"), None)
    bare = head.tag_ == "NNS" and not any(child.dep_ == "nummod" or child.like_num for child in head.lefts)
    if bare and named is not None and sort_of(head) == sort_of(named) == "person":
        head = named  # "the victims, a couple and their two sons"
    yield head
    yield from _joined(head)
    yield from _accompanying(head)


def before_in_heading(head: Token) -> list[Token]:
    """The persons listed before ``head`` where a heading begins without an article ("Mayor, two guards killed").

    The parser cuts such lists in many ways, so that the words alone decide.
    """
    found: list[Token] = []
    start = head.sent.start
    words = list(head.doc[start : head.i])
    colons = [number for number, word in enumerate(words) if word.text == ":"]
    words = words[colons[-1] + 1 :] if colons else words
    if len(words) > _LONGEST_HEADING or (words and is_dateline(words[0], words)):
        return []
    for word in words:
        follows = beside(word, 1)
        if word.text in (",", "&") or word.lower_ == "and":
            if not found or found[-1] != beside(word, -1):
                return []
        elif follows.text in (",", "&") or follows.lower_ == "and":
            if word.pos_ not in ("NOUN", "PROPN") or sort_of(word) != "person":
                return []
            found.append(word)
        elif not (word.pos_ in ("NUM", "ADJ", "NOUN", "PROPN") or word.is_quote or word.text == "-"):
            return []
    return found


def _accompanying(head: Token) -> Iterator[Token]:
    """Those who shared the fate of ``head``: "was killed along with his wife and two sons"."""
    after = [child for child in head.head.rights if child.i > head.i]
    after += [inner for child in after for inner in child.subtree if _is_together(inner)]
    for word in (*head.rights, *after):
        if word.lower_ in _TOGETHER:
            inner = next((child for child in word.children if child.lower_ == "with"), word)
        elif word.lower_ == "with" and (beside(word, -1).lower_ in _TOGETHER or _leads_to_own(word)):
            inner = word
        else:
            continue
        noun = next((child for child in inner.children if child.dep_ == "pobj"), None)
        if noun is not None and (
            noun.lemma_ == "survivor" or noun.tag_ == "VBG" or noun.lower_.endswith("ing")
        ):
            continue  # "were killed, along with the injuring of 12 others"
        if noun is not None and (word.lower_ == "alongside" or inner.lower_ == "with"):
            yield noun
            yield from _joined(noun)
            return


def _is_together(word: Token) -> bool:
    """Whether a word is the "with" of "together with", wherever the parser has hung it."""
    return word.lower_ == "with" and word.i > 0 and beside(word, -1).lower_ in ("together", "along")


def _leads_to_own(preposition: Token) -> bool:
    """Whether "with" leads to people of those before it ("was killed with her two children")."""
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if noun is None:
        return False
    if noun.pos_ == "NUM":
        inner = (child for of in noun.rights if of.lower_ == "of" for child in of.children)
        noun = next(inner, noun)
    owned = any(child.tag_ == "PRP$" for child in noun.lefts)
    return owned and sort_of(noun) == "person" and not _is_carried(noun)


def _is_carried(noun: Token) -> bool:
    """Whether somebody is said to have been held ("with her baby in her arms")."""
    words = list(words_after(noun, 3))
    held = len(words) == 3 and words[0].lower_ in ("in", "on") and words[1].tag_ == "PRP$"
    return held and words[2].lemma_.lower() in _HOLDS


def _joined(head: Token) -> Iterator[Token]:
    """The nouns coordinated with ``head`` after it: "a mother, her two sons and a neighbour".

    The parser reads the second of three or more as an apposition; it is one only when ``head`` is general
    ("five people, four men and a child").
    """
    noun = head
    for _ in range(MOST_PARTIES):
        following = next((child for child in noun.rights if child.dep_ == "conj"), None)
        following = following or _behind_number(noun)
        special = group_of(head) is not None or head.ent_type_ == "NORP"
        if following is None and noun == head and special:
            apposed = (child for child in noun.rights if child.dep_ == "appos" and not _only_names(child))
            following = next(apposed, None)
            if following is not None and _names_in_list(noun, following):
                following = next((child for child in following.rights if child.dep_ == "conj"), None)
            elif following is not None and not _goes_on(head, following):
                return
        following = following or _behind_place(noun) or _behind_and(noun) or _behind_thing(noun)
        following = following or _second_subject(noun) or _second_object(noun)
        if following is None or following.pos_ not in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
            return
        if _belongs_to(following, noun) or any(child.lower_ == "or" for child in noun.rights):
            return
        yield following
        noun = following


def _belongs_to(body: Token, noun: Token) -> bool:
    """Whether a body stands in the of-phrase before it ("ten peacekeepers of the UN and the regional force")."""
    of = next((child for child in noun.rights if child.lower_ == "of"), None)
    if of is None or of.i > body.i or any(child.dep_ == "nummod" for child in body.lefts):
        return False
    return is_collective(body) or is_body(body) or (body.tag_ == "NN" and sort_of(body) != "person")


def _behind_number(noun: Token) -> Token | None:
    """The next of a list that the parser has hung on a bare number ("a mother of four | and her nephew")."""
    for of in noun.rights:
        number = next((child for child in of.children if child.dep_ == "pobj"), None)
        if of.lower_ != "of" or number is None:
            continue
        if number.pos_ == "NUM":
            return next((child for child in number.rights if child.dep_ == "conj"), None)
        if any(
            inner.dep_ == "cc" for figure in number.lefts if figure.pos_ == "NUM" for inner in figure.rights
        ):
            return number
    return None


def _behind_and(noun: Token) -> Token | None:
    """The next of a list that the parser has made the subject of "dead" ("shot him and | five others | dead")."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        event = noun.head.head
        second = next((child for child in event.rights if child.dep_ == "conj" and child.i > noun.i), None)
        joined = second is not None and sort_of(second) == "person" and sort_of(event) != "person"
        if second is None and any(child.dep_ == "cc" for child in event.rights):
            parted = (
                c for c in event.head.lefts if c.i > noun.i and c.dep_ == event.dep_ and c.pos_ == "NUM"
            )
            return next(parted, None)  # "the killing of a doctor and | three of his colleagues was condemned"
        if second is not None and joined and second.doc[second.left_edge.i - 1].lower_ == "and":
            return second if event.pos_ != "NUM" else None  # "the killing of a teacher and | two pupils"
    link = next((child for child in noun.rights if child.dep_ == "cc"), None)
    if link is None or noun.dep_ != "dobj" or any(child.dep_ == "conj" for child in noun.rights):
        return None
    cut = next((child for child in noun.head.rights if child.dep_ == "conj"), None)
    if cut is not None and cut.pos_ == "NOUN" and cut.left_edge.i == link.i + 1 and sort_of(cut) == "person":
        return cut  # "forced him and | three others | off the bus"
    states = (child for child in noun.head.rights if child.dep_ in ("advcl", "ccomp", "oprd"))
    subjects = (child for state in states for child in state.lefts if child.dep_ == "nsubj")
    return next((child for child in subjects if child.left_edge.i == link.i + 1), None)


def _behind_thing(noun: Token) -> Token | None:
    """The next of a list that the parser has joined to a thing ("the driver of a lorry and | his passenger")."""
    for link in noun.rights:
        thing = next((child for child in link.children if child.dep_ == "pobj"), None)
        for _ in range(2):
            if link.dep_ != "prep" or thing is None or sort_of(thing) == "person":
                break
            following = next((child for child in thing.rights if child.dep_ == "conj"), None)
            if following is not None and sort_of(following) == "person" and noun.dep_ in ("dobj", "pobj"):
                told = any(child.dep_ in ("det", "poss", "nummod") for child in following.lefts)
                return following if told else None
            inner = (c for deeper in thing.rights for c in deeper.children if deeper.dep_ == "prep")
            thing = next((child for child in inner if child.dep_ == "pobj"), None)
    return None


def _behind_place(noun: Token) -> Token | None:
    """The next of a list that the parser has hung on a place ("its officer for Homs, | two men and a cook")."""
    governors = (noun, noun.head.head) if noun.dep_ == "pobj" else (noun,)
    for link in (child for governor in governors for child in governor.rights):
        place = next((child for child in link.children if child.dep_ == "pobj"), None)
        if link.i <= noun.i or link.dep_ != "prep" or place is None or place.pos_ != "PROPN":
            continue
        following = next((child for child in place.rights if child.dep_ == "appos"), None)
        if following is None or sort_of(following) != "person":
            continue
        if any(child.dep_ == "conj" and sort_of(child) == "person" for child in following.rights):
            return following
    return None


def _second_subject(noun: Token) -> Token | None:
    """The next of a list that the parser has cut into two subjects ("A general and | his driver died")."""
    if noun.dep_ not in ("nsubj", "nsubjpass"):
        return None
    second = next((child for child in noun.head.lefts if child.i > noun.i and child.dep_ == noun.dep_), None)
    if second is None or second.pos_ not in ("NOUN", "PROPN", "NUM"):
        return None
    return second if _only_joined(noun, second) else None


def _second_object(noun: Token) -> Token | None:
    """The next of a list that the parser has cut into two objects ("killing a bride, | her father and six guests")."""
    if noun.dep_ != "dobj":
        return None
    second = next((child for child in noun.head.rights if child.i > noun.i and child.dep_ == "dobj"), None)
    if second is None or second.pos_ not in ("NOUN", "PROPN"):
        return None
    return second if _only_joined(noun, second) else None


def _only_joined(noun: Token, second: Token) -> bool:
    """Whether no more than a comma and "and" stand between two nouns, and the second is not "two of them"."""
    if any(word.lower_ in ("them", "whom", "which") for word in second.subtree):
        return False
    if any(word.lower_ == "including" for word in noun.doc[noun.i : second.i]):
        return False
    inner = (child for child in noun.rights if child.dep_ in ("prep", "prt") or _only_names(child))
    last = max([noun.i, *(child.right_edge.i for child in inner)])
    goes_on = any(child.dep_ == "conj" for child in second.rights)
    while goes_on and last > noun.i and noun.doc[last].text == ",":
        last -= 1  # a comma that the parser has hung on the phrase before it
    if last > noun.i and noun.doc[last].dep_ == "appos":
        last += 1  # the comma behind an age
    between = noun.doc[last + 1 : second.left_edge.i]
    return 0 < len(between) <= _MOST_BETWEEN and between[-1].lower_ in (",", "and")


def _only_names(aside: Token) -> bool:
    """Whether an aside gives the name or the age of the one before it ("The mayor, Ahmed Sidi, and his driver")."""
    named = aside.dep_ == "appos" and aside.ent_type_ == "PERSON" and aside.pos_ == "PROPN"
    return is_age(aside) or (named and not any(child.dep_ in ("conj", "cc") for child in aside.rights))


def _names_in_list(noun: Token, name: Token) -> bool:
    """Whether an aside names the one before it, and the list goes on behind ("its leader, Ali Musa, and two men")."""
    person = name.ent_type_ == "PERSON" and name.pos_ == "PROPN" and noun.tag_ == "NN"
    return person and name.left_edge.i > 0 and beside(name.left_edge, -1).text == ","


def _goes_on(head: Token, following: Token) -> bool:
    """Whether an apposition is the next of a list, as before "and", or in the heading "kill mayor, two aides"."""
    if _behind_number(following) is not None or any(
        child.dep_ in ("conj", "cc") for child in following.rights
    ):
        return True
    bare = head.tag_ in ("NN", "NNP") and not any(
        child.dep_ in ("det", "poss", "nummod") for child in head.lefts
    )
    return bare and any(child.dep_ == "nummod" for child in following.lefts)
