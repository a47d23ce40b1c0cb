"""`do: letter`: a letter the person sends themselves, with blanks to fill by hand.

The words are the release's; nothing about the person goes into it and nothing of it is kept.
"""

from bot.engine.effects import Document, Run
from bot.engine.events import Finished
from bot.engine.person import Person
from bot.flow.release import Release
from bot.flow.text import fill


def letter(run: Run, person: Person, release: Release) -> Finished:
    """Return the letter named by the input `template`, in French, and in English beside it."""
    written = release.letters.get(str(run.inputs.get("template")))
    if written is None:
        return Finished(run.key, "failed")
    languages = ("fr",) if person.language == "fr" else ("fr", person.language)
    documents = []
    for language in languages:
        words = release.words(language)
        paragraphs = [fill(words.translate(text), {}, words) for text in written.body]
        title = words.translate(written.title)
        name = written.file if language == "fr" else _beside(written.file, language)
        content = "\n\n".join([title, *paragraphs]) + "\n"
        documents.append(Document(name, "text/plain", content.encode(), title))
    return Finished(run.key, "sent", documents=tuple(documents))


def _beside(name: str, language: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{language}{dot}{ending}" if dot else f"{name}-{language}"
