"""Which sentences a step shows, and what it rests on: the ground that several rules stand on."""

from collections.abc import Iterator

from bot.flow.model import Ask, Checklist, Do, Flow, Say, Step, Stop, Text, every_step
from bot.flow.text import places


def told(step: Step) -> Iterator[Text]:
    """Yield the texts of a step that fill places with values."""
    match step:
        case Say():
            yield step.text
        case Ask() | Checklist():
            yield step.text
            yield from (option.label for option in getattr(step, "options", ()))
            yield from (item.label for item in getattr(step, "items", ()))
        case Do():
            yield from (given for _, given in step.arguments if isinstance(given, Text))


def plain(step: Step) -> Iterator[Text]:
    """Yield the texts of a step that are shown as written: only facts are filled in."""
    match step:
        case Ask():
            yield from (text for text in (step.error, step.skip) if text is not None)
        case Stop(awaits=Text() as awaits):
            yield awaits


def header(flow: Flow) -> Iterator[Text]:
    """Yield the texts of a flow's header."""
    yield flow.title
    if flow.task is not None:
        yield flow.task.stops
        yield flow.task.does_not_stop
        if flow.task.ready is not None:
            yield flow.task.ready


def every_text(flow: Flow) -> Iterator[Text]:
    """Yield each sentence of a flow, header first, then as written."""
    yield from header(flow)
    for step in every_step(flow.steps):
        yield from told(step)
        yield from plain(step)


def cited(step: Step) -> Iterator[str]:
    """Yield the ids of the facts and sources a step rests on, as written or by `{fact.…}`."""
    match step:
        case Say() | Ask() | Checklist():
            yield from step.sources
    match step:
        case Checklist():
            for item in step.items:
                yield from item.sources
    for text in (*told(step), *plain(step)):
        yield from facts_in(text)


def facts_in(text: Text) -> Iterator[str]:
    """Yield the keys of the facts a sentence shows."""
    for place in places(text.french):
        if place.name.startswith("fact."):
            yield place.name.removeprefix("fact.")
