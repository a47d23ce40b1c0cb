"""T14: one act per message. An act is a bold order; a message is what stands on one screen.

What is told gathers on a screen until something is asked, so two orders with no question between
them reach a person together: the rule follows the blocks and the calls as the engine does, without
reading the conditions.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.flow.model import (
    Ask,
    Block,
    Call,
    Case,
    Checklist,
    Flow,
    If,
    Repeat,
    Say,
    Stop,
    Text,
    every_step,
    inner,
)
from bot.flow.parts import at
from bot.flow.problem import Problem
from bot.flow.release import SOURCE_LANGUAGE, Release

_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
# What opens an order: in French a verb in -ez, “dites” or “faites”; in English one of the verbs
# that guidance gives orders with.
_ORDER: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "fr": re.compile(
            r"(?:(?:puis|ensuite|d’abord|maintenant),? |ne |n’)?(?:\w+ez|dites|faites)\b",
            re.IGNORECASE,
        ),
        "en": re.compile(
            r"(?:(?:then|next|first|now),? |do not |never )?(?:add|answer|ask|block|call|cancel"
            r"|change|check|close|complete|copy|cut|declare|delete|disconnect|dispute|do"
            r"|file (?:an?|your|the)|fill|forward|get|give|go|hang|install"
            r"|keep|let|lock|look|make|mark|note"
            r"|open (?:the|your|an?|\d\w*)|pay|press|put|read|refuse|remove|reply|report|restart"
            r"|say|search|send|set|show|shut|sign|start|stop|switch|take|talk|tell|tick|turn|type"
            r"|use|warn|write)\b",
            re.IGNORECASE,
        ),
    }
)


def orders(said: str, language: str) -> tuple[re.Match[str], ...]:
    """Return the acts a message gives: each bold that opens with an order and is no heading."""
    order = _ORDER.get(language)
    return tuple(
        bold
        for bold in _BOLD.finditer(said)
        if order is not None and order.match(bold[1]) and bold[1].rstrip()[-1] not in ":?"
    )


def check(release: Release, flow: Flow) -> Iterator[Problem]:
    """Yield the messages of a flow that give more than one act, each language by itself."""
    for step in every_step(flow.steps):
        if isinstance(step, Say | Ask | Checklist):
            for language in release.languages:
                yield from _of_text(release, flow.file, step.text, language)


def check_release(release: Release) -> Iterator[Problem]:
    """Yield the acts that reach a person on a screen where another act stands already."""
    screens = _Screens(release)
    for flow in release.flows.values():
        screens.after(flow, 0)
    yield from screens.problems


def _of_text(release: Release, file: str, text: Text, language: str) -> Iterator[Problem]:
    said = release.words(language).translate(text)
    if language != SOURCE_LANGUAGE and said == text.french:
        return  # not translated: L1 says so
    for extra in orders(said, language)[1:]:
        yield Problem(
            file,
            at(text, extra.start() if language == SOURCE_LANGUAGE else 0),
            "T14",
            f"« {extra[1]} » : un message donne un seul geste ({language}).",
            f"“{extra[1]}”: a message gives one act only ({language}).",
        )


@dataclass(slots=True)
class _Screens:
    """Counts the acts on the screen along every way; a flow is followed once per beginning."""

    release: Release
    problems: list[Problem] = field(default_factory=list)
    _after: dict[tuple[str, int], int] = field(default_factory=dict)

    def after(self, flow: Flow, acts: int) -> int:
        """Return the most acts on the screen when a flow that began with `acts` is over."""
        key = (flow.name, acts)
        if key not in self._after:
            self._after[key] = acts  # for calls in a ring, which S7 refuses
            ends: list[int] = []
            last = self._block(flow, flow.steps, acts, ends)
            self._after[key] = max(ends if last is None else (*ends, last), default=acts)
        return self._after[key]

    def _block(self, flow: Flow, block: Block, acts: int, ends: list[int]) -> int | None:
        """Return the most acts on the screen after a block; None when every way stopped in it."""
        for step in block:
            match step:
                case Say():
                    acts = self._shown(flow, step.text, acts)
                case Ask() | Checklist():
                    self._shown(flow, step.text, acts)
                    acts = 0
                case If() | Case() | Repeat():
                    left = [self._block(flow, one, acts, ends) for one in inner(step)]
                    going = [count for count in left if count is not None]
                    if not going:
                        return None
                    acts = max(going)
                case Call() if step.flow in self.release.flows:
                    acts = self.after(self.release.flows[step.flow], acts)
                case Stop():
                    ends.append(acts)
                    return None
        return acts

    def _shown(self, flow: Flow, text: Text, acts: int) -> int:
        found = orders(text.french, SOURCE_LANGUAGE)
        if found and acts:
            self.problems.append(
                Problem(
                    flow.file,
                    at(text, found[0].start()),
                    "T14",
                    f"« {found[0][1]} » : un autre geste est déjà à l’écran. Posez une question"
                    " entre les deux.",
                    f"“{found[0][1]}”: another act stands on the screen already. Ask a question"
                    " between the two.",
                )
            )
        return max(acts, min(len(found), 1))
