"""When a voice of help answers: the hours a fact states, on the clock of the one who asks.

Hours are kept on the clock of the service, in France, and looked at on the person's. A service that
answers the whole country keeps the national holidays: one of a single department (Alsace, overseas)
closes nothing here. Where nobody says what happens on a holiday, that day is open to doubt, and a
flow takes it as closed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from bot.flow.calendar import holiday

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FRANCE = "Europe/Paris"
_DAY = timedelta(days=1)

Span = tuple[time, time]


class Holidays(Enum):
    """What a service does on a national holiday."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"  # nobody says: neither open nor closed is told as certain


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a service: its spans for each weekday from Monday, in local time of `zone`."""

    week: tuple[tuple[Span, ...], ...]
    holidays: Holidays
    zone: str = FRANCE
    always: bool = False


ALWAYS = Hours(week=((),) * 7, holidays=Holidays.OPEN, always=True)


@dataclass(frozen=True, slots=True)
class State:
    """What hours say at a moment, in the zone of that moment.

    `until` is when it closes, None when it is closed; `sure` is false on a holiday nobody speaks
    of; `opens` is when it surely opens next, None within the hours.
    """

    until: datetime | None
    sure: bool = True
    opens: datetime | None = None


def state(hours: Hours, now: datetime) -> State:
    """Return what the hours say at `now`, which is aware, in the person's zone.

    A service open day and night has no such state: ask `hours.always` first.
    """
    assert any(hours.week), "open day and night, or never"
    ahead = (span for span in _spans(hours, now) if span[1] > now)
    begins, ends, sure = next(ahead)
    inside = begins <= now
    until = ends.astimezone(now.tzinfo) if inside else None
    if inside and sure:
        return State(until)
    opens = begins if sure else next(later for later, _, certain in ahead if certain)
    return State(until, not inside, opens.astimezone(now.tzinfo))


def is_open(hours: Hours, now: datetime) -> bool:
    """Tell whether somebody surely answers now."""
    if hours.always:
        return True
    found = state(hours, now)
    return found.until is not None and found.sure


def _spans(hours: Hours, now: datetime) -> Iterator[tuple[datetime, datetime, bool]]:
    """Yield the spans in UTC from the day before on, in order, without end, and which are sure."""
    zone = ZoneInfo(hours.zone)
    day = now.astimezone(zone).date() - _DAY
    shut = hours.holidays is Holidays.CLOSED
    while True:
        off = holiday(day)
        for begins, ends in () if off and shut else hours.week[day.weekday()]:
            opens, closes = _utc(day, begins, zone), _utc(day, ends, zone)
            if opens < closes:  # not so when all of it falls into the hour that a night skips
                yield opens, closes, not (off and hours.holidays is Holidays.UNKNOWN)
        day += _DAY


def _utc(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)
