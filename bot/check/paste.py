"""The verdict on a paste: of its messages, the one that looks worst, and which one that is.

Each message is judged on its own: what is odd in one is not held against its neighbour, and an
honest notice does not make the fraud below it look better. Only when no message of a conversation
raises an alarm is all that one person wrote judged together, for a fraud can take several bubbles;
and only then are the paragraphs of a long message judged alone, for a fraud can be padded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.check.checker import judge
from bot.check.model import Checked, Sign, Tables, Verdict
from bot.check.parts import MOST, Part, parted
from bot.check.seen import Seen, look
from bot.check.weigh import DANGER, MODEL

_RANKS = {
    Verdict.KNOWN_SENDER: 0,
    Verdict.CANNOT_TELL: 1,
    Verdict.SUSPICIOUS: 2,
    Verdict.DANGER: 3,
}
ALARMS = (Verdict.DANGER, Verdict.SUSPICIOUS)
SPEAKS = 0.6  # of a sign, in log-odds: what makes a passage worth a look
LONG = 300  # characters of a message whose paragraphs are looked at
SHORTEST_PASSAGE = 40
MOST_PASSAGES = 4
_ODD = ("premium", "foreign", "mobile")
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
    told = list(parts.each[:MOST])
    if not alarms:
        told += parts.people[:MOST]
        judged += [_judged(part, paste, sender, leaked, tables) for part in parts.people[:MOST]]
    worst = max(range(len(judged)), key=lambda at: _badness(judged[at][1]))
    (seen, checked), part = judged[worst], told[worst]
    if checked.verdict not in ALARMS and count == 1:
        for one in _passages(part, paste, seen, checked):
            apart = _judged(one, paste, sender, leaked, tables)
            if _telling(*apart):
                (seen, checked), part = apart, one
                break
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


def _passages(part: Part, paste: str, seen: Seen, checked: Checked) -> Iterator[Part]:
    """Yield the paragraphs of a long message: friendly ones may be there to drown one that is not.

    Those that lead somewhere nobody knows, give a number, or hold a sign of danger are worth a
    second look.
    """
    (start, end), *more = part.pieces
    if end - start < LONG or more:
        return
    leads = [*(one.start for one in seen.strange), *(one.start for one in seen.phones)]
    leads += [begins for begins, _ in seen.broken]
    leads += [one.start for one in checked.signs if one.weight >= SPEAKS and one.id != MODEL]
    for first in dict.fromkeys(
        paste.rfind("\n", start, start + one) + 1 for one in leads[:MOST_PASSAGES]
    ):
        begins = max(first, start)
        stops = paste.find("\n", begins, end)
        stops = end if stops < 0 else stops
        if SHORTEST_PASSAGE <= stops - begins < end - start:
            yield Part(((begins, stops),), part.sender)


def _telling(seen: Seen, checked: Checked) -> bool:
    """Tell whether a passage alone is danger, or raises an alarm and leads where nobody knows.

    What leads nowhere must be more than suspicious: letters quote and warn. What its words recall
    is too little: a line alone, as “more here:” and a link, recalls anything.
    """
    if not any(one.weight >= SPEAKS and one.id != MODEL for one in checked.signs):
        return False
    if checked.probability >= DANGER:
        return True
    astray = bool(seen.broken) or bool(seen.strange)
    # Honest letters give ordinary numbers.
    odd = any(phone.kind in _ODD for phone in seen.phones)
    return checked.verdict in ALARMS and (astray or (odd and checked.verdict is Verdict.DANGER))


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
