"""Words for Telegram: `**bold**` to offsets, and long texts to pieces that Telegram accepts.

Pure. Never `parse_mode`: with offsets beside plain text nothing a person typed can become a link
or break a message. Telegram counts UTF-16 code units, so one emoji is two; every length here is in
those units.
"""

import re
import unicodedata
from dataclasses import dataclass

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ENTITIES = 100

_BOLD = re.compile(r"\*\*(?=\S)([^\n]+?)(?<=\S)\*\*")
_SENTENCE = re.compile(r"[.!?…][»\")\]]*\s")
_LOOK_BACK = 64  # characters of one visible sign before we stop being polite about cutting it


@dataclass(frozen=True, slots=True)
class Bold:
    """A stretch of bold: offset and length in UTF-16 code units."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Plain text that fits one message, and where it is bold."""

    text: str
    bold: tuple[Bold, ...] = ()


def units(text: str) -> int:
    """Return the length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Without what no message may hold: half characters (lone surrogates) and NUL."""
    try:
        text.encode()
    except UnicodeEncodeError:
        # A pair written as two escapes is one character; a half alone becomes the mark for unknown.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\0", "")


def pieces(marked: str, *, first: int = MAX_TEXT, rest: int = MAX_TEXT) -> tuple[Piece, ...]:
    """Read `**bold**` and cut into pieces: at most `first` units, then `rest` each.

    Cuts fall between paragraphs, else lines, else sentences, else words, else signs. The space at a
    cut is dropped and nothing else is. Empty when there is nothing to see.
    """
    plain, spans = _read(clean(marked))
    found: list[Piece] = []
    start, limit = _skip_space(plain, 0), first
    while start < len(plain):
        end = _cut(plain, start, limit)
        text = plain[start:end].rstrip()
        if text:
            found.append(Piece(text, _within(plain, spans, start, start + len(text))))
        start, limit = _skip_space(plain, end), rest
    return tuple(found)


def _read(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Plain text and the bold stretches as character positions; a lone `**` stays as written."""
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    at = length = 0
    for match in _BOLD.finditer(marked):
        before = marked[at : match.start()]
        start = length + len(before)
        length = start + len(match[1])
        plain += (before, match[1])
        spans.append((start, length))
        at = match.end()
    plain.append(marked[at:])
    return "".join(plain), spans


def _within(plain: str, spans: list[tuple[int, int]], start: int, end: int) -> tuple[Bold, ...]:
    found: list[Bold] = []
    for span_start, span_end in spans:
        low, high = max(span_start, start), min(span_end, end)
        if low < high and plain[low:high].strip():
            found.append(Bold(units(plain[start:low]), units(plain[low:high])))
    return tuple(found[:MAX_ENTITIES])


def _cut(plain: str, start: int, limit: int) -> int:
    """Where the piece that begins at `start` ends; always past `start`."""
    end = _reach(plain, start, limit)
    if end == len(plain):
        return end
    # A boundary in the first quarter would leave a stub above a wall; the next kind is better.
    floor = start + (end - start) // 4
    for mark in ("\n\n", "\n"):
        at = plain.rfind(mark, floor, end + 1)
        if at > start:
            return at
    sentences = [m.end() for m in _SENTENCE.finditer(plain, floor, min(end + 1, len(plain)))]
    if sentences:
        return sentences[-1]
    at = max(plain.rfind(" ", floor, end + 1), plain.rfind("\t", floor, end + 1))
    if at > start:
        return at
    for back in range(min(_LOOK_BACK, end - start - 1)):
        if not _joined(plain, end - back):
            return end - back
    return end


def _reach(plain: str, start: int, limit: int) -> int:
    """Return the farthest position whose text from `start` is within `limit` units."""
    end = min(len(plain), start + limit)
    while (excess := units(plain[start:end]) - limit) > 0:
        end -= (excess + 1) // 2  # each character dropped gives back at most two units
    return end


def _joined(plain: str, at: int) -> bool:
    """Whether the characters on both sides of `at` make one visible sign."""
    before, after = plain[at - 1], plain[at]
    return (
        unicodedata.combining(after) != 0
        or "\u200d" in (before, after)
        or "\ufe00" <= after <= "\ufe0f"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or ("\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff")
    )


def _skip_space(plain: str, at: int) -> int:
    while at < len(plain) and plain[at].isspace():
        at += 1
    return at
