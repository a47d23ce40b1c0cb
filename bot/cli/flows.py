"""`riposte flows`: check, walk, test, draw, try and publish the guidance. For its authors."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli import Exit, Refused
from bot.cli.flows_live import publish, simulate
from bot.cli.plainness import plainness
from bot.cli.reading import files_of, load, settings
from bot.engine.script import play_scripts
from bot.engine.walk import Walked, entered, walk
from bot.engine.walk import problems as walk_problems
from bot.flow.model import Ask, Checklist, every_step
from bot.flow.problem import Problem, Severity, show
from bot.flow.release import Files, Release, assemble, read_release

LANGUAGE = click.option(
    "--lang",
    type=click.Choice(["fr", "en"]),
    default="fr",
    show_default=True,
    help="Of the report.",
)


@click.group()
def flows() -> None:
    """Check, walk, test, draw and publish the guidance.

    \b
    Example:
      riposte flows check && riposte flows walk && riposte flows test
    """


@flows.command()
@LANGUAGE
@click.option("--quiet", is_flag=True, help="Errors only, no warnings.")
@click.option("--words", is_flag=True, help="Also the ten hardest messages of each language.")
def check(lang: str, *, quiet: bool, words: bool) -> int:
    """Say everything that is wrong, with the place in the file; exit 1 on errors.

    Then, for each language, how hard the messages are to read: the age it takes.

    \b
    Example:
      riposte flows check --lang en --words
    """
    chosen = settings()
    files = files_of(chosen.flows, chosen.locales)
    release, problems = read_release(files, datetime.now(UTC).date())
    errors = [p for p in problems if p.severity is Severity.ERROR]
    _print(errors if quiet else problems, files, lang)
    for line in plainness(release or assemble(files)[0], hardest_too=words):
        click.echo(line)
    count = len(release.flows) if release is not None else 0
    warnings = len(problems) - len(errors)
    click.echo(f"{count} flows, {len(errors)} errors, {warnings} warnings")
    return Exit.PROBLEMS if errors else Exit.FINE


@flows.command(name="walk")
@click.argument("names", nargs=-1)
@LANGUAGE
def walk_(names: tuple[str, ...], lang: str) -> int:
    """Try every way through the flows, in every language; exit 1 when one breaks a promise.

    \b
    Example:
      riposte flows walk mailbox
    """
    release, files = _loaded()
    walks = []
    for name in names or entered(release):
        if name not in release.flows:
            raise Refused(f"No flow “{name}”.", Exit.USAGE)
        walked = walk(release, name, _morning())
        walks.append(walked)
        click.echo(f"{name:24} {walked.states:6} states {walked.paths:12} paths")
    found = walk_problems(release, walks)
    if names:
        found = tuple(p for p in found if p.rule != "W1" or p.file in _files_of(release, walks))
    _print(found, files, lang)
    click.echo(f"{len(walks)} flows walked, {len(found)} problems")
    return Exit.PROBLEMS if found else Exit.FINE


@flows.command()
@click.argument("scripts", nargs=-1, type=click.Path(exists=True, path_type=Path))
def test(scripts: tuple[Path, ...]) -> int:
    """Play path scripts, in every language; exit 1 when one goes another way than written.

    \b
    Example:
      riposte flows test tests/flows/start.yml
    """
    release, _ = _loaded()
    paths = scripts or tuple(sorted(Path("tests/flows").glob("*.yml")))
    if not paths:
        raise Refused("No scripts: give their paths, or run where tests/flows is.", Exit.USAGE)
    played = faulty = 0
    for path in paths:
        try:
            cases = play_scripts(release, path.read_text(encoding="utf-8"))
        except (KeyError, TypeError, ValueError) as error:
            click.echo(f"{path.name}: not a path script ({type(error).__name__})")
            faulty += 1
            continue
        for case in cases:
            played += 1
            if case.faults:
                faulty += 1
                click.echo(f"{path.name}: {case.name} ({case.language}): {'; '.join(case.faults)}")
    click.echo(f"{played} cases played, {faulty} failed")
    return Exit.PROBLEMS if faulty else Exit.FINE


@flows.command()
def coverage() -> int:
    """Say which questions and choices the walk reaches, and which sentences are translated.

    \b
    Example:
      riposte flows coverage
    """
    release, _ = _loaded()
    reached: set[tuple[str, str, str]] = set()
    for name in entered(release):
        reached |= walk(release, name, _morning()).reached
    every = all_reached = 0
    for flow in release.flows.values():
        wanted = {
            (flow.name, step.name, key)
            for step in every_step(flow.steps)
            if isinstance(step, Ask | Checklist)
            for key in _keys(step)
        }
        got = len(wanted & reached)
        every, all_reached = every + len(wanted), all_reached + got
        click.echo(f"{flow.name:24} {got:4} of {len(wanted):4}")
    click.echo(f"{all_reached} of {every} questions and choices reached")
    click.echo(f"languages: {', '.join(release.languages)}, every sentence in each")
    return Exit.FINE if all_reached == every else Exit.PROBLEMS


@flows.command()
@click.argument("name")
def graph(name: str) -> None:
    """Draw a flow as Mermaid text.

    \b
    Example:
      riposte flows graph start
    """
    from bot.flow.graph import mermaid  # noqa: PLC0415 - only here

    release, _ = _loaded()
    if name not in release.flows:
        raise Refused(f"No flow “{name}”.", Exit.USAGE)
    click.echo(mermaid(release.flows[name]), nl=False)


@flows.command()
@click.option("--write", is_flag=True, help="Write flow and letters.schema.json.")
def schema(*, write: bool) -> None:
    """Print the JSON Schema of a flow file, for editors; written, that of letters.yml too.

    \b
    Example:
      riposte flows schema --write
    """
    from bot.flow.schema import flow_schema, letters_schema  # noqa: PLC0415 - only here

    text = flow_schema()
    if not write:
        click.echo(text, nl=False)
        return
    try:
        folder = settings().flows
        (folder / "flow.schema.json").write_text(text, encoding="utf-8")
        (folder / "letters.schema.json").write_text(letters_schema(), encoding="utf-8")
    except OSError:
        raise Refused("The schema cannot be written.", Exit.IO) from None


flows.add_command(simulate)
flows.add_command(publish)


def _loaded() -> tuple[Release, Files]:
    chosen = settings()
    return load(chosen.flows, chosen.locales), files_of(chosen.flows, chosen.locales)


def _print(problems: Iterable[Problem], files: Files, language: str) -> None:
    for problem in problems:
        click.echo(show(problem, files.get(problem.file, ""), language))


def _files_of(release: Release, walks: Iterable[Walked]) -> set[str]:
    return {release.flows[walked.flow].file for walked in walks}


def _keys(step: Ask | Checklist) -> list[str]:
    if isinstance(step, Checklist):
        return [item.key for item in step.items]
    return [option.key for option in step.options] or [""]


def _morning() -> datetime:
    """Return the moment walks begin at: today at 9, so that "this evening" is still to come."""
    return datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
