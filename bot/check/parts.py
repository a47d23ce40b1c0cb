"""Several messages pasted at once: where each begins, and who sent it.

One message with paragraphs stays one: an e-mail has blank lines, and so has many a long SMS. A
paste is parted only where a phone or a person wrote that another message begins: the heads that
chats put on copied messages, heads of e-mails, numbers, ruled lines, a line with only a time, or a
paragraph that greets or names an organisation anew.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.check.framing import message_in
from bot.check.model import Brands
from bot.check.normal import bare

MOST = 10  # messages that are read in one paste
MOST_LINES = 300  # in which the beginning of a message is looked for
SHORTEST = 25  # characters: what is shorter belongs to its neighbour
LONGEST = 700  # characters of a message between ruled lines: a longer one is a letter's section
TITLE = 70  # characters: less than that above a greeting is the subject of a letter
LONGEST_LABEL = 40
_AROUND = " \t\r\n\xa0\u200e\u200f\u202a\u202c"  # WhatsApp puts marks of direction before a head
_DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
_HOUR = r"\d{1,2} ?[:h.] ?\d{2}(?:[:.]\d{2})?(?:[ \u202f\xa0]?[ap]\.?m\.?)?"
_WHEN = rf"(?:{_DAY},? ?(?:à |at )?{_HOUR}|{_HOUR},? ?{_DAY})"
_BRACKETED = re.compile(rf"\[{_WHEN}\] ?([^:\[\]]{{1,60}}):(?!/)", re.IGNORECASE)
_DASHED = re.compile(rf"{_WHEN} ?[-–] ?([^:]{{1,60}}):(?!/)", re.IGNORECASE)
_NAMED = re.compile(rf"([^\[\]:]{{1,60}}), \[{_WHEN}\]:?[ \t]*$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"[*_#]{0,2}(?:sms|messages?|msg|e-?mail|mail|texto|text) ?(?:n ?[°o] ?)?(\d{1,2})[*_]{0,2}"
    r"(?: ?[:.)–-]|[ \t]*$)",
    re.IGNORECASE,
)
_RULE = re.compile(r"([-–—_=*~])(?:[ \t]?\1){2,}[ \t]*$")
_TIME = re.compile(
    r"(?:(?:aujourd.hui|hier|today|yesterday"
    r"|(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?"
    rf"(?: \d{{1,2}} [a-zéû]{{3,9}}\.?)?|{_DAY}),? ?(?:à |at )?{_HOUR}|{_HOUR})[ \t]*$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"[>*_ ]{0,4}(?:from|de|exp[ée]diteur)[*_ \xa0]{0,3}:[ \t*\xa0]*\S", re.IGNORECASE
)
_ABOUT = re.compile(r"[>*_ ]{0,4}(?:subject|objet|sujet)[*_ \xa0]{0,3}:", re.IGNORECASE)
_ANSWERED = re.compile(_ABOUT.pattern + r" ?(?:re|tr|fwd?|fw) ?:", re.IGNORECASE)
_HEAD_LINES = 6  # of an e-mail, from its sender to its subject
_FORWARDED = re.compile(r"forward|original|transf[ée]r|d'origine|d’origine", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|dear|chere?|chère?)\b", re.IGNORECASE
)
_SENDER = re.compile(r"[3-8]\d{4}|(?:\+33|0) ?[67](?:[ .]?\d{2}){4}")
_LABEL = re.compile(
    rf"\[([^\]]{{2,{LONGEST_LABEL}}})\]|([^:.!?\[\]]{{2,{LONGEST_LABEL}}}?) ?(?::|-\s)(?!/)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a paste: where its words stand, and who sent it if the paste says so.

    A part of several pieces is all that one person wrote in a conversation.
    """

    pieces: tuple[tuple[int, int], ...]
    sender: str = ""

    def text(self, paste: str) -> str:
        """Return the words of the part."""
        return "\n".join(paste[start:end] for start, end in self.pieces)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the part stands in the paste."""
        return (self._place(start), self._place(end - 1) + 1) if end > start else (0, 0)

    def _place(self, at: int) -> int:
        for start, end in self.pieces:
            if at <= end - start:
                return start + at
            at -= end - start + 1
        return self.pieces[-1][1]


@dataclass(frozen=True, slots=True)
class Parts:
    """The messages of a paste, in order, and what each person of a conversation wrote in all."""

    each: tuple[Part, ...]
    people: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a message begins: its head, its first word, its sender."""

    head: int
    body: int
    sender: str = ""


def parted(paste: str, brands: Brands) -> Parts:
    """Return the messages of a paste: one, the whole, unless it is plain that there are several."""
    lines = list(_lines(paste))
    conversation = _conversation(lines)
    if conversation:
        return _people(paste, conversation)
    if len(lines) > 1:
        letter = any(_ABOUT.match(line) for _, line in lines[:_HEAD_LINES])
        for cuts in (_numbered(lines), _letters(lines)):
            if len(each := _between(paste, cuts)) > 1:
                return Parts(each)
        # Inside a letter, rules and greetings are its own.
        for cuts in () if letter else (_ruled(lines), _opened(lines, brands)):
            if len(each := _between(paste, cuts)) > 1 and _fit(each):
                return Parts(each)
    return Parts((Part((message_in(paste),)),))


def _lines(paste: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a paste, without the space around them, and where each begins."""
    at = 0
    for line in paste.split("\n", MOST_LINES)[:MOST_LINES]:
        inside = line.lstrip(_AROUND)
        yield at + len(line) - len(inside), inside.rstrip(_AROUND)
        at += len(line) + 1


def _conversation(lines: Sequence[tuple[int, str]]) -> list[_Cut]:
    """Return the heads of messages copied out of a chat."""
    cuts: list[_Cut] = []
    plain = 0  # heads that a bank's own text could begin with, too
    for at, line in lines:
        found = None
        if line[:1] == "[":
            found = _BRACKETED.match(line)
        elif line[:1].isdecimal():
            found = _DASHED.match(line)
            plain += found is not None
        if found is None and line.endswith(("]", "]:")):
            found = _NAMED.match(line)
        if found is not None:
            cuts.append(_Cut(at, at + found.end(), found[1].strip(_AROUND)))
    return [] if len(cuts) == plain == 1 else cuts


def _people(paste: str, cuts: list[_Cut]) -> Parts:
    each = _between(paste, cuts, shortest=1)
    wrote: dict[str, list[tuple[int, int]]] = {}
    for part in each:
        wrote.setdefault(part.sender, []).extend(part.pieces)
    people = tuple(Part(tuple(pieces), name) for name, pieces in wrote.items() if len(pieces) > 1)
    if len(each) > MOST:  # a long conversation: whatever each of them said, taken together
        single = tuple(part for part in each if len(wrote[part.sender]) == 1)
        return Parts((*people, *single))
    return Parts(each, people)


def _between(paste: str, cuts: Sequence[_Cut], shortest: int = SHORTEST) -> tuple[Part, ...]:
    """Return what stands between the cuts; too little to be a message goes with its neighbour."""
    if not cuts:
        return ()
    before = [_Cut(0, 0)] if paste[: cuts[0].head].strip(_AROUND) else []
    places: list[tuple[int, int, str]] = []
    for cut, after in pairwise((*before, *cuts, _Cut(len(paste), len(paste)))):
        start, end = _trimmed(paste, cut.body, after.head)
        if end - start >= shortest:
            places.append((start, end, cut.sender))
        elif places and shortest > 1:
            places[-1] = (places[-1][0], max(end, places[-1][1]), places[-1][2])
        elif end > start:
            places.append((start, end, cut.sender))
    if shortest > 1 and len(places) > 1 and places[0][1] - places[0][0] < shortest:
        places[:2] = [(places[0][0], places[1][1], places[1][2])]
    return tuple(Part(((start, end),), sender) for start, end, sender in places)


def _trimmed(paste: str, start: int, end: int) -> tuple[int, int]:
    inside = paste[start:end]
    return start + len(inside) - len(inside.lstrip(_AROUND)), start + len(inside.rstrip(_AROUND))


def _numbered(lines: Sequence[tuple[int, str]]) -> list[_Cut]:
    """Return the cuts of `SMS 1 : …`, `SMS 2 : …`, when the numbers follow each other."""
    found = [(at, match) for at, line in lines if (match := _NUMBERED.match(line)) is not None]
    in_order = [int(match[1]) for _, match in found] == list(range(1, len(found) + 1))
    return [_Cut(at, at + match.end()) for at, match in found] if in_order else []


def _letters(lines: Sequence[tuple[int, str]]) -> list[_Cut]:
    """Return the cuts before the heads of e-mails. One that quotes another stays one."""
    cuts: list[_Cut] = []
    if any(_ANSWERED.match(line) for _, line in lines[:_HEAD_LINES]):
        return []
    for number, (at, line) in enumerate(lines):
        if _FROM.match(line) is None:
            continue
        if not any(_ABOUT.match(after) for _, after in lines[number + 1 : number + _HEAD_LINES]):
            continue
        above = [text for _, text in lines[max(0, number - 3) : number] if text]
        if line[:1] == ">" or any(_FORWARDED.search(text[:LONGEST_LABEL]) for text in above[-2:]):
            return []
        cuts.append(_Cut(at, at))
    return cuts if len(cuts) > 1 else []


def _ruled(lines: Sequence[tuple[int, str]]) -> list[_Cut]:
    """Return the cuts at ruled lines, and at lines with nothing but a time if there are two."""
    rules = [_Cut(at, at + len(line)) for at, line in lines if line and _RULE.match(line)]
    times = [
        _Cut(at, at + len(line)) for at, line in lines if line[-1:].isalnum() and _TIME.match(line)
    ]
    return sorted([*rules, *times], key=lambda cut: cut.head) if len(times) > 1 else rules


def _fit(each: Sequence[Part]) -> bool:
    """Tell whether what stands between ruled lines is as short as messages are."""
    return all(part.pieces[0][1] - part.pieces[0][0] <= LONGEST for part in each)


def _opened(lines: Sequence[tuple[int, str]], brands: Brands) -> list[_Cut]:
    """Return the cuts before paragraphs that begin as a message does."""
    first = next((line for _, line in lines if line), "")
    cuts = [
        _Cut(at, at)
        for (_, above), (at, line) in pairwise(lines)
        if line and not above and _opens(line, brands)
    ]
    # A title, and the letter that greets below it.
    titled = bool(cuts) and not _opens(first, brands) and cuts[0].head - lines[0][0] < TITLE
    return [] if titled else cuts


def _opens(line: str, brands: Brands) -> bool:
    """Tell whether a line greets, says who writes, or is nothing but the number of a sender."""
    if _GREETING.match(line) or _SENDER.fullmatch(line):
        return True
    label = _LABEL.match(line)
    if label is None:
        return False
    name = bare(label[1] or label[2])
    return any(word in brands.words for word in name.split()) or any(
        name.startswith(phrase) for phrase, _ in brands.phrases
    )
