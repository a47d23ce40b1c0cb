"""`riposte demo`: the bot and a phone in a browser, on this machine only, without any token."""

import shutil
import socket
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from os import environ
from pathlib import Path

import click

from bot.api.app import make_app, serve
from bot.cli import Exit, Refused
from bot.cli.reading import load, settings
from bot.cli.running import running
from bot.serve import Bot, Parts
from bot.simulator.page import Page
from bot.simulator.phone import Phone
from bot.simulator.server import BotApi
from bot.simulator.state import State

HOST = "127.0.0.1"
TOKEN = "4242:demo-token-of-the-stand-in-not-a-secret"  # noqa: S105 - it opens nothing
FIRST = "Camille"
MOST_BODY = 12_000_000


@click.command()
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--folder",
    default=Path(".riposte-demo"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the demo keeps its conversations.",
)
@click.option("--fresh", is_flag=True, help="Begin again, without the conversations of last time.")
@click.option("--no-browser", is_flag=True, help="Do not open the page.")
def demo(port: int, folder: Path, *, fresh: bool, no_browser: bool) -> int:
    """The bot in a browser, without a token. Nothing leaves this machine.

    \b
    Example:
      riposte demo --port 8081 --fresh
    """
    _free(port)
    state, page_side = _prepare(folder, fresh=fresh)
    api = BotApi(state, TOKEN)
    page = Page(api)
    inner = _some_port()
    chosen = settings()

    @asynccontextmanager
    async def telegram() -> AsyncIterator[None]:
        server = await serve(make_app(api.routes(), max_body=MOST_BODY), HOST, inner)
        if not state.people():
            await Phone.new(api, FIRST, "fr").start()
        try:
            yield
        finally:
            api.close()
            await server.stop()
            state.close()

    def started(bot: Bot) -> None:
        page.ending = bot.stopping.is_set
        address = f"http://{HOST}:{port}/"
        click.echo(f"Riposte : ouvrez {address} (Ctrl-C pour arrêter)")
        click.echo(f"Riposte: open {address} (Ctrl-C to stop)")
        if not no_browser and (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
            webbrowser.open(address)

    return running(
        Parts(
            token=TOKEN,
            api=f"http://{HOST}:{inner}",
            database=page_side / "riposte.db",
            key_file=page_side / "riposte.key",
            host=HOST,
            port=port,
            webhook=None,
            release=load(chosen.flows, chosen.locales),
            routes=tuple(page.routes()),
        ),
        started,
        telegram,
    )


def _prepare(folder: Path, *, fresh: bool) -> tuple[State, Path]:
    try:
        if fresh and (folder / "telegram.db").is_file():
            shutil.rmtree(folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return State(folder / "telegram.db"), folder
    except OSError:
        raise Refused(f"The folder {folder.name} cannot be written (--folder).", Exit.IO) from None


def _free(port: int) -> None:
    """Stop with a sentence when the address is taken, before anything is opened."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise Refused(
                f"Port {port} is taken. Try: riposte demo --port {port + 1}", Exit.IO
            ) from None


def _some_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
