"""The type of an expression, found before anybody runs it.

Types are few because values are: a choice carries its options, so comparing it with a word it can
never be is an error with a suggestion, not a branch that silently never runs.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from bot.flow.expr import ExpressionError, offset_of
from bot.flow.functions import BREACHES, CONSTANTS, FACT, FUNCTIONS
from bot.flow.model import Expression, Kind
from bot.flow.nodes import nearest


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of value; `options` are the codes a choice, or a list of codes, can hold."""

    kind: str  # text number date moment duration bool choice list none any
    options: frozenset[str] | None = None


ANY, BOOL, NONE, TEXT = Type("any"), Type("bool"), Type("none"), Type("text")
NUMBER, DATE, MOMENT, DURATION = Type("number"), Type("date"), Type("moment"), Type("duration")

_OF_KIND: Mapping[Kind, Type] = {
    Kind.TEXT: TEXT,
    Kind.NUMBER: NUMBER,
    Kind.DATE: DATE,
    Kind.MOMENT: MOMENT,
    Kind.PHOTO: TEXT,
    Kind.FILE: TEXT,
    Kind.MESSAGE: TEXT,
    Kind.CHOICE: Type("choice"),
    Kind.SEVERAL: Type("list"),
}
_ORDERED = frozenset({"number", "date", "moment", "duration", "text"})
_DAYS = frozenset({"date", "moment"})

FRENCH = {
    "text": "un texte",
    "number": "un nombre",
    "date": "une date",
    "moment": "un moment",
    "duration": "une durée",
    "bool": "un oui ou non",
    "choice": "un choix",
    "list": "une liste",
    "none": "rien",
}
ENGLISH = {
    "text": "a text",
    "number": "a number",
    "date": "a date",
    "moment": "a moment",
    "duration": "a duration",
    "bool": "a yes or no",
    "choice": "a choice",
    "list": "a list",
    "none": "nothing",
}


def of_kind(kind: Kind, options: frozenset[str] | None = None) -> Type:
    """Return the type of an answer of this kind."""
    found = _OF_KIND[kind]
    return Type(found.kind, options) if found.kind in ("choice", "list") else found


class Mistyped(ExpressionError):  # noqa: N818 - one of two findings about types
    """E3: values that do not go together."""


class NotAnOption(ExpressionError):  # noqa: N818
    """E4: a code that the choice can never be."""


def infer(expression: Expression, names: Mapping[str, Type]) -> Type:
    """Return the type of an expression; a name not in `names` can be anything.

    Raises Mistyped or NotAnOption.
    """
    return _infer(expression.tree, names, expression.source)


def _infer(node: ast.expr, names: Mapping[str, Type], source: str) -> Type:
    match node:
        case ast.Constant(value=value):
            return _constant(value)
        case ast.Name(id=name):
            return _constant(CONSTANTS[name]) if name in CONSTANTS else names.get(name, ANY)
        case ast.BoolOp(values=parts):
            for part in parts:
                _infer(part, names, source)
            return BOOL
        case ast.UnaryOp(op=ast.Not(), operand=part):
            _infer(part, names, source)
            return BOOL
        case ast.UnaryOp(operand=part):
            return _expect(part, ("number",), names, source)
        case ast.BinOp(left=left, op=operator, right=right):
            return _sum(node, left, operator, right, names, source)
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            _comparison(node, left, operator, right, names, source)
            return BOOL
        case ast.Call(func=ast.Name(id=name), args=parts):
            for part, wanted in zip(parts, FUNCTIONS[name].takes, strict=True):
                if wanted == FACT:
                    continue  # A7 looks at what is named
                if wanted == BREACHES:
                    _expect(part, ("list", "choice", "text"), names, source)
                    continue  # a code no breach has says nothing
                allowed = ("date", "moment") if wanted == "date" else (wanted,)
                _expect(part, allowed, names, source)
            return Type(FUNCTIONS[name].gives)
    listed = node.elts if isinstance(node, ast.List | ast.Tuple) else []
    codes = (part.value for part in listed if isinstance(part, ast.Constant))
    return Type("list", frozenset(str(code) for code in codes))


def _constant(value: object) -> Type:
    match value:
        case None:
            return NONE
        case bool():
            return BOOL
        case str():
            return TEXT
        case _:
            return NUMBER


def _expect(
    node: ast.expr, allowed: tuple[str, ...], names: Mapping[str, Type], source: str
) -> Type:
    found = _infer(node, names, source)
    if found.kind not in (*allowed, "any", "none"):
        raise Mistyped(
            f"J’attends {FRENCH[allowed[0]]} ; ceci est {FRENCH[found.kind]}.",
            f"Expected {ENGLISH[allowed[0]]}; this is {ENGLISH[found.kind]}.",
            offset_of(node, source),
        )
    return found


def _sum(
    node: ast.expr,
    left: ast.expr,
    operator: ast.operator,
    right: ast.expr,
    names: Mapping[str, Type],
    source: str,
) -> Type:
    one, two = _infer(left, names, source), _infer(right, names, source)
    if "any" in (one.kind, two.kind):
        return ANY
    match one.kind, two.kind, operator:
        case "number", "number", _:
            return NUMBER
        case (("date" | "moment"), "duration", _):
            return one
        case "duration", ("date" | "moment"), ast.Add():
            return two
        case "duration", "duration", _:
            return DURATION
        case (("date" | "moment"), ("date" | "moment"), ast.Sub()):
            return DURATION
    raise _mismatch(node, one, two, source)


def _mismatch(node: ast.expr, one: Type, two: Type, source: str) -> Mistyped:
    return Mistyped(
        f"{FRENCH[one.kind].capitalize()} et {FRENCH[two.kind]} ne vont pas ensemble ici.",
        f"{ENGLISH[one.kind].capitalize()} and {ENGLISH[two.kind]} do not go together here.",
        offset_of(node, source),
    )


def _comparison(
    node: ast.expr,
    left: ast.expr,
    operator: ast.cmpop,
    right: ast.expr,
    names: Mapping[str, Type],
    source: str,
) -> None:
    one, two = _infer(left, names, source), _infer(right, names, source)
    if "any" in (one.kind, two.kind):
        return
    if isinstance(operator, ast.In | ast.NotIn):
        if two.kind not in ("list", "text"):
            raise _mismatch(node, one, two, source)
        _option(left, two, source)
        return
    if isinstance(operator, ast.Eq | ast.NotEq):
        if "none" in (one.kind, two.kind):
            return
        _option(right, one, source)
        _option(left, two, source)
        if not _comparable(one, two):
            raise _mismatch(node, one, two, source)
        return
    if one.kind not in _ORDERED or not _comparable(one, two):
        raise _mismatch(node, one, two, source)


def fitting(given: Type, wanted: Type) -> bool:
    """Tell whether a value of one type can stand where another is taken."""
    return "any" in (given.kind, wanted.kind) or given.kind == "none" or _comparable(given, wanted)


def _comparable(one: Type, two: Type) -> bool:
    kinds = {one.kind, two.kind}
    return len(kinds) == 1 or kinds <= _DAYS or kinds == {"choice", "text"}


def _option(node: ast.expr, against: Type, source: str) -> None:
    """Refuse a written code that the other side can never be."""
    if against.options is None or against.kind not in ("choice", "list"):
        return
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return
    if node.value not in against.options:
        near = nearest(node.value, against.options)
        french = f"« {node.value} » n’est pas un des choix possibles."
        english = f"“{node.value}” is not one of the possible choices."
        if near is not None:
            french += f" Vouliez-vous dire « {near} » ?"
            english += f" Did you mean “{near}”?"
        raise NotAnOption(french, english, offset_of(node, source))
