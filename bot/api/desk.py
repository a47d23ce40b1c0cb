"""The doors of a desk under `/v1`: mint, read and revoke a hand-off, read the news, who am I.

What they take and give is `models`, who comes in is `admission`, the contract is `contract`.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from importlib import import_module
from typing import Any

from aiohttp import web

from bot.api import asking, contract, qr
from bot.api.admission import A_DAY, Asked, Gate
from bot.api.links import Links
from bot.api.refusing import RETRY_SECONDS, refuse
from bot.flow.release import Release
from bot.handoff.model import BY_ASKING, Facts, Scope
from bot.store import answers, desk_events, desks, handoffs
from bot.store.desk_events import Told
from bot.store.desks import Desk
from bot.store.handoffs import Gone, Minted

LANGUAGES = ("fr", "en")
ANSWERS = ("Refusal", "Minted", "Seen", "Page", "Piece", "Me")
TALKS = ("Conversations", "Conversation", "Messages", "Message", "Said", "Take", "Say", "End")
MOST_EVENTS = 100
HIGHEST = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Doors:
    """What the doors are made from."""

    gate: Gate
    release: Callable[[], Release]
    links: Links
    schemas: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def models(self) -> Mapping[str, Any]:
        """Return the models by name, under the release that runs."""
        release = self.release()
        if release.hash not in self.schemas:
            room = await asyncio.to_thread(import_module, "bot.api.models")
            self.schemas.clear()
            found = {name: getattr(room, name) for name in ANSWERS}
            talks = await asyncio.to_thread(import_module, "bot.api.models_talks")
            found |= {name: getattr(talks, name) for name in TALKS}
            given = {"Mint": room.mint_model(release), "GiveBack": talks.give_back_model(release)}
            self.schemas[release.hash] = {**given, **found}
        return self.schemas[release.hash]

    async def mint(self, request: web.Request) -> web.Response:
        """`POST /v1/handoffs`."""
        asked = await self.gate.admit(request, Scope.WRITE)
        chosen = asking.idempotency_key(request)
        said = await self.checked("Mint", asking.json_text(request, asked.body))
        marks = sha256(chosen.encode()).digest(), sha256(said.model_dump_json().encode()).digest()
        earlier = await self.gate.transact(lambda db: self.earlier(db, asked, marks))
        if earlier is not None:
            return _json(earlier, 201)
        now = self.gate.clock.now()
        minted = handoffs.fresh(timedelta(hours=said.expires_in_hours), now)
        link = self.links.chat(minted.token)
        if link is None:
            raise refuse(503, "unavailable", retry=RETRY_SECONDS)
        answer = (await self.answer(asked.key.desk, minted, link)).encode()
        facts = _models().facts_of(said)
        done = await self.gate.transact(
            lambda db: self.mint_once(db, asked, marks, minted, facts, answer)
        )
        return _json(done, 201)

    async def read(self, request: web.Request) -> web.Response:
        """`GET /v1/handoffs/{id}`."""
        asked = await self.gate.admit(request, Scope.READ)
        models = await self.models()
        keys, now = self.gate.store.keys, self.gate.clock.now()
        number = request.match_info["id"]
        seen = await self.gate.transact(
            lambda db: handoffs.view(db, keys, asked.key.desk, number, now)
        )
        if seen is None:
            raise refuse(404, "not_found")
        answer = models["Seen"](
            id=seen.id,
            status=seen.status,
            case=seen.case,
            queue=seen.queue,
            topic=seen.topic,
            created_at=seen.made_at,
            expires_at=seen.expires_at,
            agreed=list(seen.agreed),
        )
        return _json(answer.model_dump_json().encode(), 200)

    async def revoke(self, request: web.Request) -> web.Response:
        """`DELETE /v1/handoffs/{id}`."""
        asked = await self.gate.admit(request, Scope.WRITE)
        now, number = self.gate.clock.now(), request.match_info["id"]
        try:
            there = await self.gate.transact(
                lambda db: handoffs.revoke(db, self.gate.store.keys, asked.key.desk, number, now)
            )
        except Gone:
            raise refuse(409, "opened") from None
        if not there:
            raise refuse(404, "not_found")
        return web.Response(status=204)

    async def events(self, request: web.Request) -> web.Response:
        """`GET /v1/events`."""
        asked = await self.gate.admit(request, Scope.EVENTS)
        models = await self.models()
        after, most = numbers(request, {"after": (0, 0, HIGHEST), "limit": (MOST_EVENTS, 1, 100)})
        desk, keys = asked.key.desk, self.gate.store.keys
        found = await self.gate.transact(lambda db: desk_events.after(db, desk.id, after, most + 1))
        page = models["Page"](
            events=[models["Piece"](**piece(keys, told)) for told in found[:most]],
            next=found[:most][-1].seq if found else after,
            more=len(found) > most,
        )
        return _json(page.model_dump_json().encode(), 200)

    async def me(self, request: web.Request) -> web.Response:
        """`GET /v1/desk`."""
        asked = await self.gate.admit(request, None)
        models = await self.models()
        key, desk = asked.key, asked.key.desk
        since = self.gate.clock.now() - A_DAY

        def count(db: sqlite3.Connection) -> tuple[int, int]:
            return handoffs.minted_since(db, key, since), desks.untold(db, desk)

        minted, waiting = await self.gate.transact(count)
        answer = models["Me"](
            name=desk.name,
            title=desk.title,
            scopes=sorted(key.scopes),
            minted_today=minted,
            callback={
                "state": _state(desk),
                "failing_since": desk.failing_since,
                "waiting": waiting,
            },
        )
        return _json(answer.model_dump_json().encode(), 200)

    async def openapi(self, _request: web.Request) -> web.Response:
        """`GET /v1/openapi.json`."""
        return web.json_response(await self.contract())

    async def contract(self) -> dict[str, Any]:
        """Return the OpenAPI page of the release that runs."""
        return contract.openapi(await self.models(), self.links.public())

    async def checked(self, name: str, text: str) -> Any:
        """Return what a body says as a model of this name; 422 when it does not."""
        from pydantic import ValidationError  # noqa: PLC0415 - see models.py

        model = (await self.models())[name]
        try:
            return model.model_validate_json(text)
        except ValidationError as error:
            wrong = _models().problems(error, frozenset(model.model_fields))
            raise refuse(422, "unprocessable", fields=wrong) from None

    def earlier(
        self, db: sqlite3.Connection, asked: Asked, marks: tuple[bytes, bytes]
    ) -> bytes | None:
        """Return what the same request was answered in the last day; 409 with another body."""
        keys, now = self.gate.store.keys, self.gate.clock.now()
        earlier = answers.recall(db, keys, asked.key.desk, marks[0], now)
        if earlier is None:
            return None
        if earlier[0] != marks[1]:
            raise refuse(409, "idempotency_key")
        return earlier[1]

    def mint_once(
        self,
        db: sqlite3.Connection,
        asked: Asked,
        marks: tuple[bytes, bytes],
        minted: Minted,
        facts: Facts,
        answer: bytes,
    ) -> bytes:
        """Add the hand-off, unless the same request was faster; return what was answered."""
        earlier = self.earlier(db, asked, marks)
        if earlier is not None:
            return earlier
        self.gate.quota(db, asked.key)
        keys, now = self.gate.store.keys, self.gate.clock.now()
        handoffs.mint(db, keys, asked.key, minted, facts, now)
        answers.remember(db, keys, asked.key.desk, minted.id, marks, answer, now)
        return answer

    async def answer(self, desk: Desk, minted: Minted, link: str) -> str:
        """Return the JSON that hands a fresh link out, with its texts."""
        models = await self.models()
        page = self.links.page(minted.token)
        texts = {code: self._wording(code, desk, minted, page) for code in LANGUAGES}
        svg, png = await asyncio.to_thread(lambda: (qr.svg_data(link), qr.png_data(link)))
        answer = models["Minted"](
            id=minted.id,
            url=link,
            page=page,
            qr_svg=svg,
            qr_png=png,
            code=minted.spoken,
            expires_at=minted.expires_at,
            texts=texts,
        )
        return str(answer.model_dump_json())

    def _wording(self, language: str, desk: Desk, minted: Minted, page: str) -> dict[str, Any]:
        words = self.release().words(language)
        given = {"desk": desk.title, "page": page, "code": minted.spoken}
        until = minted.expires_at.date()
        return {
            "sms": words.say("handoff.sms", **given),
            "email": {
                "subject": words.say("handoff.email_subject", **given),
                "body": words.say("handoff.email", **given, until=until),
            },
        }


def piece(keys: Any, told: Told) -> dict[str, Any]:
    """Return a piece of news as it goes over the wire, before it is JSON."""
    case, queue = handoffs.case_of(keys, told.handoff, told.sealed)
    return {
        "id": told.id,
        "type": f"handoff.{told.kind}",
        "timestamp": told.at,
        "data": {
            "sequence": told.seq,
            "handoff": told.handoff,
            "case": case,
            "queue": queue,
            "code": None if told.kind in BY_ASKING else told.code,
            "conversation": told.code if told.kind in BY_ASKING else None,
        },
    }


def _models() -> Any:
    return import_module("bot.api.models")


def _state(desk: Desk) -> str:
    if desk.callback is None:
        return "off"
    if desk.stopped_at is not None:
        return "stopped"
    return "on" if desk.failing_since is None else "failing"


def numbers(request: web.Request, known: Mapping[str, tuple[int, int, int]]) -> tuple[int, ...]:
    """Return the numbers of a query, in the order of `known`: (otherwise, least, most)."""
    wrong = [("?", "extra_forbidden")] if request.query.keys() - known.keys() else []
    found = []
    for name, (otherwise, least, most) in known.items():
        given = request.query.getall(name, [])
        text = given[0] if len(given) == 1 else ""
        number = int(text) if text.isascii() and text.isdecimal() and len(text) <= 16 else None  # noqa: PLR2004
        if not given:
            number = otherwise
        if number is None or not least <= number <= most:
            wrong.append((name, "number"))
            number = otherwise
        found.append(number)
    if wrong:
        raise refuse(422, "unprocessable", fields=wrong)
    return tuple(found)


def _json(text: bytes, status: int) -> web.Response:
    return web.Response(body=text, status=status, content_type="application/json")
