"""What flows and tables are both made of: values, kinds of answers, sentences, expressions."""

import ast
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.flow.problem import Pos

Value = str | int | float | bool | date | datetime | timedelta | tuple[str, ...] | None
"""Everything an expression or an answer can be; `datetime` is aware, and a date is not one."""


class Kind(StrEnum):
    """What kind of answer a question takes; also the type of a flow's input."""

    CHOICE = "choice"
    SEVERAL = "several"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"  # a day and a time, in the person's words
    PHOTO = "photo"  # by reference: the bytes stay with Telegram
    FILE = "file"
    MESSAGE = "message"  # a message to check: text, forwarded or pictured; never stored


class Urgency(StrEnum):
    """When a task should be done; the order is the rank."""

    NOW = "now"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"


class Strength(StrEnum):
    """How much a task stops, compared with others as urgent; the order is the rank."""

    STRONG = "strong"  # closes a way in, or keeps money in
    FAIR = "fair"
    SLIGHT = "slight"  # tells others, or tells the person: it stops nothing by itself


class Update(StrEnum):
    """What a session does when a new release is published."""

    FOLLOW = "follow"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Text:
    """A French sentence with `{name|format}` places; its English is found by context and French."""

    french: str
    context: str
    pos: Pos = field(compare=False)
    begin: Pos | None = field(compare=False, default=None)  # of its first character, see `at`


@dataclass(frozen=True, slots=True)
class Expression:
    """One allowed expression, parsed; `tree` holds only the node types of `expr.py`'s table."""

    source: str
    tree: ast.expr = field(compare=False)
    names: frozenset[str]
    pos: Pos = field(compare=False)
    begin: Pos | None = field(compare=False, default=None)


def at(written: Text | Expression, offset: int) -> Pos:
    """Return where a character of a sentence or an expression stands in its file.

    What is folded over lines, or written with escapes, is shown where it begins.
    """
    if written.begin is None:
        return written.pos
    return Pos(written.begin.line, written.begin.column + offset)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a person can choose."""

    key: str
    label: Text
    when: Expression | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A condition on an answer: `name` is a row of `answers.CHECKS`, `value` its argument."""

    name: str
    value: str
    pos: Pos = field(compare=False)
