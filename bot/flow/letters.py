"""What a letter asks before it is made: whether to write in it here, then each of its fields.

The keys of these questions hold an `@`, which no name of a flow can: so they are known anywhere.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.flow.model import Ask, FieldKind, Kind, Letter, LetterField, Option, Text
from bot.flow.problem import Pos

HOW = "how"  # the question that comes first; no field may be called so
HERE, BLANK = "here", "blank"  # its answers
MARK = "@"
LONGEST_LINE, LONGEST_LINES = 200, 4000
_NOWHERE = Pos(1, 1)
_KINDS = {FieldKind.DATE: Kind.DATE, FieldKind.MONEY: Kind.NUMBER}


def key_of(letter: str, field: str = HOW) -> str:
    """Return the key of a question of the letter that runs under the key `letter`."""
    return f"{letter}{MARK}{field}"


def opening(texts: Mapping[str, Text], name: str, letter: Letter) -> Ask | None:
    """Return the question put before a letter is made; None when it asks for nothing."""
    if not letter.asked:
        return None
    options = (
        Option(HERE, texts["button.letter_here"]),
        Option(BLANK, texts["button.letter_blank"]),
    )
    return _ask(key_of(name), texts["letter.how"], Kind.CHOICE, _NOWHERE, options=options)


def question(field: LetterField, skip: Text | None = None, name: str = "") -> Ask | None:
    """Return the question that asks for a field; None when it is written by hand."""
    if field.ask is None:
        return None
    asked = _ask(key_of(name, field.key), field.ask, _KINDS.get(field.kind, Kind.TEXT), field.pos)
    return replace(
        asked,
        skip=skip,
        private=True,
        examples=(field.example,) if field.example else (),
        longest=LONGEST_LINES if field.kind is FieldKind.LINES else LONGEST_LINE,
    )


def _ask(key: str, text: Text, kind: Kind, pos: Pos, options: tuple[Option, ...] = ()) -> Ask:
    return Ask(
        name=key,
        text=text,
        kind=kind,
        options=options,
        codes=None,
        checks=(),
        error=None,
        skip=None,
        private=False,
        examples=(),
        was=None,
        sources=(),
        pos=pos,
    )
