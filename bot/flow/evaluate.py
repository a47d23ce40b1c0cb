"""What an expression is worth, given values and a moment.

Evaluating never fails for a value a person can give: what makes no sense is none, and none compares
as false.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.flow import functions
from bot.flow.functions import CONSTANTS, FUNCTIONS, day_of, is_number
from bot.flow.model import Breach, Expression, Fact, Value

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tables:
    """What a release knows beside the person: facts for `open('key')`, breaches for `leaks(…)`."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    breaches: Mapping[str, Breach] = field(default_factory=dict)


NOTHING = Tables()


@dataclass(frozen=True, slots=True)
class _Known:
    """What an expression is read against."""

    values: Mapping[str, Value]
    now: datetime
    tables: Tables


def evaluate(
    expression: Expression,
    values: Mapping[str, Value],
    now: datetime,
    tables: Tables = NOTHING,
) -> Value:
    """Return the value of an expression; `now` is aware, in the person's zone."""
    return _value(expression.tree, _Known(values, now, tables))


def _value(node: ast.expr, known: _Known) -> Value:
    match node:
        case ast.Constant(value=value):
            return value  # type: ignore[return-value]
        case ast.Name(id=name):
            return (
                CONSTANTS[name] if name in CONSTANTS else _local(known.values.get(name), known.now)
            )
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(bool(_value(part, known)) for part in parts)
        case ast.BoolOp(values=parts):
            return any(bool(_value(part, known)) for part in parts)
        case ast.UnaryOp(op=ast.Not(), operand=part):
            return not _value(part, known)
        case ast.UnaryOp(operand=part):
            number = _value(part, known)
            return -number if is_number(number) else None
        case ast.Call(func=ast.Name(id=name), args=parts):
            takes = zip(parts, FUNCTIONS[name].takes, strict=True)
            given = [_given(part, wanted, known) for part, wanted in takes]
            return _within_the_calendar(lambda: FUNCTIONS[name].call(known.now, *given))
        case ast.BinOp(left=left, op=sign, right=right):
            one, two = _value(left, known), _value(right, known)
            put = _sum if isinstance(sign, ast.Add) else _difference
            return _within_the_calendar(lambda: put(one, two))
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            one, two = _value(left, known), _value(right, known)
            return _compare(_local(one, known.now), operator, _local(two, known.now))
    listed = node.elts if isinstance(node, ast.List | ast.Tuple) else []
    return tuple(str(_value(part, known)) for part in listed)


def _given(part: ast.expr, wanted: str, known: _Known) -> Value | Fact | tuple[Breach, ...]:
    """Return what a function gets: a value, or the rows of the tables that it names."""
    value = _value(part, known)
    match wanted:
        case functions.FACT:
            return known.tables.facts.get(str(value))
        case functions.BREACHES:
            codes = value if isinstance(value, tuple) else (str(value),)
            return tuple(known.tables.breaches[c] for c in codes if c in known.tables.breaches)
        case _:
            return value


def _within_the_calendar(compute: Callable[[], Value]) -> Value:
    try:
        return compute()
    except (OverflowError, ValueError):
        return None


def _local(value: Value, now: datetime) -> Value:
    """Return a moment on the person's clock: one that was stored, or `today() + hours(18)`."""
    if not isinstance(value, datetime):
        return value
    return value.astimezone(now.tzinfo) if value.tzinfo else value.replace(tzinfo=now.tzinfo)


def _difference(one: Value, two: Value) -> Value:
    match one, two:
        case date(), date():
            return timedelta(days=(day_of(one) - day_of(two)).days)
        case _, timedelta():
            return _sum(one, -two)
        case _ if is_number(one) and is_number(two):
            return one - two
        case _:
            return None


def _sum(one: Value, two: Value) -> Value:
    match one, two:
        case datetime(tzinfo=tzinfo()), timedelta() if two % DAY:
            # Hours pass, days are counted: they differ in the night the clock is changed.
            return (one.astimezone(UTC) + two).astimezone(one.tzinfo)
        case date(), timedelta() if two % DAY and not isinstance(one, datetime):
            return datetime.combine(one, time()) + two
        case date(), timedelta():
            return one + two
        case timedelta(), date():
            return _sum(two, one)
        case timedelta(), timedelta():
            return one + two
        case _ if is_number(one) and is_number(two):
            return one + two
        case _:
            return None


def _compare(one: Value, operator: ast.cmpop, two: Value) -> bool:
    match operator:
        case ast.Eq():
            return _same(one, two)
        case ast.NotEq():
            return not _same(one, two)
        case ast.In():
            return _inside(one, two)
        case ast.NotIn():
            return not _inside(one, two)
    order = _order(one, two)
    if order is None:
        return False
    match operator:
        case ast.Lt():
            return order < 0
        case ast.LtE():
            return order <= 0
        case ast.Gt():
            return order > 0
        case _:
            return order >= 0


def _same(one: Value, two: Value) -> bool:
    match one, two:
        case date(), date() if isinstance(one, datetime) is not isinstance(two, datetime):
            return day_of(one) == day_of(two)
        case _:
            return isinstance(one, bool) is isinstance(two, bool) and one == two


def _inside(one: Value, two: Value) -> bool:
    if isinstance(two, tuple | str) and isinstance(one, str):
        return one in two
    return False


def _order(one: Value, two: Value) -> int | None:
    """Compare two values of one kind: negative, zero, positive; None when they have no order."""
    match one, two:
        case datetime(), datetime():
            return (one > two) - (one < two)
        case date(), date():
            return (day_of(one) > day_of(two)) - (day_of(one) < day_of(two))
        case timedelta(), timedelta():
            return (one > two) - (one < two)
        case str(), str():
            return (one > two) - (one < two)
        case _ if is_number(one) and is_number(two):
            return (one > two) - (one < two)
        case _:
            return None
