"""What a flow tells and asks, as a screen: its texts with their places filled, sources, answers."""

from collections.abc import Iterable, Mapping

from bot.engine import plan_screens, promised
from bot.engine.effects import Button, Option, Show
from bot.engine.events import Sign
from bot.engine.person import Session
from bot.engine.play import CONTINUE, Act, Need, Tell
from bot.engine.replay import Position
from bot.engine.screens import LONGEST_LABEL, Look, Row, in_rows, navigation, shorten
from bot.engine.session import proposed
from bot.flow.model import Ask, Checklist, Flow, Kind, ProfileEntry, Text, Value, every_step
from bot.flow.text import format_source, places, render

SKIP = "skip"
KEEP = "keep"  # answer as before; like SKIP and CONTINUE, no option may be called so


def labels(
    look: Look, flow: Flow, names: Iterable[str], values: Mapping[str, Value]
) -> dict[str, dict[str, str]]:
    """Return the words for the codes of choices and profile entries among `names`.

    A list that a flow computed, as by `leaks(…)`, or the entry of one, is known by its codes.
    """
    found: dict[str, dict[str, str]] = {}
    wanted = {name for name in names if not name.startswith("fact.")}
    if not wanted:
        return found
    for step in every_step(flow.steps):
        if isinstance(step, Ask) and step.name in wanted:
            entry = look.release.profile.get(step.codes or "")
            options = entry.options if entry is not None else step.options
            found[step.name] = {o.key: look.words.translate(o.label) for o in options}
    for name in wanted - found.keys():
        own = look.release.profile.get(name)
        entry = own or _holding(look, values.get(name))
        if entry is not None:
            listed = own is None and isinstance(values.get(name), tuple)
            said = {o.key: look.words.translate(o.label) for o in entry.options}
            found[name] = {k: _inside(label) for k, label in said.items()} if listed else said
    return {name: words for name, words in found.items() if words}


def _inside(label: str) -> str:
    """Write a label as it stands in a sentence: “IBAN” and “SMS” keep their capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _holding(look: Look, value: Value) -> ProfileEntry | None:
    """Return the entry of the profile whose codes these are, if they are codes."""
    codes = {value} if isinstance(value, str) else set(value) if isinstance(value, tuple) else set()
    entries = look.release.profile.values()
    return next((e for e in entries if codes and codes <= {o.key for o in e.options}), None)


def write(
    look: Look,
    text: Text,
    values: Mapping[str, Value],
    flow: Flow,
    signs: Mapping[str, tuple[Sign, ...]] | None = None,
) -> str:
    """Return a text of a flow with its places filled."""
    names = {place.name for place in places(text.french)}
    shown = {name: _signs(look, found) for name, found in (signs or {}).items()}
    return render(
        text,
        values,
        look.words,
        now=look.local,
        labels=labels(look, flow, names, values),
        signs=shown,
    ).strip()


def _signs(look: Look, signs: tuple[Sign, ...]) -> str:
    known = (sign for sign in signs if f"sign.{sign.id}" in look.words.texts)
    return "\n".join("• " + look.say(f"sign.{sign.id}", span=sign.span) for sign in known)


def told(
    look: Look, session: Session, position: Position, signs: Mapping[str, tuple[Sign, ...]]
) -> list[str]:
    """Return the paragraphs said since the person's last answer, then where they come from."""
    paragraphs: list[str] = []
    sources: dict[str, None] = {}
    for output in position.told:
        match output:
            case Tell(step=say, values=values, flow=name):
                flow = look.release.flows[name]
                paragraphs.append(write(look, say.text, values, flow, signs))
                sources.update(dict.fromkeys(cited(look, flow, say.text, say.sources)))
            case act:
                paragraphs.extend(_did(look, session, act))
    return [p for p in paragraphs if p] + (["\n".join(sources)] if sources else [])


def cited(look: Look, flow: Flow, text: Text, named: tuple[str, ...]) -> list[str]:
    """Return the source lines of a text: the ones it names, and those of the facts in it."""
    facts = (p.name.removeprefix("fact.") for p in places(text.french) if p.name[:5] == "fact.")
    found: dict[str, None] = {}
    for name in (*named, *facts):
        own = flow.sources.get(name)
        source = own if own is not None else look.release.facts[name].source
        found[format_source(source, look.words, look.local)] = None
    return list(found)


def _did(look: Look, session: Session, act: Act) -> list[str]:
    match act.step.action:
        case "plan":
            return plan_screens.summary(look)
        case "remind":
            return promised.promised(look, session, act)
        case _:
            return []


def question(
    look: Look,
    session: Session,
    position: Position,
    need: Need,
    step: Ask | Checklist,
    *,
    signs: Mapping[str, tuple[Sign, ...]] | None = None,
    lead: Iterable[str] = (),
) -> Show:
    """Return the screen of the question a session waits on, after what was just told."""
    paragraphs = [*lead, *told(look, session, position, signs or {}), asked(look, need, step)]
    flow = look.release.flows[need.flow]
    rows: list[Row] = []
    if isinstance(step, Ask):
        paragraphs.extend(cited(look, flow, step.text, step.sources))
        paragraphs.extend(_hint(look, need, step))
        rows.extend(_answers(look, session, need, step, flow))
    else:
        paragraphs.extend(_rests_on(look, need, step, flow))
        rows.extend(_ticks(look, session, need, flow))
    rows.append(navigation(look, session))
    return Show(tuple(p for p in paragraphs if p), tuple(rows))


def asked(look: Look, need: Need, step: Ask | Checklist) -> str:
    """Return the words of a question, or of a list with its count."""
    counted = {"done": len(need.ticked), "total": len(need.items)}
    values = {**need.values, **(counted if isinstance(step, Checklist) else {})}
    return write(look, step.text, values, look.release.flows[need.flow])


def _rests_on(look: Look, need: Need, checklist: Checklist, flow: Flow) -> list[str]:
    """Return the source lines of a list and of the lines it shows, each once."""
    shown = [(checklist.text, checklist.sources), *((i.label, i.sources) for i in need.items)]
    found = (line for text, named in shown for line in cited(look, flow, text, named))
    return list(dict.fromkeys(found))


def _hint(look: Look, need: Need, ask: Ask) -> list[str]:
    if need.within is not None:
        return [look.say("letter.example", example=example) for example in ask.examples]
    hints = {
        Kind.DATE: "date.hint",
        Kind.MOMENT: "moment.hint",
        Kind.SEVERAL: "several.instruction",
    }
    return [look.say(hints[ask.kind])] if ask.kind in hints else []


def _tap(session: Session, option: str, label: str) -> Button:
    return Button(label, Option(session.number, session.seq, option))


def _answers(look: Look, session: Session, need: Need, ask: Ask, flow: Flow) -> list[Row]:
    buttons: list[Button] = []
    for option in need.options:
        label = write(look, option.label, need.values, flow)
        if ask.kind is Kind.SEVERAL:
            label = ("✅ " if option.key in session.draft else "⬜ ") + label
        buttons.append(_tap(session, option.key, label))
    rows = in_rows(buttons)
    proposal = proposed(session, need, look.now)
    if proposal is not None and proposal.value is not None:
        shown = _shown(look, need, proposal.value)
        rows.append((_tap(session, KEEP, look.say("button.keep_answer", answer=shown)),))
    if ask.kind is Kind.SEVERAL:
        rows.append((_tap(session, CONTINUE, look.say("several.continue")),))
    if ask.skip is not None:
        rows.append((_tap(session, SKIP, write(look, ask.skip, need.values, flow)),))
    return rows


def _shown(look: Look, need: Need, value: Value) -> str:
    """Return an earlier answer in words, short enough for a button."""
    known = {option.key: look.words.translate(option.label) for option in need.options}
    match value:
        case str():
            shown = known.get(value, value)
        case tuple():
            shown = ", ".join(known.get(code, code) for code in value)
        case _:
            shown = look.words.plain(value)
    return shorten(shown, LONGEST_LABEL // 2)


def _ticks(look: Look, session: Session, need: Need, flow: Flow) -> list[Row]:
    buttons = []
    for item in need.items:
        mark = "✅ " if item.key in need.ticked else "⬜ "
        buttons.append(_tap(session, item.key, mark + write(look, item.label, need.values, flow)))
    rows: list[Row] = [(button,) for button in buttons]
    rows.append((_tap(session, CONTINUE, look.say("button.done_list")),))
    return rows
