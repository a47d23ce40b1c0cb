"""Answers: from what a person typed to a value, in both languages, or the reason why not."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.answers import accepts, understand
from bot.flow.checks import CHECKS, FORMATS, Refused
from bot.flow.model import Ask, Check, Kind, Text, Value
from bot.flow.problem import Pos

AT = Pos(1, 1)
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=PARIS)
OPTIONS = (
    ("card", "Ma carte bancaire"),
    ("iban", "Mon IBAN"),
    ("both", "Nom, prénom et adresse"),
    ("mail", "✉️ Mon e-mail"),
    ("none", "Rien"),
)


def ask(kind: Kind, **checks: str) -> Ask:
    return Ask(
        name="x",
        text=Text("?", "f/x/text", AT),
        kind=kind,
        options=(),
        codes=None,
        checks=tuple(Check(name, value, AT) for name, value in checks.items()),
        error=None,
        skip=None,
        private=False,
        examples=(),
        was=None,
        sources=(),
        pos=AT,
    )


def answer(kind: Kind, typed: str, language: str = "fr", **checks: str) -> Value:
    question = ask(kind, **checks)
    value = understand(question, typed, now=NOW, language=language, options=OPTIONS)
    assert accepts(question, value, now=NOW, options=tuple(key for key, _ in OPTIONS))
    return value


def refusal(kind: Kind, typed: str, language: str = "fr", **checks: str) -> Refused:
    with pytest.raises(Refused) as found:
        answer(kind, typed, language, **checks)
    return found.value


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ma carte bancaire", "card"),
        ("  ma CARTE bancaire !", "card"),
        ("card", "card"),
        ("ma", "card"),
        ("mon iban", "iban"),
        ("nom prenom et adresse", "both"),
        ("Mon e-mail", "mail"),
        ("1", "card"),
        ("05", "none"),
    ],
)
def test_a_choice_by_label_key_number_or_beginning(typed: str, expected: str) -> None:
    """Case, accents, marks and emoji do not matter."""
    assert answer(Kind.CHOICE, typed) == expected


@pytest.mark.parametrize("typed", ["", "🎉", "mon", "zut", "0", "6", "0001", "٣"])
def test_a_choice_that_is_none_or_two_is_refused(typed: str) -> None:
    """“mon” begins two labels."""
    assert refusal(Kind.CHOICE, typed).key == "error.choose"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1, 3", ("card", "both")),
        ("3;1;1", ("card", "both")),
        ("rien\nmon iban", ("iban", "none")),
        ("1 et 2", ("card", "iban")),
        ("1 and 2, 5", ("card", "iban", "none")),
        ("Nom, prénom et adresse", ("both",)),
        ("1,", ("card",)),
    ],
)
def test_several_choices_come_in_the_order_they_are_offered(
    typed: str, expected: tuple[str, ...]
) -> None:
    """Separated as people do; a label with a comma in it is one choice."""
    assert answer(Kind.SEVERAL, typed) == expected


@pytest.mark.parametrize("typed", ["", ",", "1, zut"])
def test_several_with_one_unknown_are_refused(typed: str) -> None:
    """Nothing of a list is guessed."""
    assert refusal(Kind.SEVERAL, typed).key == "error.choose"


@pytest.mark.parametrize(
    ("typed", "french", "english"),
    [
        ("120", 120, 120),
        ("1 234,50 €", 1234.5, 1234.5),
        ("1\u202f234,50\u00a0€", 1234.5, 1234.5),
        ("1.234,50", 1234.5, 1234.5),
        ("1,234.50", 1234.5, 1234.5),
        ("12€50", 12.5, 12.5),
        ("€12", 12, 12),
        ("12 euros", 12, 12),
        ("12 EUR", 12, 12),
        ("49,90", 49.9, 49.9),
        ("49.90", 49.9, 49.9),
        ("1,234", 1.234, 1234),
        ("1.234", None, 1.234),
        ("1.234.567", 1234567, 1234567),
        ("12 000", 12000, 12000),
        ("-3", -3, -3),
        ("−3", -3, -3),
        ("1,2,3", None, None),
        ("1..2", None, None),
        ("1,23.45,6", None, None),
        ("1,23.45", None, None),
        ("", None, None),
        ("mille", None, None),
        ("1e5", None, None),
        ("½", None, None),
        ("٣", None, None),
        (".5", None, None),
        ("99999999999999999", None, None),
    ],
)
def test_a_number_as_it_is_written_in_each_language(
    typed: str, french: float | None, english: float | None
) -> None:
    """What could be a thousand or a decimal is refused, not guessed."""
    for language, expected in (("fr", french), ("en", english)):
        if expected is None:
            assert refusal(Kind.NUMBER, typed, language).key == "error.not_a_number"
        else:
            assert answer(Kind.NUMBER, typed, language) == expected


def test_a_whole_number_is_whole() -> None:
    """12,00 is 12."""
    assert isinstance(answer(Kind.NUMBER, "12,00"), int)


def test_a_day_and_what_is_none() -> None:
    """The reason of a refusal is that of the day."""
    assert answer(Kind.DATE, "hier") == date(2026, 11, 22)
    assert refusal(Kind.DATE, "31/02").key == "error.impossible_date"
    assert refusal(Kind.DATE, "zut").key == "error.not_a_date"


def test_a_moment_is_kept_in_universal_time() -> None:
    """What is kept is what is stored: the same after going through JSON."""
    value = answer(Kind.MOMENT, "demain 9h")

    assert value == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    assert isinstance(value, datetime)
    assert value.tzinfo is UTC


def test_a_moment_the_clock_skips_is_an_hour_later() -> None:
    """02:30 on the night of 28 March 2027 does not exist in Paris: it is 03:30."""
    value = answer(Kind.MOMENT, "28/03 02:30")

    assert isinstance(value, datetime)
    assert value.astimezone(PARIS).hour == 3


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("demain à 8", "error.ambiguous_time"),
        ("hier", "error.past_moment"),
        ("dans 0 minutes", "error.past_moment"),
        ("dans 500 jours", "error.too_far"),
        ("zut", "error.not_a_moment"),
        ("31/02 9h", "error.impossible_date"),
    ],
)
def test_a_moment_is_ahead_and_within_a_year(typed: str, key: str) -> None:
    """Never gone, and not beyond what anybody plans."""
    assert refusal(Kind.MOMENT, typed).key == key


def test_a_text_is_trimmed_and_bounded() -> None:
    """A thousand characters, and something in them."""
    assert answer(Kind.TEXT, "  oui \n") == "oui"
    assert refusal(Kind.TEXT, " \n ").key == "error.empty"
    assert refusal(Kind.TEXT, "a" * 1001).key == "error.length"


def test_a_message_is_taken_as_it_is() -> None:
    """The checker wants every character; what is too long for Telegram is cut."""
    assert answer(Kind.MESSAGE, " Votre colis\n") == " Votre colis\n"
    assert len(str(answer(Kind.MESSAGE, "a" * 5000))) == 4096
    assert refusal(Kind.MESSAGE, " \n").key == "error.empty"


@pytest.mark.parametrize(("kind", "key"), [(Kind.PHOTO, "error.photo"), (Kind.FILE, "error.file")])
def test_words_are_no_picture_and_no_file(kind: Kind, key: str) -> None:
    """Who is asked for a picture and writes is asked for a picture again; for a file, a file."""
    assert refusal(kind, "voilà").key == key


CHECKED = st.sampled_from(
    [
        {},
        *({name: "3"} for name, rule in CHECKS.items() if rule.argument == "number"),
        *({name: "2026-11-01"} for name, rule in CHECKS.items() if rule.argument == "date"),
        *({name: "true"} for name, rule in CHECKS.items() if rule.argument == "flag"),
        *({"format": name} for name in FORMATS),
        {"matches": "[a-z]+"},
    ]
)
TYPED = st.text(max_size=60) | st.text("0123456789,.€ -/:hamp et1", max_size=20)


@given(
    kind=st.sampled_from(list(Kind)),
    typed=TYPED,
    language=st.sampled_from(["fr", "en"]),
    checks=CHECKED,
)
def test_any_text_is_refused_or_accepted(
    kind: Kind, typed: str, language: str, checks: dict[str, str]
) -> None:
    """Whatever is typed: a reason with a key, or a value that still passes once it is kept."""
    fitting = {name: v for name, v in checks.items() if kind in CHECKS[name].kinds}
    try:
        answer(kind, typed, language, **fitting)
    except Refused as refused:
        assert refused.key.startswith("error.")  # noqa: PT017 - either is right
