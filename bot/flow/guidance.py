"""What is known beside the flows: facts and their sources, breaches, the profile, letters."""

from dataclasses import dataclass, field
from datetime import date

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


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to be sent by the person, with blanks to fill by hand."""

    key: str
    title: Text
    file: str  # neutral: it shows in notifications
    body: tuple[Text, ...]
    sources: tuple[str, ...]  # facts it rests on
    pos: Pos = field(compare=False)
