"""What a person sees: positions, menus and plans turned into `Show`.

Every sentence comes from the release, in the person's language; this file only chooses and
arranges. Each screen carries a way out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.engine.effects import Button, Lane, Manner, Option, Order, Promise, Show
from bot.engine.events import Sign
from bot.engine.person import Person, Session
from bot.engine.play import CONTINUE, Act, Need, Tell
from bot.engine.replay import Position
from bot.engine.session import proposed
from bot.flow.model import Ask, Checklist, Flow, Kind, ProfileEntry, Text, Value, every_step
from bot.flow.release import Release
from bot.flow.text import Words, format_source, places, render

SKIP = "skip"
KEEP = "keep"  # answer as before; like SKIP and CONTINUE, no option may be called so
MOST_ROWS = 12  # of a list that could grow
LONGEST_LABEL = 40
SHORT = 16  # two buttons whose labels are at most this long share a row

Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a screen is drawn from."""

    release: Release
    person: Person
    now: datetime
    words: Words = field(init=False)

    def __post_init__(self) -> None:
        """Choose the words of the person's language once."""
        object.__setattr__(self, "words", self.release.words(self.person.language))

    @property
    def local(self) -> datetime:
        """The moment, in the person's zone."""
        return self.now.astimezone(ZoneInfo(self.person.zone))

    def say(self, key: str, **values: Value) -> str:
        """Return one of the engine's own sentences."""
        return self.words.say(key, **values)

    def title(self, flow: str) -> str:
        """Return the title of a flow."""
        return self.words.translate(self.release.flows[flow].title)

    def order(self, label: str, name: str, argument: str = "") -> Button:
        """Return a button for a command."""
        return Button(self.say(label), Order(name, argument))


def navigation(look: Look, session: Session | None = None) -> Row:
    """Return the way out that every screen carries: back, menu, a human."""
    row = [look.order("button.menu", "menu"), look.order("button.tell_human", "human")]
    if session is not None and session.answers:
        press = Order("back", session=session.number, seq=session.seq)
        row.insert(0, Button(look.say("button.back"), press))
    return tuple(row)


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
    # These rooms and this one draw on each other.
    from bot.engine import plan_screens, promised  # noqa: PLC0415

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


def shorten(label: str, most: int = LONGEST_LABEL) -> str:
    """Return a label that fits a button on a phone."""
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def _ticks(look: Look, session: Session, need: Need, flow: Flow) -> list[Row]:
    buttons = []
    for item in need.items:
        mark = "✅ " if item.key in need.ticked else "⬜ "
        buttons.append(_tap(session, item.key, mark + write(look, item.label, need.values, flow)))
    rows: list[Row] = [(button,) for button in buttons]
    rows.append((_tap(session, CONTINUE, look.say("button.done_list")),))
    return rows


def in_rows(buttons: Iterable[Button]) -> list[Row]:
    """Put buttons one under the other; two short neighbours share a row."""
    rows: list[Row] = []
    for button in buttons:
        last = rows[-1] if rows else ()
        if len(last) == 1 and len(last[0].label) <= SHORT and len(button.label) <= SHORT:
            rows[-1] = (*last, button)
        else:
            rows.append((button,))
    return rows


def menu(look: Look, lead: Iterable[str] = (), left: str | None = None) -> Show:
    """Return the menu: the flow that was left, the guides, and everything that always works."""
    rows: list[Row] = []
    if left is not None:
        rows.append((Button(look.say("menu.resume", title=left), Order("resume")),))
    rows.extend((Button(look.title(flow), Order("open", flow)),) for flow in look.release.menu)
    rows.append((look.order("button.plan", "plan"), look.order("button.reminders", "reminders")))
    rows.append((look.order("button.language", "lang"), look.order("button.tell_human", "human")))
    return Show((*lead, look.say("menu.title")), tuple(rows))


def notice(look: Look, *keys: str, **values: Value) -> tuple[str, ...]:
    """Return engine sentences as paragraphs."""
    return tuple(look.say(key, **values) for key in keys)


def reminder_manner(show: Show, lane: Lane) -> Show:
    """Return a screen as a message of the bot's own accord: below all others, never doubled."""
    return Show(show.paragraphs, show.buttons, Manner.NEW, lane, Promise.REMINDER)
