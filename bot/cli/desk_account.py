"""`riposte desk account`: who of a desk may sign in to its pages, and as what."""

import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime

import click

from bot.cli import Exit, Refused
from bot.cli.desk_written import by_name, written
from bot.reader import say
from bot.store import accounts, journal
from bot.store.accounts import Account, Role
from bot.store.desks import Taken
from bot.store.journal import What
from bot.store.sealing import Keys

NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}")


@click.command()
@click.argument("desk_name", metavar="DESK")
@click.argument("name")
@click.option("--role", type=click.Choice([str(role) for role in Role]), help="What they may do.")
@click.option("--reset", is_flag=True, help="Lost phone or password: a new one-time code.")
@click.option("--end", "ends", is_flag=True, help="Close the account, now and for good.")
def account(desk_name: str, name: str, role: str | None, *, reset: bool, ends: bool) -> None:
    """Let somebody of desk DESK sign in to the pages under /desk as NAME, or change that.

    Without --reset or --end: makes the account, or gives it another role. A new account, and one
    that is reset, is opened within three days with a code shown this once; whoever opens it chooses
    a password and links an authenticator app. Every change ends the sessions that are open.

    \b
    Example:
      riposte desk account harmonie lea --role agent
    """
    if (role is not None) + reset + ends != 1:
        raise click.UsageError(
            say("Il faut --role, ou --reset, ou --end.", "Give --role, or --reset, or --end.")
        )
    if not NAME.fullmatch(name):
        raise Refused(
            say(
                "Le nom est un mot court : minuscules sans accent, chiffres, . - ou _.",
                "The name is a short word: lower-case letters, digits, . - or _.",
            ),
            Exit.USAGE,
        )
    if ends:
        written(_on(desk_name, name, _end))
        click.echo(say("Le compte est fermé.", "The account is closed."))
    elif reset:
        _show(written(_on(desk_name, name, _renew)))
    else:
        assert role is not None
        try:
            code = written(lambda db, _: _make(db, desk_name, name, Role(role)))
        except Taken:
            raise Refused(
                say(
                    "Ce nom est déjà pris, ici ou ailleurs.",
                    "That name is taken, here or elsewhere.",
                ),
                Exit.USAGE,
            ) from None
        if code is None:
            click.echo(say(f"{name} est maintenant : {role}", f"{name} is now: {role}"))
        else:
            _show(code)


def _make(db: sqlite3.Connection, desk_name: str, name: str, role: Role) -> str | None:
    """Make an account and return its code, or give the desk's own of that name another role."""
    desk, now = by_name(db, desk_name), _now()
    known = accounts.by_name(db, name)
    if known is not None and known.desk.id == desk.id:
        accounts.set_role(db, known, role)
        journal.note(db, known, What.ROLE, now, str(role))
        return None
    code = accounts.add(db, desk, name, role, now)
    made = accounts.by_name(db, name)
    assert made is not None
    journal.note(db, made, What.MADE, now, str(role))
    return code


def _on(
    desk_name: str, name: str, work: Callable[[sqlite3.Connection, Account], str]
) -> Callable[[sqlite3.Connection, Keys], str]:
    """Return work on an account that the desk has."""

    def whole(db: sqlite3.Connection, _keys: Keys) -> str:
        desk = by_name(db, desk_name)
        known = accounts.by_name(db, name)
        if known is None or known.desk.id != desk.id:
            raise Refused(
                say(
                    "Aucun compte de ce nom (riposte desk list).",
                    "No account of that name (riposte desk list).",
                ),
                Exit.USAGE,
            )
        return work(db, known)

    return whole


def _end(db: sqlite3.Connection, known: Account) -> str:
    accounts.end(db, known, _now())
    journal.note(db, known, What.ENDED, _now())
    return ""


def _renew(db: sqlite3.Connection, known: Account) -> str:
    code = accounts.renew(db, known, _now())
    journal.note(db, known, What.RENEWED, _now())
    return code


def _show(code: str) -> None:
    click.echo(
        say(
            "Donnez ce code à la personne : il vaut trois jours, et n’est gardé nulle part.",
            "Give this code to them: it works for three days, and is kept nowhere.",
        )
    )
    click.echo(code)


def _now() -> datetime:
    return datetime.now(UTC)
