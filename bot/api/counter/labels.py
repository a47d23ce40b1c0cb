"""Codes in words: flows, breaches, data types, and what was said in codes."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.agent import tasks as known_tasks
from bot.flow.release import Release
from bot.flow.text import Words


def topics(release: Release, words: Words) -> dict[str, str]:
    """Return where a link may lead: the plan first."""
    from bot.api.models import PLAN  # noqa: PLC0415 - see models.py
    from bot.api.models import topics as known  # noqa: PLC0415

    names = [name for name in known(release) if name != PLAN]
    titles = {name: flow(release, words, name) for name in names}
    return {PLAN: words.say("desk.plan")} | dict(sorted(titles.items(), key=lambda one: one[1]))


def tasks(release: Release, words: Words) -> dict[str, str]:
    """Return the tasks a person can be sent on to."""
    titles = {name: flow(release, words, name) for name in known_tasks(release)}
    return dict(sorted(titles.items(), key=lambda one: one[1]))


def breaches(release: Release, words: Words) -> dict[str, str]:
    """Return the breaches of the catalogue."""
    return {code: words.translate(one.name) for code, one in release.breaches.items()}


def leaked(release: Release, words: Words) -> dict[str, str]:
    """Return the kinds of data that can leak."""
    return {one.key: words.translate(one.label) for one in release.profile["leaked"].options}


def flow(release: Release, words: Words, name: str | None) -> str:
    """Return the title of a flow; the plan's, or nothing, for what is none."""
    found = release.flows.get(name or "")
    if found is not None:
        return words.translate(found.title)
    return words.say("desk.plan") if name == "plan" else (name or "")


def codes(release: Release, words: Words, said: Mapping[str, Any]) -> list[str]:
    """Return what a person sent in codes, as words."""
    found: list[str] = []
    for name, value in said.items():
        entry = release.profile.get(name)
        known = {one.key: words.translate(one.label) for one in entry.options} if entry else {}
        given: Iterable[str] = [value] if isinstance(value, str) else value
        found += [known.get(code, code) for code in given]
    return found
