"""`riposte bench`: how fast this installation is, as ratios of one run."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.actions.check_message import BRANDS, check_message
from bot.actions.check_tables import tables_of
from bot.actions.letter import letter
from bot.check.checker import check
from bot.cli.reading import load, settings
from bot.clock import RealClock
from bot.engine.conversation import step
from bot.engine.events import Started
from bot.engine.person import Person
from bot.flow.release import Release
from bot.service import Service
from bot.store.sealing import load_keys
from bot.store.store import Store, connect

ROUNDS = 300
MESSAGE = "Votre colis est bloqué, réglez 1,99 € : http://colis-poste-suivi.top/x"


@click.command()
def bench() -> None:
    """Measure a durable step, a pure step and a message check; bounded to a few seconds.

    \b
    Example:
      riposte bench
    """
    chosen = settings()
    release = load(chosen.flows, chosen.locales)
    pure = _median(lambda: step(release, Person(), Started(), datetime.now(UTC)))
    durable = asyncio.run(_durable(release))
    tables = tables_of(release.files[BRANDS])
    checking = _median(lambda: check(MESSAGE, tables=tables))
    click.echo(f"one pure step          {pure * 1e3:8.3f} ms")
    click.echo(f"one durable step       {durable * 1e3:8.3f} ms   {durable / pure:6.2f} × pure")
    click.echo(f"one check of a message {checking * 1e3:8.3f} ms   {checking / pure:6.2f} × pure")


def _median(call: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


async def _durable(release: Release) -> float:
    """Return the seconds of one update with its COMMIT, when people come one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        keys = load_keys(Path(folder) / "bench.key")
        store = Store(connect(Path(folder) / "bench.db"), keys)
        actions = {"check_message": check_message, "letter": letter}
        service = Service(store, release, actions, RealClock())
        taken = []
        for number in range(ROUNDS):
            began = time.perf_counter()
            await service.handle(number, 1000 + number % 50, Started(), None)
            taken.append(time.perf_counter() - began)
        await store.close()
    return statistics.median(taken)
