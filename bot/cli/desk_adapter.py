"""`riposte desk adapter`: helpdesk software of others beside this protocol, as an example to copy.

It needs neither database nor bot: like any insurer's program it speaks `/v1` with a key.
"""

import asyncio
import re
import signal
from collections.abc import Mapping
from os import environ

import aiohttp
import click
from aiohttp import web

from bot.adapters import told
from bot.adapters.chatwoot import Chatwoot
from bot.adapters.protocol import Desk
from bot.adapters.serving import Adapter, System, app
from bot.adapters.zendesk import Zendesk
from bot.cli import Exit, Refused
from bot.reader import say

OURS = ("DESK_URL", "DESK_KEY", "DESK_SECRET", "HOOK_KEY")
THEIRS: Mapping[str, tuple[str, ...]] = {
    "chatwoot": ("CHATWOOT_URL", "CHATWOOT_ACCOUNT", "CHATWOOT_INBOX", "CHATWOOT_TOKEN"),
    "zendesk": ("ZENDESK_URL", "ZENDESK_USER", "ZENDESK_TOKEN", "ZENDESK_SECRET"),
}
NUMBERS = ("CHATWOOT_ACCOUNT", "CHATWOOT_INBOX")
SHORTEST_KEY = 16


@click.command()
@click.argument("name", type=click.Choice(sorted(THEIRS)))
@click.option("--port", default=8090, show_default=True, type=click.IntRange(0, 65535))
@click.option("--lang", default="fr", show_default=True, type=click.Choice(["fr", "en"]))
def adapter(name: str, port: int, lang: str) -> int:
    """Bring conversations into Chatwoot or Zendesk, and what their agents say back.

    Set DESK_URL (…/v1), DESK_KEY and DESK_SECRET (whsec_…), HOOK_KEY (16 characters or more, of
    your choice), and CHATWOOT_URL, CHATWOOT_ACCOUNT, CHATWOOT_INBOX, CHATWOOT_TOKEN
    (CHATWOOT_SECRET if the inbox signs) or ZENDESK_URL, ZENDESK_USER, ZENDESK_TOKEN,
    ZENDESK_SECRET. Riposte then calls /riposte, and the other system /hook/HOOK_KEY. What to set
    up there stands in bot/adapters/.

    \b
    Example:
      riposte desk adapter chatwoot --port 8090
    """
    given = {one: environ.get(one, "").strip() for one in (*OURS, *THEIRS[name])}
    faults = [one for one, value in given.items() if not _right(one, value)]
    if faults:
        wrong = ", ".join(faults)
        raise Refused(
            say(f"Manque ou ne convient pas : {wrong}", f"Missing or not right: {wrong}"),
            Exit.CONFIGURATION,
        )
    return asyncio.run(_serve(name, given, port, told.words(lang)))


def _right(name: str, value: str) -> bool:
    if name.endswith("_URL"):
        return re.fullmatch(r"https?://[^\s?#]+", value) is not None
    if name in NUMBERS:
        return re.fullmatch(r"[1-9][0-9]{0,8}", value) is not None
    return len(value) >= SHORTEST_KEY if name == "HOOK_KEY" else bool(value)


def system(name: str, given: Mapping[str, str], desk: Desk, words: told.Words) -> System:
    """Return the other side, as the environment says."""
    if name == "chatwoot":
        chatwoot = Chatwoot(
            desk,
            given["CHATWOOT_URL"].rstrip("/"),
            int(given["CHATWOOT_ACCOUNT"]),
            int(given["CHATWOOT_INBOX"]),
            given["CHATWOOT_TOKEN"],
            environ.get("CHATWOOT_SECRET", ""),
            words,
        )
        return System(chatwoot.news, chatwoot.hook, chatwoot.signed)
    zendesk = Zendesk(
        desk,
        given["ZENDESK_URL"].rstrip("/"),
        given["ZENDESK_USER"],
        given["ZENDESK_TOKEN"],
        given["ZENDESK_SECRET"],
        words,
    )
    return System(zendesk.news, zendesk.hook, zendesk.signed)


async def _serve(name: str, given: Mapping[str, str], port: int, words: told.Words) -> int:
    async with aiohttp.ClientSession() as http:
        base = given["DESK_URL"].rstrip("/")
        desk = Desk(http, base, given["DESK_KEY"], given["DESK_SECRET"])
        served = app(Adapter(desk, system(name, given, desk, words), given["HOOK_KEY"]))
        runner = web.AppRunner(served, access_log=None)  # it would write down the key
        await runner.setup()
        stopped, loop = asyncio.Event(), asyncio.get_running_loop()
        for one in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(one, stopped.set)
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            address = f"http://127.0.0.1:{runner.addresses[0][1]}"
            click.echo(f"Riposte -> {address}/riposte   {name} -> {address}/hook/HOOK_KEY")
            await stopped.wait()
        except OSError:
            raise Refused(
                say(f"Le port {port} n’est pas libre.", f"Port {port} cannot be had."), Exit.IO
            ) from None
        finally:
            await runner.cleanup()
    return Exit.FINE
