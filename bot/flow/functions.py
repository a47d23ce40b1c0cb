"""The names every expression knows: the constants, and the functions it may call.

What makes no sense gives none: a function never fails for a value a person can give, unless the
day it leads to is beyond the calendar (OverflowError, ValueError).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeGuard

from bot.flow.calendar import add_months, workday
from bot.flow.hours import is_open
from bot.flow.model import Breach, Fact, Value

FACT = "fact"  # what a function takes that looks at a fact: its key, written in quotes
BREACHES = "breaches"  # and that looks at the catalogue: one code of it, or several
MOST = 1e15
FURTHEST = 3660  # days, both ways: a deadline beyond ten years is a slip of the pen


def is_number(value: Value) -> TypeGuard[int | float]:
    """Tell whether a value is a number one can count with: neither yes or no, nor infinite."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < MOST


def day_of(value: date) -> date:
    """Return the day of a day or of a moment."""
    return value.date() if isinstance(value, datetime) else value


@dataclass(frozen=True, slots=True)
class Function:
    """A function an expression may call: the types it takes, and the one it gives."""

    takes: tuple[str, ...]
    gives: str
    call: Callable[..., Value]


def _span(unit: timedelta) -> Callable[[datetime, Value], Value]:
    def span(_now: datetime, count: Value) -> Value:
        if not is_number(count):
            return None
        limit = timedelta(days=FURTHEST) / unit
        return unit * max(-limit, min(limit, count))

    return span


def _months(_now: datetime, day: Value, count: Value) -> Value:
    if not isinstance(day, date) or not is_number(count):
        return None
    return add_months(day_of(day), max(-120, min(120, int(count))))


def _workdays(_now: datetime, day: Value, count: Value) -> Value:
    if not isinstance(day, date) or not is_number(count):
        return None
    return workday(day_of(day), max(0, min(400, int(count))))


def _len(_now: datetime, value: Value) -> Value:
    return len(value) if isinstance(value, tuple | str) else 0


def _open(now: datetime, fact: Fact | None) -> Value:
    return fact is not None and fact.hours is not None and is_open(fact.hours, now)


def _leaks(_now: datetime, breaches: tuple[Breach, ...]) -> Value:
    return _merged(breach.leaked for breach in breaches)


def _disputes(_now: datetime, breaches: tuple[Breach, ...]) -> Value:
    """Return what may have leaked: what one breach disputes and another leaked, leaked."""
    leaked = _merged(breach.leaked for breach in breaches)
    return tuple(c for c in _merged(b.disputed for b in breaches) if c not in leaked)


def _spares(_now: datetime, breaches: tuple[Breach, ...]) -> Value:
    """Return what each of them left alone: silence is no promise."""
    spared = _merged(breach.not_leaked for breach in breaches)
    return tuple(c for c in spared if all(c in breach.not_leaked for breach in breaches))


def _merged(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for codes in lists for code in codes))


FUNCTIONS: Mapping[str, Function] = {
    "today": Function((), "date", lambda now: now.date()),
    "now": Function((), "moment", lambda now: now),
    "days": Function(("number",), "duration", _span(timedelta(days=1))),
    "weeks": Function(("number",), "duration", _span(timedelta(weeks=1))),
    "hours": Function(("number",), "duration", _span(timedelta(hours=1))),
    "months": Function(("date", "number"), "date", _months),
    "workdays": Function(("date", "number"), "date", _workdays),
    "open": Function((FACT,), "bool", _open),
    "leaks": Function((BREACHES,), "list", _leaks),
    "disputes": Function((BREACHES,), "list", _disputes),
    "spares": Function((BREACHES,), "list", _spares),
    "len": Function(("list",), "number", _len),
}
CONSTANTS: Mapping[str, Value] = {"none": None, "true": True, "false": False}
