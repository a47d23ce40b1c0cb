"""`riposte flows simulate` and `publish`: the real engine in a terminal, and the door to live."""

import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import click

from bot.actions.instant import INSTANT
from bot.cli import Exit, Refused
from bot.cli.faults import refusal
from bot.cli.reading import load, settings
from bot.engine import publishing
from bot.engine.conversation import step
from bot.engine.effects import Button, Document, Effect, Hold, Option, Run, Show
from bot.engine.events import Chose, Event, Ordered, Typed
from bot.engine.moving import Moved, migrate
from bot.engine.person import Person
from bot.engine.turn import Turn, begin
from bot.flow.problem import show
from bot.flow.release import Release, assemble
from bot.memory import Memory
from bot.store import people
from bot.store.faults import StoreFault
from bot.store.sealing import load_keys
from bot.store.store import Store, connect

ALONE = 0  # the one person in front of a terminal


@click.command()
@click.argument("name")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
def simulate(name: str, lang: str) -> None:
    """Play a flow in the terminal: type a number to tap, words to answer, q to leave.

    \b
    Example:
      riposte flows simulate start
    """
    chosen = settings()
    release = load(chosen.flows, chosen.locales, draft=lang == "fr")
    if name not in release.flows:
        raise Refused(f"No flow “{name}”.", Exit.USAGE)
    now = datetime.now(UTC)
    opened = begin(Turn(release, {}, Person(language=lang), now, tapped=False), name)
    memory = Memory()
    person, effects = _settled(release, opened.person, opened.effects, memory)
    buttons = _show(effects, [])
    for line in sys.stdin:
        words = line.strip()
        if words == "q":
            return
        person, effects = _settled(
            release, *step(release, person, _event(words, buttons), datetime.now(UTC)), memory
        )
        buttons = _show(effects, buttons)


def _event(words: str, buttons: list[Button]) -> Event:
    if words.isdecimal() and 0 < int(words) <= len(buttons):
        match buttons[int(words) - 1].press:
            case Option(session, seq, option):
                return Chose(session, seq, option)
            case order:
                return Ordered(order.name, order.argument, order.session, order.seq, tapped=True)
    if words.startswith("/"):
        return Ordered(words[1:])
    return Typed(words)


def _settled(
    release: Release, person: Person, effects: tuple[Effect, ...], memory: Memory
) -> tuple[Person, tuple[Effect, ...]]:
    """Run the actions that answer at once, as the service does."""
    shown: list[Effect] = []
    while True:
        now = datetime.now(UTC)
        run = next((e for e in effects if isinstance(e, Run) and e.action in INSTANT), None)
        for effect in effects:
            if isinstance(effect, Hold):
                memory.hold(ALONE, effect, now)
            elif effect is not run:
                shown.append(effect)
        if run is None:
            return person, tuple(shown)
        if run.action == "letter":
            run = memory.with_words(ALONE, person.sessions[-1].number, run, now)
        run = replace(run, beside={**run.beside, "tag": "simulated"})
        finished = INSTANT[run.action](run, person, release)
        person, effects = step(release, person, finished, datetime.now(UTC))


def _show(effects: tuple[Effect, ...], before: list[Button]) -> list[Button]:
    buttons = before
    for effect in effects:
        match effect:
            case Show():
                click.echo("\n" + "\n\n".join(effect.paragraphs).replace("**", ""))
                buttons = [button for row in effect.buttons for button in row]
                for number, button in enumerate(buttons, 1):
                    click.echo(f"  {number}. {button.label}")
            case Document():
                click.echo(f"[{effect.name}] {effect.caption}")
    return buttons


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
def publish(*, dry_run: bool) -> None:
    """Check the guidance and make it the one that is live; a running bot takes it up by itself.

    Says how many open conversations stay where they are, are asked something again, or end.

    \b
    Example:
      riposte flows publish --dry-run
    """
    chosen = settings()
    release = load(chosen.flows, chosen.locales)
    if not chosen.database.is_file():
        raise Refused("There is no database yet: riposte run makes it.", Exit.IO)
    try:
        store = Store(connect(chosen.database), load_keys(chosen.key_file, create=False))
        live = store.latest_release()
        old = assemble(live)[0] if live is not None else release
        moved = _moved(store, release)
        counts = Counter(str(one.fate) for one in moved)
        for problem in publishing.check(old, release, moved):
            click.echo(show(problem, release.files.get(problem.file, ""), "en"))
        if not dry_run:
            store.publish_now(release.hash, release.files, datetime.now(UTC))
    except StoreFault as fault:
        raise refusal(fault) from None
    told = ", ".join(f"{count} {what}" for what, count in sorted(counts.items())) or "nobody"
    click.echo(f"conversations: {told}")
    click.echo(f"release {release.hash} {'would be' if dry_run else 'is'} live")


def _moved(store: Store, new: Release) -> list[Moved]:
    """Replay every open conversation on the new release."""
    moved = []
    older: dict[str, Release | None] = {}
    now = datetime.now(UTC)
    for number in store.numbers():
        known = people.by_id(store.connection, store.keys, number)
        for session in known.person.sessions if known is not None else ():
            if session.release not in older:
                files = store.release(session.release)
                older[session.release] = assemble(files)[0] if files is not None else None
            moved.append(migrate(older[session.release], new, session, now))
    return moved
