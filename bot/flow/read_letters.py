"""letters.yml: the letters people send themselves, and the places only they can fill."""

from collections.abc import Mapping
from dataclasses import replace

import yaml

from bot.flow.compose import compose
from bot.flow.letters import HOW
from bot.flow.model import FieldKind, Letter, LetterField, Text
from bot.flow.nodes import Node, Reader, position
from bot.flow.problem import Problem
from bot.flow.read_tables import read_codes
from bot.flow.text import places

LETTER_KEYS = (
    *("title", "file", "from", "to", "by", "place", "subject"),
    *("body", "closing", "enclosed", "todo", "source"),
)
REQUIRED_KEYS = tuple(key for key in LETTER_KEYS if key not in ("by", "enclosed", "source"))
TAKEN = "This name is taken: choose another."
FIELD_KEYS = ("label", "ask", "kind", "example")

Read = tuple[dict[str, Letter], dict[str, LetterField], tuple[Problem, ...]]


def read_letters(file: str, source: str) -> Read:
    """Read letters.yml; return the letters, the fields they share, and what is wrong."""
    reader = Reader(file)
    root = compose(reader, source)
    if root is None:
        return {}, {}, reader.found()
    entries = reader.entries(root, ("des lettres", "letters"))
    at = reader.keys(root, entries, ("letters", "fields"), ("letters",))
    fields = _fields(reader, at.get("fields"))
    letters = {}
    listed = reader.entries(at["letters"], ("des lettres", "letters")) if "letters" in at else []
    for key, key_node, node in listed:
        reader.name(key_node)
        letter = _letter(reader, key, key_node, node, fields)
        if letter is not None:
            letters[key] = letter
    return letters, fields, reader.found()


def _fields(reader: Reader, table: Node | None) -> dict[str, LetterField]:
    fields = {}
    for key, key_node, node in reader.entries(table, ("des champs", "fields")) if table else []:
        if reader.name(key_node) == HOW:
            reader.fault(key_node, "S4", "Ce nom est pris : choisissez-en un autre.", TAKEN)
        entries = reader.entries(node, ("un champ", "a field"))
        at = reader.keys(node, entries, FIELD_KEYS, ("label", "kind"))
        if {"label", "kind"} - at.keys():
            continue
        kind = FieldKind(reader.one_of(at["kind"], FieldKind) or FieldKind.TEXT)
        if (kind is FieldKind.HAND) == ("ask" in at):
            reader.fault(
                node,
                "S1",
                "Un champ a une question (`ask`), ou s’écrit à la main (`kind: hand`).",
                "A field has a question (`ask`), or is written by hand (`kind: hand`).",
            )
        asked = reader.words(at["ask"], f"fields/{key}/ask") if "ask" in at else None
        fields[key] = LetterField(
            key=key,
            label=reader.words(at["label"], f"fields/{key}/label"),
            ask=asked,
            kind=kind,
            example=reader.text(at["example"]) if "example" in at else "",
            pos=position(key_node),
        )
    return fields


def _letter(
    reader: Reader, key: str, key_node: Node, node: Node, fields: Mapping[str, LetterField]
) -> Letter | None:
    entries = reader.entries(node, ("une lettre", "a letter"))
    at = reader.keys(node, entries, LETTER_KEYS, REQUIRED_KEYS)
    if set(REQUIRED_KEYS) - at.keys():
        return None

    def one(part: str) -> Text:
        return reader.words(at[part], f"letters/{key}/{part}")

    def several(part: str) -> tuple[Text, ...]:
        written = at.get(part)
        if written is None:
            return ()
        if isinstance(written, yaml.ScalarNode):
            return (one(part),)
        listed = reader.items(written, ("des paragraphes", "paragraphs"))
        return tuple(reader.words(each, f"letters/{key}/{part}") for each in listed)

    letter = Letter(
        key=key,
        title=one("title"),
        file=reader.text(at["file"]),
        sender=several("from"),
        to=several("to"),
        by=one("by") if "by" in at else None,
        place=one("place"),
        subject=one("subject"),
        body=several("body"),
        closing=one("closing"),
        enclosed=several("enclosed"),
        todo=several("todo"),
        fields=(),
        sources=read_codes(reader, at.get("source")),
        pos=position(key_node),
    )
    named = dict.fromkeys(place.name for text in letter.texts for place in places(text.french))
    return replace(letter, fields=tuple(fields[name] for name in named if name in fields))
