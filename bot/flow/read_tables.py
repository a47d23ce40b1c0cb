"""The tables beside the flows: facts, breaches, profile, menu, and the engine's words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import yaml

from bot.flow.compose import compose
from bot.flow.grammar import LONGEST_KEY
from bot.flow.model import (
    Breach,
    Fact,
    Kind,
    Option,
    ProfileEntry,
    Source,
    Text,
)
from bot.flow.nodes import Node, Reader, position
from bot.flow.problem import Pos, Problem
from bot.flow.read_hours import read_hours

SOURCE_KEYS = ("publisher", "url", "checked", "review")
FACT_KINDS = (
    "phone",
    "short_number",
    "url",
    "email",
    "address",
    "text",
    "days",
    "weeks",
    "months",
    "money",
    "hours",
    "date",
)
FACT_KEYS = ("kind", "value", "label", *SOURCE_KEYS, "owner", "confidence", "basis")
BREACH_KEYS = ("name", "when", "summary", "leaked", "not_leaked", "disputed", *SOURCE_KEYS)

WITHDRAWN = "withdrawn"  # the engine's own code in the log

Problems = tuple[Problem, ...]


def read_source(reader: Reader, node: Node) -> Source:
    """Read a source of a flow's own `sources`."""
    at = reader.keys(
        node, reader.entries(node, ("une source", "a source")), SOURCE_KEYS, SOURCE_KEYS
    )
    return _source(reader, at, node)


def _source(reader: Reader, at: Mapping[str, Node], node: Node) -> Source:
    return Source(
        publisher=reader.text(at["publisher"]) if "publisher" in at else "",
        url=reader.text(at["url"]) if "url" in at else "",
        checked=_date(reader, at["checked"]) if "checked" in at else date.min,
        review=_date(reader, at["review"]) if "review" in at else date.max,
        pos=position(node),
    )


def _date(reader: Reader, node: Node) -> date:
    try:
        return date.fromisoformat(reader.text(node))
    except ValueError:
        reader.fault(node, "S1", "Écrivez une date : 2026-11-23.", "Write a date: 2026-11-23.")
        return date.max


def _table(reader: Reader, source: str, name: str) -> list[tuple[str, Node, Node]]:
    """Return the entries of the one table a file holds."""
    root = compose(reader, source)
    if root is None:
        return []
    entries = reader.entries(root, (f"la table `{name}`", f"the table `{name}`"))
    at = reader.keys(root, entries, (name,), (name,))
    return reader.entries(at[name], ("des lignes", "rows")) if name in at else []


def read_facts(file: str, source: str) -> tuple[dict[str, Fact], Problems]:
    """Read facts.yml."""
    reader = Reader(file)
    facts = {}
    for key, key_node, node in _table(reader, source, "facts"):
        reader.name(key_node)
        entries = reader.entries(node, ("un fait", "a fact"))
        at = reader.keys(node, entries, (*FACT_KEYS, "open"), FACT_KEYS)
        if set(FACT_KEYS) - at.keys():
            continue
        kind = reader.one_of(at["kind"], FACT_KINDS)
        stated = "open" in at and kind == "hours"
        if "open" in at and not stated:
            reader.fault(
                at["open"],
                "S1",
                "`open` va avec un fait de `kind: hours`.",
                "`open` goes with a fact of `kind: hours`.",
            )
        confidence = reader.one_of(at["confidence"], ("high", "medium"))
        facts[key] = Fact(
            key=key,
            kind=kind or "text",
            value=reader.words(at["value"], f"facts/{key}/value"),
            label=reader.words(at["label"], f"facts/{key}/label"),
            source=_source(reader, at, node),
            owner=reader.text(at["owner"]),
            confidence=confidence or "medium",
            basis=reader.text(at["basis"]),
            hours=read_hours(reader, at["open"]) if stated else None,
        )
    return facts, reader.found()


def read_codes(reader: Reader, node: Node | None) -> tuple[str, ...]:
    """Read a list of codes; where there is none, it is empty."""
    if node is None:
        return ()
    listed = reader.items(node, ("une liste de codes", "a list of codes"))
    return tuple(reader.text(n) for n in listed)


def read_breaches(file: str, source: str) -> tuple[dict[str, Breach], Problems]:
    """Read breaches.yml."""
    reader = Reader(file)
    breaches = {}
    required = ("name", "when", "summary", "leaked", *SOURCE_KEYS)
    for key, key_node, node in _table(reader, source, "breaches"):
        reader.name(key_node)
        entries = reader.entries(node, ("une fuite", "a breach"))
        at = reader.keys(node, entries, BREACH_KEYS, required)
        if set(required) - at.keys():
            continue
        breaches[key] = Breach(
            key=key,
            name=reader.words(at["name"], f"breaches/{key}/name"),
            when=reader.words(at["when"], f"breaches/{key}/when"),
            summary=reader.words(at["summary"], f"breaches/{key}/summary"),
            leaked=read_codes(reader, at["leaked"]),
            not_leaked=read_codes(reader, at.get("not_leaked")),
            disputed=read_codes(reader, at.get("disputed")),
            source=_source(reader, at, node),
            pos=position(key_node),
        )
    return breaches, reader.found()


def read_profile(file: str, source: str) -> tuple[dict[str, ProfileEntry], Problems]:
    """Read profile.yml; an entry with `codes: breaches` gets its options from the catalogue."""
    reader = Reader(file)
    profile = {}
    for key, key_node, node in _table(reader, source, "profile"):
        reader.name(key_node)
        entries = reader.entries(node, ("une entrée du profil", "a profile entry"))
        at = reader.keys(node, entries, ("kind", "codes"), ("kind", "codes"))
        if len(at) < 2:  # noqa: PLR2004 - both
            continue
        kind = reader.one_of(at["kind"], ("choice", "several"))
        options: tuple[Option, ...] = ()
        if isinstance(at["codes"], yaml.ScalarNode):
            reader.one_of(at["codes"], ("breaches",))
        else:
            options = tuple(
                Option(code, reader.words(label, f"profile/{key}/{code}"))
                for code, _, label in reader.entries(at["codes"], ("des codes", "codes"))
            )
        profile[key] = ProfileEntry(key, Kind(kind or "several"), options, position(key_node))
    return profile, reader.found()


def with_catalogue(
    profile: Mapping[str, ProfileEntry], breaches: Mapping[str, Breach]
) -> dict[str, ProfileEntry]:
    """Return the profile whose entries without codes of their own name the breaches."""
    known = tuple(Option(b.key, b.name) for b in breaches.values())
    return {
        name: entry if entry.options else replace(entry, options=known)
        for name, entry in profile.items()
    }


def read_texts(file: str, source: str) -> tuple[dict[str, Text], Problems]:
    """Read texts.yml: a flat table of keys and sentences."""
    reader = Reader(file)
    root = compose(reader, source)
    entries = reader.entries(root, ("des textes", "texts")) if root is not None else []
    return {key: reader.words(value, f"texts/{key}") for key, _, value in entries}, reader.found()


def read_events(file: str, source: str) -> tuple[dict[str, Text], Problems]:
    """Read events.yml: what the evidence log can hold, a code and a sentence each."""
    reader = Reader(file)
    events = {}
    for code, key_node, node in _table(reader, source, "events"):
        reader.name(key_node)
        if code == WITHDRAWN or len(code) > LONGEST_KEY:
            reader.fault(
                key_node,
                "S4",
                f"« {code} » ne peut pas être un code : réservé, ou trop long.",
                f"“{code}” cannot be a code: it is reserved, or too long.",
            )
        events[code] = reader.words(node, f"events/{code}")
    return events, reader.found()


def read_menu(file: str, source: str) -> tuple[dict[str, Pos], Problems]:
    """Read menu.yml: the flows of /menu, in order, each with its place in the file."""
    reader = Reader(file)
    root = compose(reader, source)
    if root is None:
        return {}, reader.found()
    at = reader.keys(root, reader.entries(root, ("le menu", "the menu")), ("menu",), ("menu",))
    nodes = (
        reader.items(at["menu"], ("une liste de guides", "a list of flows")) if "menu" in at else []
    )
    return {reader.text(node): position(node) for node in nodes}, reader.found()
