"""Expressions: Python's parser, our own evaluator over a closed table, nothing else.

`ast.parse` only parses. What is not in the table of nodes below is refused where it stands, so no
attribute, no call of anything unnamed here and no Python object is within reach. Evaluating never
fails for a value a person can give: what makes no sense is none, and none compares as false.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot.flow.calendar import add_months, workday
from bot.flow.model import Expression, Value
from bot.flow.problem import Pos

LONGEST = 160  # one line of a task header may look for five codes
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
        if not isinstance(count, int | float) or isinstance(count, bool):
            return None
        limit = timedelta(days=FURTHEST) / unit
        return unit * max(-limit, min(limit, count))

    return span


def _months(_now: datetime, day: Value, count: Value) -> Value:
    if not isinstance(day, date) or not _is_number(count):
        return None
    return add_months(_day(day), max(-120, min(120, int(count))))  # type: ignore[arg-type]


def _workdays(_now: datetime, day: Value, count: Value) -> Value:
    if not isinstance(day, date) or not _is_number(count):
        return None
    return workday(_day(day), max(0, min(400, int(count))))  # type: ignore[arg-type]


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
    if "\n" in source:
        raise ExpressionError(
            "Une expression tient sur une ligne.", "An expression fits on one line."
        )
    if len(source) > LONGEST:
        raise ExpressionError(
            f"Cette expression dépasse {LONGEST} caractères : coupez-la avec `set`.",
            f"This expression is longer than {LONGEST} characters: split it with `set`.",
        )
    try:
        tree = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        offset = getattr(error, "offset", None) or 1
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
        case ast.Constant(value=bool() | str() | int() | float() | None):
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
        case ast.Call(func=ast.Name(id=name)):
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
            return CONSTANTS[name] if name in CONSTANTS else values.get(name)
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(bool(_value(part, values, now)) for part in parts)
        case ast.BoolOp(values=parts):
            return any(bool(_value(part, values, now)) for part in parts)
        case ast.UnaryOp(op=ast.Not(), operand=part):
            return not _value(part, values, now)
        case ast.UnaryOp(operand=part):
            number = _value(part, values, now)
            return -number if _is_number(number) else None  # type: ignore[operator]
        case ast.BinOp(left=left, op=operator, right=right):
            one, two = _value(left, values, now), _value(right, values, now)
            return _sum(one, two if isinstance(operator, ast.Add) else _opposite(two))
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            one, two = _value(left, values, now), _value(right, values, now)
            return _compare(_aware(one, now), operator, _aware(two, now))
        case ast.Call(func=ast.Name(id=name), args=parts):
            return FUNCTIONS[name].call(now, *(_value(part, values, now) for part in parts))
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return tuple(str(_value(part, values, now)) for part in parts)
        case _:  # pragma: no cover - parse let nothing else through
            raise AssertionError(ast.dump(node))


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _aware(value: Value, now: datetime) -> Value:
    """Read a wall time such as `today() + hours(18)` on the person's clock, so it has an order."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=now.tzinfo)
    return value


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _opposite(value: Value) -> Value:
    if isinstance(value, timedelta):
        return -value
    if isinstance(value, date):
        return value  # a date minus a date is seen to in `_sum`
    return -value if _is_number(value) else None  # type: ignore[operator]


def _sum(one: Value, two: Value) -> Value:
    try:
        match one, two:
            case datetime(), timedelta():
                return one + two
            case date(), timedelta():
                if two % timedelta(days=1):
                    return datetime.combine(one, datetime.min.time()) + two
                return one + two
            case timedelta(), date():
                return _sum(two, one)
            case timedelta(), timedelta():
                return one + two
            case date(), date():
                return timedelta(days=(_day(one) - _day(two)).days)
            case _ if _is_number(one) and _is_number(two):
                return one + two  # type: ignore[operator]
            case _:
                return None
    except OverflowError:
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
    if isinstance(one, bool) is not isinstance(two, bool):
        return False
    return one == two


def _inside(one: Value, two: Value) -> bool:
    if isinstance(two, tuple | str) and isinstance(one, str):
        return one in two
    return False


def _order(one: Value, two: Value) -> int | None:
    """Compare two values of one kind: negative, zero, positive; None when they have no order."""
    match one, two:
        case (datetime(), datetime()) if one.tzinfo and two.tzinfo:
            pass
        case date(), date():
            one, two = _day(one), _day(two)
        case timedelta(), timedelta():
            pass
        case str(), str():
            pass
        case _ if _is_number(one) and _is_number(two):
            pass
        case _:
            return None
    return (one > two) - (one < two)  # type: ignore[operator]
