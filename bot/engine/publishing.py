"""What a new release means for people in the middle of a flow: rules M1 and M2.

Said before publishing, as warnings: the administrator decides.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from bot.engine.moving import Fate, Moved
from bot.engine.play import Need
from bot.flow.model import Ask, Block, Checklist, Do, Flow, Repeat, Update, inner
from bot.flow.nodes import nearest
from bot.flow.problem import Problem, Severity, in_order
from bot.flow.release import Release

Question = Ask | Checklist


def check(old: Release, new: Release, moved: Iterable[Moved]) -> tuple[Problem, ...]:
    """Return what publishing `new` over `old` would do to the sessions that moved."""
    return in_order((*_vanished(old, new), *_asked_again(moved)))


def _vanished(old: Release, new: Release) -> Iterator[Problem]:
    """M1: a question is gone without a `was`, and with it the answers people gave."""
    for name in sorted(old.flows.keys() & new.flows.keys()):
        before, after = old.flows[name], new.flows[name]
        if before.update is Update.FINISH:
            continue  # who is in it stays on the old release
        known, now = _questions(before), _questions(after)
        kept = {_beside(key, one.was) for key, one in now.items() if one.was is not None}
        fresh = now.keys() - known.keys()
        for key in sorted(known.keys() - now.keys() - kept):
            beside = [one for one in fresh if _beside(one, "") == _beside(key, "")]
            yield _gone(after, key, now, nearest(key, beside))


def _gone(flow: Flow, key: str, now: Mapping[str, Question], near: str | None) -> Problem:
    french = f"« {key} » n’est plus demandé : les réponses données seront perdues."
    english = f"“{key}” is no longer asked: the answers given will be lost."
    if near is not None:
        was = key.rpartition("/")[2]
        french += f" Si « {near} » le remplace, ajoutez-y `was: {was}`."
        english += f" If “{near}” replaces it, add `was: {was}` to it."
    pos = now[near].pos if near is not None else flow.pos
    return Problem(flow.file, pos, "M1", french, english, Severity.WARNING)


def _questions(flow: Flow) -> dict[str, Question]:
    """Return the questions of a flow by key; inside a `repeat` a key begins with its turn."""
    return dict(_of(flow.steps, ""))


def _of(block: Block, path: str) -> Iterator[tuple[str, Question]]:
    for step in block:
        if isinstance(step, Ask | Checklist):
            yield path + step.name, step
        for nested in inner(step):
            yield from _of(nested, f"{path}0/" if isinstance(step, Repeat) else path)


def _beside(key: str, name: str) -> str:
    """Return the key of another name at the same place."""
    return key[: len(key) - len(key.rpartition("/")[2])] + name


def _asked_again(moved: Iterable[Moved]) -> Iterator[Problem]:
    """M2: how many people would be asked what, instead of what they are reading."""
    asked = [m.need for m in moved if m.fate is Fate.ASKED_AGAIN and m.need is not None]
    counts = Counter((n.flow, (n.within or n.step).pos, _name(n)) for n in asked)
    for (flow, pos, name), count in counts.items():
        yield Problem(
            f"flows/{flow}.yml",
            pos,
            "M2",
            f"Conversations en cours à qui « {name} » sera demandé : {count}.",
            f"Open conversations that will be asked “{name}”: {count}.",
            Severity.WARNING,
        )


def _name(need: Need) -> str:
    return need.step.action if isinstance(need.step, Do) else need.step.name
