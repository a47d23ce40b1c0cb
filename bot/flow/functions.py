"""The names every expression knows: the constants, and the functions it may call.

What makes no sense gives none: a function never fails for a value a person can give, unless the
day it leads to is beyond the calendar (OverflowError, ValueError).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeGuard

from bot.flow.calendar import add_months, workday
from bot.flow.hours import is_open
from bot.flow.model import Fact, Value

FACT = "fact"  # what a function takes that looks at a fact: its key, written in quotes
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


FUNCTIONS: Mapping[str, Function] = {
    "today": Function((), "date", lambda now: now.date()),
    "now": Function((), "moment", lambda now: now),
    "days": Function(("number",), "duration", _span(timedelta(days=1))),
    "weeks": Function(("number",), "duration", _span(timedelta(weeks=1))),
    "hours": Function(("number",), "duration", _span(timedelta(hours=1))),
    "months": Function(("date", "number"), "date", _months),
    "workdays": Function(("date", "number"), "date", _workdays),
    "open": Function((FACT,), "bool", _open),
    "len": Function(("list",), "number", _len),
}
CONSTANTS: Mapping[str, Value] = {"none": None, "true": True, "false": False}
