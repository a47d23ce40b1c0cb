"""What `run` and `demo` share: running until told to stop, and saying why not."""

import asyncio
import logging
import signal
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext

import click

from bot.chat.outcome import Broken, Conflict, Revoked
from bot.cli import Exit, Refused
from bot.cli.faults import refusal
from bot.cli.logs import quiet_logs
from bot.clock import Clock
from bot.serve import Bot, Parts, build
from bot.serve import run as serve
from bot.store.faults import StoreFault
from bot.store.lock import Lock

Beside = Callable[[], AbstractAsyncContextManager[object]]


def running(
    parts: Parts,
    started: Callable[[Bot], None] | None = None,
    beside: Beside = nullcontext,
    clock: Clock | None = None,
) -> int:
    """Run a bot until a signal, and return the exit code; `beside` is open as long as it runs.

    `clock` is the machine's own when it is left out.
    """
    quiet_logs()
    try:
        with Lock(parts.database):
            return asyncio.run(_main(parts, started, beside, clock))
    except StoreFault as fault:
        raise refusal(fault) from None
    except (OSError, sqlite3.Error) as error:
        if getattr(error, "errno", None) is not None and "address" in str(error).lower():
            taken = f"{parts.host}:{parts.port} is taken"
            message = f"The address {taken}: set RIPOSTE_HTTP to another."
            raise Refused(message, Exit.IO) from None
        raise Refused(f"The database failed: {type(error).__name__}.", Exit.IO) from None


async def _main(
    parts: Parts,
    started: Callable[[Bot], None] | None,
    beside: Beside,
    clock: Clock | None,
) -> int:
    async with beside():
        return await _until_told(parts, started, clock)


async def _until_told(
    parts: Parts, started: Callable[[Bot], None] | None, clock: Clock | None
) -> int:
    bot = build(parts, clock)
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, bot.stop)
    await bot.store.publish(parts.release.hash, parts.release.files, bot.clock.now())

    def listening() -> None:
        if started is not None:
            started(bot)
        logging.getLogger("riposte").info("started")

    match await serve(bot, listening):
        case Revoked():
            click.echo("Telegram refuses the token: it is wrong, or was revoked.", err=True)
            return Exit.CONFIGURATION
        case Conflict():
            click.echo("Another instance reads this bot at Telegram.", err=True)
            return Exit.ANOTHER
        case Broken():
            click.echo("Telegram refuses the webhook address.", err=True)
            return Exit.CONFIGURATION
        case None:
            return Exit.FINE
