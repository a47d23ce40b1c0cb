"""Rules about letters: T2, T3, T5 and A1, for letters.yml."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from bot.flow.answers import understand
from bot.flow.checks import Refused
from bot.flow.letters import question
from bot.flow.lint_texts import braces, fact, unknown
from bot.flow.model import Letter, LetterField
from bot.flow.nodes import nearest
from bot.flow.parts import at
from bot.flow.problem import Problem, Severity
from bot.flow.release import Release
from bot.flow.text import places

FILE = "flows/letters.yml"
MOST_ASKED = 16  # more questions than anybody answers on a phone
LONGEST_LABEL = 60
_NEUTRAL = re.compile(r"[a-z]{1,12}-[0-9]{1,3}\.pdf")


def check_release(release: Release, today: date) -> Iterator[Problem]:
    """Yield what is wrong with the letters of a release and the fields they share."""
    names: dict[str, str] = {}
    for letter in release.letters.values():
        yield from _file(letter, names)
        yield from _places(release, letter)
        yield from _sources(release, letter)
        if len(letter.asked) > MOST_ASKED:
            french = f"Cette lettre pose {len(letter.asked)} questions, {MOST_ASKED} au plus."
            english = f"This letter asks {len(letter.asked)} questions, {MOST_ASKED} at most."
            yield Problem(FILE, letter.pos, "T3", french, english)
    used = {field.key for letter in release.letters.values() for field in letter.fields}
    for field in release.fields.values():
        yield from _field(release, field, today)
        if field.key not in used:
            french, english = "Aucune lettre ne contient ce champ.", "No letter holds this field."
            yield Problem(FILE, field.pos, "T2", french, english, Severity.WARNING)


def _file(letter: Letter, names: dict[str, str]) -> Iterator[Problem]:
    if not _NEUTRAL.fullmatch(letter.file):
        yield Problem(
            FILE,
            letter.pos,
            "T3",
            f"« {letter.file} » : le nom d’une lettre ne dit rien d’elle, comme lettre-1.pdf.",
            f"“{letter.file}”: the name of a letter says nothing of it, as in lettre-1.pdf.",
        )
    elif letter.file in names:
        french = f"« {letter.file} » est déjà le fichier de « {names[letter.file]} »."
        english = f"“{letter.file}” is the file of “{names[letter.file]}” already."
        yield Problem(FILE, letter.pos, "T3", french, english)
    names[letter.file] = letter.key


def _places(release: Release, letter: Letter) -> Iterator[Problem]:
    for text in letter.texts:
        yield from braces(FILE, text)
        apart = text is letter.title or text in letter.todo  # nothing of the person stands there
        for found in places(text.french):
            where = at(text, found.start + 1)
            if found.name.startswith("fact."):
                yield from fact(release, FILE, text, found)
            elif found.name not in release.fields:
                yield unknown(FILE, where, "champ", "field", found.name, release.fields)
            elif apart:
                french = f"Le champ « {found.name} » n’a sa place que dans la lettre."
                english = f"The field “{found.name}” has its place in the letter only."
                yield Problem(FILE, where, "T2", french, english)
            if found.format is not None:
                french, english = "Un champ n’a pas de format.", "A field has no format."
                yield Problem(FILE, where, "T2", french, english)


def _sources(release: Release, letter: Letter) -> Iterator[Problem]:
    for key in sorted(set(letter.sources) - release.facts.keys()):
        near = nearest(key, release.facts)
        hint = (
            (f" Vouliez-vous dire « {near} » ?", f" Did you mean “{near}”?") if near else ("", "")
        )
        yield Problem(
            FILE,
            letter.pos,
            "A1",
            f"Source inconnue « {key} ».{hint[0]}",
            f"Unknown source “{key}”.{hint[1]}",
        )
    if not letter.sources:
        yield Problem(
            FILE,
            letter.pos,
            "A1",
            "Une lettre dit sur quels faits elle repose (`source`).",
            "A letter says which facts it rests on (`source`).",
        )


def _field(release: Release, field: LetterField, today: date) -> Iterator[Problem]:
    for text in (field.label, field.ask):
        if text is None:
            continue
        yield from braces(FILE, text)
        for found in places(text.french):
            french, english = "Rien n’est à remplir ici.", "There is nothing to fill in here."
            yield Problem(FILE, at(text, found.start), "T2", french, english)
    for language in release.languages:
        label = release.words(language).translate(field.label)
        if len(label) > LONGEST_LABEL:
            french = f"{LONGEST_LABEL} caractères au plus à côté d’un blanc ({language})."
            english = f"{LONGEST_LABEL} characters at most beside a blank ({language})."
            yield Problem(FILE, field.label.pos, "T3", french, english)
    asked = question(field)
    if asked is None or not field.example:
        return
    now = datetime.combine(today, time(12), UTC)
    try:
        understand(asked, field.example, now=now, language="fr")
    except Refused:
        yield Problem(
            FILE,
            field.pos,
            "T5",
            f"L’exemple « {field.example[:40]} » est refusé par son propre champ.",
            f"The example “{field.example[:40]}” is refused by its own field.",
        )
