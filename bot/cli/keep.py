"""`riposte backup`, `restore`, `erase`: the database's copies, and the end of what it keeps."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli import Exit, Refused
from bot.cli.faults import refusal
from bot.cli.reading import settings
from bot.flow.calendar import add_months
from bot.reader import say
from bot.store import counted
from bot.store.copies import back_up, not_seen_since
from bot.store.copies import restore as put_back
from bot.store.faults import StoreFault
from bot.store.lock import Lock
from bot.store.people import destroy
from bot.store.store import connect


@click.command()
@click.argument("copy", type=click.Path(path_type=Path))
def backup(copy: Path) -> None:
    """Copy the database to COPY while the bot runs, and prove the copy whole.

    Keep the copy and the key file in different places: together they open everything.

    \b
    Example:
      riposte backup /backups/riposte-monday.db
    """
    if copy.exists():
        raise Refused(
            say(
                "Un fichier de ce nom existe déjà ; je n’y ai pas touché.",
                "There is already a file of that name; it was left alone.",
            ),
            Exit.USAGE,
        )
    try:
        count = back_up(settings().database, copy)
    except StoreFault as fault:
        raise refusal(fault) from None
    click.echo(
        say(
            f"{count} personnes copiées ; la copie est entière",
            f"{count} people copied; the copy is whole",
        )
    )


@click.command()
@click.argument("copy", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(copy: Path) -> None:
    """Put COPY in the place of the database. The bot must be stopped.

    People who erased their data since the copy was made stay erased.

    \b
    Example:
      riposte restore /backups/riposte-monday.db
    """
    database = settings().database
    try:
        with Lock(database):
            count, erased = put_back(copy, database)
    except StoreFault as fault:
        raise refusal(fault) from None
    click.echo(
        say(
            f"{count} personnes remises, {erased} restent effacées",
            f"{count} people restored, {erased} stay erased",
        )
    )


@click.command()
@click.option(
    "--months",
    type=click.IntRange(1, 120),
    required=True,
    help="Erase people who gave no sign of life for this long.",
)
@click.option("--yes", is_flag=True, help="Really do it; without it, only say how many.")
def erase(months: int, *, yes: bool) -> None:
    """Erase the people who have not been seen for months, for good. The bot must be stopped.

    \b
    Example:
      riposte erase --months 36 --yes
    """
    now = datetime.now(UTC)
    since = datetime.combine(add_months(now.date(), -months), now.timetz())
    database = settings().database
    if not database.is_file():
        raise Refused(
            say(
                "Il n’y a pas encore de base de données (RIPOSTE_DATABASE).",
                "There is no database yet (RIPOSTE_DATABASE).",
            ),
            Exit.IO,
        )
    try:
        with Lock(database):
            db = connect(database)
            found = not_seen_since(db, since)
            if yes:
                db.execute("BEGIN IMMEDIATE")
                counted.prune(db, now)  # whoever is erased here was last counted before
                for number, lookup in found:
                    destroy(db, number, lookup, now)
                db.execute("COMMIT")
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.close()
    except StoreFault as fault:
        raise refusal(fault) from None
    count = len(found)
    if yes:
        click.echo(say(f"{count} personnes effacées", f"{count} people erased"))
    else:
        click.echo(
            say(
                f"{count} personnes seraient effacées (--yes pour le faire)",
                f"{count} people would be erased (--yes to do it)",
            )
        )
