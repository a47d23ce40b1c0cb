"""A tree of YAML nodes, read with positions: what the readers of flows and tables are written in.

Scalars stay what the author typed (`no` is no, `012` is 012). What does not fit is noted where it
stands, and reading goes on: an author meets all problems at once.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import yaml

from bot.flow.parts import Text
from bot.flow.problem import Pos, Problem, Severity, in_order

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
WHOLE = re.compile(r"[0-9]{1,9}")

Node = yaml.Node
Entries = list[tuple[str, Node, Node]]  # key, key node, value node


@dataclass(slots=True)
class Reader:
    """Reads one file: hands out its parts, and collects what is wrong with it."""

    file: str
    flow: str = ""  # the flow it holds, if any: the beginning of its sentences' contexts
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
        entries: Entries = []
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                entries.append((key.value, key, value))
            else:
                self.fault(key, "S1", "Une clé est un mot.", "A key is a word.")
        return entries

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

    def sentence(self, node: Node, context: str) -> Text:
        """Return a sentence with its context, by which its translations are found."""
        return self.words(node, f"{self.flow}/{context}".lstrip("/"))

    def words(self, node: Node, context: str) -> Text:
        """Return a sentence of a table, whose context says the whole place."""
        return Text(self.text(node), context, position(node), beginning(node))

    def _clean(self, node: Node, value: str) -> None:
        if value.replace("\n", "").isprintable():
            return
        for offset, c in enumerate(value):
            category = unicodedata.category(c)
            # Line breaks, non-breaking spaces and the joiner inside emoji are the author's own.
            if category in ("Cc", "Cf", "Co", "Cs") and c not in "\n\u200d\u00ad":
                self.invisible(inside(node, offset), c)
                return

    def invisible(self, at: Pos, c: str) -> None:
        """Note a character that cannot be seen."""
        self.fault(
            at,
            "S1",
            f"Caractère invisible U+{ord(c):04X} : effacez-le.",
            f"Invisible character U+{ord(c):04X}: remove it.",
        )

    def flag(self, node: Node) -> bool:
        """Return yes or no."""
        value = self.text(node)
        if value not in ("true", "false", "yes", "no", "oui", "non"):
            self.fault(node, "S1", "Écrivez true ou false.", "Write true or false.")
        return value in ("true", "yes", "oui")

    def number(self, node: Node, least: int, most: int) -> int:
        """Return a whole number within bounds; a problem and the least otherwise."""
        value = self.text(node)
        if WHOLE.fullmatch(value) and least <= int(value) <= most:
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
        else:
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
        missing = set(required) - found.keys() if isinstance(node, yaml.MappingNode) else ()
        for key in sorted(missing):
            self.fault(node, "S1", f"Il manque « {key} ».", f"“{key}” is missing.")
        return found


def nearest(value: str, known: Iterable[str]) -> str | None:
    """Return the known word most like an unknown one, if one is like it at all."""
    from rapidfuzz import process  # noqa: PLC0415 - only when there is something to mend

    match = process.extractOne(value, list(known), score_cutoff=65)
    return match[0] if match else None


def position(node: Node) -> Pos:
    """Return where a node begins."""
    return Pos(node.start_mark.line + 1, node.start_mark.column + 1)


def beginning(node: Node) -> Pos | None:
    """Return where the first character of a scalar stands, if the others can be counted from it."""
    if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
        return None
    quote = 1 if node.style in ("'", '"') else 0
    begin, end = node.start_mark, node.end_mark
    if begin.line != end.line or end.column - begin.column != len(node.value) + 2 * quote:
        return None  # folded over lines, or written with escapes
    return Pos(begin.line + 1, begin.column + 1 + quote)


def inside(node: Node, offset: int) -> Pos:
    """Return the position of a character of a scalar; of the scalar when it cannot be told."""
    begin = beginning(node)
    return position(node) if begin is None else Pos(begin.line, begin.column + offset)
