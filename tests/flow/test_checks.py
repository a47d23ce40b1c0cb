"""Checks on an answer: when it is given, and when it was kept."""

from datetime import UTC, date, datetime

import pytest

from bot.flow.answers import accepts, refuse_file
from bot.flow.model import Kind, Value
from tests.flow.test_answers import NOW, answer, ask, refusal


@pytest.mark.parametrize(
    ("kind", "name", "limit", "good", "bad"),
    [
        (Kind.NUMBER, "min", "3", "3", "2,9"),
        (Kind.NUMBER, "max", "3.5", "3,5", "4"),
        (Kind.DATE, "past", "true", "aujourd'hui", "demain"),
        (Kind.DATE, "future", "true", "aujourd'hui", "hier"),
        (Kind.MOMENT, "future", "true", "ce soir", "hier"),
        (Kind.DATE, "after", "2026-11-01", "02/11/2026", "01/11/2026"),
        (Kind.DATE, "before", "2026-11-01", "31/10/2026", "01/11/2026"),
        (Kind.TEXT, "matches", "[0-9]{4}", "1234", "12345"),
        (Kind.TEXT, "length", "3", "abc", "abcd"),
        (Kind.TEXT, "format", "email", "a.b@exemple.fr", "a@b"),
        (Kind.TEXT, "format", "phone", "06.12 34-56 78", "06 12"),
        (Kind.TEXT, "format", "phone", "+33 (0)6 12 34 56 78", "trois"),
        (Kind.TEXT, "format", "postcode", "69001", "6900"),
        (Kind.TEXT, "format", "postcode", "97110", "96000"),
        (Kind.TEXT, "format", "postcode", "20200", "00000"),
        (Kind.TEXT, "format", "reference", "n° 2026/00-12 AB", "numéro 12"),
        (Kind.TEXT, "format", "reference", "A1" * 15, "A1" * 15 + "B"),
        (Kind.TEXT, "format", "reference", "OPP-55512", "4111 1111 1111 1111"),
        (Kind.TEXT, "format", "reference", "4111 1111 1111 1112", "1 85 05 78 006 084 91"),
        (Kind.TEXT, "format", "reference", "0123456", "FR76 3000 6000 0112 3456 7890 189"),
        (
            Kind.TEXT,
            "format",
            "iban",
            "FR76 3000 6000 0112 3456 7890 189",
            "FR76 3000 6000 0112 3456 7890 188",
        ),
    ],
)
def test_each_check_lets_pass_and_refuses(
    kind: Kind, name: str, limit: str, good: str, bad: str
) -> None:
    """A check of a question, at its bound and beyond."""
    assert answer(kind, good, **{name: limit}) is not None
    refused = refusal(kind, bad, **{name: limit})

    expected = f"error.{name}.{limit}" if name == "format" else f"error.{name}"
    assert refused.key in (expected, "error.past_moment")


def test_a_refusal_carries_its_limit() -> None:
    """The sentence names the bound: a number, a day, or as written."""
    assert refusal(Kind.NUMBER, "1", min="3").values == {"limit": 3}
    assert refusal(Kind.NUMBER, "9", max="3.5").values == {"limit": 3.5}
    assert refusal(Kind.DATE, "hier", after="2026-11-22").values == {"limit": date(2026, 11, 22)}
    assert refusal(Kind.TEXT, "b", matches="a").values == {"limit": "a"}
    assert refusal(Kind.TEXT, "abc", length="2.5").values == {"limit": 2.5}


def test_a_pattern_is_given_little_to_chew() -> None:
    """Long answers are refused before the author's pattern sees them."""
    assert refusal(Kind.TEXT, "a" * 201, matches="a+").key == "error.matches"


def test_a_stored_moment_is_judged_on_the_persons_day() -> None:
    """23:30 UTC is tomorrow in Paris: not past there."""
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    assert not accepts(ask(Kind.MOMENT, past="true"), late, now=NOW, options=())
    assert accepts(ask(Kind.MOMENT, future="true"), late, now=NOW, options=())


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Kind.CHOICE, "a", "z"),
        (Kind.CHOICE, "a", None),
        (Kind.SEVERAL, ("a", "b"), ("a", "z")),
        (Kind.SEVERAL, (), "a"),
        (Kind.NUMBER, 1.5, True),
        (Kind.NUMBER, 1, "1"),
        (Kind.DATE, NOW.date(), NOW),
        (Kind.MOMENT, NOW, NOW.date()),
        (Kind.TEXT, "x", 1),
        (Kind.MESSAGE, "x", None),
        (Kind.PHOTO, "file id", 1),
    ],
)
def test_a_kept_value_passes_when_it_is_of_the_kind(kind: Kind, good: Value, bad: Value) -> None:
    """After a new release, what no longer fits is asked again."""
    assert accepts(ask(kind), good, now=NOW, options=("a", "b"))
    assert not accepts(ask(kind), bad, now=NOW, options=("a", "b"))


def test_a_kept_value_is_checked_again() -> None:
    """A bound that moved asks the question again."""
    assert not accepts(ask(Kind.NUMBER, min="3"), 2, now=NOW, options=())


def test_files_have_a_size_and_a_type() -> None:
    """The reason is a key; an unknown type is given the benefit of the doubt."""
    question = ask(Kind.FILE, max_mb="2", types="application/pdf image/jpeg")

    assert refuse_file(question, "application/pdf", 2_000_000) is None
    assert refuse_file(question, "", 10) is None
    assert refuse_file(question, "application/pdf", 2_000_001) == "error.too_big"
    assert refuse_file(question, "text/html", 10) == "error.file_type"
    assert accepts(question, "file id", now=NOW, options=())
