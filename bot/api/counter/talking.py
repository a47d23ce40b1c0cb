"""Conversations on the desk's pages: who waits, take, read, write, return to a task, end.

Looking changes nothing. What was shown counts as read with the next thing somebody does there, for
what is read of a conversation that is over is gone.
"""

import re
import sqlite3
from collections.abc import Callable
from hashlib import sha256

from aiohttp import web

from bot import agent
from bot.api.counter.door import HOME, Turned, Visit
from bot.api.counter.labels import tasks
from bot.api.counter.sheet import anchor, block, table
from bot.api.counter.talk_page import MOST, parts_of, state
from bot.api.counter.when import ago, moment
from bot.api.pages import Html, tag, words
from bot.engine.talking import MOST_SAID
from bot.store import accounts, answers, journal, talks_desk
from bot.store.journal import What
from bot.store.talks_desk import Conversation, Message, Owned

_ONCE = re.compile(r"[A-Za-z0-9_-]{22}")
Work = Callable[[sqlite3.Connection, Conversation], None]


async def several(visit: Visit) -> web.Response:
    """`GET /desk/conversations`."""
    desk, keys = visit.account.desk, visit.room.gate.store.keys

    def look(db: sqlite3.Connection) -> tuple[list[Conversation], dict[int, str]]:
        return talks_desk.of_desk(db, keys, desk), _agents(db, visit)

    found, agents = await visit.room.gate.transact(look)
    parts: list[Html] = [tag("p", visit.say("conversations.what"))]
    if found:
        head = ["case", "waits", "promised", "state", "unread"]
        parts.append(
            table(
                visit.say("conversations.caption", count=len(found)),
                [visit.say(f"conversations.{name}") for name in head],
                [
                    (
                        anchor(f"{HOME}/conversations/{one.id}", one.case),
                        words(ago(visit.words, visit.now, one.asked_at)),
                        words(moment(visit.words, one.answer_by)),
                        words(state(visit, one, agents)),
                        words(str(one.unread)),
                    )
                    for one in found
                ],
                numbers=1,
            )
        )
    else:
        parts.append(tag("p", visit.say("conversations.none")))
    parts.append(block(anchor(f"{HOME}/conversations", visit.say("conversations.again"))))
    return visit.page("conversations", parts, wide=True)


async def one(visit: Visit) -> web.Response:
    """`GET /desk/conversations/{id}`."""
    return await _show(visit)


async def take(visit: Visit) -> web.Response:
    """`POST /desk/conversations/{id}/take`."""
    owner = visit.given("owner")
    if owner and not (owner.isascii() and owner.isdecimal() and len(owner) < 12):  # noqa: PLR2004
        raise Turned(400, "e400")

    def work(db: sqlite3.Connection, found: Conversation) -> None:
        expected = int(owner) if owner else None
        agent.take(visit.room.service, db, found.id, visit.account.agent, expected)
        journal.note(db, visit.account, What.TOOK, visit.now, found.id)

    return await _change(visit, work)


async def say(visit: Visit) -> web.Response:
    """`POST /desk/conversations/{id}/say`."""
    text, once = visit.given("text"), visit.given("once")
    if not _ONCE.fullmatch(once):
        raise Turned(400, "e400")
    if not agent.sayable(text):
        long = len(text) > MOST_SAID
        return await _show(visit, "long" if long else "secret" if text else "empty")
    desk, keys = visit.account.desk, visit.room.gate.store.keys
    marks = (
        sha256(f"page say {visit.account.id} {once}".encode()).digest(),
        sha256(text.encode()).digest(),
    )

    def work(db: sqlite3.Connection, found: Conversation) -> None:
        if answers.recall(db, keys, desk, marks[0], visit.now) is not None:
            return  # the same form, sent twice
        agent.say(visit.room.service, db, found.id, visit.account.agent, text)
        answers.remember(db, keys, desk, found.handoff, marks, b"said", visit.now)
        journal.note(db, visit.account, What.SAID, visit.now, found.id)

    return await _change(visit, work)


async def send_on(visit: Visit) -> web.Response:
    """`POST /desk/conversations/{id}/return`."""
    task = visit.given("task")
    if task not in tasks(visit.room.release, visit.words):
        raise Turned(400, "e400")
    return await _change(visit, _ending(visit, task, What.RETURNED))


async def end(visit: Visit) -> web.Response:
    """`POST /desk/conversations/{id}/end`."""
    return await _change(visit, _ending(visit, None, What.CLOSED))


async def read(visit: Visit) -> web.Response:
    """`POST /desk/conversations/{id}/read`: what was shown of a conversation that is over."""
    return await _change(visit, lambda _db, _one: None)


def _ending(visit: Visit, task: str | None, what: What) -> Work:
    def work(db: sqlite3.Connection, found: Conversation) -> None:
        agent.end(visit.room.service, db, found.id, visit.account.agent, task)
        journal.note(db, visit.account, what, visit.now, found.id)

    return work


async def _change(visit: Visit, work: Work) -> web.Response:
    """Change a conversation, and count as read what its form had shown. Raises Turned."""
    seen = visit.given("seen") or "0"
    if not (seen.isascii() and seen.isdecimal() and len(seen) <= 9):  # noqa: PLR2004
        raise Turned(400, "e400")

    def whole(db: sqlite3.Connection) -> str:
        found = _found(db, visit)
        mine = found.agent == visit.account.agent
        try:
            work(db, found)
        except Owned:
            raise Turned(409, "owned") from None
        if mine:
            talks_desk.read(db, visit.room.gate.store.keys, found.id, int(seen), 0)
        return found.id

    number = await visit.room.gate.transact(whole)
    visit.room.service.wake()
    raise Turned(303, to=f"{HOME}/conversations/{number}")


async def _show(visit: Visit, wrong: str = "") -> web.Response:
    keys = visit.room.gate.store.keys

    def look(
        db: sqlite3.Connection,
    ) -> tuple[Conversation, list[Message], dict[int, str]]:
        found = _found(db, visit)
        said = []
        if found.agent == visit.account.agent:
            since = max(talks_desk.last(db, found.id) - MOST, 0)
            said = talks_desk.said(db, keys, found.id, since, MOST)
            journal.note(db, visit.account, What.READ, visit.now, found.id)
        return found, said, _agents(db, visit)

    found, said, agents = await visit.room.gate.transact(look)
    parts = parts_of(visit, found, said, agents, wrong)
    return visit.page("conversations.one", parts, 422 if wrong else 200)


def _found(db: sqlite3.Connection, visit: Visit) -> Conversation:
    """Return a conversation of the desk. Raises Turned."""
    number = visit.request.match_info["id"]
    found = talks_desk.one(db, visit.room.gate.store.keys, visit.account.desk, number)
    if found is None:
        raise Turned(404, "e404")
    return found


def _agents(db: sqlite3.Connection, visit: Visit) -> dict[int, str]:
    """Return the name of each account by its number in conversations."""
    names = accounts.names(db, visit.account.desk)
    return {1_000_000 + int(key[1:]): name for key, name in names.items()}
