"""What desks and the people they send find under this server: the doors, the contract, the pages.

What pydantic and segno weigh is loaded when the first desk asks, not when the bot starts.
"""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from bot.api import contract
from bot.api.admission import Gate
from bot.api.counter import routes as counter
from bot.api.counter.door import Room
from bot.api.desk import Doors
from bot.api.landing import Landing
from bot.api.links import Links
from bot.api.readable import readable
from bot.api.refusing import refuse
from bot.api.talking import Talking
from bot.flow.release import Release
from bot.service import Service

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def routes(gate: Gate, links: Links, service: Service) -> list[web.RouteDef]:
    """Return the routes of the contract's table, of the contract itself, and of the pages."""

    def release() -> Release:
        return service.release

    doors = Doors(gate, release, links)
    talking = Talking(gate, doors, service)
    handlers: Mapping[str, Handler] = {
        "mintHandoff": doors.mint,
        "readHandoff": doors.read,
        "revokeHandoff": doors.revoke,
        "readEvents": doors.events,
        "listConversations": talking.several,
        "readConversation": talking.one,
        "takeConversation": talking.take,
        "readMessages": talking.messages,
        "sayMessage": talking.say,
        "returnPerson": talking.give_back,
        "endConversation": talking.end,
        "readDesk": doors.me,
    }
    found = [
        web.route(row.method, contract.BASE + row.path, handlers[row.id])
        for row in contract.OPERATIONS
    ]
    return [
        *found,
        web.get(f"{contract.BASE}/openapi.json", doors.openapi),
        web.get(f"{contract.BASE}/", readable(doors)),
        web.get(contract.BASE, readable(doors)),
        *counter.routes(Room(gate, doors, links, service)),
        web.get("/h/{token}", Landing(gate, links, release).show),
        web.route("*", r"/v{version:0|[2-9]|[1-9][0-9]}/{rest:.*}", _other_version),
    ]


async def _other_version(_request: web.Request) -> web.Response:
    raise refuse(410, "version")
