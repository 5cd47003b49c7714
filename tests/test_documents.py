"""A text as an article: what is kept, what is refused and in which words, what its reader is told."""

import pytest

from lib import documents
from lib.documents import make_article
from lib.errors import ReportError

ENGLISH = "Shells fell on the harbour on Monday and three people were hurt, the mayor of the town said. " * 3
UKRAINIAN = "Сьогодні в місті загинули двадцять дві людини внаслідок удару, повідомив мер міста. " * 3
GERMAN = "Bei dem Angriff auf den Hafen wurden am Montag drei Menschen verletzt, sagte der Bürgermeister der Stadt, der am Abend vor die Presse trat und um Hilfe für die Stadt bat."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "There is no text in it. Paste", id="empty"),
        pytest.param(" \n\t ", "There is no text in it. Paste", id="white space only"),
        pytest.param("12 + 30 = 42 !!!", "There are no words in it", id="no words"),
        pytest.param("a" * 1_000_001, "longer than 1,000,000 bytes. Split it", id="over 1 MB"),
        pytest.param("He said " + "“" * 5_000, "Most of it is no words", id="marks without end"),
        pytest.param("\ud800 broken", "broken characters", id="lone surrogate"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_in_words(text, message):
    with pytest.raises(ReportError, match=message):
        make_article(text)


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        pytest.param(UKRAINIAN, "uk", "Ukrainian", id="Ukrainian"),
        pytest.param(GERMAN, "de", "German", id="German"),
    ],
)
def test_a_report_in_another_language_is_kept_and_named(text, code, name):
    article = make_article(text, language="en-GB")
    assert (article.language, article.guessed) == (code, ("language",))
    assert not documents.is_english(article)
    (notice,) = documents.notices(article)
    assert f"It is in {name}. Dateline analyses English only: the report is kept" in notice


@pytest.mark.parametrize(
    ("text", "declared", "language", "guessed"),
    [
        pytest.param(ENGLISH, "en-GB", "en", (), id="the file says so"),
        pytest.param(ENGLISH, None, "en", ("language",), id="the file says nothing"),
        pytest.param(ENGLISH, "de", "en", ("language",), id="the file is wrong"),
        pytest.param("Zwei Tote in Odessa", "de", "de", (), id="too short to tell: the file decides"),
        pytest.param("Two dead in Odesa", None, None, (), id="too short to tell"),
        pytest.param("Two dead in Odesa", "klingon", None, (), id="no code"),
    ],
)
def test_the_language_is_that_of_the_text_and_marked_when_guessed(text, declared, language, guessed):
    article = make_article(text, language=declared)
    assert (article.language, article.guessed) == (language, guessed)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ENGLISH, id="plain English"),
        pytest.param("22 killed in Chernihiv", id="a short note"),
        pytest.param(
            "Men on motorcycles burned houses in Kidal, Gossi, Talataye and Ansongo, and families fled from Tessit "
            "to Gao, where the mayor of Bourem, Ould Mahamadou Ag Almahmoud, said that roads to Labbezanga, "
            "Ouattagouna, Fafa and Tassiga were cut and that nobody had come from Bamako to help them.",
            id="English full of foreign names",
        ),
        pytest.param("Kherson, Kharkiv, Mariupol, Zaporizhzhia, Vuhledar, Lyman", id="names alone"),
    ],
)
def test_an_english_text_is_taken_as_it_is(text):
    article = make_article(text)
    assert article.text == text
    assert documents.is_english(article)


def test_line_ends_and_control_characters_are_cleaned_and_nothing_else():
    assert make_article("\ufeffOne\r\ntwo\rthree\u2028four\x07 five\tsix ﬁ é e\u0301").text == (
        "One\ntwo\nthree\nfour  five\tsix ﬁ é e\u0301"
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2026-03-14", "2026-03-14"),
        ("2026-3-4", "2026-03-04"),
        ("2026-03-14T09:30:00Z", "2026-03-14T09:30:00+00:00"),
        ("  ", None),
    ],
)
def test_dates_are_kept_as_iso(given, kept):
    assert make_article(ENGLISH, published=given).published == kept


@pytest.mark.parametrize("wrong", ["yesterday", "14.03.2026", "2026-02-30"])
def test_a_date_that_is_none_is_refused(wrong):
    with pytest.raises(ReportError, match=f"“{wrong}” is no date. Write it as year-month-day"):
        make_article(ENGLISH, published=wrong)


def test_the_same_report_has_the_same_id_and_another_title_another():
    assert make_article(ENGLISH, title="A").id == make_article(ENGLISH, title="A").id
    assert make_article(ENGLISH, title="A").id != make_article(ENGLISH, title="B").id


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Today three were hurt.", "today"),
        ("Three were hurt on Monday.", "on monday"),
        ("Three were hurt late\nThursday evening.", "late thursday"),
        ("Three were hurt last week.", "last week"),
        ("Three were hurt on Monday, 3 May 2025.", None),
        ("Three were hurt on Monday, May 3.", None),
        ("On 3 May three were hurt.", None),
    ],
)
def test_a_report_that_names_a_day_by_its_own_date_asks_for_that_date(text, words):
    found = documents.needs_date(make_article(text))
    assert (found and found.lower()) == words
    assert bool(documents.notices(make_article(text))) == bool(words)
    assert documents.needs_date(make_article(text, published="2026-03-14")) is None


def test_what_was_guessed_and_noted_is_told():
    article = make_article(ENGLISH, published="2026-03-14", guessed=["published", "title"], notes=["A note."])
    assert article.guessed == ("language", "published"), "there is no title that could be a guess"
    assert documents.notices(article) == (
        "Its date of publication, 2026-03-14, is a guess. Check it.",
        "A note.",
    )
