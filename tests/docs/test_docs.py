"""The documentation is true: commands exist, settings are the real ones, every rule is told."""

import re
from pathlib import Path

import pytest

from bot.cli import riposte
from bot.flow.actions import ACTIONS
from bot.flow.checks import CHECKS
from bot.flow.grammar import VERBS
from bot.flow.lint import RULES
from bot.flow.read import read_flow
from bot.flow.text import FORMATS
from bot.settings import NAMES, PREFIX

ROOT = Path(__file__).parent.parent.parent
DOCS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "flows/README.md")
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
