"""Values in sentences: both languages, harmless, and filled into places without being evaluated."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.formats import FORMATS, LONGEST_VALUE, defang, harmless
from bot.flow.model import Fact, Source, Text, Value
from bot.flow.problem import Pos
from bot.flow.text import Place, Words, fact_value, fill, format_source, places, render
from bot.flow.typography import plain, typeset

AT = Pos(1, 1)
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=PARIS)
SOURCE = Source("CNIL", "https://www.cnil.fr/", date(2026, 5, 1), date(2026, 11, 1), AT)


def text(french: str, context: str = "t/x") -> Text:
    return Text(french, context, AT)


FR = Words("fr", texts={"a": text("Oui {x} {y|defanged}")})
EN = Words("en", {("t/x", "Bonjour {x}"): "Hello {x}"})
DAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("how", "value", "french", "english"),
    [
        ("date", DAY, "1er mai 2026", "1 May 2026"),
        ("date", date(2026, 11, 21), "21 novembre 2026", "21 November 2026"),
        ("date", "demain", "demain", "demain"),
        ("day", DAY, "vendredi 1er mai 2026", "Friday 1 May 2026"),
        ("day", 3, "3", "3"),
        ("time", datetime(2026, 5, 1, 18, 5), "18 h 05", "6:05 pm"),
        ("time", datetime(2026, 5, 1, 9), "9 h", "9 am"),
        ("time", DAY, "", ""),
        (
            "moment",
            datetime(2026, 5, 1, 9),
            "vendredi 1er mai 2026 à 9 h",
            "Friday 1 May 2026 at 9 am",
        ),
        ("moment", DAY, "vendredi 1er mai 2026", "Friday 1 May 2026"),
        ("duration", timedelta(days=1), "1 jour", "1 day"),
        ("duration", timedelta(days=10), "10 jours", "10 days"),
        ("duration", timedelta(hours=3), "3 heures", "3 hours"),
        ("duration", date(2026, 11, 26), "3 jours", "3 days"),
        ("duration", datetime(2026, 11, 26, 9, tzinfo=UTC), "3 jours", "3 days"),
        ("duration", 5, "5", "5"),
        ("money", 1234.5, "1 234,50 €", "€1,234.50"),
        ("money", 1234, "1 234 €", "€1,234"),
        ("money", 0.5, "0,50 €", "€0.50"),
        ("money", 0, "0 €", "€0"),
        ("money", -3, "-3 €", "-€3"),
        ("money", True, "", ""),
        ("number", 1234567.891, "1 234 567,891", "1,234,567.891"),
        ("number", "x", "x", "x"),
        ("phone", "3939", "3939", "3939"),
        ("phone", "33700", "33700", "33700"),
        ("phone", "116006", "116 006", "116 006"),
        ("phone", "0969399978", "09 69 39 99 78", "09 69 39 99 78"),
        ("phone", "09.69 39 99 78", "09 69 39 99 78", "09 69 39 99 78"),
        ("phone", "0892705705", "0 892 705 705", "0 892 705 705"),
        ("phone", "+33612345678", "+33 6 12 34 56 78", "+33 6 12 34 56 78"),
        ("phone", "+44 20", "+44 20", "+44 20"),
        ("phone", "1234567", "1234567", "1234567"),
        ("phone", None, "", ""),
        ("phone", 15, "15", "15"),
        ("list", ("a", "b", "c"), "a, b et c", "a, b and c"),
        ("list", (), "", ""),
        ("list", "a", "a", "a"),
        ("label", "a", "a", "a"),
        ("defanged", "https://evil.fr/x.php", "hxxps[:]//evil[.]fr/x[.]php", None),
        ("signs", "x", "", ""),
        ("", None, "", ""),
        ("", True, "", ""),
        ("", 2.5, "2,5", "2.5"),
        ("", DAY, "1er mai 2026", "1 May 2026"),
        ("", timedelta(days=2), "2 jours", "2 days"),
        ("", datetime(2026, 5, 2, 9), "samedi 2 mai 2026 à 9 h", "Saturday 2 May 2026 at 9 am"),
    ],
)
def test_a_value_in_both_languages(
    how: str, value: Value, french: str, english: str | None
) -> None:
    """French typography in French, British forms in English; what does not fit is shown plainly."""
    place = "{x|" + how + "}" if how else "{x}"
    shown = [
        fill(place, {"x": value}, words, now=NOW).replace("\u202f", " ").replace("\u00a0", " ")
        for words in (FR, EN)
    ]

    assert shown == [french, french if english is None else english]


def test_money_keeps_its_sign_on_the_line() -> None:
    """The spaces of an amount never break."""
    assert fill("{x|money}", {"x": 1234.5}, FR) == "1\u202f234,50\u00a0€"


def test_a_stored_moment_is_shown_on_the_persons_clock() -> None:
    """Moments are kept in UTC; one hour less would be a reminder missed."""
    at = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)

    assert fill("{x|time}", {"x": at}, FR, now=NOW) == "18\u00a0h"
    assert fill("{x|time}", {"x": at}, FR) == "17\u00a0h"


def test_places_are_found_in_order() -> None:
    """Names, formats and where they begin; anything else in braces is words."""
    assert places("a {b} {fact.c|date} {D} {} {x!r} {x()}") == (
        Place("b", None, 2),
        Place("fact.c", "date", 6),
    )


def test_a_place_is_never_evaluated() -> None:
    """No attribute, index or conversion of str.format exists."""
    assert fill("{x[0]} {x!r} {0} {{x}}", {"x": "v"}, FR) == "{x[0]} {x!r} {0} {v}"


def test_typography_can_be_undone_to_compare() -> None:
    """Typeset and typed sentences are equal once plain."""
    assert plain(typeset("L'IBAN « X » : 5 € ?")) == "L'IBAN « X » : 5 € ?"


def test_what_was_filled_in_is_not_filled_again() -> None:
    """A person who types `{y}` gets it back as typed."""
    assert fill("{x}", {"x": "{y}", "y": "secret"}, FR) == "{y}"


def test_labels_are_ours_and_shown_as_written() -> None:
    """A code is shown by its words, even when they hold a point; an unknown code is harmless."""
    labels = {"x": {"a": "Boulanger.com", "b": "B"}}

    assert fill("{x}", {"x": "a"}, FR, labels=labels) == "Boulanger.com"
    assert fill("{x|label}", {"x": "evil.com"}, FR, labels=labels) == "evil[.]com"
    assert fill("{x|list}", {"x": ("a", "b", "evil.com")}, FR, labels=labels) == (
        "Boulanger.com, B et evil[.]com"
    )
    assert fill("{x}", {"x": 3}, FR, labels=labels) == "3"


def test_signs_are_put_where_the_author_wants_them() -> None:
    """Later, when they are no longer kept, nothing stands there."""
    assert fill("Voici : {v|signs}", {"v": "danger"}, FR, signs={"v": "• un"}) == "Voici : • un"


@pytest.mark.parametrize("signs", [None, {}, {"v": ""}])
def test_no_sign_leaves_no_empty_line(signs: dict[str, str] | None) -> None:
    """A verdict shown anew has no signs any more: its sentences stand together."""
    assert fill("Danger.\n{v|signs}\nNon.", {"v": "danger"}, FR, signs=signs) == "Danger.\nNon."
    assert fill("Voici : {v|signs}", {"v": "danger"}, FR) == "Voici : "
    assert FORMATS["signs"]("danger", "fr", NOW) == ""


def test_a_sentence_is_found_by_its_context_and_its_french() -> None:
    """No translation: French, typeset."""
    assert render(text("Bonjour {x}"), {"x": "Léa"}, EN) == "Hello Léa"
    assert render(text("Bonjour {x}", "t/y"), {"x": "Léa"}, EN) == "Bonjour Léa"
    assert EN.translate(("t/z", "Ça va ?")) == "Ça va\u00a0?"


def test_the_engines_sentences_take_the_releases_own_words() -> None:
    """A publisher's name keeps its points, a span to show does not."""
    said = FR.say("a", x="Service-Public.fr **", y="evil.fr")

    assert said == "Oui Service-Public.fr *\u2060* evil[.]fr"
    with pytest.raises(KeyError):
        FR.say("nowhere")


def test_words_of_an_unknown_language_are_french() -> None:
    """Nobody is left without dates."""
    assert Words("de").plain(DAY) == "1er mai 2026"
    assert str(Words("en").locale) == "en_GB"


FACTS = {
    "phone": ("0969399978", "09 69 39 99 78", "09 69 39 99 78"),
    "short_number": ("33700", "33700", "33700"),
    "money": ("49,90", "49,90 €", "€49.90"),
    "date": ("2026-05-01", "1er mai 2026", "1 May 2026"),
    "days": ("1", "1 jour", "1 day"),
    "weeks": ("0", "0 semaine", "0 weeks"),
    "months": ("13", "13 mois", "13 months"),
    "url": ("https://www.cnil.fr/", "https://www.cnil.fr/", "https://www.cnil.fr/"),
    "address": ("3 place de Fontenoy", "3 place de Fontenoy", "3 place de Fontenoy"),
    "hours": ("du lundi au vendredi", "du lundi au vendredi", "Monday to Friday"),
    "text": ("gratuit", "gratuit", "gratuit"),
}


@pytest.mark.parametrize(("kind", "row"), FACTS.items())
def test_a_fact_in_both_languages(kind: str, row: tuple[str, str, str]) -> None:
    """Numbers are formatted, words are translated, addresses stay."""
    value, french, english = row
    fact = Fact("k", kind, text(value, "facts/k/value"), text("L"), SOURCE, "o", "high", "b")
    catalogue = {("facts/k/value", "du lundi au vendredi"): "Monday to Friday"}
    shown = [
        fill("{fact.k}", {}, words).replace("\u00a0", " ")
        for words in (Words("fr", facts={"k": fact}), Words("en", catalogue, {"k": fact}))
    ]

    assert shown == [french, english]


def test_a_fact_nobody_wrote_is_nothing() -> None:
    """Lint refuses it; at run time a sentence without it is better than none."""
    assert fact_value(FR, "nowhere") == ""


def test_a_source_says_when_it_was_checked_and_when_that_is_old() -> None:
    """Past its review date the line is another one, said once, with the same values."""
    words = Words(
        "fr",
        texts={
            "source.line": text("Source {publisher}, {checked|date}."),
            "source.review": text("Source {publisher}, {checked|date}. À confirmer."),
        },
    )

    fresh = format_source(SOURCE, words, datetime(2026, 11, 1, 9, tzinfo=PARIS))
    old = format_source(SOURCE, words, NOW)

    assert fresh == "Source CNIL, 1er mai 2026."
    assert old == "Source CNIL, 1er mai 2026. À confirmer."


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Léa & <b>Tom</b>", "Léa & <b>Tom</b>"),
        ("a\x00b\u202ec\u200bd\ue000", "abcd"),
        ("deux\nlignes", "deux\nlignes"),
        ("**gras**", "*\u2060*gras*\u2060*"),
        ("***", "*\u2060*\u2060*"),
        ("https://evil.fr/a.b", "hxxps[:]//evil[.]fr/a[.]b"),
        ("HTTP://X.FR", "hxxp[:]//X[.]FR"),
        ("www.evil.fr", "www[.]evil[.]fr"),
        ("evil.fr", "evil[.]fr"),
        ("M. Dupont, 12.50 euros. Fin.", "M. Dupont, 12.50 euros. Fin."),
        ("@pirate /stop #tag a/b", "@\u2060pirate /\u2060stop #\u2060tag a/b"),
        ("jean@exemple.fr", "jean@exemple[.]fr"),
        ("\ud83d", ""),
        ("👩‍👧", "👩👧"),
    ],
)
def test_what_people_typed_is_harmless(typed: str, shown: str) -> None:
    """No control or bidi character, no markup, nothing that opens when tapped."""
    assert harmless(typed) == shown


def test_defanging_twice_changes_nothing_more() -> None:
    """A link that was already cut stays as it is."""
    once = defang("https://evil.fr/")

    assert defang(once) == once


@given(st.text(max_size=1000))
def test_any_text_becomes_harmless(typed: str) -> None:
    """Bounded, printable, encodable, and never bold."""
    shown = harmless(typed)

    assert len(shown) <= LONGEST_VALUE
    assert "**" not in shown
    assert "://" not in shown
    assert "\0" not in shown
    shown.encode("utf-16")


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(-1e15, 1e15),
    st.text(max_size=20),
    st.dates(),
    st.datetimes(),
    st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),
    st.timedeltas(timedelta(days=-4000), timedelta(days=4000)),
    st.lists(st.text(max_size=5), max_size=4).map(tuple),
)


@given(
    value=VALUES,
    how=st.sampled_from([*sorted(FORMATS), "nonsense"]),
    words=st.sampled_from((FR, EN)),
)
def test_every_format_takes_every_value(value: Value, how: str, words: Words) -> None:
    """A sentence with an odd value is better than no sentence."""
    assert isinstance(fill("{x|" + how + "}", {"x": value}, words, now=NOW), str)
