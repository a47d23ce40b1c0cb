"""A release: a validated set of flows, facts and texts, named by the hash of its content.

One hash pins flows, sub-flows and words together. A file that does not read, or breaks a rule,
makes no release: what is running stays.
"""

from collections.abc import Mapping, Sized
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from types import MappingProxyType

from bot.flow.catalogue import Read, read_catalogue
from bot.flow.evaluate import Tables
from bot.flow.model import Breach, Fact, Flow, Letter, LetterField, ProfileEntry, Text
from bot.flow.problem import Pos, Problem, Severity, in_order
from bot.flow.read import read_flow
from bot.flow.read_letters import read_letters
from bot.flow.read_tables import (
    read_breaches,
    read_events,
    read_facts,
    read_menu,
    read_profile,
    read_texts,
    with_catalogue,
)
from bot.flow.text import Catalogue, Words

TABLES = ("facts", "breaches", "profile", "menu", "texts", "letters", "events", "brands")
SOURCE_LANGUAGE = "fr"

Files = Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Release:
    """Everything the engine speaks from. Two releases are the same when their hashes are."""

    hash: str
    flows: Mapping[str, Flow]
    facts: Mapping[str, Fact]
    breaches: Mapping[str, Breach]
    profile: Mapping[str, ProfileEntry]
    texts: Mapping[str, Text]
    menu: tuple[str, ...]
    letters: Mapping[str, Letter]
    languages: tuple[str, ...]
    files: Files
    events: Mapping[str, Text] = field(default_factory=dict)  # what the log can hold
    catalogues: Mapping[str, Read] = field(default_factory=dict)
    fields: Mapping[str, LetterField] = field(default_factory=dict)  # that letters share
    menu_at: Mapping[str, Pos] = field(default_factory=dict)  # where menu.yml names each flow
    _words: dict[str, Words] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return its name: the whole is megabytes, and seconds."""
        return f"<Release {self.hash}>"

    @property
    def tables(self) -> Tables:
        """What expressions may look up."""
        return Tables(self.facts, self.breaches)

    def words(self, language: str) -> Words:
        """Return the words of a language; French when the release does not speak it."""
        if language not in self._words:
            read = self.catalogues.get(language)
            catalogue: Catalogue = read.good if read is not None else {}
            spoken = language if language in self.languages else SOURCE_LANGUAGE
            self._words[language] = Words(spoken, catalogue, self.facts, self.texts, self.breaches)
        return self._words[language]


def content_hash(files: Files) -> str:
    """Return the name of a set of files: it changes when a character does."""
    digest = sha256()
    for name in sorted(files):
        digest.update(f"{len(name)}:{name}{len(files[name])}:{files[name]}".encode())
    return digest.hexdigest()[:16]


def assemble(files: Files) -> tuple[Release, tuple[Problem, ...]]:
    """Read every file; what cannot be read is left out of the release and said."""
    problems: list[Problem] = []

    def source(name: str) -> str:
        return files.get(f"flows/{name}.yml", "{}\n" if name == "texts" else f"{name}: {{}}\n")

    facts, found = read_facts("flows/facts.yml", source("facts"))
    problems.extend(found)
    breaches, found = read_breaches("flows/breaches.yml", source("breaches"))
    problems.extend(found)
    profile, found = read_profile("flows/profile.yml", source("profile"))
    problems.extend(found)
    texts, found = read_texts("flows/texts.yml", source("texts"))
    problems.extend(found)
    letters, fields, found = read_letters("flows/letters.yml", source("letters"))
    problems.extend(found)
    events, found = read_events("flows/events.yml", source("events"))
    problems.extend(found)
    menu, found = read_menu("flows/menu.yml", files.get("flows/menu.yml", "menu: []\n"))
    problems.extend(found)
    flows: dict[str, Flow] = {}
    for path in sorted(files):
        name = flow_name(path)
        if name is not None:
            flow, found = read_flow(name, files[path])
            problems.extend(found)
            if flow is not None:
                flows[name] = flow
    catalogues = {
        path.split("/")[1]: read_catalogue(text)
        for path, text in files.items()
        if path.startswith("locales/") and path.endswith(".po")
    }
    release = Release(
        hash=content_hash(files),
        flows=MappingProxyType(flows),
        facts=MappingProxyType(facts),
        breaches=MappingProxyType(breaches),
        profile=MappingProxyType(with_catalogue(profile, breaches)),
        texts=MappingProxyType(texts),
        menu=tuple(menu),
        menu_at=MappingProxyType(menu),
        letters=MappingProxyType(letters),
        events=MappingProxyType(events),
        fields=MappingProxyType(fields),
        languages=(SOURCE_LANGUAGE, *sorted(catalogues)),
        files=MappingProxyType(dict(files)),
        catalogues=MappingProxyType(catalogues),
    )
    return release, tuple(problems)


def flow_name(path: str) -> str | None:
    """Return the name of the flow a path holds, if it holds one."""
    folder, _, file = path.rpartition("/")
    name = file.removesuffix(".yml")
    return name if folder == "flows" and file.endswith(".yml") and name not in TABLES else None


def read_release(files: Files, today: date) -> tuple[Release | None, tuple[Problem, ...]]:
    """Read and lint a set of files. The release is None when anything in it is an error."""
    from bot.flow.lint import lint  # noqa: PLC0415 - lint reads releases

    release, problems = assemble(files)
    # On a table that does not read rests half of what is written: its own problem says enough.
    whole = () if _lacks_a_table(release, problems) else lint(release, today)
    found = in_order((*problems, *whole))
    refused = any(problem.severity is Severity.ERROR for problem in found)
    return (None if refused else release), found


def _lacks_a_table(release: Release, problems: tuple[Problem, ...]) -> bool:
    faulty = {problem.file for problem in problems}
    tables: Mapping[str, Sized] = {
        "facts": release.facts,
        "breaches": release.breaches,
        "profile": release.profile,
        "texts": release.texts,
        "menu": release.menu,
    }
    return any(f"flows/{name}.yml" in faulty and not rows for name, rows in tables.items())
