"""Expressions: Python's parser and a closed table, nothing else.

`ast.parse` only parses. What is not in the table of nodes below is refused where it stands, so no
attribute, no call of anything unnamed here and no Python object is within reach.
"""

import ast
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.flow.functions import CONSTANTS, FACT, FUNCTIONS, is_number
from bot.flow.model import Expression
from bot.flow.problem import Pos

LONGEST = 160  # one line of a task header may look for five codes


class ExpressionError(ValueError):
    """What is wrong in an expression, in two languages, and how many characters in."""

    def __init__(self, french: str, english: str, offset: int = 0) -> None:
        super().__init__(english)
        self.french = french
        self.english = english
        self.offset = offset


_COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn)


@lru_cache(maxsize=4096)
def parse(source: str, pos: Pos, begin: Pos | None = None) -> Expression:
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
    return Expression(source, tree, frozenset(names), pos, begin)


def place_of(expression: Expression, name: str) -> int:
    """Return how many characters into an expression a name it reads stands first."""
    nodes = (n for n in ast.walk(expression.tree) if isinstance(n, ast.Name) and n.id == name)
    return min((offset_of(node, expression.source) for node in nodes), default=0)


def offset_of(node: ast.expr, source: str) -> int:
    """Return how many characters into the source a node begins (Python counts bytes)."""
    return len(source.encode()[: node.col_offset].decode(errors="ignore"))


def _allowed(node: ast.expr, source: str) -> Iterator[str]:
    """Yield the names a tree reads; refuse what is not in the table."""
    match node:
        case ast.Constant(value=bool() | str() | None):
            return
        case ast.Constant(value=int() | float() as number) if is_number(number):
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
            if FACT in FUNCTIONS[name].takes and not _all_words(parts):
                raise ExpressionError(
                    f"`{name}` prend la clé d’un fait entre guillemets.",
                    f"`{name}` takes the key of a fact in quotes.",
                    offset_of(node, source),
                )
        case ast.Call(func=ast.Name(id=name)) if name not in FUNCTIONS:
            raise ExpressionError(
                f"Fonction inconnue « {name} ».",
                f"Unknown function “{name}”.",
                offset_of(node, source),
            )
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            if not _all_words(parts):
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


def _all_words(parts: Sequence[ast.expr]) -> bool:
    return all(isinstance(p, ast.Constant) and isinstance(p.value, str) for p in parts)
