"""Expressions: what each is worth, and that none of them ever fails."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.evaluate import evaluate
from bot.flow.expr import LONGEST, ExpressionError, parse
from bot.flow.model import Value
from bot.flow.problem import Pos
from bot.flow.types import Type, infer

AT = Pos(1, 1)
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=PARIS)
TODAY = NOW.date()


def worth(source: str, now: datetime = NOW, **values: Value) -> Value:
    return evaluate(parse(source, AT), values, now)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1", 1),
        ("2.5", 2.5),
        ("'a'", "a"),
        ("none", None),
        ("None", None),
        ("true", True),
        ("False", False),
        ("['a', 'b']", ("a", "b")),
        ("('a', 'b')", ("a", "b")),
        ("[]", ()),
        ("-2 + 5 - 1", 2),
        ("today()", TODAY),
        ("now()", NOW),
        ("days(2)", timedelta(days=2)),
        ("weeks(2)", timedelta(days=14)),
        ("hours(1.5)", timedelta(minutes=90)),
        ("days(1) + hours(1)", timedelta(hours=25)),
        ("days(3) - days(1)", timedelta(days=2)),
        ("today() + days(3)", date(2026, 11, 26)),
        ("days(3) + today()", date(2026, 11, 26)),
        ("today() - weeks(1)", date(2026, 11, 16)),
        ("today() + hours(18)", datetime(2026, 11, 23, 18)),
        ("today() - days(1) - today()", timedelta(days=-1)),
        ("now() - today()", timedelta()),
        ("len(['a', 'b'])", 2),
        ("len('abc')", 3),
        ("len(none)", 0),
    ],
)
def test_what_an_expression_is_worth(source: str, expected: Value) -> None:
    """Constants, sums, days and lists."""
    assert worth(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 < 2", True),
        ("2 <= 2", True),
        ("1 > 2", False),
        ("2 >= 3", False),
        ("1 == 1.0", True),
        ("true == 1", False),
        ("'a' != 'b'", True),
        ("'a' < 'b'", True),
        ("days(1) < weeks(1)", True),
        ("today() < today() + days(1)", True),
        ("today() == now()", True),
        ("now() == today() + days(1)", False),
        ("now() < today() + hours(18)", True),
        ("now() < today()", False),
        ("now() <= now()", True),
        ("'a' in ['a', 'b']", True),
        ("'c' not in ['a', 'b']", True),
        ("'b' in 'abc'", True),
        ("1 in 'abc'", False),
        ("1 < 'a'", False),
        ("true < 2", False),
        ("not none", True),
        ("1 == 1 and 'a' == 'a'", True),
        ("none == 1 or 2 == 2", True),
        ("none and none", False),
        ("none or none", False),
    ],
)
def test_conditions(source: str, expected: bool) -> None:
    """Equality, order, membership and logic; different kinds have no order."""
    assert worth(source) is expected


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
def test_nothing_has_no_order(sign: str) -> None:
    """A name not answered yet compares as false, both ways round."""
    assert worth(f"seen {sign} 1") is False
    assert worth(f"1 {sign} seen") is False


def test_nothing_is_in_nothing() -> None:
    """`in` of a name not answered is false, `not in` is true, and equality with none is plain."""
    assert worth("'a' in seen") is False
    assert worth("'a' not in seen") is True
    assert worth("seen in ['a']") is False
    assert worth("seen == none") is True
    assert worth("seen != none", seen="x") is True


@pytest.mark.parametrize(
    "source",
    [
        "seen + 1",
        "1 - seen",
        "seen - days(1)",
        "-seen",
        "-true",
        "'a' + 'b'",
        "days(1) + 1",
        "1 - today()",
        "days(1) - today()",
        "today() - none",
        "today() + today()",
        "days('a')",
        "days(true)",
        "months('a', 1)",
        "months(today(), none)",
        "workdays(none, 1)",
        "workdays(today(), 'a')",
    ],
)
def test_what_makes_no_sense_is_none(source: str) -> None:
    """Evaluating never fails for a value a person can give."""
    assert worth(source) is None


def test_a_day_plus_a_day_is_an_error_for_the_author() -> None:
    """Lint types the sum of two days as a mistake, at its place."""
    with pytest.raises(ExpressionError) as found:
        infer(parse("1 == 1 and today() + seen == today()", AT), {"seen": Type("date")})

    assert found.value.offset == 11


def test_a_sum_too_far_is_none() -> None:
    """The end of the calendar is no crash."""
    assert worth("day + days(3)", day=date.max) is None
    assert worth("day - days(3)", day=date.min) is None
    assert worth("months(day, 1)", day=date.max) is None
    assert worth("months(day, -1)", day=date.min) is None
    assert worth("workdays(day, 1)", day=date.max) is None
    assert worth("days(1) - span", span=timedelta.min) is None


def test_spans_are_bounded() -> None:
    """A deadline beyond ten years is a slip of the pen."""
    assert worth("days(100000000000)") == timedelta(days=3660)
    assert worth("hours(-100000000000)") == timedelta(days=-3660)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 31), 12, date(2027, 5, 31)),
    ],
)
def test_months_keep_the_day_or_take_the_last(start: date, count: int, expected: date) -> None:
    """One month after 31 January is the last day of February."""
    assert worth(f"months(day, {count})", day=start) == expected


def test_a_month_of_a_moment_is_a_day() -> None:
    """Months are counted on the calendar of the person's zone."""
    evening = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)  # 1 December in Paris

    assert worth("months(at, 1)", at=evening) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # over a week-end
        (date(2026, 11, 10), 1, date(2026, 11, 12)),  # over 11 November
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # Christmas, then a week-end
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 4, 3), 1, date(2026, 4, 7)),  # Easter Monday; Good Friday is a working day
        (date(2026, 5, 21), 2, date(2026, 5, 26)),  # Whit Monday
        (date(2026, 5, 26), 1, date(2026, 5, 27)),  # abolition day is Guadeloupe's alone
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
        (date(2026, 11, 23), -5, date(2026, 11, 23)),
    ],
)
def test_working_days_are_those_of_metropolitan_france(
    start: date, count: int, expected: date
) -> None:
    """Week-ends and national holidays are no working days; overseas holidays are not national."""
    assert worth(f"workdays(day, {count})", day=start) == expected


def test_a_stored_moment_is_read_on_the_persons_clock() -> None:
    """Moments are kept in UTC: the day one falls on is that of the person's zone."""
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

    assert worth("at - today()", at=late) == timedelta(days=1)
    assert worth("at == today() + days(1)", at=late) is True
    assert worth("at", at=late) == late


def test_hours_pass_and_days_are_counted_when_the_clock_changes() -> None:
    """In the night of 28 March 2027, 24 hours end at ten and one day at nine."""
    before = datetime(2027, 3, 27, 9, tzinfo=PARIS)

    assert worth("now() + hours(25)", before) == datetime(2027, 3, 28, 11, tzinfo=PARIS)
    assert worth("now() + days(1)", before) == datetime(2027, 3, 28, 9, tzinfo=PARIS)


NAMES = st.sampled_from(["a", "b", "none", "'x'", "1", "2.5", "today()", "now()", "['x']", "true"])
SIGNS = st.sampled_from(("+", "-", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or"))
EXPRESSIONS = st.recursive(
    NAMES,
    lambda inner: st.one_of(
        st.tuples(inner, SIGNS, inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda e: f"(not {e})"),
        inner.map(lambda e: f"(-{e})"),
        inner.map(lambda e: f"len({e})"),
        inner.map(lambda e: f"days({e})"),
        st.tuples(inner, inner).map(lambda t: f"months({t[0]}, {t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"workdays({t[0]}, {t[1]})"),
    ),
    max_leaves=6,
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.dates(),
    st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),
    st.timedeltas(),
    st.lists(st.text(max_size=3)).map(tuple),
)


@given(source=EXPRESSIONS, a=VALUES, b=VALUES)
def test_no_value_makes_an_allowed_expression_fail(source: str, a: Value, b: Value) -> None:
    """Whatever was answered, an expression that was let in is worth a value."""
    try:
        expression = parse(source, AT)
    except ExpressionError:
        assert len(source) > LONGEST
        return

    evaluate(expression, {"a": a, "b": b}, NOW)
