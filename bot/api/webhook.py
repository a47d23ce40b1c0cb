"""`POST /telegram`: updates pushed by Telegram, acknowledged only after they are committed.

Telegram sends an update again until it gets a 2xx. So: 200 when it is committed or beyond help,
500 when it should come again, 403 to anybody who is not Telegram.
"""

import hmac

from aiohttp import web

from bot.api.slow import read_body
from bot.chat.fields import Malformed
from bot.chat.intake import Intake, Unhandled
from bot.chat.strict import Spoiled, parse

PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header
MAX_BODY = 1024 * 1024


def webhook(intake: Intake, secret: str) -> web.RouteDef:
    """Return the route. `secret` is what `setup.listen` gave to Telegram."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="replace"), secret.encode()):
            raise web.HTTPForbidden
        body = await read_body(request)
        try:
            update = parse(body)
        except Malformed:
            update = Spoiled(None)
        decoded = intake.read(update)
        if decoded is not None:
            try:
                await intake.take(decoded)
            except Unhandled:
                raise web.HTTPInternalServerError from None
        return web.Response()

    return web.post(PATH, receive)
