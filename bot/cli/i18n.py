"""`riposte i18n`: the English beside the French, brought up to date sentence by sentence."""

from datetime import UTC, datetime
from pathlib import Path

import click
import yaml

from bot.cli import Exit, Refused
from bot.cli.reading import files_of, settings
from bot.flow.catalogue import Entry, merge, read_catalogue, translate
from bot.flow.extract import extract
from bot.flow.lint import lint
from bot.flow.release import assemble


@click.group()
def i18n() -> None:
    """The languages beside French: what is missing, what became stale.

    \b
    Example:
      riposte i18n update && riposte i18n check
    """


@i18n.command()
@click.option("--lang", default="en", show_default=True, help="The language to bring up to date.")
def update(lang: str) -> None:
    """Write every sentence into the catalogue; reworded French is marked to be looked at.

    \b
    Example:
      riposte i18n update
    """
    path = _catalogue(lang)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    _write(path, merge(before, _entries(), lang))
    _say_missing(lang)


@i18n.command()
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1)
@click.option("--lang", default="en", show_default=True)
def fill(table: tuple[Path, ...], lang: str) -> None:
    """Fill what is not translated yet from tables `French sentence: translation` in YAML.

    \b
    Example:
      riposte i18n fill from-the-translator.yml
    """
    path = _catalogue(lang)
    known: dict[str, str] = {}
    for one in table:
        try:
            written = yaml.load(one.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
        except (OSError, ValueError, yaml.YAMLError):
            raise Refused(f"{one.name} is not a YAML table.", Exit.PROBLEMS) from None
        if not isinstance(written, dict) or not all(isinstance(v, str) for v in written.values()):
            raise Refused(f"{one.name} is not a flat table of sentences.", Exit.PROBLEMS)
        known.update(written)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    _write(path, translate(merge(before, _entries(), lang), known, lang))
    _say_missing(lang)


@i18n.command()
def check() -> int:
    """Say what is missing, stale or different in the languages; exit 1 when something is.

    \b
    Example:
      riposte i18n check
    """
    chosen = settings()
    release, _ = assemble(files_of(chosen.flows, chosen.locales))
    today = datetime.now(UTC).date()
    found = [p for p in lint(release, today) if p.rule in ("L1", "L2", "L3", "L4")]
    for one in found:
        click.echo(f"{one.file}:{one.pos.line}: {one.rule}: {one.english}")
    click.echo(f"{len(release.languages)} languages, {len(found)} problems")
    return Exit.PROBLEMS if found else Exit.FINE


def _entries() -> tuple[Entry, ...]:
    chosen = settings()
    release, problems = assemble(files_of(chosen.flows, chosen.locales))
    errors = [p for p in problems if p.severity == "error"]
    if errors:
        raise Refused(
            f"The flows have {len(errors)} errors; first: riposte flows check", Exit.PROBLEMS
        )
    return tuple(extract(release))


def _catalogue(language: str) -> Path:
    return settings().locales / language / "LC_MESSAGES" / "flows.po"


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        raise Refused("The catalogue cannot be written.", Exit.IO) from None


def _say_missing(language: str) -> None:
    read = read_catalogue(_catalogue(language).read_text(encoding="utf-8"))
    missing = read.lines.keys() - read.good.keys() - read.fuzzy
    click.echo(
        f"{language}: {len(read.good)} translated, {len(missing)} missing,"
        f" {len(read.fuzzy)} to look at"
    )
