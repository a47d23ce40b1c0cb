"""Expressions: Python's parser, our own evaluator over a closed table, nothing else.

`ast.parse` only parses. What is not in the table of nodes below is refused where it stands, so no
attribute, no call of anything unnamed here and no Python object is within reach. Evaluating never
fails for a value a person can give: what makes no sense is none, and none compares as false.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import TypeGuard

from bot.flow.calendar import add_months, workday
from bot.flow.model import Expression, Value
from bot.flow.problem import Pos

LONGEST = 160  # one line of a task header may look for five codes
MOST = 1e15
DAY = timedelta(days=1)
FURTHEST = 3660  # days, both ways: a deadline beyond ten years is a slip of the pen


class ExpressionError(ValueError):
    """What is wrong in an expression, in two languages, and how many characters in."""

    def __init__(self, french: str, english: str, offset: int = 0) -> None:
        super().__init__(english)
        self.french = french
        self.english = english
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Function:
    """A function an expression may call: the types it takes, and the one it gives."""

    takes: tuple[str, ...]
    gives: str
    call: Callable[..., Value]


def _span(unit: timedelta) -> Callable[[datetime, Value], Value]:
    def span(_now: datetime, count: Value) -> Value:
        if not _is_number(count):
            return None
        limit = timedelta(days=FURTHEST) / unit
        return unit * max(-limit, min(limit, count))

    return span


def _months(_now: datetime, day: Value, count: Value) -> Value:
    if not isinstance(day, date) or not _is_number(count):
        return None
    return add_months(_day(day), max(-120, min(120, int(count))))


def _workdays(_now: datetime, day: Value, count: Value) -> Value:
    if not isinstance(day, date) or not _is_number(count):
        return None
    return workday(_day(day), max(0, min(400, int(count))))


def _len(_now: datetime, value: Value) -> Value:
    return len(value) if isinstance(value, tuple | str) else 0


FUNCTIONS: Mapping[str, Function] = {
    "today": Function((), "date", lambda now: now.date()),
    "now": Function((), "moment", lambda now: now),
    "days": Function(("number",), "duration", _span(timedelta(days=1))),
    "weeks": Function(("number",), "duration", _span(timedelta(weeks=1))),
    "hours": Function(("number",), "duration", _span(timedelta(hours=1))),
    "months": Function(("date", "number"), "date", _months),
    "workdays": Function(("date", "number"), "date", _workdays),
    "len": Function(("list",), "number", _len),
}
CONSTANTS: Mapping[str, Value] = {"none": None, "true": True, "false": False}

_COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn)


@lru_cache(maxsize=4096)
def parse(source: str, pos: Pos) -> Expression:
    """Parse one expression. Raises ExpressionError with the place of what is not allowed."""
    if "\n" in source or "\\" in source:  # Python itself would warn of an odd escape
        raise ExpressionError(
            "Une expression tient sur une ligne, sans « \\ ».",
            "An expression fits on one line, without “\\”.",
        )
    if len(source) > LONGEST:
        raise ExpressionError(
            f"Cette expression dépasse {LONGEST} caractères : coupez-la avec `set`.",
            f"This expression is longer than {LONGEST} characters: split it with `set`.",
        )
    try:
        tree = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        # Python gives no place to what ends too early: that is at the end.
        offset = getattr(error, "offset", None) or len(source) + 1
        raise ExpressionError(
            "Je ne comprends pas cette expression.",
            "This expression cannot be understood.",
            min(max(offset - 1, 0), len(source)),
        ) from None
    names: set[str] = set()
    for name in _allowed(tree, source):
        names.add(name)
    return Expression(source, tree, frozenset(names), pos)


def offset_of(node: ast.expr, source: str) -> int:
    """Return how many characters into the source a node begins (Python counts bytes)."""
    return len(source.encode()[: node.col_offset].decode(errors="ignore"))


def _allowed(node: ast.expr, source: str) -> Iterator[str]:
    """Yield the names a tree reads; refuse what is not in the table."""
    match node:
        case ast.Constant(value=bool() | str() | None):
            return
        case ast.Constant(value=int() | float() as number) if _is_number(number):
            return
        case ast.Name(id=name):
            if name not in CONSTANTS:
                yield name
            return
        case ast.BoolOp(values=parts):
            pass
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=part):
            parts = [part]
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
            parts = [left, right]
        case ast.Compare(left=left, ops=[operator], comparators=[right]) if isinstance(
            operator, _COMPARISONS
        ):
            parts = [left, right]
        case ast.Call(func=ast.Name(id=name), args=parts, keywords=[]) if name in FUNCTIONS:
            if len(parts) != len(FUNCTIONS[name].takes):
                count = len(FUNCTIONS[name].takes)
                raise ExpressionError(
                    f"`{name}` prend {count} valeur(s).",
                    f"`{name}` takes {count} value(s).",
                    offset_of(node, source),
                )
        case ast.Call(func=ast.Name(id=name)) if name not in FUNCTIONS:
            raise ExpressionError(
                f"Fonction inconnue « {name} ».",
                f"Unknown function “{name}”.",
                offset_of(node, source),
            )
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            if not all(isinstance(p, ast.Constant) and isinstance(p.value, str) for p in parts):
                raise ExpressionError(
                    "Une liste ne contient que des codes entre guillemets.",
                    "A list holds nothing but codes in quotes.",
                    offset_of(node, source),
                )
        case _:
            raise ExpressionError(
                "Ceci n’est pas permis dans une expression.",
                "This is not allowed in an expression.",
                offset_of(node, source),
            )
    for part in parts:
        yield from _allowed(part, source)


def evaluate(expression: Expression, values: Mapping[str, Value], now: datetime) -> Value:
    """Return the value of an expression; `now` is aware, in the person's zone."""
    return _value(expression.tree, values, now)


def _value(node: ast.expr, values: Mapping[str, Value], now: datetime) -> Value:
    match node:
        case ast.Constant(value=value):
            return value  # type: ignore[return-value]
        case ast.Name(id=name):
            return CONSTANTS[name] if name in CONSTANTS else _local(values.get(name), now)
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(bool(_value(part, values, now)) for part in parts)
        case ast.BoolOp(values=parts):
            return any(bool(_value(part, values, now)) for part in parts)
        case ast.UnaryOp(op=ast.Not(), operand=part):
            return not _value(part, values, now)
        case ast.UnaryOp(operand=part):
            number = _value(part, values, now)
            return -number if _is_number(number) else None
        case ast.BinOp() | ast.Call():
            try:
                return _computed(node, values, now)
            except (OverflowError, ValueError):  # beyond the end of the calendar
                return None
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            one, two = _value(left, values, now), _value(right, values, now)
            return _compare(_local(one, now), operator, _local(two, now))
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return tuple(str(_value(part, values, now)) for part in parts)
        case _:  # pragma: no cover - parse let nothing else through
            raise AssertionError(ast.dump(node))


def _computed(node: ast.BinOp | ast.Call, values: Mapping[str, Value], now: datetime) -> Value:
    match node:
        case ast.Call(func=ast.Name(id=name), args=parts):
            return FUNCTIONS[name].call(now, *(_value(part, values, now) for part in parts))
        case ast.BinOp(left=left, op=operator, right=right):
            one, two = _value(left, values, now), _value(right, values, now)
            return _sum(one, two) if isinstance(operator, ast.Add) else _difference(one, two)
        case _:  # pragma: no cover - only functions by name are let in
            raise AssertionError(ast.dump(node))


def _is_number(value: Value) -> TypeGuard[int | float]:
    """Tell whether a value is a number one can count with: neither yes or no, nor infinite."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < MOST


def _local(value: Value, now: datetime) -> Value:
    """Return a moment on the person's clock: one that was stored, or `today() + hours(18)`."""
    if not isinstance(value, datetime):
        return value
    return value.astimezone(now.tzinfo) if value.tzinfo else value.replace(tzinfo=now.tzinfo)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _difference(one: Value, two: Value) -> Value:
    match one, two:
        case date(), date():
            return timedelta(days=(_day(one) - _day(two)).days)
        case _, timedelta():
            return _sum(one, -two)
        case _ if _is_number(one) and _is_number(two):
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
        case _ if _is_number(one) and _is_number(two):
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
            return _day(one) == _day(two)
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
            return (_day(one) > _day(two)) - (_day(one) < _day(two))
        case timedelta(), timedelta():
            return (one > two) - (one < two)
        case str(), str():
            return (one > two) - (one < two)
        case _ if _is_number(one) and _is_number(two):
            return (one > two) - (one < two)
        case _:
            return None
