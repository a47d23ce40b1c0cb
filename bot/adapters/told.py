"""What agents read of a person, in words: codes are shown as they are, nothing is added."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

Words = Mapping[str, str]


@cache
def words(language: str) -> Words:
    """Return the words of a language, `fr` or `en`."""
    text = (files("bot.adapters") / "words.yml").read_text(encoding="utf-8")
    found: dict[str, Words] = yaml.safe_load(text)
    return found[language]


def wanted(say: Words, conversation: Mapping[str, Any]) -> str:
    """Return the note that begins a conversation: the promised time, and what is known."""
    lines = [say["wanted"].format(case=conversation["case"], by=conversation["answer_by"])]
    summary = conversation["summary"] or {}
    facts = codes({name: value for name, value in summary.items() if name != "hard" and value})
    if facts:
        lines.append(say["known"].format(facts=facts))
    if summary.get("hard"):
        lines.append(say["hard"])
    return "\n".join(lines)


def said(say: Words, message: Mapping[str, Any]) -> str:
    """Return the person's words, or the codes they chose to send."""
    if message["text"] is not None:
        return str(message["text"])
    return say["sent"].format(facts=codes(message["codes"] or {}))


def over(say: Words, conversation: Mapping[str, Any]) -> str:
    """Return how it ended."""
    return say[f"over_{conversation['why'] or 'ended'}"]


def news(say: Words, piece: Mapping[str, Any]) -> str:
    """Return a piece of news as a line."""
    what = str(piece["type"]).removeprefix("handoff.")
    code = piece["data"]["code"]
    return say["news"].format(what=f"{what} {code}" if code else what)


def codes(values: Mapping[str, Any]) -> str:
    """Return `name: a, b; other: c`."""
    return "; ".join(
        f"{name}: {', '.join(value) if isinstance(value, list) else value}"
        for name, value in values.items()
    )
