"""What the commands read first: the settings, and the release an administrator edits."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli import Exit, Refused
from bot.cli.lasting import lasting
from bot.flow.problem import Severity, show
from bot.flow.release import Files, Release, assemble, content_hash, read_release
from bot.folder import read_folder
from bot.reader import language, say
from bot.settings import Faults, Settings, read

MOST_SHOWN = 10
UNTRANSLATED = ("L1", "L2")


def settings(*, needs_token: bool = False) -> Settings:
    """Read the environment, or stop with every fault in a sentence."""
    try:
        return read(os.environ, needs_token=needs_token)
    except Faults as faults:
        raise Refused("\n".join(faults.sentences), Exit.CONFIGURATION) from None


def load(flows: Path, locales: Path, *, draft: bool = False, live: Path | None = None) -> Release:
    """Read and check a release, or stop and show what is wrong with it.

    A draft may still wait for its translation: authors see their French before writing English.
    `live` is the database of a bot: files it has published were checked then, and start at once.
    """
    files = files_of(flows, locales)
    if live is not None and _published(live, content_hash(files)):
        with lasting():
            return assemble(files)[0]
    with lasting():
        release, problems = read_release(files, datetime.now(UTC).date())
    if release is not None:
        return release
    errors = [p for p in problems if p.severity is Severity.ERROR]
    if draft and all(problem.rule in UNTRANSLATED for problem in errors):
        return assemble(files)[0]
    for problem in errors[:MOST_SHOWN]:
        shown = show(problem, files.get(problem.file, ""), language(os.environ))
        click.echo(shown, err=True)
    raise Refused(
        say(
            f"Les parcours ont {len(errors)} erreurs et n’ont pas été publiés. Voir : riposte flows"
            " check",
            f"The flows have {len(errors)} errors and were not published. See: riposte flows check",
        ),
        Exit.CONFIGURATION,
    )


def _published(database: Path, name: str) -> bool:
    """Tell whether a database holds a release; what cannot be read holds none."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as db:
            found = db.execute('SELECT 1 FROM "release" WHERE hash = ?', (name,)).fetchone()
    except sqlite3.Error:
        return False
    return found is not None


def files_of(flows: Path, locales: Path) -> Files:
    """Return the files of a release, or stop when a folder cannot be read."""
    try:
        return read_folder(flows, locales)
    except OSError:
        raise Refused(
            say(
                "Le dossier des parcours ne peut pas être lu (RIPOSTE_FLOWS).",
                "The folder of the flows cannot be read (RIPOSTE_FLOWS).",
            ),
            Exit.IO,
        ) from None
