"""`GET /health`: whether the bot is well, in codes and numbers. No content, nobody's data."""

from collections.abc import Callable, Mapping

from aiohttp import web

Figures = Mapping[str, str | int | float | bool | None]


def health(figures: Callable[[], Figures]) -> web.RouteDef:
    """Return the route. `figures` gives "status" ("ok" or a code of what is wrong) and numbers.

    The answer is 200 when the status is "ok" and 503 otherwise, so that a probe needs no JSON.
    """

    async def answer(_request: web.Request) -> web.Response:
        found = figures()
        return web.json_response(dict(found), status=200 if found.get("status") == "ok" else 503)

    return web.get("/health", answer)
