"""Passwords and one-time codes: no checksum gives them away, only the words around them.

Takes text in which digits and spaces are the ordinary ones; returns places. A sentence about a
password (“mon mot de passe a été volé”) is no password, and a postal code is no code.
"""

import re
import unicodedata
from collections.abc import Iterator

Spans = Iterator[tuple[int, int]]

_KEY = r"\b(?:mots? de passe|mdp|passwords?|passwd|passphrase|passcode|pwd|pass(?= ?[:=]))"
# Whose, or of what: “de ma boîte”, “Ameli”.
_WHOSE = (
    r"(?: (?:de |du |d['’]|pour |sur |of |for |to )?(?:mon |ma |le |la |my |the )?"
    r"[^\W\d_][\w-]{1,20}){0,3}?"
)
_MARK = r"(?: ?(?:[:=](?!/)|->|=>)| (?:est|is|was|etait|était|c['’]est|it['’]s)\b(?: ?:)?)"
_WORD = r"\s{0,3}[\"'«“‘(]?\s?(?P<word>\S{4,64})"
_MARKED = re.compile(_KEY + _WHOSE + _MARK + _WORD, re.IGNORECASE)
_BARE = re.compile(_KEY + _WORD, re.IGNORECASE)
_END = re.compile(r"[\"'»”’)]?\s*(?:[.,;!?\n]|$|(?:et|and|mais|but|pour|for|sur|on)\b)")
_SYMBOLS = frozenset("!@#$%^&*_+=?~<>{}[]|\\€£§")
# What is said of a password, and is none.
_SAID = frozenset(
    """
    able ailleurs always aussi bien bon bonne broken cassable changed compromis compromise
    compromised connu correct correcte demande different dangereux easy encore enough exposed
    expire expired facile faible faux fort hacked here inchange inconnu incorrect invalid invalide
    ignore known leaked long lost mauvais meme never nouveau ok oublie perdu pirate plus public
    required requis reset right safe same secret secure securise short simple solide stolen strong
    sur toujours trop unique unknown unsafe used utilise valable valid valide vole weak wrong
    dans avec chez pour sans sous mais donc alors celui quoi comme from with that this what your
    mien notre votre leur mine ours
    """.split()
)


def passwords(text: str) -> Spans:
    """Yield the places of passwords that the words before them announce."""
    for match in _MARKED.finditer(text):
        word = _bare(match["word"])
        ends = _END.match(text, match.start("word") + len(word)) is not None
        if _could_be(word) and (_odd(word) or (ends and not _said(word))):
            yield match.span("word")
    for match in _BARE.finditer(text):
        word = _bare(match["word"])
        if _could_be(word) and _odd(word):
            yield match.span("word")


def _bare(word: str) -> str:
    return word.rstrip("\"'»”’.,;:!?)")


def _could_be(word: str) -> bool:
    """Tell whether a word is long enough, and no link."""
    link = "://" in word or word.lower().startswith(("http", "www."))
    return len(word) > 2 and not link  # noqa: PLR2004


def _odd(word: str) -> bool:
    """Tell whether a word looks like nothing one says: letters with digits or symbols, digits."""
    letters = any(c.isalpha() for c in word)
    digits = any(c.isdigit() for c in word)
    symbols = any(c in _SYMBOLS for c in word)
    return (letters and (digits or symbols)) or word.isdigit()


def _said(word: str) -> bool:
    apart = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    accented = plain != word.lower() and plain.rstrip("s").endswith(("e", "ee"))
    return plain in _SAID or accented


_DIGITS = r"(?P<code>[0-9]{4,8}|[0-9]{2,4}[ -][0-9]{2,4}(?:[ -][0-9]{2,4})?)"
# Nothing that makes the number an amount, a date or a longer number.
_AFTER = r"(?![0-9/€]|[.,:][0-9]| ?(?:€|euros?|eur)\b)"
_FILLER = (
    r"secret|pin|sms|2fa|3d|otp|re[cç]us?|received|est|is|was|le|du|de|d['’]acc[eè]s|par|by|by sms"
    r"|confidentiel|valid(?:ation|er)|v[eé]rification|verification|s[eé]curit[eé]|security|secure"
    r"|authentification|connexion|activation|confirmation|[aà] usage unique|one[- ]time|temporaire"
    r"|provisoire|[aà] [46] chiffres|bancaire|ma carte|carte|sur|mon|ma|t[eé]l[eé]phone"
)
_CODE_THEN = re.compile(
    rf"\b(?:code|pin|otp|mot de passe)\b(?: ?[:(]? ?(?:{_FILLER})\b){{0,4}}"
    rf" ?[:=>(-]{{0,2}} ?[\"'«]? ?\b{_DIGITS}\b{_AFTER}",
    re.IGNORECASE,
)
_THEN_CODE = re.compile(
    rf"(?<![0-9/€])(?<![0-9][.,])\b{_DIGITS}\b (?:est|is|:|=|-) ?(?:bien )?"
    r"(?:votre|le|mon|ton|your|my|the) (?:\w{1,15} ){0,2}(?:code|pin|otp)\b",
    re.IGNORECASE,
)
_CARD_CODE = re.compile(
    r"\b(?:cryptogramme|cvv2?|cvc2?)\b(?: (?:visuel|est|is|de|ma|carte|le|du|dos|code)){0,4}"
    r" ?[:=]? ?(?P<code>[0-9]{3,4})\b",
    re.IGNORECASE,
)


def codes(text: str) -> Spans:
    """Yield the places of one-time codes, PINs and card codes that words beside them announce."""
    for pattern in (_CARD_CODE, _CODE_THEN, _THEN_CODE):
        for match in pattern.finditer(text):
            yield match.span("code")
