"""Which pages there are, and who may open each: one table, read by the tests as well."""

from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.api.counter import account, figures, handed, minting, records, sign_in, talking
from bot.api.counter.door import (
    AT_DESK,
    EVERYBODY,
    HOME,
    WAYS,
    Room,
    Shown,
    Turned,
    Visit,
    guarded,
    open_to_all,
)
from bot.store.accounts import Role, Stage


@dataclass(frozen=True, slots=True)
class Page:
    """A page: how it is asked for, for whom it is."""

    method: str
    path: str
    shown: Shown
    roles: frozenset[Role] = EVERYBODY
    stage: Stage = Stage.IN


FIRST_PAGE: Mapping[Role, str] = {
    Role.AGENT: "mint",
    Role.SUPERVISOR: "handoffs",
    Role.AUDITOR: "journal",
}


async def home(visit: Visit) -> web.Response:
    """`GET /desk`: what somebody comes for."""
    raise Turned(303, to=f"{HOME}/{FIRST_PAGE[visit.account.role]}")


PAGES = (
    Page("GET", "", home),
    Page("GET", "/first", sign_in.first, stage=Stage.FIRST),
    Page("POST", "/first", sign_in.settle, stage=Stage.FIRST),
    Page("POST", "/sign-out", sign_in.leave),
    Page("POST", "/sign-out-everywhere", account.leave_everywhere),
    Page("POST", "/language", account.language),
    Page("GET", "/account", account.show),
    Page("POST", "/account", account.change),
    Page("GET", "/mint", minting.show, AT_DESK),
    Page("POST", "/mint", minting.mint, AT_DESK),
    Page("GET", "/handoffs", handed.several, AT_DESK),
    Page("GET", "/handoffs/{id}", handed.one, AT_DESK),
    Page("POST", "/handoffs/{id}/revoke", handed.revoke, AT_DESK),
    Page("GET", "/conversations", talking.several, AT_DESK),
    Page("GET", "/conversations/{id}", talking.one, AT_DESK),
    Page("POST", "/conversations/{id}/take", talking.take, AT_DESK),
    Page("POST", "/conversations/{id}/say", talking.say, AT_DESK),
    Page("POST", "/conversations/{id}/return", talking.send_on, AT_DESK),
    Page("POST", "/conversations/{id}/end", talking.end, AT_DESK),
    Page("POST", "/conversations/{id}/read", talking.read, AT_DESK),
    Page("GET", "/wave", figures.wave, AT_DESK),
    Page("GET", "/funnel", figures.funnel, WAYS["funnel"]),
    Page("GET", "/erased", records.erased, WAYS["erased"]),
    Page("GET", "/journal", records.lines, WAYS["journal"]),
    Page("GET", "/export", records.files, WAYS["export"]),
    Page("POST", "/export", records.give, WAYS["export"]),
)


def routes(room: Room) -> list[web.RouteDef]:
    """Return the routes of the desk's pages."""
    found = [
        web.route(one.method, HOME + one.path, guarded(room, one.shown, one.roles, one.stage))
        for one in PAGES
    ]
    return [
        *found,
        web.get(f"{HOME}/", guarded(room, home)),
        web.get(f"{HOME}/sign-in", open_to_all(room, sign_in.show)),
        web.post(f"{HOME}/sign-in", open_to_all(room, sign_in.enter)),
    ]
