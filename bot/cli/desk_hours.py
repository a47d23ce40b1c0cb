"""`riposte desk hours`: when a desk's people answer in conversations, and how soon."""

import re
from datetime import date

import click

from bot.cli import Exit, Refused
from bot.cli.desk_written import by_name, written
from bot.engine.commands_reminders import ZONES
from bot.handoff.hours import MOST_WITHIN, Hours, parse
from bot.reader import say
from bot.store import desks

_WITHIN = re.compile(r"([1-9][0-9]{0,4})(m|h)")


@click.command()
@click.argument("name")
@click.option("--open", "week", help="The week: `mon-fri 9:00-12:30,14:00-18:00; sat 9:00-12:00`.")
@click.option("--within", default="4h", show_default=True, help="Answer promised, in opened time.")
@click.option("--zone", default="Europe/Paris", show_default=True, type=click.Choice(ZONES))
@click.option("--off", "days", multiple=True, help="A day closed, 2026-12-24. May be repeated.")
@click.option("--no-holidays", is_flag=True, help="Open on French public holidays as well.")
@click.option("--none", "nobody", is_flag=True, help="Take no conversation any more.")
def hours(
    name: str,
    week: str | None,
    within: str,
    zone: str,
    days: tuple[str, ...],
    *,
    no_holidays: bool,
    nobody: bool,
) -> None:
    """Say when desk NAME takes conversations. People can ask for its humans from then on.

    \b
    Example:
      riposte desk hours harmonie --open "mon-fri 9:00-18:00" --within 4h
    """
    if (week is None) != nobody:
        raise click.UsageError(say("Il faut --open ou --none.", "Give --open or --none."))
    given = None
    if week is not None:
        given = _hours(week, within, zone, days, holidays=not no_holidays)
    written(lambda db, _: desks.set_hours(db, by_name(db, name), given))
    if given is None:
        click.echo(say("Plus personne n’y répond.", "Nobody answers there any more."))
    else:
        click.echo(say(f"Noté : {week}, {within}, {zone}", f"Noted: {week}, {within}, {zone}"))


def _hours(week: str, within: str, zone: str, days: tuple[str, ...], *, holidays: bool) -> Hours:
    found = _WITHIN.fullmatch(within)
    minutes = int(found[1]) * (60 if found[2] == "h" else 1) if found else 0
    if not 0 < minutes <= MOST_WITHIN:
        raise Refused(
            say("--within est une durée comme 30m ou 4h.", "--within is a time like 30m or 4h."),
            Exit.USAGE,
        )
    try:
        return Hours(zone, parse(week), minutes, frozenset(map(date.fromisoformat, days)), holidays)
    except ValueError:
        raise Refused(
            say(
                "--open est une semaine comme « mon-fri 9:00-18:00; sat 9:00-12:00 », --off un jour"
                " comme 2026-12-24.",
                "--open is a week like “mon-fri 9:00-18:00; sat 9:00-12:00”, --off a day like"
                " 2026-12-24.",
            ),
            Exit.USAGE,
        ) from None
