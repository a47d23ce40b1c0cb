"""`pack`: the evidence log as a paper for an authority, and as JSON for whoever checks it.

The French paper is always made; who speaks another language gets a reading copy beside it. Every
character of it is in the fonts of the press: codes, sentences of the release that lint found
printable (S12), and references of letters, digits, dashes and slashes.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime

from bot.engine.effects import Document, Run
from bot.engine.events import Finished
from bot.engine.log import FORM, standing
from bot.engine.log_screens import event_words
from bot.engine.person import Entry, Person
from bot.engine.person_json import entry_to_json
from bot.engine.screens import Look
from bot.flow.formats import FORMATS
from bot.flow.release import SOURCE_LANGUAGE, Release
from bot.paper.press import pdf

FILLED = ("pack.made", "pack.withdrawn", "pack.given")  # not printed as they stand
GROUP = 4  # characters of a hash, as it is printed


def pack(run: Run, person: Person, release: Release) -> Finished:
    """Return the pack: a French PDF, a reading copy where it helps, and the JSON."""
    now = run.inputs["now"]
    assert isinstance(now, datetime)
    look = Look(release, person, now)
    name = f"riposte-{look.local:%Y-%m-%d}"
    papers = [Document(f"{name}.pdf", "application/pdf", _paper(look, SOURCE_LANGUAGE))]
    if person.language != SOURCE_LANGUAGE:
        copy = _paper(look, person.language)
        papers.append(Document(f"{name}-{person.language}.pdf", "application/pdf", copy))
    written = Document(f"{name}-log.json", "application/json", _written(look))
    return Finished(run.key, "sent", documents=(*papers, written))


def _written(look: Look) -> bytes:
    """Return the log as JSON: every entry, withdrawn or not, and the words of its code."""
    rows = []
    for entry in look.person.log:
        row = entry_to_json(entry)
        del row["act"]  # of no use outside: which question it came from
        rows.append({**row, "words": event_words(look, entry)})
    whole = {"form": FORM, "made": look.now.isoformat(timespec="seconds"), "entries": rows}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _paper(look: Look, language: str) -> bytes:
    words = look.release.words(language)
    texts = {
        key.removeprefix("pack."): words.say(key)
        for key in look.release.texts
        if key.startswith("pack.") and key not in FILLED
    }
    texts["made"] = words.say("pack.made", day=look.local.date())
    counted = sorted(standing(look.person), key=lambda entry: (entry.day, entry.number))
    data: Mapping[str, object] = {
        "lang": language,
        "title": texts["title"],
        "texts": texts,
        "copy": language != SOURCE_LANGUAGE,
        "timeline": [_row(look, entry, language) for entry in counted],
        "kept": sorted(entry.number for entry in counted if entry.screenshot),
        "withdrawn": [
            words.say("pack.withdrawn", number=e.withdraws, day=e.recorded.date(), by=e.number)
            for e in look.person.log
            if e.withdraws is not None
        ],
        "chain": [_link(entry) for entry in look.person.log],
    }
    return pdf("pack", data, look.now)


def _row(look: Look, entry: Entry, language: str) -> dict[str, object]:
    known = look.release.events.get(entry.event)
    said = look.release.words(language).translate(known) if known is not None else entry.event
    return {
        "number": entry.number,
        "day": _day(entry.day, language),
        "event": said,
        "reference": entry.reference or "",
        "screenshot": entry.screenshot,
    }


def _link(entry: Entry) -> dict[str, object]:
    """Return an entry as the hash reads it, with its hash in groups that an eye can compare."""
    row = entry_to_json(entry)
    groups = (entry.digest[at : at + GROUP] for at in range(0, len(entry.digest), GROUP))
    return {
        "number": str(entry.number),
        "recorded": row["recorded"],
        "day": row["day"],
        "event": entry.event,
        "reference": entry.reference or "",
        "screenshot": "yes" if entry.screenshot else "no",
        "withdraws": str(entry.withdraws or ""),
        "hash": " ".join(groups),
    }


def _day(day: date, language: str) -> str:
    return FORMATS["date"](day, language, None)
