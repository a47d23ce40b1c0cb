"""Somebody's own account on the desk's pages: another password, ending sessions, the language."""

import re
import sqlite3

from aiohttp import web

from bot.api.counter import secrets_of
from bot.api.counter.door import HOME, Visit, asks_second
from bot.api.counter.sheet import button, field
from bot.api.counter.sign_in import come_in_anew, go, new_password, place_of, second_code
from bot.api.pages import tag
from bot.store import accounts, journal
from bot.store.journal import What

_HERE = re.compile(r"/desk/[a-z]{1,20}(/[a-z]{2}_[0-9a-f]{24})?")


async def show(visit: Visit) -> web.Response:
    """`GET /desk/account`."""
    return _account(visit)


async def change(visit: Visit) -> web.Response:
    """`POST /desk/account`: another password; all sessions end, this one goes on anew."""
    room, mine = visit.room, visit.account
    former, password, again = (visit.form.get(n, ("",))[0] for n in ("former", "password", "again"))
    name, place = mine.name, place_of(visit.request)
    moment = room.gate.clock.monotonic()
    if room.throttle.closed(name, place, moment):
        return _account(visit, former="wait", status=429)
    room.throttle.note(name, place, moment)
    right = await secrets_of.weigh(room.hashing, mine.password, former[: secrets_of.MOST + 1])
    wrong = secrets_of.fault(password, again, mine)
    if not right or wrong is not None:
        return _account(visit, former="" if right else "former", password=wrong or "")
    hashed = await secrets_of.hashed(room.hashing, password)

    token = await room.gate.transact(lambda db: come_in_anew(db, visit, hashed, What.PASSWORD))
    if token is None:
        return _account(visit, code="code")
    room.throttle.well(name, place)
    return go(room, f"{HOME}/account", token)


async def leave_everywhere(visit: Visit) -> web.Response:
    """`POST /desk/sign-out-everywhere`."""

    def work(db: sqlite3.Connection) -> None:
        accounts.leave_everywhere(db, visit.account)
        journal.note(db, visit.account, What.SIGNED_OUT, visit.now)

    await visit.room.gate.transact(work)
    return go(visit.room, f"{HOME}/sign-in", None)


async def language(visit: Visit) -> web.Response:
    """`POST /desk/language`: and back to where one was, if that is a page to be looked at."""
    wanted = visit.given("language")
    if wanted in visit.room.release.languages:
        await visit.room.gate.transact(lambda db: accounts.speak(db, visit.account, wanted))
    here = visit.given("here")
    where = here if _HERE.fullmatch(here) else HOME
    return web.Response(status=303, headers={"Location": where})


def _account(
    visit: Visit, *, former: str = "", password: str = "", code: str = "", status: int = 422
) -> web.Response:
    """Return the page of an account; the codes say what was wrong."""
    fields = [
        field(
            visit.say("account.former"),
            "former",
            kind="password",
            complete="current-password",
            needed=True,
            wrong=visit.say(f"wrong.{former}") if former else "",
        ),
        *new_password(visit, password),
    ]
    if asks_second(visit.account):
        fields.append(second_code(visit, visit.say("sign_in.code"), wrong=bool(code)))
    fields.append(button(visit.say("account.change")))
    everywhere = (button(visit.say("account.everywhere"), quiet=True),)
    parts = (
        tag("p", visit.say("account.what")),
        tag("h2", visit.say("account.password")),
        visit.form_to(f"{HOME}/account", fields),
        tag("h2", visit.say("account.sessions")),
        tag("p", visit.say("account.lives")),
        visit.form_to(f"{HOME}/sign-out-everywhere", everywhere, lines=False),
    )
    return visit.page("account", parts, status if former or password or code else 200)
