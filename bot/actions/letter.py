"""`do: letter`: a letter the person sends themselves, as PDF, in French with a copy to read.

The words are the release's. What the person wrote arrives beside the action, is printed here, and
is kept nowhere; a place nobody filled is a blank for their own pen.
"""

import re
from collections.abc import Mapping

from bot.engine.effects import Document, Run
from bot.engine.events import Finished
from bot.engine.person import Person
from bot.flow.model import FieldKind, Letter, LetterField, Text
from bot.flow.release import Release
from bot.flow.text import Words, fill
from bot.paper.glyphs import SUBSTITUTE, printable
from bot.paper.press import pdf

MEDIA_TYPE = "application/pdf"
SHORT, LINE, LONG = 22, 42, 75  # millimetres of blanks
_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_GAPS = re.compile(r"\n\s*\n\s*")

Runs = list[dict[str, object]]


def letter(run: Run, person: Person, release: Release) -> Finished:
    """Return the letter named by the input `template`, in French, and in English beside it.

    `run.beside` holds what the person wrote, by field.
    """
    written = release.letters.get(str(run.inputs.get("template")))
    if written is None:
        return Finished(run.key, "failed")
    at = person.sessions[-1].asked_at
    languages = ("fr",) if person.language == "fr" else ("fr", person.language)
    documents = []
    for language in languages:
        words = release.words(language)
        name = written.file if language == "fr" else _beside(written.file, language)
        content = pdf("letter", _data(written, words, run.beside), at)
        documents.append(Document(name, MEDIA_TYPE, content, _caption(words, written, language)))
    return Finished(run.key, "sent", documents=tuple(documents), personal=bool(run.beside))


def _beside(name: str, language: str) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}-{language}.{ending}"


def _caption(words: Words, written: Letter, language: str) -> str:
    title = words.translate(written.title)
    return title if language == "fr" else f"{title}\n{words.say('paper.copy')}"


def _data(written: Letter, words: Words, given: Mapping[str, str]) -> Mapping[str, object]:
    fields = {field.key: field for field in written.fields}

    def runs(text: Text) -> Runs:
        return _runs(words.translate(text), words, fields, given)

    todo = [runs(text) for text in written.todo]
    if any(SUBSTITUTE in printable(text) for text in given.values()):
        todo.append([{"text": words.say("paper.substitute")}])
    return {
        "lang": words.language,
        "title": words.translate(written.title),
        "copy": "" if words.language == "fr" else words.say("paper.copy"),
        "sender": [runs(text) for text in written.sender],
        "to": [runs(text) for text in written.to],
        "by": runs(written.by) if written.by is not None else [],
        "place": runs(written.place),
        "subject": runs(written.subject),
        "body": [runs(text) for text in written.body],
        "closing": runs(written.closing),
        "enclosed": [runs(text) for text in written.enclosed],
        "todo": todo,
        "labels": {
            name: words.say(f"paper.{name}")
            for name in ("subject", "signature", "enclosed", "todo", "apart")
        },
    }


def _runs(
    template: str, words: Words, fields: Mapping[str, LetterField], given: Mapping[str, str]
) -> Runs:
    """Cut a sentence at its fields: text as it is, what was written as text, blanks."""
    runs: Runs = []
    last = 0
    for match in _PLACE.finditer(template):
        field = fields.get(match[1])
        if field is None:
            continue
        runs.append({"text": fill(template[last : match.start()], {}, words)})
        last = match.end()
        if match[1] in given:
            runs.append({"text": _clean(given[match[1]], field)})
        else:
            runs.append({"blank": words.translate(field.label), "wide": _wide(field)})
    runs.append({"text": fill(template[last:], {}, words)})
    return [one for one in runs if one.get("text") != ""]


def _wide(field: LetterField) -> int:
    """Return the millimetres a blank needs; 0 for whole lines."""
    match field.kind:
        case FieldKind.LINES:
            return 0
        case FieldKind.DATE | FieldKind.MONEY:
            return SHORT
        case FieldKind.HAND:
            return SHORT if len(field.label.french) <= len("date") else LONG
        case FieldKind.TEXT:
            return LINE


def _clean(text: str, field: LetterField) -> str:
    """Return what was written on one line, or on as many as it takes without wide gaps."""
    if field.kind is FieldKind.LINES:
        return _GAPS.sub("\n\n", text.replace("\r", "\n")).strip()
    return " ".join(text.split())
