"""YAML as a tree of nodes with positions: what the readers of flows and tables are written in.

Scalars stay what the author typed (`no` is no, `012` is 012). Anchors, tags, duplicate keys and
everything else that surprises are refused here, all at once, each where it stands.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import yaml
from rapidfuzz import process

from bot.flow.problem import Pos, Problem, Severity, in_order

MOST_BYTES = 256 * 1024
DEEPEST = 60
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Node = yaml.Node
Entries = list[tuple[str, Node, Node]]  # key, key node, value node


@dataclass(slots=True)
class Reader:
    """Reads one file: hands out its parts, and collects what is wrong with it."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def fault(
        self,
        at: Node | Pos,
        rule: str,
        french: str,
        english: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a problem at a node or a position."""
        pos = at if isinstance(at, Pos) else position(at)
        self.problems.append(Problem(self.file, pos, rule, french, english, severity))

    def found(self) -> tuple[Problem, ...]:
        """Return the problems in reading order."""
        return in_order(self.problems)

    def entries(self, node: Node, what: tuple[str, str]) -> Entries:
        """Return the keys and values of a mapping; anything else is a problem and nothing."""
        if not isinstance(node, yaml.MappingNode):
            french, english = what
            self.fault(
                node,
                "S1",
                f"J’attends ici {french}, sous forme de lignes « clé : valeur ».",
                f"Expected {english} here, as “key: value” lines.",
            )
            return []
        return [(k.value, k, v) for k, v in node.value if isinstance(k, yaml.ScalarNode)]

    def items(self, node: Node, what: tuple[str, str]) -> list[Node]:
        """Return the entries of a list; anything else is a problem and nothing."""
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        french, english = what
        self.fault(node, "S1", f"J’attends ici {french}.", f"Expected {english} here.")
        return []

    def text(self, node: Node) -> str:
        """Return a scalar as the author typed it; anything else is a problem and empty."""
        if isinstance(node, yaml.ScalarNode):
            value = str(node.value)
            if not value.strip():
                self.fault(node, "S5", "Ce texte est vide.", "This text is empty.")
            self._clean(node, value)
            return value.strip("\n")
        french = "J’attends ici un texte."
        english = "Expected a text here."
        if isinstance(node, yaml.MappingNode):
            french += " S’il contient « : », mettez-le entre guillemets."
            english += " If it contains “: ”, put it in quotes."
        self.fault(node, "S1", french, english)
        return ""

    def _clean(self, node: Node, value: str) -> None:
        for c in value:
            category = unicodedata.category(c)
            # Line breaks, non-breaking spaces and the joiner inside emoji are the author's own.
            if category in ("Cc", "Cf", "Co", "Cs") and c not in "\n\u200d\u00ad":
                self.fault(
                    node,
                    "S1",
                    f"Caractère invisible U+{ord(c):04X} : effacez-le.",
                    f"Invisible character U+{ord(c):04X}: remove it.",
                )
                return

    def flag(self, node: Node) -> bool:
        """Return yes or no."""
        value = self.text(node)
        if value not in ("true", "false", "yes", "no", "oui", "non"):
            self.fault(node, "S1", "Écrivez true ou false.", "Write true or false.")
        return value in ("true", "yes", "oui")

    def number(self, node: Node, least: int, most: int) -> int:
        """Return a whole number within bounds; a problem and the least otherwise."""
        value = self.text(node)
        if value.isdecimal() and least <= int(value[:9]) <= most:
            return int(value)
        self.fault(
            node,
            "S1",
            f"Écrivez un nombre entier de {least} à {most}.",
            f"Write a whole number from {least} to {most}.",
        )
        return least

    def one_of(self, node: Node, allowed: Iterable[str]) -> str | None:
        """Return a word of a closed list, or None with a problem."""
        value = self.text(node)
        if value in (known := sorted(allowed)):
            return value
        self.unknown(node, "S1", value, known)
        return None

    def name(self, node: Node) -> str:
        """Return a name: small letters, digits and underscores."""
        value = self.text(node)
        if value and not NAME.fullmatch(value):
            self.fault(
                node,
                "S4",
                f"« {value} » n’est pas un nom : des minuscules, chiffres et _ (40 au plus).",
                f"“{value}” is not a name: small letters, digits and _ (at most 40).",
            )
        return value

    def unknown(self, node: Node | Pos, rule: str, value: str, known: Iterable[str]) -> None:
        """Note an unknown word, with the nearest known one."""
        known = sorted(known)
        near = nearest(value, known)
        french = f"« {value} » est inconnu."
        english = f"“{value}” is unknown."
        if near is not None:
            french += f" Vouliez-vous dire « {near} » ?"
            english += f" Did you mean “{near}”?"
        elif known and len(known) <= 14:  # noqa: PLR2004 - a list one can read
            french += f" Sont possibles : {', '.join(known)}."
            english += f" Possible: {', '.join(known)}."
        self.fault(node, rule, french, english)

    def keys(
        self, node: Node, entries: Entries, allowed: Iterable[str], required: Iterable[str] = ()
    ) -> Mapping[str, Node]:
        """Return the values by key; unknown and missing keys are problems."""
        allowed = set(allowed)
        found = {}
        for key, at, value in entries:
            if key in allowed:
                found[key] = value
            else:
                self.unknown(at, "S1", key, allowed)
        for key in sorted(set(required) - found.keys()):
            self.fault(node, "S1", f"Il manque « {key} ».", f"“{key}” is missing.")
        return found


def nearest(value: str, known: Iterable[str]) -> str | None:
    """Return the known word most like an unknown one, if one is like it at all."""
    match = process.extractOne(value, list(known), score_cutoff=65)
    return match[0] if match else None


def position(node: Node) -> Pos:
    """Return where a node begins."""
    return Pos(node.start_mark.line + 1, node.start_mark.column + 1)


def inside(node: Node, offset: int) -> Pos:
    """Return the position of a character of a scalar; of the scalar when it cannot be told."""
    pos = position(node)
    if isinstance(node, yaml.ScalarNode) and node.style in ("'", '"'):
        return Pos(pos.line, pos.column + 1 + offset)
    if isinstance(node, yaml.ScalarNode) and node.style is None:
        return Pos(pos.line, pos.column + offset)
    return pos


def compose(reader: Reader, source: str) -> Node | None:
    """Return the root of a file, or None when it cannot be read at all."""
    if len(source.encode("utf-8", "replace")) > MOST_BYTES:
        reader.fault(Pos(1, 1), "S1", "Ce fichier dépasse 256 Ko.", "This file exceeds 256 KB.")
        return None
    if source.startswith("\ufeff"):
        reader.fault(
            Pos(1, 1), "S1", "Enlevez la marque BOM du début.", "Remove the BOM at the start."
        )
        return None
    for number, line in enumerate(source.split("\n"), 1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            reader.fault(
                Pos(number, indent.index("\t") + 1),
                "S1",
                "Tabulation : indentez avec des espaces.",
                "Tab: indent with spaces.",
            )
            return None
    try:
        _events(reader, source)
        if reader.problems:
            return None
        node = yaml.compose(source, _LOADER)
    except yaml.YAMLError as error:
        _syntax(reader, error)
        return None
    except (RecursionError, ValueError):
        reader.fault(Pos(1, 1), "S1", "Ce fichier est illisible.", "This file cannot be read.")
        return None
    if node is None:
        reader.fault(Pos(1, 1), "S5", "Ce fichier est vide.", "This file is empty.")
        return None
    for twice in _duplicates(node):
        reader.fault(
            twice,
            "S1",
            f"La clé « {twice.value} » est déjà écrite dans ce bloc.",
            f"The key “{twice.value}” is already written in this block.",
        )
    return node


def _events(reader: Reader, source: str) -> None:
    """Refuse what is valid YAML and a trap: anchors, aliases, tags, several documents, depth."""
    depth = documents = 0
    for event in yaml.parse(source, _LOADER):
        mark = event.start_mark
        pos = Pos(mark.line + 1, mark.column + 1) if mark is not None else Pos(1, 1)
        match event:
            case yaml.AliasEvent():
                reader.fault(
                    pos, "S1", "Pas d’alias (*) : recopiez.", "No aliases (*): write it out."
                )
                continue
            case yaml.DocumentStartEvent():
                documents += 1
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                depth += 1
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                depth -= 1
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            reader.fault(pos, "S1", "Pas d’ancre (&).", "No anchors (&).")
        if getattr(event, "tag", None) is not None:
            reader.fault(pos, "S1", "Pas de balise de type (!).", "No type tags (!).")
        if documents > 1:
            reader.fault(pos, "S1", "Un seul document par fichier.", "One document a file.")
            return
        if depth > DEEPEST:
            reader.fault(pos, "S1", "Trop de niveaux.", "Too many levels.")
            return


def _syntax(reader: Reader, error: yaml.YAMLError) -> None:
    mark = getattr(error, "problem_mark", None)
    pos = Pos(mark.line + 1, mark.column + 1) if mark is not None else Pos(1, 1)
    hint = str(getattr(error, "problem", "") or "")
    french = "Erreur d’écriture YAML."
    english = "YAML syntax error."
    if "mapping values are not allowed" in hint:
        french += " Un texte qui contient « : » se met entre guillemets."
        english += " A text that contains “: ” goes in quotes."
    elif "block end" in hint or "indentation" in hint:
        french += " Vérifiez l’indentation."
        english += " Check the indentation."
    reader.fault(pos, "S1", french, english)


def _duplicates(node: Node) -> Iterator[Node]:
    if isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _duplicates(entry)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    yield key
                seen.add(key.value)
            yield from _duplicates(value)
