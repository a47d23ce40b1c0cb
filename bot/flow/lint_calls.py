"""Rules about how flows hang together: S7, S9 and S10."""

from collections.abc import Iterator

from bot.flow.model import Call, Checklist, Do, Expression, Flow, Stop, every_step
from bot.flow.nodes import nearest
from bot.flow.problem import Pos, Problem, Severity
from bot.flow.release import Release, flow_name
from bot.flow.words import REQUIRED_FLOWS

MENU = "flows/menu.yml"


def check(release: Release, flow: Flow) -> Iterator[Problem]:
    """Yield what is wrong with the flows a flow leads to, and with how it opens."""
    yield from _calls(release, flow)
    yield from _opens(release, flow)


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
            yield Problem(MENU, release.menu_at[name], "S7", *_unknown(name, release))
        elif "menu" not in target.opens:
            yield Problem(
                MENU,
                release.menu_at[name],
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
            case Stop(branches=branches):
                for branch in dict.fromkeys(branch for _, branch in branches):
                    yield branch.flow, branch.pos, None
            case Do(action="remind"):
                for name, argument in step.arguments:
                    if name == "about" and isinstance(argument, Expression):
                        written = argument.source
                        if written[:1] in "'\"":
                            yield written.strip("'\""), argument.pos, None


def _given(flow: Flow) -> Iterator[tuple[str, Pos, frozenset[str]]]:
    """Yield what the flows after a wait are given: less than they take, never more."""
    for step in every_step(flow.steps):
        if isinstance(step, Stop):
            for branch in dict.fromkeys(branch for _, branch in step.branches):
                yield branch.flow, branch.pos, frozenset(name for name, _ in branch.arguments)


def _calls(release: Release, flow: Flow) -> Iterator[Problem]:
    """S7: a call leads to a flow that exists, with the inputs it takes."""
    for name, pos, given in called(flow):
        target = release.flows.get(name)
        if target is None:
            if name not in unread(release):
                yield Problem(flow.file, pos, "S7", *_unknown(name, release))
            continue
        yield from _extra(release, flow, name, pos, given or frozenset())
        for missing in sorted(target.takes.keys() - given) if given is not None else ():
            yield Problem(
                flow.file,
                pos,
                "S7",
                f"Le guide « {name} » attend « {missing} » (dans `with`).",
                f"The flow “{name}” expects “{missing}” (in `with`).",
            )

    for name, pos, given in _given(flow):
        yield from _extra(release, flow, name, pos, given)


def _extra(
    release: Release, flow: Flow, name: str, pos: Pos, given: frozenset[str]
) -> Iterator[Problem]:
    target = release.flows.get(name)
    for extra in sorted(given - target.takes.keys()) if target is not None else ():
        yield Problem(
            flow.file,
            pos,
            "S7",
            f"Le guide « {name} » ne prend pas « {extra} ».",
            f"The flow “{name}” does not take “{extra}”.",
        )


def _cycles(release: Release) -> Iterator[Problem]:
    """S7: no flow comes back to itself by calls, so every flow ends."""
    calls = {
        name: sorted({to for to, _, given in called(flow) if given is not None})
        for name, flow in release.flows.items()
    }
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> Iterator[Problem]:
        if name in path:
            ring = (*path[path.index(name) :], name)
            flow = release.flows[ring[0]]
            written = " → ".join(ring)
            yield Problem(
                flow.file,
                next(p for to, p, _ in called(flow) if to == ring[1]),
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
