"""Who comes in to the desk's pages: the session, its form token, the role, and what a form holds.

A page that does not let somebody in raises `Turned`; `guarded` turns that into a page as well.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hmac import compare_digest, digest
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.api import asking
from bot.api.admission import Gate
from bot.api.app import marked
from bot.api.counter.sheet import Frame, button, form, hidden, sheet
from bot.api.counter.throttle import Throttle
from bot.api.desk import Doors
from bot.api.links import Links
from bot.api.pages import Html, link, preferred, tag
from bot.api.refusing import refuse
from bot.flow.release import Release
from bot.flow.text import Words
from bot.service import Service
from bot.store import accounts
from bot.store.accounts import Account, Role, Second, Stage

HOME = "/desk"
COOKIE, BEFORE = "riposte_desk", "riposte_desk_form"
MOST_FIELDS = 60
FORM = "application/x-www-form-urlencoded"
EVERYBODY = frozenset(Role)
AT_DESK = frozenset({Role.AGENT, Role.SUPERVISOR})
WAYS: Mapping[str, frozenset[Role]] = {  # what stands in the menu, and for whom
    "mint": AT_DESK,
    "handoffs": AT_DESK,
    "conversations": AT_DESK,
    "wave": AT_DESK,
    "funnel": frozenset({Role.SUPERVISOR}),
    "erased": frozenset({Role.SUPERVISOR, Role.AUDITOR}),
    "journal": frozenset({Role.AUDITOR}),
    "export": frozenset({Role.AUDITOR}),
    "account": EVERYBODY,
}


class Turned(Exception):  # noqa: N818 - not an error: somebody is shown elsewhere
    """Somebody is shown a page that says why, or sent to another."""

    def __init__(self, status: int, key: str = "", *, to: str = "", mark: str = "") -> None:
        super().__init__(key or to)
        self.mark = mark
        self.status = status
        self.key = key
        self.to = to


@dataclass(frozen=True, slots=True)
class Room:
    """What the pages are made from."""

    gate: Gate
    doors: Doors
    links: Links
    service: Service
    throttle: Throttle = field(default_factory=Throttle)
    hashing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))

    @property
    def release(self) -> Release:
        """The release that runs."""
        return self.service.release

    def now(self) -> datetime:
        """Return the moment."""
        return self.gate.clock.now()

    @property
    def secure(self) -> bool:
        """Whether people reach the pages by TLS: then cookies go by nothing else."""
        return self.links.public().startswith("https://")

    def hold(self, response: web.StreamResponse, name: str, value: str | None) -> None:
        """Let the browser hold a cookie, or hold it no more."""
        if value is None:
            response.del_cookie(name, path=HOME)
        else:
            response.set_cookie(
                name, value, path=HOME, httponly=True, secure=self.secure, samesite="Strict"
            )


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who was let in, on one page."""

    room: Room
    request: web.Request
    account: Account
    token: str  # of the session
    words: Words
    now: datetime
    form: Mapping[str, tuple[str, ...]]

    @property
    def ticket(self) -> str:
        """What each form of this session carries."""
        return ticket(self.token)

    def say(self, key: str, **values: Any) -> str:
        """Return words of the desk's pages."""
        return self.words.say(f"desk.{key}", **values)

    def given(self, name: str) -> str:
        """Return what a field holds, without the spaces around it; nothing when it is not there."""
        return self.form.get(name, ("",))[0].strip()

    def form_to(self, action: str, parts: Iterable[Html], **kwargs: Any) -> Html:
        """Return a form of this session."""
        return form(action, self.ticket, parts, **kwargs)

    def page(
        self, key: str, parts: Iterable[Html], status: int = 200, *, wide: bool = False
    ) -> web.Response:
        """Return a page; `key` names its title, and its place in the menu."""
        name = key.partition(".")[0]
        account, language = self.account, self.words.language
        spoken = self.room.release.languages
        other = next((code for code in spoken if code != language), language)
        switch = form(
            f"{HOME}/language",
            self.ticket,
            (
                hidden("language", other),
                hidden("here", self.request.path),
                button(self.words.say("desk.switch"), quiet=True),
            ),
            lines=False,
        )
        out = form(
            f"{HOME}/sign-out",
            self.ticket,
            (button(self.say("sign_out"), quiet=True),),
            lines=False,
        )
        who = self.say("who", desk=account.desk.title, name=account.name)
        role = self.say(f"role.{account.role}")
        frame = Frame(
            language,
            self.say("skip"),
            (tag("p", f"{who} · {role}", "who"), switch, out),
            tuple((f"{HOME}/{n}", self.say(f"{n}.way")) for n, r in WAYS.items() if may(self, r)),
            self.say("ways"),
            f"{HOME}/{name}",
        )
        return sheet(frame, self.say(f"{key}.title"), parts, status, wide=wide)


Shown = Callable[[Visit], Awaitable[web.StreamResponse]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def may(visit: Visit, roles: frozenset[Role]) -> bool:
    """Tell whether somebody has one of these roles."""
    return visit.account.role in roles


def ticket(token: str) -> str:
    """Return what forms carry that were written for a session: nobody else can make it."""
    return digest(token.encode(), b"riposte desk form", "sha256").hex()


def guarded(
    room: Room, shown: Shown, roles: frozenset[Role] = EVERYBODY, stage: Stage = Stage.IN
) -> Handler:
    """Return the handler of a page for people with one of these roles."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            visit = await _enter(room, request, stage)
            if visit.account.role not in roles:
                raise Turned(403, "forbidden")  # noqa: TRY301 - answered like every other
            return await shown(visit)
        except (Turned, web.HTTPException) as turned:
            return away(room, request, turned)
        except Exception as error:  # noqa: BLE001 - the same: a page, and a number to look up
            return away(room, request, Turned(500, "e500", mark=marked(error)))

    return answer


def open_to_all(room: Room, shown: Callable[[Room, web.Request], Awaitable[Any]]) -> Handler:
    """Return the handler of a page that is there before anybody signed in."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            asking.well_formed(request)
            found: web.StreamResponse = await shown(room, request)
        except (Turned, web.HTTPException) as turned:
            return away(room, request, turned)
        return found

    return answer


def spoken(room: Room, request: web.Request) -> Words:
    """Return the words of whoever is not known yet."""
    release = room.release
    return release.words(preferred(request, release.languages, "fr"))


def away(room: Room, request: web.Request, turned: Turned | web.HTTPException) -> web.Response:
    """Return the page of somebody who was not let in, or send them elsewhere."""
    if isinstance(turned, Turned) and turned.to:
        return web.Response(
            status=303, headers={"Location": turned.to, "Cache-Control": "no-store"}
        )
    said = spoken(room, request)
    known = {400, 403, 404, 409, 413, 429, 503}
    reason = str(turned.status if turned.status in known else 400)
    key = turned.key if isinstance(turned, Turned) else f"e{reason}"
    frame = Frame(said.language, said.say("desk.skip"))
    back = Html(f"<p>{link(HOME, said.say('desk.back'))}</p>")
    mark = turned.mark if isinstance(turned, Turned) else ""
    parts = (tag("p", said.say(f"desk.{key}.why", mark=mark)), back)
    return sheet(frame, said.say(f"desk.{key}.title"), parts, turned.status)


async def _enter(room: Room, request: web.Request, stage: Stage) -> Visit:
    """Return who asks. Raises Turned."""
    asking.well_formed(request)
    token = request.cookies.get(COOKIE, "")
    now = room.now()
    found = None
    if token:
        found = await room.gate.transact(lambda db: accounts.session(db, token, now))
    if found is None:
        raise Turned(303, to=f"{HOME}/sign-in")
    account, reached = found
    if reached is not stage:
        raise Turned(303, to=HOME if reached is Stage.IN else f"{HOME}/first")
    sent: Mapping[str, tuple[str, ...]] = {}
    if request.method == "POST":
        sent = await read_form(request, ticket(token))
    language = account.language or spoken(room, request).language
    return Visit(room, request, account, token, room.release.words(language), now, sent)


async def read_form(request: web.Request, expected: str) -> Mapping[str, tuple[str, ...]]:
    """Return what a form of ours holds. Raises Turned, or what `asking.read` raises."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if site != "same-origin" or request.content_type != FORM:
        raise Turned(403, "e403")
    body = await asking.read(request)
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except (ValueError, UnicodeDecodeError):
        raise refuse(400, "bad_request") from None
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if "\x00" in value:
            raise refuse(400, "bad_request")
        found[name] = (*found.get(name, ()), value.replace("\r\n", "\n"))
    given = found.pop("token", ("",))
    if not compare_digest(given[0].encode(), expected.encode()):
        raise Turned(403, "e403")
    return found


def before(room: Room, request: web.Request) -> tuple[str, str]:
    """Return (cookie, what its forms carry) of a browser that nobody has signed in with."""
    held = request.cookies.get(BEFORE, "")
    value = held if len(held) == 43 else secrets.token_urlsafe(32)  # noqa: PLR2004 - of 32 bytes
    carried = digest(room.gate.store.keys.buttons, b"riposte sign in " + value.encode(), "sha256")
    return value, carried.hex()


def asks_second(account: Account) -> bool:
    """Tell whether an account needs a second factor: all do, apart from the demo's."""
    return account.second is not Second.NONE
