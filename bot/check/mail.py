"""Who a pasted message says it is from: the head of an e-mail, or a first line with the sender.

Heads are read and blanked, not cut off: where each sign stands in the message stays true.
"""

import re
from dataclasses import dataclass

MOST_HEADS = 8
LONGEST_HEAD = 200  # characters of one line: a longer one is the message itself
_HEAD = re.compile(
    r"[ \t>*_]{0,20}(from|de|exp[ée]diteur|sender|envoy[ée](?: par| le)?|sent|reply-to"
    r"|r[ée]pondre [àa]|subject|objet|sujet|date|to|[àa]|pour|cc)[ \t*_]{0,20}:[ \t*_]*([^\n]*)",
    re.IGNORECASE,
)
_FROM = frozenset({"from", "de", "expéditeur", "expediteur", "sender", "envoyé par", "envoye par"})
_REPLY = frozenset({"reply-to", "répondre à", "repondre a", "répondre a", "repondre à"})
_ADDRESS = re.compile(r"[\w.+%-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})")
# `06 39 98 00 00`, `SMS de +33 6 39 98 00 00 :`, `Number: 88022`, `<info@exemple.fr>`
_ALONE = re.compile(
    r"(?:(?:sms|message|texto|text|mail|e-mail) )?(?:re[çc]u )?"
    r"(?:(?:de|du|from|par|num[ée]ro|number|exp[ée]diteur|sender)\b[ :]{0,3})?"
    r"(\(?\+?\d[\d .()-]{2,20}|<?[^\s@]{1,64}@[^\s@:]{3,120})[ :]{0,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heads:
    """What the head of a message says, and which stretches of it are only labels and names."""

    sender: str = ""
    reply: str = ""  # the domain answers go to, if another was named
    blank: tuple[tuple[int, int], ...] = ()  # in the original: no words of the message

    def hold(self, at: int) -> bool:
        """Tell whether a place in the original is in the head."""
        return any(start <= at < end for start, end in self.blank)


def read_heads(message: str) -> Heads:
    """Return who a message says it is from; nothing when it has no head."""
    found: dict[str, str] = {}
    blank: list[tuple[int, int]] = []
    at = 0
    for _ in range(MOST_HEADS):
        line_end = message.find("\n", at)
        line_end = len(message) if line_end < 0 else line_end
        match = _HEAD.match(message, at, line_end)
        if match is None or line_end == len(message) or line_end - at > LONGEST_HEAD:
            break
        label = match[1].lower()
        kind = "from" if label in _FROM else "reply" if label in _REPLY else label
        found.setdefault(kind, match[2].strip())
        subject = label in ("subject", "objet", "sujet")
        blank.append((at, match.start(2) if subject else line_end))
        at = line_end + 1
    if not found.keys() & {"from", "reply", "subject", "objet", "sujet"}:
        return _first_line(message)
    reply = _ADDRESS.search(found.get("reply", ""))
    return Heads(found.get("from", ""), reply[1].lower() if reply else "", tuple(blank))


def _first_line(message: str) -> Heads:
    """Take a first line that is only a number, a short code or an address for the sender."""
    first, _, rest = message.partition("\n")
    line = first.strip()
    if not rest.strip() or not line:
        return Heads()
    alone = _ALONE.fullmatch(line)
    return Heads(alone[1].strip(), "", ((0, len(first)),)) if alone is not None else Heads()


def address(sender: str) -> str:
    """Return the domain of the e-mail address in a sender, empty when there is none."""
    found = _ADDRESS.search(sender)
    return found[1].lower() if found else ""
