"""Ways to rewrite a fraud so that a filter misses it and a person still reads it.

The last ones disguise nothing: they are what people and screens do to a message they pass on.

Each takes the words and a seeded `Random`, and leaves what it cannot rewrite as it is.
"""

import re
from collections.abc import Callable, Mapping
from random import Random
from textwrap import fill

Rewrite = Callable[[str, Random], str]
NARROW = 38  # letters that a phone shows in a line
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{4,}")
_LINK = re.compile(r"\S*(?:://|www\.|[a-z0-9]\.(?:[a-z]{2,6})(?:/|\b))\S*", re.IGNORECASE)
_HOST = re.compile(r"((?:https?://)?)([A-Za-z0-9.-]+\.[A-Za-z]{2,})(\S*)")
CYRILLIC = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
GREEK = str.maketrans("oviABEHIKMNOPTXYZ", "ονιΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")
LEET = str.maketrans("aeiostAEIOST", "4310$7431057")
DIGITS = str.maketrans("eoEO", "3030")
ACCENTS = str.maketrans("éèêëàâäîïôöùûüçÉÈÀÇ", "eeeeaaaiioouuucEEAC")
BENIGN = {
    "fr": (
        "Bonjour à toutes et à tous, la sortie de samedi est maintenue. Nous partirons de la place"
        " du marché vers neuf heures et nous marcherons jusqu'au vieux moulin, où chacun pourra"
        " pique-niquer à l'ombre. Pensez à prendre de l'eau, un chapeau et de bonnes chaussures."
        " Les enfants sont les bienvenus, le chemin est facile. À samedi, et merci encore à Jeanne"
        " pour les gâteaux de la dernière fois."
    ),
    "en": (
        "Hello everyone, Saturday's walk is going ahead. We will meet by the old market hall at"
        " about nine and follow the river as far as the mill, where we can all have our picnic in"
        " the shade. Please bring water, a hat and some sturdy shoes. Children are very welcome,"
        " the path is an easy one. See you on Saturday, and thanks again to Jean for the cakes she"
        " baked last time."
    ),
}
SAME: Mapping[str, str] = {
    # French
    "colis": "envoi",
    "cliquez": "appuyez",
    "votre compte": "ton compte",
    "urgent": "important",
    "immédiatement": "dès que possible",
    "payer": "régler",
    "paiement": "règlement",
    "régler": "payer",
    "frais": "supplément",
    "expire": "prend fin",
    "suspendu": "mis en pause",
    "bloqué": "arrêté",
    "confirmer": "valider",
    "mettre à jour": "actualiser",
    "remboursement": "retour d'argent",
    "amende": "contravention",
    "livraison": "remise",
    "banque": "établissement",
    "carte": "carte plastique",
    "gagné": "remporté",
    "cadeau": "présent",
    "téléphone": "portable",
    "argent": "sous",
    # English
    "parcel": "item",
    "package": "shipment",
    "click": "tap",
    "verify": "check",
    "account": "profile",
    "suspended": "put on hold",
    "locked": "frozen",
    "payment": "settlement",
    "pay ": "settle ",
    "fee": "charge",
    "refund": "money back",
    "prize": "reward",
    "won": "been picked for",
    "claim": "collect",
    "free": "at no cost",
    "immediately": "right away",
    "bank": "branch",
    "delivery": "drop-off",
    "update": "refresh",
    "confirm": "approve",
    "call": "ring",
    "text": "message",
}


def _words(text: str, change: Callable[[str], str], random: Random, share: float) -> str:
    """Change a share of the words, and leave the links alone: they would lead nowhere."""
    links = [match.span() for match in _LINK.finditer(text)]

    def changed(match: re.Match[str]) -> str:
        inside = any(a <= match.start() < b for a, b in links)
        return match[0] if inside or random.random() > share else change(match[0])

    return _WORD.sub(changed, text)


def _letters(table: Mapping[int, str | int], share: float = 1.0) -> Rewrite:
    return lambda text, random: _words(text, lambda word: word.translate(table), random, share)


def _shifted(upper: int, lower: int) -> Rewrite:
    """Letters of another block of Unicode: mathematical, fullwidth."""
    table = {ord("A") + at: chr(upper + at) for at in range(26)}
    table |= {ord("a") + at: chr(lower + at) for at in range(26)}
    return lambda text, random: _words(
        text.translate(ACCENTS), lambda w: w.translate(table), random, 1
    )


def _inside(what: str, share: float = 0.7) -> Rewrite:
    return lambda text, random: _words(
        text, lambda word: word[: len(word) // 2] + what + word[len(word) // 2 :], random, share
    )


def _spaced(text: str, random: Random) -> str:
    return _words(text, " ".join, random, 0.4)


def _dotted(text: str, random: Random) -> str:
    return _words(text, ".".join, random, 0.4)


def _typos(text: str, random: Random) -> str:
    def slip(word: str) -> str:
        at = random.randrange(1, len(word) - 1)
        match random.randrange(3):
            case 0:
                return word[:at] + word[at + 1 :]
            case 1:
                return word[:at] + word[at] + word[at:]
            case _:
                return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]

    return _words(text, slip, random, 0.35)


def _emoji(text: str, random: Random) -> str:
    return _words(text, lambda word: word + random.choice("📦⚠️🚨👉✅💳"), random, 0.5)


def _emoji_for_words(text: str, _: Random) -> str:
    for word, picture in (("colis", "📦"), ("parcel", "📦"), ("package", "📦"), ("carte", "💳")):
        text = re.sub(rf"\b{word}\b", picture, text, flags=re.IGNORECASE)
    for word, picture in (("euros?", "💶"), ("compte", "👤"), ("account", "👤"), ("call", "📞")):
        text = re.sub(rf"\b{word}\b", picture, text, flags=re.IGNORECASE)
    return text


def _storm(text: str, _: Random) -> str:
    calm = _LINK.search(text)
    return text if calm else re.sub(r"([.!?,])", r"\1\1\1 ***", text) + " !!!???"


def _storm_between(text: str, random: Random) -> str:
    return _words(text, lambda word: f"*{word}*!!", random, 0.5)


def _cases(text: str, random: Random) -> str:
    return _words(
        text,
        lambda w: "".join(c.upper() if at % 2 else c.lower() for at, c in enumerate(w)),
        random,
        1,
    )


def _capitals(text: str, random: Random) -> str:
    return _words(text, str.upper, random, 1)


def _same(text: str, _: Random) -> str:
    for word, other in SAME.items():
        text = re.sub(
            rf"\b{re.escape(word)}\b" if word.strip() == word else re.escape(word),
            other,
            text,
            flags=re.IGNORECASE,
        )
    return text


def _of_links(change: Callable[[re.Match[str]], str]) -> Rewrite:
    def rewritten(text: str, _: Random) -> str:
        return _LINK.sub(
            lambda link: link[0] if "@" in link[0] else _HOST.sub(change, link[0], count=1), text
        )

    return rewritten


def _padded(*, before: bool) -> Rewrite:
    def padded(text: str, _: Random) -> str:
        french = len(re.findall(r"\b(?:votre|vous|le|la|les|de|une?|est|et|pour)\b", text.lower()))
        english = len(re.findall(r"\b(?:your|you|the|to|is|and|for|a|of|please)\b", text.lower()))
        words = BENIGN["fr" if french >= english else "en"]
        return f"{words}\n{text}" if before else f"{text}\n{words}"

    return padded


def _asked(text: str, random: Random) -> str:
    before, after = random.choice(
        (
            ("hi, is this real?\n\n", ""),
            ("I got this text today:\n", "\nShould I reply?"),
            ("Bonjour, j'ai reçu ce SMS ce matin :\n\n", "\n\nEst-ce que c'est vrai ? Merci"),
            ("C'est une arnaque ?\n", ""),
        )
    )
    return f"{before}{text}{after}"


def _narrow(text: str, _: Random) -> str:
    return "\n".join(fill(line, NARROW, break_on_hyphens=False) for line in text.split("\n"))


REWRITES: Mapping[str, Rewrite] = {
    "Cyrillic letters": _letters(CYRILLIC, 0.7),
    "Greek letters": _letters(GREEK, 0.7),
    "fullwidth": _shifted(0xFF21, 0xFF41),
    "mathematical bold": _shifted(0x1D400, 0x1D41A),
    "zero-width inside words": _inside("\u200b"),
    "soft hyphens inside words": _inside("\u00ad"),
    "variation selectors": _inside("\ufe0f"),
    "bidi marks inside words": _inside("\u200e"),
    "combining marks": _inside("\u0336"),
    "a dot inside words": _inside("."),
    "a space inside words": _inside(" ", 0.4),
    "a hyphen inside words": _inside("-", 0.4),
    "spaced-out words": _spaced,
    "dotted words": _dotted,
    "leetspeak": _letters(LEET, 0.6),
    "3 and 0": _letters(DIGITS, 0.8),
    "emoji after words": _emoji,
    "emoji for words": _emoji_for_words,
    "accents dropped": lambda text, _: text.translate(ACCENTS),
    "typos": _typos,
    "punctuation storm": _storm,
    "stars around words": _storm_between,
    "tEaSiNg CaSe": _cases,
    "CAPITALS": _capitals,
    "lower case": lambda text, _: text.lower(),
    "no punctuation": lambda text, _: re.sub(r"[,;!?](?=\s|$)|\.(?=\s|$)", "", text),
    "one word a line": lambda text, _: re.sub(r" +", "\n", text),
    "friendly paragraph before": _padded(before=True),
    "friendly paragraph after": _padded(before=False),
    "synonyms": _same,
    "link defanged": _of_links(
        lambda m: m[1].replace("tt", "xx") + m[2].replace(".", "[.]") + m[3]
    ),
    "link with (dot)": _of_links(lambda m: m[1] + m[2].replace(".", " (dot) ") + m[3]),
    "link without scheme": _of_links(lambda m: m[2] + m[3]),
    "link in capitals": _of_links(lambda m: m[1] + m[2].upper() + m[3]),
    "link over two lines": _of_links(lambda m: m[1] + m[2].replace(".", ".\n", 1) + m[3]),
    "link with spaces": _of_links(lambda m: m[1] + m[2].replace(".", " . ") + m[3]),
    "brand@ before the host": _of_links(lambda m: f"https://ameli.fr@{m[2]}{m[3]}"),
    "zero-width in the link": _of_links(lambda m: m[1] + m[2].replace(".", "\u200b.") + m[3]),
    "ideographic dots in the link": _of_links(lambda m: m[1] + m[2].replace(".", "。") + m[3]),
    "link glued to a word": _of_links(lambda m: f"lien:{m[1]}{m[2]}{m[3]}"),
    "picture beside the link": _of_links(lambda m: f"👉{m[1]}{m[2]}{m[3]}👈"),
    "link, full stop, new line": lambda text, _: f"{text}.\nmerci",
    "question around it": _asked,
    "sent from a phone": lambda text, _: f"{text}\n\nEnvoyé de mon iPhone",
    "lines of a screen": _narrow,
    "two spaces for one": lambda text, _: text.replace(" ", "  "),
}  # fmt: skip
