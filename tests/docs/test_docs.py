"""The documentation is true: commands exist, settings are the real ones, every rule is told."""

import re
import shlex
from io import BytesIO, TextIOWrapper
from pathlib import Path

import click
import pytest

from bot.cli import call, riposte
from bot.flow.actions import ACTIONS
from bot.flow.checks import CHECKS
from bot.flow.grammar import VERBS
from bot.flow.lint import RULES
from bot.flow.read import read_flow
from bot.flow.text import FORMATS
from bot.settings import NAMES, PREFIX

ROOT = Path(__file__).parent.parent.parent
DOCS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "flows/README.md", "bot/api/README.md")
AUTHORS = (ROOT / "flows" / "README.md").read_text(encoding="utf-8")


def _commands(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(r"(?:^|`)(riposte [a-z0-9][^\n`#]*)", text, re.MULTILINE)


@pytest.mark.parametrize("name", DOCS)
def test_every_command_shown_exists(name: str) -> None:
    """Each `riposte …` in the documents is a command with those options."""
    for line in _commands(name):
        words = line.split()[1:]
        command = riposte
        while words and not words[0].startswith(("-", '"')) and hasattr(command, "get_command"):
            found = command.get_command(None, words.pop(0))  # type: ignore[arg-type]
            assert found is not None, line
            command = found  # type: ignore[assignment]
        options = {opt for parameter in command.params for opt in parameter.opts} | {"--help"}
        assert {word for word in words if word.startswith("--")} <= options, line


# Played by other tests, or by `make flows`: servers, whole walks, and what needs a live database.
ELSEWHERE = (
    "riposte demo --fresh",
    "riposte flows walk",
    "riposte flows coverage",
    "riposte flows publish --dry-run",
    'riposte desk add harmonie --title "Harmonie Mutuelle"',
    "riposte desk key harmonie",
    "riposte desk callback harmonie https://hooks.exemple.fr/riposte",
    "riposte desk list",
    'riposte desk conformance http://127.0.0.1:9000/riposte --secret "$SECRET"',
    "riposte desk account harmonie lea --role agent",
    'riposte desk hours harmonie --open "mon-fri 9:00-18:00; sat 9:00-12:00" --within 4h',
)


def _shown() -> list[str]:
    """Return the commands in the documents' blocks for the shell, without their comments."""
    found = []
    for name in DOCS:
        text = (ROOT / name).read_text(encoding="utf-8")
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
            found += [line.split("  #")[0].strip() for line in block.splitlines()]
    return sorted({line for line in found if line.startswith("riposte")} - set(ELSEWHERE))


@pytest.mark.parametrize("line", _shown())
def test_every_command_shown_works(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typed as it stands, in the project's folder, it ends well."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"q\n")))

    assert call(shlex.split(line)[1:]) == 0


def _leaves(group: click.Group, words: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        deeper = isinstance(command, click.Group)
        found += _leaves(command, (*words, name)) if deeper else [(*words, name)]
    return found


@pytest.mark.parametrize("words", _leaves(riposte), ids=" ".join)
def test_every_help_has_an_example(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """`--help` of each command ends in one that can be copied: the command itself."""
    assert call([*words, "--help"]) == 0
    _, found, example = capsys.readouterr().out.partition("Example")

    assert found
    assert f"riposte {' '.join(words)}" in example


def test_every_room_is_on_the_map() -> None:
    """Whoever opens `bot/` finds each room and file of its first floor in CONTRIBUTING."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = [p for p in (ROOT / "bot").iterdir() if not p.name.startswith(("_", "."))]
    for room in rooms:
        if room.suffix == ".py" or any(room.glob("*.py")):
            assert re.search(rf"\b{re.escape(room.name)}", text), room.name


def test_links_and_pictures_of_the_documents_are_there() -> None:
    """What they point at in this tree exists; a picture is small enough for everybody's clone."""
    for name in DOCS:
        here = (ROOT / name).parent
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            if not target.startswith("http"):
                assert (here / target).exists(), f"{name}: {target}"
    pictures = [p for p in (ROOT / "tests" / "docs").iterdir() if p.suffix in (".jpg", ".png")]
    assert all(picture.stat().st_size < 150_000 for picture in pictures)


def test_nothing_in_the_set_up_names_an_address() -> None:
    """Where packages come from is the machine's affair."""
    for name in ("requirements.lock", "Makefile", ".ci/run", ".ci/setup"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://(?!127\.0\.0\.1)", text), name


def test_make_targets_shown_exist() -> None:
    """Each `make …` in the documents is a target."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for name in DOCS:
        text = (ROOT / name).read_text(encoding="utf-8")
        for line in re.findall(r"^make ([a-z -]+)", text, re.MULTILINE):
            assert set(line.split()) <= targets, line


def test_every_setting_is_told_and_no_other() -> None:
    """The table of settings is the program's."""
    told = set(re.findall(rf"`{PREFIX}([A-Z_]+)`", (ROOT / "README.md").read_text("utf-8")))

    assert told == set(NAMES)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_explained_to_authors(rule: str) -> None:
    """The number an author reads in an error is in their handbook."""
    assert f"**{rule}**" in AUTHORS


def test_verbs_checks_formats_and_actions_are_all_told() -> None:
    """What the language has, the handbook names."""
    for word in (*VERBS, *CHECKS, *ACTIONS):
        assert f"`{word}`" in AUTHORS, word
    for word in FORMATS:
        assert re.search(rf"\b{word}\b", AUTHORS), word


def test_the_example_for_authors_reads() -> None:
    """The flow of the first ten minutes has no mistake."""
    example = re.search(r"```yaml\n(# yaml-language-server.*?)```", AUTHORS, re.DOTALL)
    assert example is not None

    _, problems = read_flow("card_lost", example[1])

    assert problems == ()
