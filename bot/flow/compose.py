"""From the text of a file to a tree of YAML nodes, or to what is wrong with its writing.

Everything in YAML that surprises is refused here: tabs, anchors, aliases, tags, duplicate keys, a
second document. What the nodes mean is not known.
"""

import re
from collections.abc import Iterator

import yaml

from bot.flow.nodes import Node, Reader
from bot.flow.problem import Pos

MOST_BYTES = 256 * 1024
DEEPEST = 60
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")  # YAML refuses them
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
        control = _CONTROL.search(line)
        if control is not None:
            reader.invisible(Pos(number, control.start() + 1), control[0])
            return None
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
    except ValueError:  # half a character, from a program
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
        if isinstance(event, yaml.ScalarEvent) and event.anchor is None and event.tag is None:
            continue  # most of them
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
    opening = getattr(error, "context_mark", None)
    if "end of stream" in hint and opening is not None:
        pos = Pos(opening.line + 1, opening.column + 1)
        french += " Ce qui s’ouvre ici n’est jamais fermé."
        english += " What opens here is never closed."
    elif "mapping values are not allowed" in hint:
        french += " Un texte qui contient « : » se met entre guillemets."
        english += " A text that contains “: ” goes in quotes."
    elif "block end" in hint or "indentation" in hint or "indicator" in hint:
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
