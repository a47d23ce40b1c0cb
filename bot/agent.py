"""What an agent of a desk does in a conversation: kept, and seen by the person, in one transaction.

For every door of a desk, the API's and the pages'. An agent is a number of the desk's own. `Owned`
says that somebody else has the conversation, or nobody any more. After the transaction: `wake`.
"""

import sqlite3
from datetime import datetime

from bot.engine.events import DeskEnded, DeskSaid, DeskTook
from bot.engine.talking import MOST_SAID
from bot.flow.release import Release
from bot.privacy.secrets import find
from bot.service import Service
from bot.store import talks_desk
from bot.store.talks_desk import Why


def take(
    service: Service, db: sqlite3.Connection, number: str, agent: int, expected: int | None
) -> None:
    """Make an agent the owner if it is still `expected`'s, None: nobody's. Raises Owned."""
    now = service.clock.now()
    person = talks_desk.take(db, number, agent, expected, now)
    if person is not None:
        service.desk_does(db, person, DeskTook(), now)


def sayable(text: str) -> bool:
    """Tell whether an agent may send this: words, not too many, and no secret among them."""
    return len(text.strip()) > 0 and len(text) <= MOST_SAID and not find(text)


def say(service: Service, db: sqlite3.Connection, number: str, agent: int, text: str) -> int:
    """Say something `sayable`; return its place in the conversation. Raises Owned."""
    now = service.clock.now()
    seq, person = talks_desk.say(db, service.store.keys, number, agent, text, now)
    service.desk_does(db, person, DeskSaid(text), now)
    return seq


def tasks(release: Release) -> tuple[str, ...]:
    """Return the tasks a person can be sent on to."""
    flows = release.flows.values()
    return tuple(sorted(f.name for f in flows if f.task is not None and not f.takes))


def end(
    service: Service, db: sqlite3.Connection, number: str, agent: int, task: str | None = None
) -> None:
    """End a conversation, and perhaps send the person on to one of `tasks`. Raises Owned."""
    now: datetime = service.clock.now()
    why = Why.ENDED if task is None else Why.RETURNED
    person = talks_desk.finish(db, number, agent, why, now)
    service.desk_does(db, person, DeskEnded(task), now)
