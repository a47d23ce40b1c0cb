"""The same files are read and checked once in a process, however many commands a test calls.

A release is immutable and named by its content, so the first reading of it is as good as the tenth.
What a test changes is another release, and read for itself.
"""

from datetime import date
from functools import lru_cache

import pytest

from bot.flow import lint, release
from bot.flow.problem import Problem
from bot.flow.release import Files, Release, content_hash

assemble, check = release.assemble, lint.lint
_assembled: dict[str, tuple[Release, tuple[Problem, ...]]] = {}


def _assemble_once(files: Files) -> tuple[Release, tuple[Problem, ...]]:
    name = content_hash(files)
    if name not in _assembled:
        _assembled[name] = assemble(files)
    return _assembled[name]


@lru_cache(maxsize=20)
def _check_once(found: Release, today: date) -> tuple[Problem, ...]:
    return tuple(check(found, today))


@pytest.fixture(autouse=True)
def _each_release_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "assemble", _assemble_once)
    monkeypatch.setattr(lint, "lint", _check_once)
