"""When a desk answers: a week, days off, the promise in opened time, on clocks that change."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handoff.hours import (
    Hours,
    answer_by,
    from_json,
    opened,
    parse,
    spans,
    to_json,
)

WEEK = parse("mon-fri 9:00-12:30,14:00-18:00; sat 9:00-12:00")
DESK = Hours("Europe/Paris", WEEK, within=240, off=frozenset({date(2026, 12, 24)}))


def _utc(day: int, hour: float, month: int = 11) -> datetime:
    return datetime(2026, month, day, tzinfo=UTC) + timedelta(hours=hour)


def test_a_week_is_read() -> None:
    """Monday first; a day that is not named is closed."""
    assert WEEK[0] == WEEK[4] == ((540, 750), (840, 1080))
    assert WEEK[5] == ((540, 720),)
    assert WEEK[6] == ()
    assert parse("sun 0:00-24:00")[6] == ((0, 1440),)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "mon",
        "lundi 9:00-18:00",
        "mon 9-18",
        "mon 18:00-9:00",
        "mon 9:00-25:00",
        "mon 9:60-10:00",
        "fri-mon 9:00-18:00",
        "mon 9:00-12:00,11:00-13:00",
        "mon 9:00-12:00; mon-fri 9:00-12:00",
    ],
)
def test_what_is_no_week_is_refused(written: str) -> None:
    """A slip is said, not guessed."""
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the slip is
        parse(written)


def test_open_now() -> None:
    """Wednesday at ten in Paris: until half past twelve; four hours of opened time end at 15:30."""
    now = _utc(25, 9)

    assert opened(DESK, now) == (now, _utc(25, 11.5))
    assert answer_by(DESK, now) == _utc(25, 14.5)


def test_closed_now() -> None:
    """Saturday afternoon: Monday at nine; the promise counts from then."""
    now = _utc(28, 14)

    assert opened(DESK, now) == (_utc(30, 8), _utc(30, 11.5))
    assert answer_by(DESK, now) == _utc(30, 13.5)


def test_a_promise_that_runs_into_the_next_day() -> None:
    """Asked an hour before closing: three hours are left for the morning."""
    assert answer_by(DESK, _utc(25, 16)) == _utc(26, 11)


def test_holidays_and_days_off() -> None:
    """Christmas and the day before are closed; a desk may be open on holidays."""
    eve = _utc(23, 18, 12)

    assert opened(DESK, eve) == (_utc(26, 8, 12), _utc(26, 11, 12))
    always = Hours("Europe/Paris", WEEK, 240, holidays=False)
    assert opened(always, _utc(24, 20, 12)) == (_utc(25, 8, 12), _utc(25, 11.5, 12))


def test_a_desk_that_never_opens() -> None:
    """Nothing is promised."""
    never = Hours("Europe/Paris", ((),) * 7, 60)
    too_long = Hours("Europe/Paris", parse("mon 9:00-9:01"), 240)

    assert opened(never, _utc(25, 9)) is None
    assert answer_by(never, _utc(25, 9)) is None
    assert answer_by(too_long, _utc(25, 9)) is None


def test_the_night_the_clocks_change() -> None:
    """Open day and night: in the night of 25 October the day has 25 hours, and no gap."""
    always = Hours("Europe/Paris", parse("mon-sun 0:00-24:00"), 1440, holidays=False)
    night = datetime(2026, 10, 24, 23, tzinfo=UTC)
    found = list(spans(always, night))[:3]

    assert all(a[1] == b[0] for a, b in pairwise(found))
    assert answer_by(always, night) == night + timedelta(days=1)


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31)),
    st.integers(1, 7200),
    st.sampled_from(["Europe/Paris", "Indian/Reunion", "America/Martinique"]),
)
def test_a_promise_falls_into_opened_time(at: datetime, within: int, zone: str) -> None:
    """Never before now, always while the desk is open, and at the end of just that much of it."""
    now = at.replace(tzinfo=UTC)
    desk = Hours(zone, WEEK, within)
    by = answer_by(desk, now)

    assert by is not None
    assert by >= now
    assert any(begin <= by <= end for begin, end in spans(desk, now))
    worked = sum(
        (max(timedelta(), min(end, by) - begin) for begin, end in spans(desk, now)), timedelta()
    )
    assert worked == timedelta(minutes=within)


def test_hours_are_kept() -> None:
    """As JSON and back."""
    assert from_json(to_json(DESK)) == DESK
