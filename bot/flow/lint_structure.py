"""Rules about how flows are built and how they hang together: S4, S7 to S11.

S1, S2, S3, S5 and S6 are about the shape of one file and are found while it is read.
"""

from collections.abc import Iterator

from bot.flow.model import (
    Ask,
    Block,
    Call,
    Case,
    Checklist,
    Do,
    Expression,
    Flow,
    If,
    Repeat,
    Step,
    Stop,
    every_step,
)
from bot.flow.nodes import nearest
from bot.flow.problem import Pos, Problem, Severity
from bot.flow.release import Release, flow_name
from bot.flow.scope import outcomes
from bot.flow.words import REQUIRED_FLOWS

TASK_OUTCOMES = frozenset({"done", "later", "not_for_me", "waiting"})
MENU = "flows/menu.yml"


def check(release: Release, flow: Flow) -> Iterator[Problem]:
    """Yield what is wrong with the structure of one flow."""
    yield from _names(flow)
    yield from _calls(release, flow)
    yield from _repeats(flow)
    yield from _opens(release, flow)
    yield from _task(flow)


def check_release(release: Release) -> Iterator[Problem]:
    """Yield what is wrong with how the flows hang together."""
    for name in sorted(REQUIRED_FLOWS - release.flows.keys() - unread(release)):
        yield Problem(
            MENU,
            Pos(1, 1),
            "S7",
            f"Le guide « {name} » manque : le robot l’appelle par son nom.",
            f"The flow “{name}” is missing: the bot calls it by name.",
        )
    for name in release.menu:
        target = release.flows.get(name)
        if name in unread(release):
            continue
        if target is None:
            yield Problem(MENU, Pos(1, 1), "S7", *_unknown(name, release))
        elif "menu" not in target.opens:
            yield Problem(
                MENU,
                Pos(1, 1),
                "S9",
                f"Le guide « {name} » est au menu, mais n’a pas `open: menu`.",
                f"The flow “{name}” is in the menu but has no `open: menu`.",
            )
    yield from _cycles(release)
    if not unread(release):
        yield from _unreachable(release)


def unread(release: Release) -> frozenset[str]:
    """Return the flows whose file is there but does not read: their own problems are enough."""
    names = {name for path in release.files if (name := flow_name(path)) is not None}
    return frozenset(names - release.flows.keys())


def _unknown(name: str, release: Release) -> tuple[str, str]:
    near = nearest(name, release.flows)
    french, english = f"Aucun guide « {name} ».", f"No flow “{name}”."
    if near is not None:
        french += f" Vouliez-vous dire « {near} » ?"
        english += f" Did you mean “{near}”?"
    return french, english


def keyed(step: Step) -> str | None:
    """Return the key under which what a step waits for is kept, if it waits."""
    match step:
        case Ask() | Checklist() | Call():
            return step.name
        case Do():
            return step.name or step.action
        case _:
            return None


def _names(flow: Flow) -> Iterator[Problem]:
    """S4: two steps of one name would share one answer."""
    seen = set(flow.takes)
    for step in every_step(flow.steps):
        name = keyed(step)
        if name is None:
            continue
        if name in seen:
            remedy = (" : ajoutez `as`", ": add `as`") if isinstance(step, Do | Call) else ("", "")
            yield Problem(
                flow.file,
                step.pos,
                "S4",
                f"Le nom « {name} » sert déjà{remedy[0]}.",
                f"The name “{name}” is already used{remedy[1]}.",
            )
        seen.add(name)


def called(flow: Flow) -> Iterator[tuple[str, Pos, frozenset[str] | None]]:
    """Yield the flows a flow leads to by name: where, and with which inputs if it is a call."""
    for step in every_step(flow.steps):
        match step:
            case Call():
                yield step.flow, step.pos, frozenset(name for name, _ in step.arguments)
            case Checklist():
                for item in step.items:
                    if item.flow is not None:
                        yield item.flow, item.pos, frozenset()
            case Stop(then=str() as name):
                yield name, step.pos, None
            case Do(action="remind"):
                for name, argument in step.arguments:
                    if name == "about" and isinstance(argument, Expression):
                        written = argument.source
                        if written[:1] in "'\"":
                            yield written.strip("'\""), argument.pos, None


def _calls(release: Release, flow: Flow) -> Iterator[Problem]:
    """S7: a call leads to a flow that exists, with the inputs it takes."""
    for name, pos, given in called(flow):
        target = release.flows.get(name)
        if name in unread(release):
            continue
        if target is None:
            yield Problem(flow.file, pos, "S7", *_unknown(name, release))
            continue
        for extra in sorted((given or frozenset()) - target.takes.keys()):
            yield Problem(
                flow.file,
                pos,
                "S7",
                f"Le guide « {name} » ne prend pas « {extra} ».",
                f"The flow “{name}” does not take “{extra}”.",
            )
        for missing in sorted(target.takes.keys() - given) if given is not None else ():
            yield Problem(
                flow.file,
                pos,
                "S7",
                f"Le guide « {name} » attend « {missing} » (dans `with`).",
                f"The flow “{name}” expects “{missing}” (in `with`).",
            )


def _cycles(release: Release) -> Iterator[Problem]:
    """S7: no flow comes back to itself by calls, so every flow ends."""
    calls = {
        name: sorted({to for to, _, given in called(flow) if given is not None})
        for name, flow in release.flows.items()
    }
    done: set[str] = set()
    reported: set[frozenset[str]] = set()

    def visit(name: str, path: tuple[str, ...]) -> Iterator[Problem]:
        if name in path:
            ring = (*path[path.index(name) :], name)
            if frozenset(ring) not in reported:
                reported.add(frozenset(ring))
                flow = release.flows[ring[0]]
                pos = next(p for to, p, _ in called(flow) if to == ring[1])
                written = " → ".join(ring)
                yield Problem(
                    flow.file,
                    pos,
                    "S7",
                    f"Ces guides s’appellent en rond : {written}.",
                    f"These flows call each other in a ring: {written}.",
                )
            return
        if name in done or name not in calls:
            return
        for to in calls[name]:
            yield from visit(to, (*path, name))
        done.add(name)

    for name in sorted(calls):
        yield from visit(name, ())


def _repeats(flow: Flow) -> Iterator[Problem]:
    """S8: each turn of a repeat waits for something, or it would be the same turn again."""
    for step in every_step(flow.steps):
        if isinstance(step, Repeat) and not _waits(step.block):
            yield Problem(
                flow.file,
                step.pos,
                "S8",
                "Ce `repeat` n’attend aucune réponse : il répéterait la même chose.",
                "This `repeat` waits for no answer: it would repeat the same thing.",
            )


def _waits(block: Block) -> bool:
    """Tell whether every way through a block waits for an answer."""
    for step in block:
        match step:
            case Ask() | Checklist() | Call() | Stop():
                return True
            case Do(name=str()):
                return True
            case If() if step.otherwise and _waits(step.then) and _waits(step.otherwise):
                return True
            case Case() if step.branches and all(_waits(b) for _, b in step.branches):
                return True
            case Repeat() if _waits(step.block):
                return True
    return False


def _opens(release: Release, flow: Flow) -> Iterator[Problem]:
    if "menu" in flow.opens and flow.name not in release.menu:
        yield Problem(
            flow.file,
            flow.pos,
            "S9",
            f"Ce guide s’ouvre par le menu, mais menu.yml ne cite pas « {flow.name} ».",
            f"This flow opens from the menu, but menu.yml does not list “{flow.name}”.",
        )


def _unreachable(release: Release) -> Iterator[Problem]:
    """S10: a flow nobody can arrive at."""
    reached = set(REQUIRED_FLOWS) | set(release.menu)
    reached |= {f.name for f in release.flows.values() if f.opens or f.task is not None}
    frontier = sorted(reached)
    while frontier:
        flow = release.flows.get(frontier.pop())
        for name, _, _ in called(flow) if flow is not None else ():
            if name not in reached:
                reached.add(name)
                frontier.append(name)
    for name in sorted(release.flows.keys() - reached):
        flow = release.flows[name]
        yield Problem(
            flow.file,
            flow.pos,
            "S10",
            "Aucun chemin n’arrive à ce guide : ni menu, ni lien, ni `call`.",
            "No way leads to this flow: no menu, no link, no `call`.",
            Severity.WARNING,
        )


def _task(flow: Flow) -> Iterator[Problem]:
    """S11: a task ends as the plan understands, and only `waiting` carries a date."""
    for step in every_step(flow.steps):
        if not isinstance(step, Stop):
            continue
        if flow.task is not None and step.outcome not in TASK_OUTCOMES:
            yield Problem(
                flow.file,
                step.pos,
                "S11",
                "Une tâche finit par done, later, not_for_me ou waiting.",
                "A task ends with done, later, not_for_me or waiting.",
            )
        dated = step.until is not None and step.awaits is not None
        if step.outcome == "waiting" and not dated:
            yield Problem(
                flow.file,
                step.pos,
                "S11",
                "`stop: waiting` demande `until` (la date) et `awaits` (ce qu’on attend).",
                "`stop: waiting` needs `until` (the date) and `awaits` (what is awaited).",
            )
        if step.outcome == "waiting" and flow.task is None:
            yield Problem(
                flow.file,
                step.pos,
                "S11",
                "Seule une tâche (en-tête `task`) peut finir par waiting.",
                "Only a task (a `task` header) can end with waiting.",
            )
        if step.outcome != "waiting" and (step.until or step.awaits or step.then):
            yield Problem(
                flow.file,
                step.pos,
                "S11",
                "`until`, `awaits` et `then` vont avec `stop: waiting` seulement.",
                "`until`, `awaits` and `then` go with `stop: waiting` only.",
            )
    if flow.task is not None and "end" in outcomes(flow):
        yield Problem(
            flow.file,
            flow.pos,
            "S11",
            "Une tâche finit par `stop` sur chaque chemin.",
            "A task ends with `stop` on every path.",
        )


__all__ = ["called", "check", "check_release", "keyed"]
