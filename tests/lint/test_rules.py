"""Every rule of lint has a golden pair: `RULE.yml`, some files that break it, and `RULE.out`.

A pair is laid over a small clean release. `.out` is what an author reads, in French then English.
After a wanted change: `RIPOSTE_GOLDEN=write make test`, and read the difference.
"""

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.engine.moving import migrate
from bot.engine.person import Person
from bot.engine.publishing import check
from bot.engine.replay import replay
from bot.engine.session import answer, open_session
from bot.engine.walk import problems as walked_problems
from bot.engine.walk import walk_all
from bot.flow.extract import extract
from bot.flow.lint import RULES
from bot.flow.problem import Problem, in_order, show
from bot.flow.release import Files, assemble, read_release
from bot.flow.words import REQUIRED_TEXTS
from tests.little import CHECK, DISTRESS, FACTS, PAGES, PROFILE, REMIND, START

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MOST_STATES = 20  # so that W2 needs no flow of twenty thousand states
PAIRS = sorted(path.stem for path in HERE.glob("*.yml"))
_FILE = re.compile(r"^#: (\S+)\n", re.MULTILINE)

CLEAN: Files = {
    **{f"flows/{name}.yml": text for name, text in PAGES.items()},
    "flows/start.yml": START.lstrip(),
    "flows/distress.yml": DISTRESS.lstrip(),
    "flows/remind.yml": REMIND.lstrip(),
    "flows/check.yml": CHECK.lstrip(),
    "flows/profile.yml": PROFILE.lstrip(),
    "flows/facts.yml": FACTS.lstrip(),
    "flows/menu.yml": "menu: [start, check, help, human, privacy]\n",
    "flows/texts.yml": "".join(f'{key}: "{key}"\n' for key in sorted(REQUIRED_TEXTS))
    + 'hint.card: "{fact.card_stop}"\n',
}


def bundle(name: str) -> Files:
    """Return the clean release with the files of a pair laid over it.

    `-path` removes a file, `-path#key` one of its keys, `+path` adds to a file, `~path` lays
    entries over a complete catalogue, and `<path` is a file of the release before.
    """
    _, *parts = _FILE.split((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    files = dict(CLEAN)
    for path, text in zip(parts[::2], parts[1::2], strict=True):
        if path.startswith("-"):
            whole, _, key = path.removeprefix("-").partition("#")
            kept = [line for line in files.pop(whole).splitlines(keepends=True) if key]
            if kept:
                files[whole] = "".join(line for line in kept if not line.startswith(f"{key}:"))
        elif path.startswith("+"):
            files[path.removeprefix("+")] += text
        elif path.startswith("<"):
            continue
        elif path.startswith("~"):
            files[path.removeprefix("~")] = catalogue(text)
        else:
            files[path] = text
    return files


def catalogue(laid_over: str) -> str:
    """Return a catalogue where each sentence is its own translation, but for these entries."""
    release, _ = assemble(CLEAN)
    blocks = {}
    for block in laid_over.strip().split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        blocks[lines[0], lines[1]] = block
    for one in extract(release):
        key = (f'msgctxt "{one.context}"', f'msgid "{one.french}"')
        blocks.setdefault(key, "\n".join((*key, f'msgstr "{one.french}"')))
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"'
    return "\n\n".join((head, *blocks.values())) + "\n"


def found(files: Files, *, walk: bool) -> tuple[Problem, ...]:
    """Return every problem of a release, those of the walk too when asked."""
    release, problems = read_release(files, TODAY)
    if walk:
        whole, _ = assemble(files)
        problems += walked_problems(whole, walk_all(whole, NOW, MOST_STATES))
    assert (release is None) == any(p.severity == "error" for p in problems if p.rule[0] != "W")
    return in_order(problems)


def written(problems: tuple[Problem, ...], files: Files) -> str:
    """Return what an author reads, in French, then in English."""
    parts = [
        "\n".join(show(one, files.get(one.file, ""), language) for one in problems)
        for language in ("fr", "en")
    ]
    return "\n\n".join(parts) + "\n"


def test_the_clean_release_has_no_problem() -> None:
    """What the pairs are laid over breaks nothing, so what they show is theirs."""
    assert found(CLEAN, walk=True) == ()


def moved(name: str, files: Files) -> tuple[Problem, ...]:
    """Return what publishing would do to people who have answered two questions of each flow."""
    _, *parts = _FILE.split((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    named = zip(parts[::2], parts[1::2], strict=True)
    before = {path.removeprefix("<"): text for path, text in named if path.startswith("<")}
    old, _ = assemble({**CLEAN, **before})
    new, _ = assemble(files)
    moves = []
    for path in before:
        flow = path.removeprefix("flows/").removesuffix(".yml")
        session = open_session(old, Person(), flow, {}, NOW)
        for _ in range(2):
            need = replay(old, session).need
            if need is not None and need.options:
                session = answer(session, need, need.options[0].key, NOW)
        moves.append(migrate(old, new, session, NOW))
    return check(old, new, moves)


@pytest.mark.parametrize("name", PAIRS)
def test_a_rule_says_what_is_wrong_and_where(name: str) -> None:
    """The problems of a broken file are exactly the golden ones, in both languages."""
    files = bundle(name)
    people = moved(name, files) if name.startswith("M") else ()
    told = written(in_order((*found(files, walk=name.startswith("W")), *people)), files)

    golden = HERE / f"{name}.out"
    if os.environ.get("RIPOSTE_GOLDEN") == "write":
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_pair(rule: str) -> None:
    """Each rule is seen at work in the pair of its name."""
    assert re.search(rf"(?:error|warning) {rule}: ", (HERE / f"{rule}.out").read_text("utf-8"))
