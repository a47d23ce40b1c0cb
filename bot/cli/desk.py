"""`riposte desk`: the desks, their keys, and where they are called. Works beside a running bot."""

import re
import sqlite3
from datetime import UTC, datetime

import click

from bot.api.signing import shown
from bot.cli import Exit, Refused
from bot.cli.desk_account import account
from bot.cli.desk_adapter import adapter
from bot.cli.desk_conformance import conformance
from bot.cli.desk_hours import hours
from bot.cli.desk_written import by_name, written
from bot.cli.reading import settings
from bot.handoff.model import Scope
from bot.reader import say
from bot.receiver import Unwelcome, acceptable
from bot.store import accounts, desks
from bot.store.accounts import Account
from bot.store.desks import Desk, Taken, TooMany
from bot.store.sealing import Keys

NAME = re.compile(r"[a-z][a-z0-9_-]{1,31}")
MOST_TITLE = 60


@click.group()
def desk() -> None:
    """The helpdesks that may hand people over: add one, give it a key, say where to call it.

    \b
    Example:
      riposte desk add harmonie --title "Harmonie Mutuelle" && riposte desk key harmonie
    """


desk.add_command(adapter)
desk.add_command(account)
desk.add_command(conformance)
desk.add_command(hours)


@desk.command()
@click.argument("name")
@click.option("--title", help="The name that people read.  [default: NAME]")
def add(name: str, title: str | None) -> None:
    """Add a desk. NAME is a short word for these commands.

    \b
    Example:
      riposte desk add harmonie --title "Harmonie Mutuelle"
    """
    title = (title or name).strip()
    if not NAME.fullmatch(name):
        raise Refused(
            say(
                "Le nom est un mot court : minuscules sans accent, chiffres, - ou _.",
                "The name is a short word: lower-case letters, digits, - or _.",
            ),
            Exit.USAGE,
        )
    if not 0 < len(title) <= MOST_TITLE or not title.isprintable() or "*" in title:
        raise Refused(
            say(
                f"--title est un nom d’une ligne, {MOST_TITLE} caractères au plus, sans *.",
                f"--title is a name on one line, at most {MOST_TITLE} characters, without *.",
            ),
            Exit.USAGE,
        )
    try:
        written(lambda db, _: desks.add(db, name, title, _now()))
    except Taken:
        raise Refused(
            say("Ce nom est déjà pris.", "There is a desk of that name already."), Exit.USAGE
        ) from None
    click.echo(say(f"{name} est ajouté : {title}", f"{name} is added: {title}"))


@desk.command(name="list")
def listed() -> None:
    """Say which desks there are, their keys and accounts, and how calling them goes.

    \b
    Example:
      riposte desk list
    """

    def look(
        db: sqlite3.Connection, _: Keys
    ) -> list[tuple[Desk, list[desks.Listed], list[Account]]]:
        found = desks.every(db)
        return [(one, desks.keys_of(db, one), accounts.of_desk(db, one)) for one in found]

    for one, keys, people in written(look):
        click.echo(f"{one.name}  {one.title}  {_calls(one)}")
        for key in keys:
            click.echo(f"  {key.id}  {_life(key)}  {' '.join(key.scopes)}{_signs(key)}")
        for person in people:
            unopened = say("  pas encore ouvert", "  not opened yet")
            click.echo(f"  {person.name}  {person.role}{'' if person.password else unopened}")


@desk.command()
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([str(scope) for scope in Scope]),
    help="What the key may do; all of it unless said. May be repeated.",
)
@click.option("--signed", is_flag=True, help="Its requests must be signed as well.")
@click.option("--revoke", metavar="KEY", help="End the key of that id now, and make none.")
def key(name: str, scopes: tuple[str, ...], revoke: str | None, *, signed: bool) -> None:
    """Make a key for desk NAME, and show it this once.

    The key that lived so far goes on opening for seven days. At most two live at a time.

    \b
    Example:
      riposte desk key harmonie --scope handoffs:write
    """
    if revoke is not None:
        if not written(lambda db, _: desks.revoke_key(db, by_name(db, name), revoke, _now())):
            raise Refused(
                say("Aucune clé vivante de ce numéro.", "No living key of that id."), Exit.USAGE
            )
        click.echo(say("La clé n’ouvre plus.", "The key opens no more."))
        return
    wanted = frozenset(map(Scope, scopes)) or frozenset(Scope)

    def make(db: sqlite3.Connection, keys: Keys) -> tuple[str, bytes | None]:
        return desks.make_key(db, keys, by_name(db, name), wanted, _now(), signed=signed)

    try:
        clear, signing = written(make)
    except TooMany:
        raise Refused(
            say(
                "Deux clés vivent déjà : retirez-en une avec --revoke (riposte desk list).",
                "Two keys live already: end one with --revoke (riposte desk list).",
            ),
            Exit.USAGE,
        ) from None
    click.echo(say("Notez-la : elle n’est gardée nulle part.", "Note it: it is kept nowhere."))
    click.echo(clear)
    if signing is not None:
        click.echo(shown(signing))


@desk.command()
@click.argument("name")
@click.argument("address", required=False)
@click.option("--off", is_flag=True, help="Call it no more.")
@click.option("--again", is_flag=True, help="Call it again, after it failed for too long.")
def callback(name: str, address: str | None, *, off: bool, again: bool) -> None:
    """Say where desk NAME is told the news, and show the secret that signs the calls this once.

    \b
    Example:
      riposte desk callback harmonie https://hooks.exemple.fr/riposte
    """
    if sum((address is not None, off, again)) != 1:
        raise click.UsageError(
            say(
                "Il faut une adresse, ou --off, ou --again.",
                "Give an address, or --off, or --again.",
            )
        )
    if address is not None:
        try:
            acceptable(address, settings().callback_hosts)
        except Unwelcome as unwelcome:
            raise Refused(_unwelcome(str(unwelcome)), Exit.USAGE) from None

    def change(db: sqlite3.Connection, keys: Keys) -> bytes | None:
        found = by_name(db, name)
        where = found.callback if again else address
        return desks.call_at(db, keys, found, where, fresh=not again)

    secret = written(change)
    if secret is not None:
        click.echo(say("Notez-le : il ne sera plus montré.", "Note it: it is not shown again."))
        click.echo(shown(secret))
    elif off:
        click.echo(say("On ne l’appelle plus.", "It is called no more."))
    else:
        click.echo(say("On l’appelle de nouveau.", "It is called again."))


def _unwelcome(code: str) -> str:
    match code:
        case "plain":
            return say(
                "L’adresse doit commencer par https:// (sinon : RIPOSTE_CALLBACK_HOSTS).",
                "The address must begin with https:// (otherwise: RIPOSTE_CALLBACK_HOSTS).",
            )
        case "inside":
            return say(
                "Cette adresse est à l’intérieur du réseau : nommez son hôte dans"
                " RIPOSTE_CALLBACK_HOSTS.",
                "This address is inside the network: name its host in RIPOSTE_CALLBACK_HOSTS.",
            )
        case _:
            return say("Ce n’est pas une adresse.", "This is not an address.")


def _calls(one: Desk) -> str:
    if one.callback is None:
        return say("pas appelé", "not called")
    if one.stopped_at is not None:
        return say("appels arrêtés (--again)", "calls stopped (--again)")
    if one.failing_since is not None:
        since = f"{one.failing_since:%Y-%m-%d %H:%M}"
        return say(f"appels en échec depuis {since}", f"calls failing since {since}")
    return say("appelé", "called")


def _life(one: desks.Listed) -> str:
    if one.ends_at is None:
        return say("vit", "lives")
    ends = f"{one.ends_at:%Y-%m-%d %H:%M}"
    return say(f"jusqu’au {ends}", f"until {ends}")


def _signs(one: desks.Listed) -> str:
    return say(" signé", " signed") if one.signed else ""


def _now() -> datetime:
    return datetime.now(UTC)
