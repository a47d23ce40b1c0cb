"""Pictures and files in the conversation: put aside to be read, and taken up again as words.

Only a reference waits; the words come back as a `Read`, are used by the next action, and are gone.
"""

from collections.abc import Mapping
from hashlib import blake2s

from bot.engine import screens
from bot.engine.asking import Asked, asked_by, give, open_check
from bot.engine.effects import Erase, Run, Show
from bot.engine.events import Read, Sent
from bot.engine.play import Need
from bot.engine.turn import Turn, begin, current, hold, present, reshow, resume
from bot.flow import answers
from bot.flow.model import Ask, Kind, Value

READ = "read_picture"  # the action outside
MOST_BYTES = 5 * 1024 * 1024


def sent(turn: Turn, event: Sent, *, moved: bool) -> Turn:
    """Take a picture or a file: for the question that wants one, or as a message to check."""
    if event.secrets:
        turn = turn.also(Erase())
    if event.distress and "distress" in turn.release.flows:
        return begin(turn, "distress")
    asked = asked_by(turn, current(turn))
    match asked:
        case Asked(need=Need(step=Ask(kind=Kind.MESSAGE))):
            return _look(turn, asked, event)
        case Asked(need=Need(step=Ask(kind=Kind.PHOTO | Kind.FILE) as ask)):
            # Where the question was replaced, it was for one that is no longer put.
            return reshow(turn, "updated") if moved else _kept(turn, asked, ask, event)
    opened = open_check(turn) if event.picture else None
    if opened is None:
        return reshow(turn, "stray.picture" if event.picture else "stray.document")
    return _look(*opened, event)


def _kept(turn: Turn, asked: Asked, ask: Ask, event: Sent) -> Turn:
    """Answer a question that wants a file with its reference."""
    refused = answers.refuse_file(ask, event.kind, event.size)
    if ask.kind is Kind.PHOTO and not event.picture:
        refused = "error.photo"
    if refused is not None:
        return resume(turn, asked.session, lead=screens.notice(turn.look, refused))
    return give(turn, asked, event.reference)


def _look(turn: Turn, asked: Asked, event: Sent) -> Turn:
    """Have a picture read; what cannot be is said, and the words beside it are still checked."""
    if event.picture and event.size <= MOST_BYTES:
        return _put_aside(turn, asked, event)
    if event.caption.strip():
        return give(turn, asked, event.caption, {"picture": "unread"})
    refused = "picture.too_big" if event.picture else "stray.document"
    return resume(turn, asked.session, lead=screens.notice(turn.look, refused))


def _put_aside(turn: Turn, asked: Asked, event: Sent) -> Turn:
    """Have a picture read for a session that waits for a message, and say so meanwhile."""
    session = asked.session
    several = ("picture.album",) if event.album else ()
    said = screens.notice(turn.look, *several, "picture.reading")
    reference = blake2s(event.reference.encode(), digest_size=6).hexdigest()
    key = f"picture/{session.number}/{session.seq}/{reference}"
    beside = {"caption": event.caption} if event.caption else {}
    inputs: dict[str, Value] = {"reference": event.reference, "captioned": bool(event.caption)}
    turn = hold(turn, session)
    show = Show(said, (screens.navigation(turn.look, session),))
    return present(turn, show, in_front=True).also(Run(key, READ, inputs, beside))


def read(turn: Turn, event: Read) -> Turn:
    """Take up what a picture said, where it was asked for or, if that is past, as a new check."""
    if event.secrets:
        turn = turn.also(Erase())
    waiting = _waiting(turn, event)
    if event.outcome != "read":
        said = "stray.picture" if event.outcome == "off" else f"picture.{event.outcome}"
        if waiting is None:
            return reshow(turn, said)
        return resume(turn, waiting.session, lead=screens.notice(turn.look, said))
    opened = (turn, waiting) if waiting is not None else open_check(turn)
    return give(*opened, event.text, _beside(event)) if opened is not None else turn


def _waiting(turn: Turn, event: Read) -> Asked | None:
    """Return the question the picture was read for, while it still waits for its message."""
    _, number, seq, _ = event.key.split("/")
    wanted = (int(number), int(seq))
    session = next((s for s in turn.person.sessions if (s.number, s.seq) == wanted), None)
    asked = asked_by(turn, session)
    match asked:
        case Asked(need=Need(step=Ask(kind=Kind.MESSAGE))):
            return asked
        case _:
            return None


def _beside(event: Read) -> Mapping[str, Value]:
    """Return what the check is told besides the words: how they were read, and the codes."""
    inputs: dict[str, Value] = {"picture": "unread" if event.unread else "read"}
    if event.sender:
        inputs["sender"] = event.sender
    if event.secrets:
        inputs["secret"] = True
    if event.codes:
        inputs["codes"] = "\n".join(event.codes)
    return inputs
