"""Signing in to the desk's pages: name, password, second factor; the first time, setting them.

Whatever is wrong, what is said is the same and takes the same time.
"""

import sqlite3
from html import escape

from aiohttp import web

from bot.api import qr
from bot.api.counter import secrets_of
from bot.api.counter.door import (
    BEFORE,
    COOKIE,
    HOME,
    Room,
    Turned,
    Visit,
    asks_second,
    before,
    read_form,
    spoken,
    ticket,
)
from bot.api.counter.sheet import Frame, button, field, form, sheet
from bot.api.pages import Html, link, tag
from bot.flow.text import Words
from bot.store import accounts, journal
from bot.store.accounts import Account, Stage
from bot.store.journal import What

LOOPBACK = ("127.0.0.1", "::1")
MOST_NAME = 32


async def show(room: Room, request: web.Request) -> web.Response:
    """`GET /desk/sign-in`."""
    return _page(room, request, spoken(room, request))


async def enter(room: Room, request: web.Request) -> web.Response:
    """`POST /desk/sign-in`."""
    sent = await read_form(request, before(room, request)[1])
    name, password, code = (sent.get(part, ("",))[0] for part in ("name", "password", "code"))
    name, place = name.strip().lower()[: MOST_NAME + 1], place_of(request)
    said, now = spoken(room, request), room.now()
    moment = room.gate.clock.monotonic()
    if room.throttle.closed(name, place, moment):
        return _page(room, request, said, "sign_in.wait", 429)
    room.throttle.note(name, place, moment)
    account = await room.gate.transact(lambda db: accounts.by_name(db, name))
    hashed = account.password if account is not None else None
    right = await secrets_of.weigh(room.hashing, hashed, password[: secrets_of.MOST + 1])

    def decide(db: sqlite3.Connection) -> tuple[str, Stage] | None:
        if account is None:
            return None
        current = accounts.by_name(db, name)  # it may have changed meanwhile
        if current is None or current != account:
            return None
        if right and _second_right(db, room, current, code):
            journal.note(db, current, What.SIGNED_IN, now)
            return accounts.come_in(db, current, Stage.IN, now), Stage.IN
        if accounts.opens(current, password, now):
            accounts.set_second(db, room.gate.store.keys, current, secrets_of.fresh())
            return accounts.come_in(db, current, Stage.FIRST, now), Stage.FIRST
        journal.note(db, current, What.REFUSED, now)
        return None

    opened = await room.gate.transact(decide)
    if opened is None:
        return _page(room, request, said, "sign_in.wrong", 401)
    room.throttle.well(name, place)
    token, stage = opened
    response = web.Response(
        status=303, headers={"Location": HOME if stage is Stage.IN else f"{HOME}/first"}
    )
    room.hold(response, COOKIE, token)
    room.hold(response, BEFORE, None)
    return response


async def first(visit: Visit) -> web.Response:
    """`GET /desk/first`."""
    return await _first_page(visit)


async def settle(visit: Visit) -> web.Response:
    """`POST /desk/first`: a password, and proof that the second factor works."""
    room, account = visit.room, visit.account
    password, again = (visit.form.get(name, ("",))[0] for name in ("password", "again"))
    wrong = secrets_of.fault(password, again, account)
    if wrong is not None:
        return await _first_page(visit, password=wrong)
    hashed = await secrets_of.hashed(room.hashing, password)

    token = await room.gate.transact(lambda db: come_in_anew(db, visit, hashed, What.ENROLLED))
    if token is None:
        return await _first_page(visit, code="code")
    return go(room, HOME, token)


async def leave(visit: Visit) -> web.Response:
    """`POST /desk/sign-out`."""

    def work(db: sqlite3.Connection) -> None:
        accounts.leave(db, visit.token)
        journal.note(db, visit.account, What.SIGNED_OUT, visit.now)

    await visit.room.gate.transact(work)
    return go(visit.room, f"{HOME}/sign-in", None)


def come_in_anew(db: sqlite3.Connection, visit: Visit, hashed: str, what: What) -> str | None:
    """Set a password, and begin a session; None when the second factor is wrong. Raises Turned."""
    account = visit.account
    if not _second_right(db, visit.room, account, visit.given("code")):
        return None
    if accounts.session(db, visit.token, visit.now) is None:
        raise Turned(303, to=f"{HOME}/sign-in")  # somebody was faster
    if asks_second(account):
        accounts.proven(db, account)
    accounts.set_password(db, account, hashed)
    journal.note(db, account, what, visit.now)
    return accounts.come_in(db, account, Stage.IN, visit.now)


def _second_right(db: sqlite3.Connection, room: Room, account: Account, code: str) -> bool:
    """Tell whether the second factor is right, and use it up."""
    if not asks_second(account):
        return True
    secret = accounts.second_of(db, room.gate.store.keys, account)
    step = secrets_of.step(secret, code, room.now())
    return step is not None and accounts.spend(db, account, step)


def go(room: Room, where: str, token: str | None) -> web.Response:
    """Send somebody on, with the session their browser is to hold."""
    response = web.Response(status=303, headers={"Location": where})
    room.hold(response, COOKIE, token)
    return response


def place_of(request: web.Request) -> str:
    """Return where somebody comes from; behind a proxy on this machine, as the proxy saw it."""
    remote = request.remote or ""
    if remote in LOOPBACK:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()[:64] or remote
    return remote


def _page(
    room: Room, request: web.Request, said: Words, wrong: str = "", status: int = 200
) -> web.Response:
    """Return the page to sign in with; `wrong` says why it is shown again."""
    held, carried = before(room, request)
    other = next((code for code in room.release.languages if code != said.language), said.language)
    frame = Frame(
        said.language,
        said.say("desk.skip"),
        (
            tag("p", "Riposte", "who"),
            link(f"?lang={other}", said.say("desk.switch"), "", other),
        ),
    )
    why = (Html(f'<p class="wrong" role="alert">{said.say(f"desk.{wrong}")}</p>'),) if wrong else ()
    fields = (
        field(said.say("desk.sign_in.name"), "name", complete="username", most=32, needed=True),
        field(
            said.say("desk.sign_in.password"),
            "password",
            kind="password",
            complete="current-password",
            needed=True,
            hint=said.say("desk.sign_in.password_hint"),
        ),
        field(
            said.say("desk.sign_in.code"),
            "code",
            complete="one-time-code",
            numeric=True,
            most=9,
            hint=said.say("desk.sign_in.code_hint"),
        ),
        button(said.say("desk.sign_in.go")),
    )
    parts = (
        *why,
        form(f"{HOME}/sign-in?lang={said.language}", carried, fields),
        tag("p", said.say("desk.sign_in.lost"), "hint"),
    )
    response = sheet(frame, said.say("desk.sign_in.title"), parts, status)
    room.hold(response, BEFORE, held)
    return response


async def _first_page(visit: Visit, password: str = "", code: str = "") -> web.Response:
    """Return the page of the first sign-in; the codes say what was wrong."""
    room, mine, said = visit.room, visit.account, visit.words
    secret = await room.gate.transact(lambda db: accounts.second_of(db, room.gate.store.keys, mine))
    parts: list[Html] = [*new_password(visit, password)]
    if asks_second(mine) and secret is not None:
        where = secrets_of.address(mine, secret)
        grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        parts += [
            tag("h2", visit.say("first.second")),
            tag("p", visit.say("first.scan")),
            Html(f"<p>{qr.svg(where, visit.say('first.qr'))}</p>"),
            tag("p", visit.say("first.by_hand")),
            tag("p", grouped, "key"),
            second_code(visit, visit.say("first.code"), wrong=bool(code)),
        ]
    parts.append(button(visit.say("first.go")))
    frame = Frame(
        said.language, visit.say("skip"), (tag("p", f"{mine.desk.title} · {mine.name}", "who"),)
    )
    body = (
        tag("p", visit.say("first.what")),
        form(f"{HOME}/first", ticket(visit.token), parts),
    )
    return sheet(frame, visit.say("first.title"), body, 422 if password or code else 200)


def second_code(visit: Visit, label: str, *, wrong: bool) -> Html:
    """Return the field for a code of the second factor."""
    return field(
        label,
        "code",
        complete="one-time-code",
        numeric=True,
        most=9,
        needed=True,
        wrong=visit.say("wrong.code") if wrong else "",
    )


def new_password(visit: Visit, wrong: str) -> tuple[Html, ...]:
    """Return the fields for a new password."""
    name = escape(visit.account.name)  # for whatever keeps passwords
    return (
        Html(f'<input type="text" value="{name}" autocomplete="username" hidden>'),
        field(
            visit.say("first.password"),
            "password",
            kind="password",
            complete="new-password",
            needed=True,
            hint=visit.say("first.password_hint"),
            wrong=visit.say(f"wrong.{wrong}") if wrong else "",
        ),
        field(
            visit.say("first.again"), "again", kind="password", complete="new-password", needed=True
        ),
    )
