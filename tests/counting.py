"""People whom a desk sent and who let themselves be counted, for tests."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.engine.person import Person
from bot.engine.talk import COUNTED
from bot.handoff.model import Facts, Scope
from bot.store import counted, handoffs, people
from bot.store.desks import Desk, Key
from bot.store.sealing import Keys, Seal

SIGN = "link.shortener"


@dataclass(frozen=True, slots=True)
class Sent:
    """Somebody with one hand-off."""

    id: int
    chat: int
    handoff: str
    seal: Seal


def sent(
    db: sqlite3.Connection,
    keys: Keys,
    desk: Desk,
    chat: int,
    now: datetime,
    kinds: Iterable[str] = (COUNTED,),
) -> Sent:
    """Let a desk send somebody, new or known, who agrees to something."""
    facts = Facts("plan", None, (), None, None, "fr", "Europe/Paris", f"C{chat}", 0, now.date())
    known = people.find(db, keys, chat) or people.create(db, keys, chat, Person(), now)
    minted = handoffs.fresh(timedelta(hours=1), now)
    handoffs.mint(db, keys, Key("k", desk, frozenset(Scope), None), minted, facts, now)
    handoffs.redeem(db, keys, minted.token, known.id, now)
    handoffs.share(db, keys, minted.id, known.id, kinds, now)
    return Sent(known.id, chat, minted.id, known.seal)


def checked(db: sqlite3.Connection, one: Sent, *signs: str, now: datetime) -> None:
    """Let somebody have checked a message with these signs."""
    counted.count(db, one.seal, one.id, signs or (SIGN,), now)


def crowd(
    db: sqlite3.Connection, keys: Keys, desk: Desk, size: int, now: datetime, *, first: int = 900
) -> list[Sent]:
    """Let a desk send so many people, and each check one message with `SIGN`."""
    found = [sent(db, keys, desk, first + place, now) for place in range(size)]
    for one in found:
        checked(db, one, now=now)
    return found
