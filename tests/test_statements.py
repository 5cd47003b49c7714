"""Statements: what is found, its kind, its cue and the mention beside it. All names and words are invented."""

from functools import cache

import pytest

from lib import language, lexicon
from lib.layout import read_layout
from lib.records import Statement
from lib.speech.cues import CueWord, find_cues
from lib.speech.speech_phrases import SpeechPhrase
from lib.statements import find_statements
from tests import markup

CUES = lexicon.load("cues", CueWord)
PHRASES = lexicon.load("speech_phrases", SpeechPhrase)
TITLE = "Notes from the harbour\n\n"


@cache
def examples():
    texts = [row.example for rows in (CUES, PHRASES) for row in rows]
    return dict(zip(texts, language.parse(texts), strict=True))


def statements(text: str) -> list[Statement]:
    doc = next(language.parse([text]))
    return list(find_statements(doc, read_layout(text)))


def trimmed(text: str) -> str:
    return text.removeprefix("that ").strip(" .")


def named(row):
    return "-".join(str(getattr(row, field)) for field in ("lemma", "pos", "act"))


@pytest.mark.parametrize("row", CUES, ids=named)
def test_every_cue_reads_its_example(row):
    doc = examples()[row.example]
    at = {cue.token.idx for cue in find_cues(doc) if row in cue.words}
    found = list(find_statements(doc, read_layout(row.example)))
    assert [s for s in found if s.act == row.act and s.cue and s.cue.start in at and s.speaker]


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row.phrase)
def test_every_phrase_reads_its_example(row):
    doc = examples()[row.example]
    (found,) = find_statements(doc, read_layout(row.example))
    assert found.act == row.act
    assert found.speaker is not None
    assert row.phrase.startswith(found.cue.text.lower())


def test_cues_and_phrases_are_there_once():
    assert len({(row.lemma, row.pos, row.act) for row in CUES}) == len(CUES)
    assert len({row.phrase for row in PHRASES}) == len(PHRASES)


# In each case <s> marks a statement; kind and the mention of its speaker (by) are given where they matter.
CASES = [
    pytest.param(
        'The mayor said <s kind=indirect by="The mayor">the bridge had been hit</s>.',
        id="complement clause",
    ),
    pytest.param(
        '<s kind=indirect by="engineers">The bridge can carry no lorries</s>, engineers said.',
        id="fronted content",
    ),
    pytest.param(
        '<s kind=direct by="Anna Rohova">“We stay,”</s> said Anna Rohova, the mayor.', id="inversion"
    ),
    pytest.param(
        'According to the ministry, <s kind=indirect by="the ministry">two posts were lost</s>.',
        id="according to",
    ),
    pytest.param(
        '<s kind=indirect by="the ministry">Two posts were lost</s>, according to the ministry.',
        id="according to at the end",
    ),
    pytest.param(
        'Rohova left the town, saying <s kind=indirect by="Rohova">she had no fuel</s>.',
        id="subjectless saying",
    ),
    pytest.param(
        'The mayor said <s by="The mayor">the road was shut</s>, adding that <s by="The mayor">it would open soon</s>.',
        id="adding belongs to the first speaker",
    ),
    pytest.param('The nurse told Harbour Wire <s by="The nurse">the ward was full</s>.', id="told an agency"),
    pytest.param(
        'The governor was quoted as saying that <s by="The governor">repairs would begin in May</s>.',
        id="was quoted as saying",
    ),
    pytest.param('The envoy denounced <s by="The envoy">the arrests</s>.', id="denounced"),
    pytest.param('The general vowed <s by="The general">to retake the town</s>.', id="vowed to"),
    pytest.param('The envoy called for <s by="The envoy">a ceasefire</s>.', id="called for"),
    pytest.param(
        'The envoy called on <s by="The envoy">the army to stop the shelling</s>.', id="called on somebody to"
    ),
    pytest.param(
        'The envoy appealed to <s by="The envoy">all sides to stop the shelling</s>.',
        id="appealed to somebody to",
    ),
    pytest.param(
        'The envoy appealed to <s by="The envoy">the prisoners to walk back at noon</s>.',
        id="appealed to those who shall walk",
    ),
    pytest.param(
        'The mayor accused <s by="The mayor">the army of shelling the market</s>.', id="accused somebody of"
    ),
    pytest.param(
        'The mayor accused <s by="The mayor">them of shelling the market</s>.', id="accused them of"
    ),
    pytest.param(
        'The mayor accused <s by="The mayor">the army over the raid</s>.', id="accused somebody over"
    ),
    pytest.param('The army blamed <s by="The army">it on rebels</s>.', id="blamed it on"),
    pytest.param('The army blamed <s by="The army">rebels for the raid</s>.', id="blamed somebody for"),
    pytest.param(
        'The mayor accused <s by="The mayor">rebels in Harbour of lying</s>.',
        id="accused somebody somewhere of",
    ),
    pytest.param(
        'The mayor rejected <s kind=mixed by="The mayor">the findings as “fabricated”</s>.', id="rejected as"
    ),
    pytest.param("The army blamed rebels. The envoy praised the medics.", id="blamed for nothing"),
    pytest.param("Both sides blamed each other.", id="blamed each other"),
    pytest.param('The army denied <s by="The army">that it had fired</s>.', id="denied"),
    pytest.param('The agency warned of <s by="The agency">a second famine</s>.', id="warned of"),
    pytest.param(
        '<s by="the bishop">The raid</s> was condemned by the bishop. <s kind=direct by="he">"It is a crime,"</s> he said.',
        id="passive",
    ),
    pytest.param("The envoy called <s kind=mixed>the raid “a farce”</s>.", id="called it a name"),
    pytest.param(
        "The mayor said <s kind=mixed>the offer was “an insult” to the town</s>.",
        id="a quotation within a clause",
    ),
    pytest.param(
        '<s kind=direct by="she">“We count the days,” she said. “Yesterday it was forty.”</s>',
        id="a cue interrupts a quotation",
    ),
    pytest.param(
        '<s kind=direct by="Taras Ovchar">“My barn,” said Taras Ovchar, “is where it fell.”</s>',
        id="a cue interrupts a sentence",
    ),
    pytest.param(
        'Rohova said: <s kind=direct by="Rohova">“We stay for the winter.\n\n“We dig where we must.”</s>',
        id="a quotation over paragraphs",
    ),
    pytest.param(
        'Rohova put it simply:\n\n<s kind=direct by="Rohova">“A map is a promise to us all.”</s>',
        id="introduced by a colon in the paragraph before",
    ),
    pytest.param(
        '<s kind=direct by="Rohova">“We stay,”</s> Rohova said.\n\n<s kind=direct by="Rohova">“The bread is ours.”</s>',
        id="the next paragraph goes on",
    ),
    pytest.param(
        '<s kind=direct by="Rohova">“We stay,”</s> Rohova said.\n\n'
        "The quay at noon (Photo by A Person/Harbour Wire)\n\n"
        '<s kind=direct by="Rohova">“The bread is ours.”</s>',
        id="a caption does not interrupt",
    ),
    pytest.param(
        '<s kind=direct by="Anna Rohova">“We stay for the winter.”</s> — Anna Rohova',
        id="a name after a dash",
    ),
    pytest.param(
        'BAKER: <s by="BAKER">Who gave the order?</s>\n\nMILLER: <s by="MILLER">Nobody gave it.</s>',
        id="transcript",
    ),
    pytest.param(
        'PRESENTER: The mayor said <s by="The mayor">the road was shut</s>.\n\n'
        'MILLER: <s by="MILLER">Nobody gave the order.</s>\n\n'
        'REPORTER: Drivers say <s by="Drivers">they have no fuel</s>.',
        id="those of the press tell what others say",
    ),
    pytest.param(
        'PRESENTER: Our correspondent Anna Rohova is there.\n\nROHOVA: Drivers say <s by="Drivers">they have no fuel</s>.',
        id="a correspondent by name",
    ),
    pytest.param(
        '<s kind=direct by="a woman from the market">“Why was it shut?”</s> a woman from the market wanted to know.',
        id="wanted to know",
    ),
    pytest.param(
        'The captain denied <s kind=indirect by="The captain">having sold the boat</s>.',
        id="what is denied having",
    ),
    pytest.param(
        'The widow asked in Chisinau on Friday <s by="The widow">why the road was shut</s>.',
        id="a question after where and when it was asked",
    ),
    pytest.param(
        'The general told reporters <s by="The general">that the men had left, most of them in the night</s>.',
        id="more of those just named",
    ),
    pytest.param(
        'The governor has ordered <s by="The governor">all shops on the quay to close</s>.',
        id="who is ordered and what",
    ),
    pytest.param("Pavlo Marchuk neither confirms nor denies the story.", id="neither confirmed nor denied"),
    pytest.param(
        'The mayor called on <s by="The mayor">it to stop</s>.',
        id="a pronoun that is called on to do something",
    ),
    pytest.param("The mayor asked for both.", id="a pronoun alone says nothing"),
    pytest.param(
        "A pilot who asked not to be named because he was not allowed to brief the press in the capital said "
        '<s by="A pilot">the road was shut</s>.',
        id="the subject before a long relative clause",
    ),
    pytest.param(
        "The so-called “corridor” was shut. A song, “My Valley”, was played.", id="labels are no statements"
    ),
    pytest.param(
        "Rohova said <s kind=mixed>the town faced a “bitter rift” that no vote would heal</s>.",
        id="a clause goes on after a quotation in it",
    ),
    pytest.param(
        'The rebels claimed the attack and said <s by="The rebels">nine soldiers had died</s>.',
        id="to claim an attack is no statement",
    ),
    pytest.param(
        'The rebels said <s by="The rebels">nine soldiers had died</s>, a figure that the army disputed.',
        id="what others think of a claim is not a part of it",
    ),
    pytest.param(
        'The mayor said <s by="The mayor">nine men had died, a figure that would rise</s>.',
        id="a gloss by the speaker is a part of it",
    ),
    pytest.param(
        'The mayor said <s by="The mayor">the road was shut, so lorries took the ferry</s>.',
        id="a clause joined with so",
    ),
    pytest.param(
        'The mayor said <s by="The mayor">the road was shut</s>, though she acknowledged '
        '<s by="she">the ferry was full</s>.',
        id="a concession is a statement of its own",
    ),
    pytest.param(
        'Rohova said <s by="Rohova">the gates were open</s> and Marchuk claimed '
        '<s by="Marchuk">they had been shut for days</s>.',
        id="two speakers in one sentence",
    ),
    pytest.param(
        '<s kind=mixed by="Rohova">The guard “saw no one that night,”</s> Rohova said.',
        id="the words before a quotation are said with it",
    ),
    pytest.param(
        '<s kind=mixed by="Rohova">The crossing was, Rohova said, “a stone in the throat.”</s>',
        id="a cue between the words and the quotation",
    ),
    pytest.param(
        'Rohova said <s by="Rohova">she hopes to open the ferry by May</s>.',
        id="what a speaker hopes is part of the statement",
    ),
    pytest.param(
        'The envoy condemned <s kind=mixed by="The envoy">what he called a “brazen breach” of the truce</s>.',
        id="condemned what he called",
    ),
    pytest.param(
        'The ministry said in a statement that <s by="The ministry">it had opened a school</s>.',
        id="said in a statement that",
    ),
    pytest.param(
        'Rohova told reporters on a daily call that <s by="Rohova">Harbour would answer</s>.',
        id="told reporters on a call that",
    ),
    pytest.param(
        'The mayor commented on <s by="The mayor">the law that parliament passed</s>.',
        id="a clause that only tells which law",
    ),
    pytest.param('The agency said later that <s by="The agency">power was back</s>.', id="said later that"),
    pytest.param(
        'The army said <s by="The army">it had shot down ten drones</s>, while the governor of Kharkiv, '
        'Oleh Harbour, said <s by="the governor of Kharkiv">two people had been hurt</s>.',
        id="another speaker with a name in apposition",
    ),
    pytest.param(
        'NOVA LUKA, May 3 (Harbour Wire) - <s kind=direct by="Anna Rohova">"We heard it first,"</s> '
        "Anna Rohova told reporters.",
        id="a dateline before straight marks",
    ),
    pytest.param(
        'The army said <s by="The army">it could not discuss "single cases"</s> - '
        '<s kind=direct by="an officer">"There are ten of them,"</s> an officer remarked.',
        id="a quotation after a dash",
    ),
    pytest.param(
        '<s kind=direct by="a baker">“We heard it first,” a baker told reporters. “Then the lights went.”</s> '
        'The governor said <s by="The governor">four people had been hurt</s>.',
        id="the clause of the next sentence says something else",
    ),
    pytest.param(
        '<s kind=direct by="Rosa">“They say it is safe,” says Rosa. “It is not.”</s> Her teacher smiles.',
        id="a gesture after a quotation that goes on",
    ),
    pytest.param(
        '<s kind=direct by="Her teacher">“It is not.”</s> Her teacher smiled.',
        id="a gesture with the only quotation",
    ),
    pytest.param(
        '<s kind=direct by="she">“We stay for the winter,”</s> she went on.', id="any verb after a quotation"
    ),
    pytest.param(
        '<s kind=direct by="his wife">“He did mean it,”</s> interrupted his wife.',
        id="any inverted verb after a quotation",
    ),
    pytest.param(
        "The essay “Melania, tell your story,” is long.", id="a title is not said by the verb after it"
    ),
    pytest.param(
        'The state broadcaster, citing a naval source, said <s by="The state broadcaster">a tanker had sunk</s>.',
        id="who is cited",
    ),
    pytest.param(
        'The ministry cited <s by="The ministry">a lack of fuel</s>.',
        id="what is cited",
    ),
    pytest.param(
        'Baghdad denied <s by="Baghdad">there was any base in the town</s>, and recalled its envoy.',
        id="a deed joined to what there was",
    ),
    pytest.param(
        'The driver told the court <s by="The driver">he had been at home that night</s>.',
        id="told without that",
    ),
    pytest.param(
        'The minister said after meeting his Slovak and Czech counterparts that <s by="The minister">the bans had '
        '"failed"</s>.',
        id="a clause that the parse hangs on another noun",
    ),
    pytest.param(
        'In a letter to Harbour, Ines Coelho wrote that <s by="Ines Coelho">she could not explain the war</s>.',
        id="the name after an opening phrase",
    ),
    pytest.param(
        'The junta has called <s by="The junta">the report “made up”</s>, and a spokesman said '
        '<s by="a spokesman">rebels set the fires</s>.',
        id="two clauses that are joined",
    ),
    pytest.param(
        '<s by="Prime Minister Sevak Harbour">The dam will be guarded by both armies</s>, announced '
        "Prime Minister Sevak Harbour after talks in Odesa.",
        id="who speaks after the verb, taken for its object",
    ),
    pytest.param(
        'The mayor left the hall, announced <s by="The mayor">a strike</s> and wept.',
        id="what is told in a list of deeds",
    ),
    pytest.param(
        '<s kind=direct by="he">“They waved afterwards,”</s> he added, still puzzled.',
        id="how it was said",
    ),
    pytest.param(
        'She accused <s by="She">Marchuk of selling water that he did not own</s>.',
        id="a clause that tells of what somebody is accused of",
    ),
    pytest.param(
        'The families in Kaya report that <s by="The families in Kaya">men are stopped at three checkpoints</s>.',
        id="a verb that looks like a noun",
    ),
    pytest.param(
        'The mayor said that <s kind=mixed by="The mayor">he “never gave such an order”</s>.',
        id="all but the first word in marks",
    ),
    pytest.param("The mayor could say that the road was shut.", id="what could be said"),
    pytest.param("The mayor did not say that the road was shut.", id="what was not said"),
    pytest.param("The road stays shut if the mayor says that it is mined.", id="a condition"),
    pytest.param("The driver was told to leave the town.", id="passive without an agent"),
]


@pytest.mark.parametrize("marked", CASES)
def test_statements_of_a_passage(marked):
    text, marks = markup.read(TITLE + marked)
    found = statements(text)
    assert [trimmed(s.text) for s in found] == [trimmed(mark.text) for mark in marks]
    for statement, mark in zip(found, marks, strict=True):
        assert text[statement.start : statement.end] == statement.text
        assert statement.kind == mark.attributes.get("kind", statement.kind)
        if "by" in mark.attributes:
            assert statement.speaker is not None
            assert statement.speaker.text == mark.attributes["by"]
            assert text[statement.speaker.start : statement.speaker.end] == statement.speaker.text


def test_an_interrupted_statement_names_its_parts():
    text = TITLE + "“We count the days,” she said. “Yesterday it was forty.”"
    (found,) = statements(text)
    assert [text[start:end] for start, end in found.parts] == [
        "“We count the days,”",
        "“Yesterday it was forty.”",
    ]


def test_no_speaker_when_nothing_tells_who_spoke():
    text = (
        TITLE
        + "Two men met in Cairo.\n\n“It would be a gift to the raiders.” That was heard in the corridors."
    )
    (found,) = statements(text)
    assert found.speaker is None


def test_words_retold_in_a_quotation_are_indirect():
    text = TITLE + "The envoy said: “Anna Rohova said the gates were open.”"
    outer, inner = statements(text)
    assert outer.kind == "direct"
    assert (inner.kind, inner.text, inner.speaker.text) == ("indirect", "the gates were open", "Anna Rohova")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("“", id="one mark"),
        pytest.param('said said said: “” ‘’ ""', id="marks around nothing"),
        pytest.param("« “ ‘ \" ' he said, she said\n\n” ’ »", id="marks in disorder"),
        pytest.param("According to\n\nsaid:", id="cues alone"),
    ],
)
def test_odd_texts_are_read(text):
    assert all(s.text == text[s.start : s.end] for s in statements(text))


def test_what_is_blamed_on_somebody_in_the_passive_has_two_parts():
    text = TITLE + "The raid was blamed on arsonists by the mayor."
    (found,) = statements(text)
    assert [text[start:end] for start, end in found.parts] == ["The raid", "on arsonists"]
    assert found.speaker.text == "the mayor"
