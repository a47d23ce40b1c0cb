"""The verdict on a paste: of its messages, the one that looks worst, and which one that is.

Each message is judged on its own: what is odd in one is not held against its neighbour, and an
honest notice does not make the fraud below it look better. Only when no message of a conversation
raises an alarm is all that one person wrote judged together, for a fraud can take several bubbles.
"""

from dataclasses import dataclass, replace

from bot.check.checker import judge
from bot.check.model import Checked, Sign, Verdict
from bot.check.parts import MOST, Part, parted
from bot.check.seen import Seen, Tables, look

_RANKS = {
    Verdict.KNOWN_SENDER: 0,
    Verdict.CANNOT_TELL: 1,
    Verdict.SUSPICIOUS: 2,
    Verdict.DANGER: 3,
}
ALARMS = (Verdict.DANGER, Verdict.SUSPICIOUS)
LONGEST_START = 40  # characters of a message that say which one it is


@dataclass(frozen=True, slots=True)
class Pasted:
    """The outcome of a paste. The places of the signs are places in the whole of it.

    `number` and `count` say which message of how many it is about; 0 of several: about all that
    one person wrote. `also` are the other messages that raise an alarm. `start` is how the message
    begins.
    """

    checked: Checked
    seen: Seen
    number: int = 1
    count: int = 1
    also: tuple[int, ...] = ()
    more: bool = False  # there were more messages than are read
    start: str = ""
    place: tuple[int, int] = (0, 0)


def check_paste(
    paste: str, *, sender: str | None = None, leaked: frozenset[str] = frozenset(), tables: Tables
) -> Pasted:
    """Return the verdict on one message or on several; `sender` is of those that name none."""
    parts = parted(paste, tables.brands)
    judged = [_judged(part, paste, sender, leaked, tables) for part in parts.each[:MOST]]
    count = len(judged)
    alarms = [at for at, (_, checked) in enumerate(judged) if checked.verdict in ALARMS]
    if not alarms:
        judged += [_judged(part, paste, sender, leaked, tables) for part in parts.people[:MOST]]
    worst = max(range(len(judged)), key=lambda at: _badness(judged[at][1]))
    seen, checked = judged[worst]
    part = (*parts.each[:MOST], *parts.people)[worst]
    if part.pieces != ((0, len(paste)),):
        signs = tuple(_moved(sign, part) for sign in checked.signs)
        checked = replace(checked, signs=signs)
    return Pasted(
        checked,
        seen,
        number=worst + 1 if worst < count else 0,
        count=count,
        also=tuple(at + 1 for at in alarms if at != worst),
        more=len(parts.each) > MOST,
        start=_start(part.text(paste)),
        place=(part.pieces[0][0], part.pieces[-1][1]),
    )


def _judged(
    part: Part, paste: str, sender: str | None, leaked: frozenset[str], tables: Tables
) -> tuple[Seen, Checked]:
    seen = look(part.text(paste), part.sender or sender or "", tables)
    return seen, judge(seen, leaked)


def _badness(checked: Checked) -> tuple[int, float]:
    return _RANKS[checked.verdict], checked.probability


def _moved(sign: Sign, part: Part) -> Sign:
    start, end = part.place(sign.start, sign.end)
    return replace(sign, start=start, end=end)


def _start(text: str) -> str:
    words = " ".join(text[: LONGEST_START * 4].split())
    if len(words) <= LONGEST_START:
        return words
    whole = words[: LONGEST_START - 1].rpartition(" ")[0]  # a word cut in two is hard to find again
    return (whole or words[: LONGEST_START - 1]) + "…"
