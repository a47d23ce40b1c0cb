"""From lines on a page to what was written: chrome dropped, bubbles in order, links whole. Pure.

A phone breaks a message into lines; here they are put back together, so that a link cut in two is
one again. What is evidently the phone's own (clock, battery, date, the box to type in) is left out;
in doubt a line stays.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from bot.pictures.links import goes_on
from bot.pictures.model import Line, Reading

TOP = 0.065  # of the height: where a phone shows its clock
HEADER = 0.16  # of the height: where a chat shows whom it is with
BOTTOM = 0.86  # below this stands the box to type in
TALL = 1.5  # times as high as wide: a phone's screen
LONGEST_SENDER = 40  # characters
SHORT = 8  # characters; a time under a bubble
RULE = "---"  # between what came at different times: the check reads each on its own
LONGEST_STATUS = 30  # characters of a phone's own top row; a longer one was written by somebody

_STATUS = re.compile(
    r"(\d{1,3}\s?%|[2-5]G\+?|LTE|4G\+|H\+|Wi-?Fi|VoLTE|\W+|\d{1,3}"
    r"|Orange( F)?|SFR|Bouygues.*|Free|Bouygtel|EE|O2.*|Vodafone.*|T-Mobile|Verizon|AT&T)",
    re.IGNORECASE,
)
_DAY = (
    r"(?:aujourd.?hui|hier|today|yesterday"
    r"|(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,8}\.?"
    r"|\d{1,2}(?:er)?(?:[/.-]\d{1,2}(?:[/.-]\d{2,4})?| [a-zéû]{3,9}\.?(?: \d{4})?)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,8}\.? \d{1,2})"
)
_TIME = r"\d{1,2}\s?[:.hH]\s?\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?"
_WHEN = re.compile(
    rf"(?:{_DAY}(?:,? {_DAY})?(?:,? ?(?:[àa@•·,-]|at)? ?{_TIME})?|{_TIME})(?: ?[•·-] ?\w{1, 20})?",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(message texte|text message|imessage|sms|mms|rcs|sms/mms|discussion|chat)"
    rf"( ?[•·-] ?\w+)?( {_DAY})?( {_TIME})?",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"\W{0,9}(message( texte)?|text message|imessage|sms|message (sms|rcs)|(é|e)crire un message"
    r"|(é|e)crivez un message|saisir un message|envoyer un message|type a message|write a message"
    r"|send a message|r(é|e)pondre|reply|aa|gif|\+|[^\w\s]{1,40})\W{0,9}(\d/\d)?\s{0,9}",
    re.IGNORECASE,
)
_SEEN = re.compile(
    rf"(distribué|lu|envoyé|remis|delivered|read|sent|non distribué|not delivered)\.?( {_TIME})?"
    r"|signaler( comme)? indésirable|report junk|report spam",
    re.IGNORECASE,
)
_PRESENCE = re.compile(
    r"(en ligne|online|mobile|portable|vu .*|last seen .*|numéro court|entreprise|business"
    r"|appuyez ici.*|tap here.*|conversation|détails?|details|appel(er)?|call|vidéo|video)",
    re.IGNORECASE,
)
_EDGE = "‹›<>←→⟨⟩«»|•·…⋮:; "


def arrange(lines: Sequence[Line], width: int, height: int) -> Reading:
    """Return what the lines of a picture of this size say."""
    rows = _rows(lines)
    phone = height > TALL * width
    if phone:
        rows = _without_status(rows, height)
    times = [row.middle for row in rows if phone and _time_between(row, width)]
    rows = [row for row in rows if not _chrome(row, width, height, phone=phone)]
    sender, rows = _sender(rows, height) if phone else ("", rows)
    text = ""
    last = 0.0
    for bubble in _bubbles(rows):
        if whole := _whole(bubble):
            first = bubble[0].middle
            apart = any(last < time < first for time in times)
            text += (f"\n\n{RULE}\n\n" if apart else "\n\n") + whole if text else whole
            last = first
    return Reading(text, sender, lines=tuple((row.text, row.sure) for row in rows))


def _rows(lines: Iterable[Line]) -> list[Line]:
    """Put together what stands beside each other at the same height, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.middle):
        last = rows[-1] if rows else []
        if last and _beside(last, line):
            last.append(line)
        else:
            rows.append([line])
    return [_joined(sorted(row, key=lambda one: one.left)) for row in rows]


def _beside(row: Sequence[Line], line: Line) -> bool:
    tall = min(median(one.height for one in row), line.height)
    level = abs(median(one.middle for one in row) - line.middle) < 0.4 * tall
    gap = min(max(one.left, line.left) - min(one.right, line.right) for one in row)
    return level and -0.5 * tall < gap < 1.2 * tall


def _joined(row: Sequence[Line]) -> Line:
    text = " ".join(one.text for one in row)
    return Line(
        row[0].left,
        min(one.top for one in row),
        max(one.right for one in row),
        max(one.bottom for one in row),
        text,
        min(one.sure for one in row),
    )


def _without_status(rows: Sequence[Line], height: int) -> list[Line]:
    """Drop the phone's top line when its clock or battery is seen there."""
    top = [row for row in rows if row.middle < TOP * height]
    status = [
        row
        for row in top
        if re.fullmatch(_TIME, row.text) or ("%" in row.text and len(row.text) <= LONGEST_STATUS)
    ]
    if not status:
        return list(rows)
    level, tall = status[0].middle, status[0].height
    return [
        row
        for row in rows
        if not (
            row.middle < TOP * height
            and abs(row.middle - level) < 1.6 * tall
            and (row in status or all(_status(word) for word in row.text.split()))
        )
    ]


def _status(word: str) -> bool:
    return bool(_STATUS.fullmatch(word) or re.fullmatch(_TIME, word))


def _chrome(row: Line, width: int, height: int, *, phone: bool) -> bool:
    """Tell whether a line is evidently the app's and not of a message."""
    text = row.text.strip()
    if len(text) > LONGEST_SENDER:
        return False
    centred = abs((row.left + row.right) / 2 - width / 2) < 0.12 * width
    if len(text) == 1 and not text.isalnum():  # a bullet, an arrow
        return True
    if _SEEN.fullmatch(text):
        return True
    if phone and row.middle > BOTTOM * height and _BOX.fullmatch(text):
        return True
    when = _WHEN.fullmatch(text) or _KIND.fullmatch(text)
    return bool(when) and (centred or len(text) <= SHORT)


def _time_between(row: Line, width: int) -> bool:
    """Tell whether a line is the day or hour that a phone writes above what came later."""
    text = row.text.strip()
    centred = abs((row.left + row.right) / 2 - width / 2) < 0.12 * width
    return centred and bool(_WHEN.fullmatch(text) or _KIND.fullmatch(text))


def _sender(rows: Sequence[Line], height: int) -> tuple[str, list[Line]]:
    """Take off the name on top of a chat, when a line stands there that reads as one."""
    rows = list(rows)
    if not rows:
        return "", rows
    first, *rest = rows
    while rest and rest[0].middle < HEADER * height and _PRESENCE.fullmatch(rest[0].text):
        rest = rest[1:]
    if not rest or first.middle > HEADER * height:
        return "", rows
    name = first.text.strip(_EDGE)
    apart = rest[0].top - first.bottom > 0.9 * first.height
    if apart and name and len(name) <= LONGEST_SENDER and "://" not in name:
        return name, rest
    return "", rows


def _bubbles(rows: Sequence[Line]) -> list[list[Line]]:
    """Part lines into the messages they belong to: near each other, on the same edge."""
    bubbles: list[list[Line]] = []
    for row in rows:
        last = bubbles[-1] if bubbles else []
        if last and _goes_with(last, row):
            last.append(row)
        else:
            bubbles.append([row])
    return bubbles


def _goes_with(bubble: Sequence[Line], row: Line) -> bool:
    above = bubble[-1]
    tall = median([one.height for one in bubble] + [row.height])
    steps = [under.middle - over.middle for over, under in pairwise(bubble)]
    step = row.middle - above.middle
    # A paragraph inside a bubble leaves a blank line; two bubbles leave more than their padding.
    near = step < 1.75 * median(steps) if steps else step < 2.1 * tall
    edge = min(abs(row.left - one.left) for one in bubble) < 1.2 * tall
    return near and edge


def _whole(bubble: Sequence[Line]) -> str:
    """Put the lines of a message back together: words by a space, a cut link by nothing."""
    edge = max(row.right for row in bubble)
    text = bubble[0].text
    for above, row in pairwise(bubble):
        letter = (above.right - above.left) / max(len(above.text), 1)
        first = row.text.split(maxsplit=1)[0] if row.text.split() else ""
        room = edge - above.right
        full = room < 1.7 * letter
        if goes_on(text, row.text, full=full):
            text += row.text
        elif room > (len(first) + 2.5) * letter:  # the next word had room: the line was meant
            text += "\n" + row.text
        else:
            text += " " + row.text
    return text
