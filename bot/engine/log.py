"""The evidence log: what happened, in order, so that nothing can be changed without being seen.

An entry is never edited. What was wrong is withdrawn by a later entry. Only the person who goes
back in a guide, right after an answer, takes its entry out again, and only while it is the last
one and no file with it was given out; after that it is withdrawn like any other.

Each entry carries the SHA-256 of nine lines, each ended by a line feed, in ASCII:

    riposte log 1
    the SHA-256 of the entry before, in small hexadecimal; 64 zeros before the first
    the number
    the moment it was recorded, UTC, as 2026-11-25T16:35:39Z
    the day of the event, as 2026-11-24
    the code of the event
    the reference, empty without one
    yes or no: a screenshot is kept
    the number of the entry it withdraws, empty without one

So anyone can work the chain out again from the JSON. It shows that nothing in a file was changed,
left out or put in between since its last hash was known to somebody else; not that what is
written is true.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.engine.person import Entry, Person
from bot.flow.checks import reference_of
from bot.flow.read_tables import WITHDRAWN

FORM = "riposte log 1"
FIRST = "0" * 64
MOST_ENTRIES = 100  # withdrawals apart: they are always possible


def add(
    person: Person,
    event: str,
    day: date,
    now: datetime,
    *,
    reference: str | None = None,
    screenshot: bool = False,
    act: str | None = None,
) -> Person:
    """Return the person with one more entry; a full log stays as it is.

    A day to come is today, and what is no reference is left out: no free text ever enters.
    """
    if full(person):
        return person
    number = reference_of(reference) if reference is not None else None
    return _append(
        person,
        Entry(
            number=len(person.log) + 1,
            recorded=now.astimezone(UTC).replace(microsecond=0),
            day=min(day, _today(person, now)),
            event=event,
            digest="",
            reference=number,
            screenshot=screenshot,
            act=act,
        ),
    )


def full(person: Person) -> bool:
    """Tell whether no further event fits."""
    return sum(entry.withdraws is None for entry in person.log) >= MOST_ENTRIES


def withdraw(person: Person, number: int, now: datetime) -> Person:
    """Return the person with an entry that says another no longer counts."""
    if not any(entry.number == number for entry in standing(person)):
        return person
    return _append(
        person,
        Entry(
            number=len(person.log) + 1,
            recorded=now.astimezone(UTC).replace(microsecond=0),
            day=_today(person, now),
            event=WITHDRAWN,
            digest="",
            withdraws=number,
        ),
    )


def take_back(person: Person, act: str, now: datetime) -> Person:
    """Return the person without what an act noted: taken out at the end, else withdrawn."""
    noted = next((entry for entry in reversed(standing(person)) if entry.act == act), None)
    if noted is None:
        return person
    if noted == person.log[-1] and noted.number > person.log_given:
        return replace(person, log=person.log[:-1])
    return withdraw(person, noted.number, now)


def standing(person: Person) -> tuple[Entry, ...]:
    """Return the entries that count: events nobody withdrew, as they were recorded."""
    gone = {entry.withdraws for entry in person.log}
    return tuple(e for e in person.log if e.withdraws is None and e.number not in gone)


def digest(before: str, entry: Entry) -> str:
    """Return the hash of an entry that comes after the hash `before`."""
    lines = (
        FORM,
        before,
        str(entry.number),
        entry.recorded.strftime("%Y-%m-%dT%H:%M:%SZ"),
        entry.day.isoformat(),
        entry.event,
        entry.reference or "",
        "yes" if entry.screenshot else "no",
        str(entry.withdraws) if entry.withdraws is not None else "",
    )
    return sha256("".join(f"{line}\n" for line in lines).encode("ascii")).hexdigest()


def _append(person: Person, entry: Entry) -> Person:
    before = person.log[-1].digest if person.log else FIRST
    return replace(person, log=(*person.log, replace(entry, digest=digest(before, entry))))


def _today(person: Person, now: datetime) -> date:
    return now.astimezone(ZoneInfo(person.zone)).date()
