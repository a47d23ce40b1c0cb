"""When a desk's people answer: a week of opening hours, days off, and the promise in opened time.

Pure. A desk without hours takes no conversation. Holidays are those of all of France.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from bot.engine.reminders import instant
from bot.flow.calendar import holiday

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
A_DAY = 24 * 60  # minutes
MOST_WITHIN = 5 * A_DAY
FURTHEST = 60  # days: closed for longer is closed

_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})")

Span = tuple[int, int]  # minutes since midnight, the second one after the first


@dataclass(frozen=True, slots=True)
class Hours:
    """A desk's opening hours, Monday first, and how soon it promises to answer."""

    zone: str  # IANA
    week: tuple[tuple[Span, ...], ...]
    within: int  # minutes, of opened time
    off: frozenset[date] = frozenset()
    holidays: bool = True  # closed on the national ones


def parse(written: str) -> tuple[tuple[Span, ...], ...]:
    """Read `mon-fri 9:00-12:30,14:00-18:00; sat 9:00-12:00`. Raises ValueError."""
    week: dict[int, tuple[Span, ...]] = {}
    for part in filter(None, (piece.strip() for piece in written.lower().split(";"))):
        names, _, spans = part.partition(" ")
        first, _, last = names.partition("-")
        begin, end = DAYS.index(first), DAYS.index(last or first)
        read = tuple(sorted(_span(one.strip()) for one in spans.split(",")))
        if begin > end or any(a[1] > b[0] for a, b in pairwise(read)):
            raise ValueError("order")
        for day in range(begin, end + 1):
            if day in week:
                raise ValueError("twice")
            week[day] = read
    if not week:
        raise ValueError("empty")
    return tuple(week.get(day, ()) for day in range(len(DAYS)))


def _span(written: str) -> Span:
    found = _SPAN.fullmatch(written)
    if found is None:
        raise ValueError("span")
    hours = [int(part) for part in found.groups()]
    if hours[1] > 59 or hours[3] > 59:  # noqa: PLR2004 - minutes
        raise ValueError("minutes")
    begin, end = 60 * hours[0] + hours[1], 60 * hours[2] + hours[3]
    if not begin < end <= A_DAY:
        raise ValueError("order")
    return begin, end


def spans(hours: Hours, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield when the desk is open from now on, as aware UTC moments; what is past is cut off."""
    today = now.astimezone(ZoneInfo(hours.zone)).date()
    for ahead in range(FURTHEST):
        day = today + timedelta(days=ahead)
        if day in hours.off or (hours.holidays and holiday(day)):
            continue
        midnight = datetime.combine(day, datetime.min.time())
        for begin, end in hours.week[day.weekday()]:
            opens = instant(midnight + timedelta(minutes=begin), hours.zone)
            closes = instant(midnight + timedelta(minutes=end), hours.zone)
            if closes > now:
                yield max(opens, now), closes


def opened(hours: Hours, now: datetime) -> tuple[datetime, datetime] | None:
    """Return the time the desk is open that is now, or comes next; None when none comes soon."""
    return next(spans(hours, now), None)


def answer_by(hours: Hours, now: datetime) -> datetime | None:
    """Return the moment until which an answer is promised to who asks now.

    Only opened time counts. None when the desk does not open for long enough.
    """
    left = timedelta(minutes=hours.within)
    for opens, closes in spans(hours, now):
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    return None


def to_json(hours: Hours) -> dict[str, Any]:
    """Return the hours as JSON data."""
    return {
        "zone": hours.zone,
        "week": [[list(span) for span in day] for day in hours.week],
        "within": hours.within,
        "off": sorted(day.isoformat() for day in hours.off),
        "holidays": hours.holidays,
    }


def from_json(data: dict[str, Any]) -> Hours:
    """Return the hours `to_json` wrote."""
    week = tuple(tuple((begin, end) for begin, end in day) for day in data["week"])
    off = frozenset(map(date.fromisoformat, data["off"]))
    return Hours(data["zone"], week, data["within"], off, data["holidays"])
