"""`riposte demo`: the bot and a phone in a browser, on this machine only, without any token."""

import shutil
import socket
import sqlite3
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from os import environ
from pathlib import Path
from secrets import token_urlsafe

import click

from bot.api.app import make_app, serve
from bot.api.counter.secrets_of import hash_now
from bot.cli import Exit, Refused
from bot.cli.faults import refusal
from bot.cli.reading import load, settings
from bot.cli.running import running
from bot.handoff import hours as desk_hours
from bot.handoff.model import Scope
from bot.serve import Bot, Parts
from bot.simulator.hours import Hours
from bot.simulator.page import Page
from bot.simulator.phone import Phone
from bot.simulator.server import BotApi
from bot.simulator.state import State
from bot.store import accounts, desks, owed, talks
from bot.store.accounts import Role
from bot.store.faults import StoreFault
from bot.store.lock import Lock
from bot.store.sealing import load_keys
from bot.store.store import connect, keyed

HOST = "127.0.0.1"
TOKEN = "4242:demo-token-of-the-stand-in-not-a-secret"  # noqa: S105 - it opens nothing
FIRST = "Camille"
WEEK = desk_hours.parse("mon-sun 0:00-24:00")
ALWAYS = desk_hours.Hours("Europe/Paris", WEEK, within=10, holidays=False)
DESK, DESK_TITLE = "demo", "Mutuelle Démo"
ACCOUNT = "demo"  # a supervisor, without a second factor: nobody outside this machine gets here
AHEAD = "ahead"  # where the stand-in keeps how far its clock was put forward
MOST_BODY = 12_000_000
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port of the page, instead of the one in RIPOSTE_HTTP.  [default: 8080]",
)
@click.option(
    "--folder",
    default=Path(".riposte-demo"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the demo keeps its conversations.",
)
@click.option("--fresh", is_flag=True, help="Begin again, without the conversations of last time.")
@click.option("--no-browser", is_flag=True, help="Do not open the page.")
def demo(port: int | None, folder: Path, *, fresh: bool, no_browser: bool) -> int:
    """The bot in a browser, without a token. Nothing leaves this machine.

    \b
    Example:
      riposte demo --port 8081 --fresh
    """
    chosen = settings()
    host, port = chosen.host, chosen.port if port is None else port
    if host not in LOOPBACK:
        raise Refused(
            "The demo is for this machine alone: RIPOSTE_HTTP must begin with 127.0.0.1.",
            Exit.CONFIGURATION,
        )
    port = port or _some_port()
    _free(host, port)
    release = load(chosen.flows, chosen.locales, live=folder / "riposte.db")
    hours = Hours()
    state = _prepare(folder, hours, fresh=fresh)
    api = BotApi(state, TOKEN)
    page = Page(api)
    inner = _some_port()
    key, password = _desk(folder)

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
        page.acts.later = lambda: _later(bot, hours, state)
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        click.echo(f"Riposte : ouvrez {address} (Ctrl-C pour arrêter)")
        click.echo(f"Riposte: open {address} (Ctrl-C to stop)")
        click.echo(f"Desk API: {address}v1/  Authorization: Bearer {key}")
        click.echo(f"Desk pages: {address}desk  {ACCOUNT}  {password}")
        if not no_browser and (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
            webbrowser.open(address)

    return running(
        Parts(
            token=TOKEN,
            api=f"http://{HOST}:{inner}",
            database=folder / "riposte.db",
            key_file=folder / "riposte.key",
            host=host,
            port=port,
            webhook=None,
            release=release,
            routes=tuple(page.routes()),
            callback_hosts=frozenset(LOOPBACK),
        ),
        started,
        telegram,
        hours,
    )


async def _later(bot: Bot, hours: Hours, state: State) -> bool:
    """Put the clock forward to the next reminder, or to where a desk has not answered in time.

    False when nothing is waiting.
    """

    def waiting(db: sqlite3.Connection) -> list[datetime]:
        return [at for at in (owed.next_due(db), talks.next_due(db)) if at is not None]

    due = await bot.store.transact(waiting)
    if not due:
        return False
    hours.put_forward((min(due) - hours.now()).total_seconds())
    state.set(AHEAD, str(hours.ahead))
    state.changed += 1
    return True


def _prepare(folder: Path, hours: Hours, *, fresh: bool) -> State:
    """Open what the stand-in keeps, and set its clock to where it was."""
    try:
        if fresh and (folder / "telegram.db").is_file():
            with Lock(folder / "riposte.db"):  # not under one that runs
                shutil.rmtree(folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = State(folder / "telegram.db", hours.seconds)
    except StoreFault as fault:
        raise refusal(fault) from None
    except (OSError, sqlite3.Error):
        raise Refused(f"The folder {folder.name} cannot be used (--folder).", Exit.IO) from None
    hours.ahead = float(state.setting(AHEAD) or 0)
    return state


def _desk(folder: Path) -> tuple[str, str]:
    """Return the key and the password of the demo's own desk.

    They are made at the first start and kept in its folder.
    """
    file, word, now = folder / "desk.key", folder / "desk.password", datetime.now(UTC)
    try:
        if file.is_file() and word.is_file():
            return file.read_text(encoding="ascii").strip(), word.read_text(
                encoding="ascii"
            ).strip()
        password = token_urlsafe(9)
        with closing(connect(folder / "riposte.db")) as db:
            keys = load_keys(folder / "riposte.key", create=not keyed(db))
            db.execute("BEGIN IMMEDIATE")
            desk = desks.by_name(db, DESK) or desks.add(db, DESK, DESK_TITLE, now)
            for former in desks.keys_of(db, desk):
                desks.revoke_key(db, desk, former.id, now)
            desks.set_hours(db, desk, ALWAYS)
            clear, _ = desks.make_key(db, keys, desk, frozenset(Scope), now)
            if accounts.by_name(db, ACCOUNT) is None:
                accounts.add(db, desk, ACCOUNT, Role.SUPERVISOR, now, second=False)
            somebody = accounts.by_name(db, ACCOUNT)
            assert somebody is not None
            accounts.set_password(db, somebody, hash_now(password))
            db.execute("COMMIT")
        for kept, text in ((file, clear), (word, password)):
            kept.touch(mode=0o600)
            kept.write_text(text + "\n", encoding="ascii")
    except StoreFault as fault:
        raise refusal(fault) from None
    except (OSError, sqlite3.Error):
        raise Refused(f"The folder {folder.name} cannot be used (--folder).", Exit.IO) from None
    return clear, password


def _free(host: str, port: int) -> None:
    """Stop with a sentence when the address is taken, before anything is opened."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            another = f"127.0.0.1:{port % 65535 + 1}"
            raise Refused(
                f"Port {port} cannot be had: choose another, for example RIPOSTE_HTTP={another}",
                Exit.IO,
            ) from None


def _some_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
