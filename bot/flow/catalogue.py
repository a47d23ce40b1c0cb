"""Translations in gettext's form: reading a catalogue, and bringing it up to date with the French.

The key of a sentence is its context and its French. A reworded sentence is a new key; the merge
finds the old one under the same context, keeps its translation as *fuzzy* with the former French
beside it, and lint refuses to publish until somebody looked. (Babel's own update ignores contexts.)
"""

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, unescape, write_po

from bot.flow.text import Catalogue, places, unread
from bot.flow.typography import plain

LIKE = 0.5  # how alike two French sentences of one context must be to share a translation
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence to translate: where it stands, and what it says."""

    context: str
    french: str
    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Read:
    """A catalogue as read: what is good, what is fuzzy, and where each entry stands."""

    good: Catalogue
    fuzzy: frozenset[tuple[str, str]]
    lines: dict[tuple[str, str], int]
    fault: str = ""


def read_catalogue(po: str) -> Read:
    """Read a .po file; fuzzy and empty entries are not translations."""
    try:
        catalogue = read_po(io.BytesIO(po.encode()), abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        return Read({}, frozenset(), {}, type(error).__name__)
    good: dict[tuple[str, str], str] = {}
    fuzzy = set()
    lines = {}
    for message in catalogue:
        if not message.id or not isinstance(message.id, str):
            continue
        key = (message.context or "", message.id)
        lines[key] = message.lineno or 1
        if message.fuzzy:
            fuzzy.add(key)
        elif isinstance(message.string, str) and message.string:
            good[key] = message.string
    return Read(good, frozenset(fuzzy), lines)


def merge(po: str, entries: Iterable[Entry], language: str) -> str:
    """Return the catalogue with every entry, old translations kept where they still belong."""
    old = read_po(io.BytesIO(po.encode()), locale=language) if po.strip() else Catalog(language)
    spare: dict[str, list[Message]] = {}
    kept: dict[tuple[str, str], Message] = {}
    for message in (*old, *old.obsolete.values()):
        if message.id and isinstance(message.id, str):
            kept[(message.context or "", message.id)] = message
            spare.setdefault(message.context or "", []).append(message)
    entries = list(dict.fromkeys(entries))
    wanted = {(e.context, e.french) for e in entries}
    merged = Catalog(
        locale=language, project="riposte", charset="utf-8", fuzzy=False, header_comment=""
    )
    for entry in entries:
        key = (entry.context, entry.french)
        known = kept.get(key)
        if known is not None:
            merged.add(
                entry.french,
                known.string,
                locations=[(entry.file, entry.line)],
                flags=known.flags & {"fuzzy"},
                previous_id=_previous(known),
                context=entry.context,
            )
            continue
        near = _nearest(entry, spare, wanted)
        merged.add(
            entry.french,
            near.string if near else "",
            locations=[(entry.file, entry.line)],
            flags={"fuzzy"} if near else (),
            previous_id=[str(near.id)] if near else [],
            context=entry.context,
        )
    return _written(merged)


def translate(po: str, known: Mapping[str, str], language: str) -> str:
    """Return the catalogue with what is empty or stale filled from a table French → translation."""
    catalogue = read_po(io.BytesIO(po.encode()), locale=language)
    table = {plain(french): translation for french, translation in known.items()}
    for message in catalogue:
        if not isinstance(message.id, str) or not message.id:
            continue
        written = table.get(plain(message.id))
        if written is not None and (message.fuzzy or not message.string):
            message.string = written
            message.flags.discard("fuzzy")
            message.previous_id = []
    return _written(catalogue)


def _previous(message: Message) -> list[str]:
    """Return the former French that stands beside a stale entry; Babel reads it as a comment."""
    # Written as quoted pieces, the whole of them wrapped like any comment.
    written = " ".join(line[1:].strip() for line in message.user_comments if line.startswith("|"))
    former = "".join(unescape(piece) for piece in _QUOTED.findall(written))
    return [former] if former else []


def _nearest(
    entry: Entry, spare: dict[str, list[Message]], wanted: set[tuple[str, str]]
) -> Message | None:
    """Return what stood in this sentence's place before, if it is like it."""
    best: tuple[float, Message] | None = None
    for message in spare.get(entry.context, ()):
        if (entry.context, str(message.id)) in wanted or not message.string:
            continue
        like = SequenceMatcher(None, entry.french, str(message.id)).ratio()
        if like >= LIKE and (best is None or like > best[0]):
            best = (like, message)
    return best[1] if best else None


def _written(catalogue: Catalog) -> str:
    out = io.BytesIO()
    # Line numbers would change with every edit and say little: the context names the sentence.
    write_po(out, catalogue, width=100, include_previous=True, include_lineno=False)
    lines = out.getvalue().decode().splitlines()
    # Dates and tool versions would change with every run and say nothing.
    noise = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Generated-By',
        '"Last-Translator',
        '"Language-Team',
        '"Report-Msgid-Bugs-To',
        '"Project-Id-Version',
    )
    return "\n".join(line for line in lines if not line.startswith(noise)).strip() + "\n"


def same_places(french: str, translated: str) -> bool:
    """Tell whether two sentences have the same places, in whatever order."""
    if unread(translated):
        return False
    return {(p.name, p.format) for p in places(french)} == {
        (p.name, p.format) for p in places(translated)
    }
