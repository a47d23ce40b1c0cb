"""The doors of a desk for conversations: who waits, take, read, say, send on, end.

What a door changes and what the person sees of it are one transaction; an answer is kept for a day
under its Idempotency-Key, so that a request that comes twice does nothing twice.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from typing import Any

from aiohttp import web

from bot import agent
from bot.api import asking
from bot.api.admission import Asked, Gate
from bot.api.desk import HIGHEST, MOST_EVENTS, Doors, numbers
from bot.api.refusing import refuse
from bot.handoff.model import Scope
from bot.service import Service
from bot.store import answers, talks_desk
from bot.store.talks_desk import Conversation, Owned

Work = Callable[[sqlite3.Connection, Conversation, Any], Any]


@dataclass(frozen=True, slots=True)
class Talking:
    """What the doors are made from."""

    gate: Gate
    doors: Doors
    service: Service

    async def several(self, request: web.Request) -> web.Response:
        """`GET /v1/conversations`."""
        asked = await self.gate.admit(request, Scope.TALKS)
        models, keys = await self.doors.models(), self.gate.store.keys
        found = await self.gate.transact(lambda db: talks_desk.of_desk(db, keys, asked.key.desk))
        shown = [_models().conversation(one) for one in found]
        return _json(models["Conversations"](conversations=shown), 200)

    async def one(self, request: web.Request) -> web.Response:
        """`GET /v1/conversations/{id}`."""
        asked = await self.gate.admit(request, Scope.TALKS)
        await self.doors.models()
        found = await self.gate.transact(lambda db: self._found(db, asked, request))
        return _json(_models().conversation(found), 200)

    async def messages(self, request: web.Request) -> web.Response:
        """`GET /v1/conversations/{id}/messages`."""
        asked = await self.gate.admit(request, Scope.TALKS)
        models, keys = await self.doors.models(), self.gate.store.keys
        known = {"after": (0, 0, HIGHEST), "limit": (MOST_EVENTS, 1, MOST_EVENTS)}
        after, most = numbers(request, known)

        def read(db: sqlite3.Connection) -> list[talks_desk.Message]:
            number = self._found(db, asked, request).id
            return talks_desk.read(db, keys, number, after, most + 1)

        found = await self.gate.transact(read)
        page = models["Messages"](
            messages=[_models().message(one) for one in found[:most]],
            next=found[:most][-1].seq if found else after,
            more=len(found) > most,
        )
        return _json(page, 200)

    async def take(self, request: web.Request) -> web.Response:
        """`POST /v1/conversations/{id}/take`."""

        def work(db: sqlite3.Connection, one: Conversation, said: Any) -> Any:
            agent.take(self.service, db, one.id, said.agent, said.expected)
            return self._now(db, one)

        return await self._change(request, "Take", 200, work)

    async def say(self, request: web.Request) -> web.Response:
        """`POST /v1/conversations/{id}/messages`."""
        models = await self.doors.models()

        def work(db: sqlite3.Connection, one: Conversation, said: Any) -> Any:
            seq = agent.say(self.service, db, one.id, said.agent, said.text)
            return models["Said"](sequence=seq)

        return await self._change(request, "Say", 201, work)

    async def give_back(self, request: web.Request) -> web.Response:
        """`POST /v1/conversations/{id}/return`."""

        def work(db: sqlite3.Connection, one: Conversation, said: Any) -> Any:
            agent.end(self.service, db, one.id, said.agent, said.task)
            return self._now(db, one)

        return await self._change(request, "GiveBack", 200, work)

    async def end(self, request: web.Request) -> web.Response:
        """`POST /v1/conversations/{id}/end`."""

        def work(db: sqlite3.Connection, one: Conversation, said: Any) -> Any:
            agent.end(self.service, db, one.id, said.agent)
            return self._now(db, one)

        return await self._change(request, "End", 200, work)

    async def _change(
        self, request: web.Request, model: str, status: int, work: Work
    ) -> web.Response:
        """Change a conversation once, however often the request comes. 409 when it is another's."""
        asked = await self.gate.admit(request, Scope.TALKS)
        chosen = asking.idempotency_key(request)
        said = await self.doors.checked(model, asking.json_text(request, asked.body))
        name = f"{request.path} {chosen}"
        marks = sha256(name.encode()).digest(), sha256(said.model_dump_json().encode()).digest()
        now, keys = self.gate.clock.now(), self.gate.store.keys

        def once(db: sqlite3.Connection) -> bytes:
            one = self._found(db, asked, request)
            earlier = self.doors.earlier(db, asked, marks)
            if earlier is not None:
                return earlier
            try:
                answer = work(db, one, said).model_dump_json().encode()
            except Owned:
                raise refuse(409, "owned") from None
            answers.remember(db, keys, asked.key.desk, one.handoff, marks, answer, now)
            return bytes(answer)

        answer = await self.gate.transact(once)
        self.service.wake()
        return web.Response(body=answer, status=status, content_type="application/json")

    def _found(self, db: sqlite3.Connection, asked: Asked, request: web.Request) -> Conversation:
        number = request.match_info["id"]
        found = talks_desk.one(db, self.gate.store.keys, asked.key.desk, number)
        if found is None:
            raise refuse(404, "not_found")
        return found

    def _now(self, db: sqlite3.Connection, one: Conversation) -> Any:
        changed = talks_desk.by_id(db, self.gate.store.keys, one.id)
        return _models().conversation(changed)


def _models() -> Any:
    return import_module("bot.api.models_talks")


def _json(answer: Any, status: int) -> web.Response:
    text = answer.model_dump_json().encode()
    return web.Response(body=text, status=status, content_type="application/json")
