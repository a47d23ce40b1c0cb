"""The JSON Schema that editors use: takes every shipped flow, refuses what the reader refuses."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
import yaml

from bot.flow.read import read_flow
from bot.flow.schema import flow_schema, letters_schema
from bot.folder import read_folder, shipped

SCHEMA = json.loads(flow_schema())
FLOWS = {
    path: text
    for path, text in read_folder(*shipped()).items()
    if path.startswith("flows/") and re.search(r"^flow: ", text, re.MULTILINE)
}
Json = Mapping[str, Any]
TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "object": dict,
    "array": list,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}


def faults(schema: Json, value: Any, at: str = "") -> Iterator[str]:
    """Check a value by the words of JSON Schema that this schema uses, and by no other."""
    for word, wanted in schema.items():
        if word not in SILENT:
            yield from WORDS[word](wanted, value, at, schema)


def _reference(wanted: str, value: Any, at: str, _: Json) -> Iterator[str]:
    yield from faults(SCHEMA["$defs"][wanted.removeprefix("#/$defs/")], value, at)


def _type(wanted: str | list[str], value: Any, at: str, _: Json) -> Iterator[str]:
    named = [wanted] if isinstance(wanted, str) else wanted
    if not any(isinstance(value, TYPES[one]) for one in named) or (
        isinstance(value, bool) and "boolean" not in named
    ):
        yield f"{at}: not {wanted}"


def _any(wanted: list[Json], value: Any, at: str, schema: Json) -> Iterator[str]:
    right = sum(not list(faults(one, value, at)) for one in wanted)
    if not right or ("oneOf" in schema and right > 1):
        yield f"{at}: {right} of {len(wanted)}"


def _items(wanted: Json, value: Any, at: str, _: Json) -> Iterator[str]:
    for number, one in enumerate(value if isinstance(value, list) else ()):
        yield from faults(wanted, one, f"{at}/{number}")


def _names(wanted: Json, value: Any, at: str, _: Json) -> Iterator[str]:
    for key in value if isinstance(value, dict) else ():
        yield from faults(wanted, key, f"{at}/{key}")


def _properties(wanted: Json, value: Any, at: str, _: Json) -> Iterator[str]:
    for key in wanted.keys() & value.keys() if isinstance(value, dict) else ():
        yield from faults(wanted[key], value[key], f"{at}/{key}")


def _others(wanted: Any, value: Any, at: str, schema: Json) -> Iterator[str]:
    for key in (
        value.keys() - schema.get("properties", {}).keys() if isinstance(value, dict) else ()
    ):
        if wanted is False:
            yield f"{at}: {key} is unknown"
        else:
            yield from faults(wanted, value[key], f"{at}/{key}")


def _unless(
    kinds: type | tuple[type, ...], right: Callable[[Any, Any], bool]
) -> Callable[[Any, Any, str, Json], Iterator[str]]:
    """Return a check of values of some kinds; others pass, as JSON Schema says."""

    def check(wanted: Any, value: Any, at: str, _: Json) -> Iterator[str]:
        if isinstance(value, kinds) and not right(wanted, value):
            yield f"{at}: not as {wanted} asks"

    return check


SILENT = ("$schema", "title", "description", "$defs")
WORDS: Mapping[str, Callable[[Any, Any, str, Json], Iterator[str]]] = {
    "$ref": _reference,
    "type": _type,
    "anyOf": _any,
    "oneOf": _any,
    "items": _items,
    "propertyNames": _names,
    "properties": _properties,
    "additionalProperties": _others,
    "enum": _unless(object, lambda wanted, value: value in wanted),
    "pattern": _unless(str, lambda wanted, value: bool(re.search(wanted, value))),
    "minLength": _unless(str, lambda wanted, value: len(value) >= wanted),
    "minItems": _unless(list, lambda wanted, value: len(value) >= wanted),
    "minProperties": _unless(dict, lambda wanted, value: len(value) >= wanted),
    "minimum": _unless(int, lambda wanted, value: value >= wanted),
    "maximum": _unless(int, lambda wanted, value: value <= wanted),
    "required": _unless(dict, lambda wanted, value: set(wanted) <= value.keys()),
}


class Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: `yes`, `no` and dates are words."""


Editor.yaml_implicit_resolvers = {
    key: [
        (tag, re.compile("^(?:true|false)$") if tag.endswith(":bool") else pattern)
        for tag, pattern in found
        if not tag.endswith((":timestamp", ":merge", ":value"))
    ]
    for key, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def seen(source: str) -> list[str]:
    return list(faults(SCHEMA, yaml.load(source, Editor)))


@pytest.mark.parametrize("path", sorted(FLOWS))
def test_every_shipped_flow_is_right_in_an_editor(path: str) -> None:
    """What publishing takes, an editor does not underline."""
    assert seen(FLOWS[path]) == []


WHOLE = """
flow: whole
title: Tout
open: [menu, link]
takes: {who: text}
sources:
  cnil: {publisher: CNIL, url: "https://www.cnil.fr/", checked: 2026-11-01, review: 2027-05-01}
update: finish
task: {when: "true", urgency: now, minutes: 5, stops: A, does_not_stop: B, ready: C}
steps:
  - {say: Bonjour, source: cnil, photo: a.png}
  - ask: way
    text: Par où ?
    choices: {left: Gauche, right: {label: Droite, if: who != none}}
    was: road
    skip: Passer
  - ask: day
    kind: date
    text: Quand ?
    check: {past: true}
    examples: [hier]
    error: Non
    private: true
    source: [cnil]
  - {ask: data, codes: leaked, kind: several, text: Quoi}
  - checklist: todo
    text: Liste
    items: {one: Un, two: {label: Deux, flow: other, if: way == 'left', source: cnil}}
  - {set: {x: 1}}
  - {if: way == 'left', then: [{say: A}], else: [{say: B}]}
  - case: way
    left: [{say: A}]
    right: [{say: B}]
  - {repeat: [{call: other, as: one}], while: x == 1, max: 3}
  - {call: other, each: data as entry, with: {what: entry}, as: two}
  - {do: remind, with: {at: today()}, as: three}
  - {stop: waiting, until: today() + days(3), awaits: une réponse, then: other}
"""


def test_every_word_of_the_language_is_right_in_an_editor() -> None:
    """Each key of each verb, as the reader takes it."""
    assert read_flow("whole", WHOLE)[1] == ()
    assert seen(WHOLE) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("title: Tout", "titel: Tout"),
        ("open: [menu, link]", "open: [menu, lnik]"),
        ("takes: {who: text}", "takes: {who: txet}"),
        ("publisher: CNIL", "publihser: CNIL"),
        ("update: finish", "update: never"),
        ("urgency: now", "urgency: soon"),
        ("minutes: 5", "minutes: 601"),
        ("stops: A, ", ""),
        ("{say: Bonjour", "{sya: Bonjour"),
        ("{say: Bonjour", "{say: Bonjour, ask: both"),
        ("{say: Bonjour, source", "{say: Bonjour, sorce"),
        ("ask: way", "ask: the way"),
        ("label: Droite, if", "label: Droite, flow: other, if"),
        ("{label: Droite, if: who != none}", "{if: who != none}"),
        ("kind: date", "kind: dtae"),
        ("check: {past: true}", "check: {psat: true}"),
        ("private: true", "private: maybe"),
        ("examples: [hier]", "examples: hier"),
        ("items: {one", "items: {One"),
        ("items: {one", "items: {a_key_longer_than_a_button_carries"),
        ("label: Deux, flow: other", "label: Deux, folw: other"),
        ("max: 3", "max: 21"),
        ("then: [{say: A}], else", "then: [], else"),
        ("left: [{say: A}]\n    right", "left: {say: A}\n    right"),
        ("each: data as entry", "each: data"),
        ("do: remind", "do: rmeind"),
        ("awaits: une", "awiats: une"),
    ],
)
def test_what_the_reader_refuses_an_editor_underlines(right: str, wrong: str) -> None:
    """Typos in keys and closed words, counts and shapes."""
    assert right in WHOLE
    source = WHOLE.replace(right, wrong, 1)

    assert read_flow("whole", source)[0] is None
    assert seen(source)


def test_letters_have_a_schema_too() -> None:
    """The shipped letters pass; an unknown word, a missing part and a wrong kind do not."""
    schema = json.loads(letters_schema())
    shipped_letters = read_folder(*shipped())["flows/letters.yml"]
    written = yaml.load(shipped_letters, yaml.BaseLoader)
    assert not list(faults(schema, written))

    bank = written["letters"]["bank_reply"]
    assert list(faults(schema, {"letters": {"a": {**bank, "form": "x"}}}))
    assert list(faults(schema, {"letters": {"a": {k: v for k, v in bank.items() if k != "to"}}}))
    assert list(faults(schema, {"letters": {}, "fields": {"a": {"label": "x", "kind": "txet"}}}))
