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
from bot.reader import say
from bot.serve import Bot, NoAddress, Parts, build
from bot.serve import run as serve
from bot.settings import DEFAULT_HTTP
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
    except NoAddress as fault:
        raise _no_address(taken=fault.taken) from None
    except (OSError, sqlite3.Error) as error:
        kind = type(error).__name__
        raise Refused(
            say(
                f"La base de données a lâché : {kind}. Rien de ce qui était confirmé n’est perdu.",
                f"The database failed: {kind}. Nothing that was confirmed is lost.",
            ),
            Exit.IO,
        ) from None


def _no_address(*, taken: bool) -> Refused:
    if taken:
        french = "L’adresse de RIPOSTE_HTTP est déjà prise par un autre programme"
        english = "The address in RIPOSTE_HTTP is taken by another program"
    else:
        french = "Cette machine n’a pas l’adresse de RIPOSTE_HTTP, ou n’a pas le droit de l’ouvrir"
        english = "This machine does not have the address in RIPOSTE_HTTP, or may not open it"
    return Refused(
        say(
            f"{french} : choisissez-en une autre (sans réglage : {DEFAULT_HTTP}).",
            f"{english}: choose another (unless set: {DEFAULT_HTTP}).",
        ),
        Exit.IO,
    )


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
            french = "Telegram refuse le jeton : il est faux, ou a été révoqué."
            english = "Telegram refuses the token: it is wrong, or was revoked."
            code = Exit.CONFIGURATION
        case Conflict():
            french = "Un autre programme lit déjà ce robot chez Telegram."
            english = "Another instance reads this bot at Telegram."
            code = Exit.ANOTHER
        case Broken():
            french = "Telegram refuse l’adresse du webhook (RIPOSTE_WEBHOOK_URL)."
            english = "Telegram refuses the webhook address (RIPOSTE_WEBHOOK_URL)."
            code = Exit.CONFIGURATION
        case None:
            return Exit.FINE
    click.echo(say(french, english), err=True)
    return code
