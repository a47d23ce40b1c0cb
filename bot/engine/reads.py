"""What the course of a flow depends on: names it reads, profiles worth starting from."""

import ast
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.flow.evaluate import evaluate
from bot.flow.model import (
    Ask,
    Branch,
    Call,
    Case,
    Checklist,
    Do,
    Expression,
    If,
    Kind,
    Repeat,
    Set,
    Step,
    Stop,
    Text,
    Value,
    every_step,
)
from bot.flow.release import Release
from bot.flow.text import places
from bot.flow.words import OPENED_WITH

LAIN_BACK = tuple(timedelta(days=days) for days in (0, 40, 100, 400))


def live(release: Release, flow: str, step: Step) -> frozenset[str]:
    """Return the names that this step, or one after it in its flow, still reads."""
    steps = tuple(every_step(release.flows[flow].steps))
    here = next(at for at, one in enumerate(steps) if one is step)
    first = here
    for at, one in enumerate(steps[:here]):
        if isinstance(one, Repeat) and any(part is step for part in every_step(one.block)):
            first = min(first, at)  # the next turn reads again what this one read
    names: set[str] = set()
    for one in steps[first:]:
        names |= _read_by(one)
        if isinstance(one, Call):
            inner = {name for part in all_steps(release, one.flow) for name in _read_by(part)}
            names |= inner & release.profile.keys()
    return frozenset(names)


def _read_by(one: Step) -> set[str]:
    names = {name for expression in _expressions(one) for name in expression.names}
    match one:
        case Case():
            names.add(one.name)
        case Do():
            for _, given in one.arguments:
                if isinstance(given, Text):
                    names |= {place.name for place in places(given.french)}
    return names


def all_steps(release: Release, flow: str) -> Iterator[Step]:
    """Yield the steps of a flow and of every flow it calls, each flow once."""
    pending, known = [flow], set[str]()
    while pending:
        current = release.flows[pending.pop()]
        if current.name in known:
            continue
        known.add(current.name)
        for one in every_step(current.steps):
            yield one
            match one:
                case Call():
                    pending.append(one.flow)
                case Checklist():
                    pending.extend(item.flow for item in one.items if item.flow)


def _expressions(one: Step) -> Iterator[Expression]:
    match one:
        case If() | Repeat():
            yield one.test
        case Set():
            yield from (expression for _, expression in one.values)
        case Call():
            yield from (expression for _, expression in one.arguments)
            if one.each is not None:
                yield one.each
        case Do():
            yield from (a for _, a in one.arguments if isinstance(a, Expression))
        case Stop():
            if one.until is not None:
                yield one.until
            for _, branch in one.branches:
                yield from (expression for _, expression in branch.arguments)
        case Ask():
            yield from (o.when for o in one.options if o.when is not None)
        case Checklist():
            yield from (i.when for i in one.items if i.when is not None)


def profiles(release: Release, flow: str) -> Iterator[Mapping[str, Value]]:
    """Yield the profiles to start from: nothing, each code that is looked for, all of them."""
    yield MappingProxyType({})
    written = _written_codes(release, flow)
    everything: dict[str, Value] = {}
    for entry in release.profile.values():
        codes = tuple(o.key for o in entry.options if o.key in written.get(entry.name, ()))
        for code in codes:
            value: Value = (code,) if entry.kind is Kind.SEVERAL else code
            yield MappingProxyType({entry.name: value})
        if codes and entry.kind is Kind.SEVERAL:
            everything[entry.name] = codes
    if everything:
        yield MappingProxyType(everything)


def _written_codes(release: Release, flow: str) -> dict[str, set[str]]:
    """Return the codes that expressions compare each profile entry with."""
    found: dict[str, set[str]] = {}
    for one in all_steps(release, flow):
        for expression in _expressions(one):
            for name in expression.names & release.profile.keys():
                constants = (n for n in ast.walk(expression.tree) if isinstance(n, ast.Constant))
                found.setdefault(name, set()).update(str(node.value) for node in constants)
        if isinstance(one, Case) and one.name in release.profile:
            found.setdefault(one.name, set()).update(value for value, _ in one.branches)
    return found


def starts(release: Release, flow: str, now: datetime) -> Iterator[Mapping[str, Value]]:
    """Yield what a flow may be given at its start: nothing, and what each wait gives it.

    A day that is given lies back as long as waits last, from none to more than a year. A flow that
    is only ever called gets something of the right kind.
    """
    target = release.flows[flow]
    taken: list[Mapping[str, Value]] = []
    if target.opens or target.task is not None:
        taken.append({})
    for one in dict.fromkeys(every_branch(release)):
        if one.flow == flow:
            for age in LAIN_BACK:
                then = now - age
                taken.append({name: evaluate(value, {}, then) for name, value in one.arguments})
    if not taken or flow in OPENED_WITH:
        some: dict[Kind, Value] = {Kind.TEXT: flow, Kind.NUMBER: 1, Kind.CHOICE: flow}
        taken.append({name: some.get(kind) for name, kind in target.takes.items()})
    known: list[Mapping[str, Value]] = []
    for given in taken:
        if given not in known:
            known.append(given)
            yield MappingProxyType(dict(given))


def every_branch(release: Release) -> Iterator[Branch]:
    """Yield where the waits of a release lead."""
    for target in release.flows.values():
        for one in every_step(target.steps):
            if isinstance(one, Stop):
                yield from (branch for _, branch in one.branches)
