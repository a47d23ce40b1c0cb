"""What is known beside the flows: facts and their sources, breaches, the profile, letters."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.flow.hours import Hours
from bot.flow.parts import Kind, Option, Text
from bot.flow.problem import Pos


@dataclass(frozen=True, slots=True)
class Source:
    """Where a piece of advice comes from, and until when it may be trusted unread."""

    publisher: str
    url: str
    checked: date
    review: date
    pos: Pos = field(compare=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """A phone number, address, deadline or right, referred to as `{fact.key}` and never retyped."""

    key: str
    kind: str  # phone, short_number, url, email, address, text, days, months, money, hours, date
    value: Text
    label: Text
    source: Source
    owner: str
    confidence: str  # high or medium; low is never shown
    basis: str  # id of the entry it was written from
    hours: Hours | None = None  # of a fact of kind hours, when its publisher states them


@dataclass(frozen=True, slots=True)
class Breach:
    """An entry of the catalogue: who, when, what leaked and what did not (codes of `leaked`)."""

    key: str
    name: Text
    when: Text
    summary: Text
    leaked: tuple[str, ...]
    not_leaked: tuple[str, ...]
    disputed: tuple[str, ...]
    source: Source
    pos: Pos = field(compare=False)


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """One coded fact kept about a person across flows."""

    name: str
    kind: Kind  # CHOICE or SEVERAL
    options: tuple[Option, ...]
    pos: Pos = field(compare=False)


class FieldKind(StrEnum):
    """How a field of a letter is asked for, and how it stands in the letter."""

    TEXT = "text"  # one line
    LINES = "lines"  # as many as it takes
    DATE = "date"
    MONEY = "money"
    HAND = "hand"  # never asked: only the person's own pen writes it


@dataclass(frozen=True, slots=True)
class LetterField:
    """A place of letters that only the person can fill."""

    key: str
    label: Text  # what stands beside the blank
    ask: Text | None  # None: written by hand
    kind: FieldKind
    example: str
    pos: Pos = field(compare=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter the person sends themselves: its parts, from top to bottom, and what to do with it.

    `fields` are the places it holds, in the order in which they are met.
    """

    key: str
    title: Text
    file: str  # neutral: it shows in notifications
    sender: tuple[Text, ...]
    to: tuple[Text, ...]
    by: Text | None  # how it travels, when that is written on it
    place: Text
    subject: Text
    body: tuple[Text, ...]
    closing: Text
    enclosed: tuple[Text, ...]
    todo: tuple[Text, ...]  # for the person alone, on a page of its own
    fields: tuple[LetterField, ...]
    sources: tuple[str, ...]  # facts it rests on
    pos: Pos = field(compare=False)

    @property
    def texts(self) -> tuple[Text, ...]:
        """Return its sentences, from top to bottom."""
        by = (self.by,) if self.by is not None else ()
        above = (self.title, *self.sender, *self.to, self.place, *by, self.subject)
        return (*above, *self.body, self.closing, *self.enclosed, *self.todo)

    @property
    def asked(self) -> tuple[LetterField, ...]:
        """Return the fields a person can be asked for."""
        return tuple(one for one in self.fields if one.ask is not None)
