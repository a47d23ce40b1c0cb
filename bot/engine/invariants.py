"""What must hold wherever a person stands: the promises the walk and the wild tests check.

Each function yields what is broken; nothing means all is well.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.engine.conversation import step
from bot.engine.effects import Button, Effect, Forget, Option, Press, Run, Show
from bot.engine.events import Event, Ordered
from bot.engine.log import standing
from bot.engine.person import Person, Session
from bot.engine.person_json import from_json, to_json
from bot.engine.play import MOST_ANSWERS
from bot.engine.replay import replay
from bot.flow.model import Do
from bot.flow.release import Release

LONGEST_MESSAGE = 4096  # Telegram's, in UTF-16 units
LONGEST_BUTTON = 64
LONGEST_PRESS = 50  # bytes: of Telegram's 64, 14 are the seal
TELLING = 6  # a shorter private example could stand in a screen by chance
COMMANDS = (
    "menu",
    "check",
    "plan",
    "human",
    "privacy",
    "help",
    "lang",
    "stop",
    "forget",
    "export",
    "back",
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that does not hold, as a sentence for the author."""

    french: str
    english: str


def of_screens(effects: Iterable[Effect]) -> Iterator[Broken]:
    """Yield what Telegram would refuse, or a person could not read or leave."""
    for effect in effects:
        if not isinstance(effect, Show):
            continue
        longest = max((_units(paragraph) for paragraph in effect.paragraphs), default=0)
        if longest > LONGEST_MESSAGE:
            yield Broken(
                "un paragraphe dépasse ce qu’un message peut contenir",
                "a paragraph is longer than a message may be",
            )
        if not any(paragraph.strip() for paragraph in effect.paragraphs):
            yield Broken("un écran ne dit rien", "a screen says nothing")
        if not effect.buttons:
            yield Broken("un écran n’a pas de sortie", "a screen has no way out")
        yield from _of_buttons(button for row in effect.buttons for button in row)


def _of_buttons(buttons: Iterable[Button]) -> Iterator[Broken]:
    for button in buttons:
        if not 0 < len(button.label) <= LONGEST_BUTTON:
            yield Broken(
                f"ce texte ne tient pas sur son bouton : « {button.label} »",
                f"a label does not fit its button: “{button.label}”",
            )
        if len(_form(button.press).encode()) > LONGEST_PRESS:
            yield Broken(
                f"un bouton ne peut pas porter autant : « {_form(button.press)} »",
                f"a button cannot carry this much: “{_form(button.press)}”",
            )


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _form(press: Press) -> str:
    """Return a press about as it travels."""
    match press:
        case Option(session, seq, option):
            return f"o{session}:{seq}:{option}"
        case order:
            where = [part if part is not None else "" for part in (order.session, order.seq)]
            return f"c{where[0]}:{where[1]}:{order.name}:{order.argument}"


def of_person(release: Release, person: Person) -> Iterator[Broken]:
    """Yield what is wrong with what is kept: storing, replaying, privacy, an end in sight."""
    if from_json(to_json(person)) != person:
        yield Broken("enregistrer change la personne", "storing changes the person")
    for session in person.sessions:
        if session.release != release.hash:
            continue  # it stands on an older one, and follows it
        position = replay(release, session)
        if position != replay(release, session):
            yield Broken(
                "rejouer ne donne pas deux fois la même chose", "replay is not the same twice"
            )
        if len(session.answers) >= MOST_ANSWERS:
            yield Broken(
                f"{MOST_ANSWERS} réponses et pas de fin", f"{MOST_ANSWERS} answers and no end"
            )
        runs = position.need is not None and isinstance(position.need.step, Do)
        if not runs and any(
            given.key in position.private and given.value is not None for given in session.answers
        ):
            yield Broken(
                "une réponse privée est gardée après usage",
                "a private answer is kept after its use",
            )


def _runs(release: Release, session: Session) -> bool:
    need = replay(release, session).need
    return need is not None and isinstance(need.step, Do)


def of_private(
    release: Release, typed: str, person: Person, effects: Iterable[Effect]
) -> Iterator[Broken]:
    """Yield where a private answer went besides the action that comes next."""
    if len(typed) < TELLING:
        return
    effects = tuple(effects)
    if any(typed in p for e in effects if isinstance(e, Show) for p in e.paragraphs):
        yield Broken("une réponse privée est montrée", "a private answer is shown")
    waits = any(_runs(release, session) for session in person.sessions)
    if not waits and typed in repr(to_json(person)):
        yield Broken("une réponse privée est gardée", "a private answer is kept")
    if not waits and any(typed in repr(e) for e in effects if isinstance(e, Run)):
        yield Broken(
            "une réponse privée part vers une action que rien n’attend",
            "a private answer is given to an action nobody waits for",
        )


def of_commands(release: Release, person: Person, now: datetime) -> Iterator[Broken]:
    """Yield the commands that do not answer where the person stands."""
    for name in COMMANDS:
        event: Event = Ordered(name)
        _, effects = step(release, person, event, now)
        if not any(isinstance(effect, Show | Run | Forget) for effect in effects):
            yield Broken(f"/{name} ne montre rien", f"/{name} shows nothing")
        yield from of_screens(effects)


def of_back(release: Release, before: Person, after: Person, now: datetime) -> Iterator[Broken]:
    """Yield how going back from `after` differs from never having gone on from `before`."""
    number = before.sessions[-1].number
    if not any(session.number == number for session in after.sessions):
        return  # the flow is over
    returned, _ = step(release, after, Ordered("back"), now)
    was, now_is = before.sessions[-1], returned.sessions[-1]
    if now_is.number != number or now_is.answers != was.answers:
        yield Broken("retour ne ramène pas en arrière", "back does not lead back")
    elif replay(release, was).need != replay(release, now_is).need:
        yield Broken("retour demande autre chose", "back asks something else")
    if returned.profile != before.profile:
        yield Broken("retour ne rend pas le profil", "back does not give the profile back")
    if (returned.tasks, returned.reminders) != (before.tasks, before.reminders):
        yield Broken("retour ne rend pas le plan", "back does not give the plan back")
    if standing(returned) != standing(before):
        yield Broken("retour ne rend pas le journal", "back does not give the log back")
