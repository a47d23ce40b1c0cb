"""Expressions are read by a closed table: all else is refused where it stands."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.expr import LONGEST, ExpressionError, parse
from bot.flow.functions import FUNCTIONS
from bot.flow.problem import Pos

AT = Pos(1, 1)


def test_the_names_an_expression_reads() -> None:
    """Names are known without evaluating; functions and constants are none."""
    assert parse("a == 'x' and len(b) > 1 or none", AT).names == {"a", "b"}


@pytest.mark.parametrize(
    ("source", "offset"),
    [
        ("x.y", 0),
        ("x == y.z", 5),
        ("'é' == y.z", 7),
        ("'🎉' == y.z", 7),
        ("x[0]", 0),
        ("().__class__", 0),
        ("x if y else z", 0),
        ("lambda: 1", 0),
        ("[a for a in b]", 0),
        ("{a for a in b}", 0),
        ("{'a': 1}", 0),
        ("{'a'}", 0),
        ("f'{x}'", 0),
        ("b'a'", 0),
        ("1j", 0),
        ("...", 0),
        ("1e999", 0),
        ("1 + 9999999999999999", 4),
        ("2 * 3", 0),
        ("9 ** 9 ** 9", 0),
        ("1 / 0", 0),
        ("1 | 2", 0),
        ("~1", 0),
        ("+1", 0),
        ("a < b < c", 0),
        ("a is b", 0),
        ("(a := 1)", 1),
        ("days(*a)", 5),
        ("days(n=1)", 0),
        ("a.b()", 0),
        ("open(x)", 0),
        ("open('x', 'w')", 0),
        ("open('x').read()", 0),
        ("__import__('x')", 0),
        ("1 == eval('2')", 5),
        ("days()", 0),
        ("today(1)", 0),
        ("len(a, b)", 0),
        ("[1]", 0),
        ("[a]", 0),
        ("a in [['a']]", 5),
        ("1 1", 2),
        ("a == $", 5),
        ("a ==", 4),
        ("", 0),
        ("a\nb", 0),
        (r"'\d' == a", 0),
        ("a" * (LONGEST + 1), 0),
        ("await a", 0),
        ("yield", 0),
        ("\0", 1),
    ],
)
def test_everything_else_is_refused_where_it_stands(source: str, offset: int) -> None:
    """No attribute, subscript, comprehension, other operator or other call is allowed."""
    with pytest.raises(ExpressionError) as found:
        parse(source, AT)

    assert found.value.offset == offset
    assert found.value.french
    assert found.value.english


def test_a_known_function_is_not_called_unknown() -> None:
    """`days(n=1)` is refused for its form, not for its name."""
    with pytest.raises(ExpressionError, match="not allowed"):
        parse("days(n=1)", AT)


def test_the_longest_expression_is_allowed() -> None:
    """The bound itself is within bounds."""
    assert parse("a" * LONGEST, AT).names == {"a" * LONGEST}


@given(st.text(max_size=LONGEST + 20))
def test_any_text_is_an_expression_or_an_error_with_a_place(source: str) -> None:
    """Rubbish never crashes the parser, and the caret stays within the text."""
    with suppress(ExpressionError):
        parse(source, AT)
        return
    with pytest.raises(ExpressionError) as found:
        parse(source, AT)

    assert 0 <= found.value.offset <= len(source)


def test_every_function_says_what_it_takes() -> None:
    """The table is closed, and typed: lint reads it."""
    kinds = {"number", "date", "list", "moment", "duration", "bool", "fact", "breaches"}

    assert all({*f.takes, f.gives} <= kinds for f in FUNCTIONS.values())
