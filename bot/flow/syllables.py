"""Syllables of a word, counted from its spelling: one rule for French, one for English.

A rule, not a dictionary: it is right for the words people use (tests/flow/test_legible.py lists
many), and the same word always counts the same, so that a limit can be kept.
"""

import re
from functools import lru_cache

_FRENCH_VOWELS = "aàâäeéèêëiîïoôöuùûüyœæ"
_FRENCH_GROUP = re.compile(f"[{_FRENCH_VOWELS}]+")
_FRENCH_MUTE_U = re.compile(r"(?<=[qg])u(?=[aeiéèêoy'’])")  # “banque”, “guide”, “qu’il”
# Where two vowels written together are said apart: “réel”, “aérien”, “naïf”, “client”, “payer”.
_FRENCH_APART = re.compile(
    r"(?<=é)(?=[aàâeéèêioôu](?!$|s$))|(?<=[aou])(?=[éèïë])"
    r"|(?<=[bcdfgptv][lr]i)(?=[aeéèoâ])|(?<=[aeou])(?=y[aàâeéèêio])|(?<=^pa)(?=ys)"
)
# “carte”, “dates”, “écrivent”, “disparaissent”; but “partie”, whose last vowels are one group.
_FRENCH_SILENT = re.compile(
    f"(?<=[^{_FRENCH_VOWELS}])es?$|(?<=v)(?<!souv)ent$|(?:(?<=ss|nn|tt|ul|ch)|(?<=ai|oi))ent$"
)

_ENGLISH_GROUP = re.compile(r"[aeiouy]+")
_ENGLISH_SHORT = re.compile(r"(?<=^ev)e(?=ry|ning)|(?<=^bus)i(?=ness)|(?<=[gq])ue(?=s?$)")
_ENGLISH_SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouyr]l)e$"  # “code”, not “little”
    r"|(?<=[^aeiouytd])ed$"  # “blocked”, not “wanted”
    r"|(?<=[^aeiouysxzcg])(?<![cs]h)(?<![^aeiouyr]l)es$"  # “files”, not “boxes”, not “tables”
    r"|(?<=[^aeiouy])e(?=(?:ly|ments?|less|things?|one|body|where|fore)$)"  # “someone”
)
_ENGLISH_APART = re.compile(
    r"(?<=[^ct]i)(?=a|um|e(?:n[ct]|t))(?<!fri)|(?<=i)(?=o(?!us|n))|(?<=e)(?=o(?!ple))"
    r"|(?<=cre)(?=at)|(?<=e)(?=a$)|(?<=u)(?=a(?!r))|(?<=[aeouy])(?=ing)|(?<=^re)(?=im|in|en|op)"
    r"|(?<=any)(?=on)|(?<=^sci)(?=e)|(?<=y)(?=ee)"
)


@lru_cache(maxsize=8192)
def in_french(word: str) -> int:
    """Return the syllables of a French word; a silent ending is not counted."""
    low = _FRENCH_APART.sub("·", _FRENCH_MUTE_U.sub("", word.lower()))
    return max(1, len(_FRENCH_GROUP.findall(_FRENCH_SILENT.sub("", low))))


@lru_cache(maxsize=8192)
def in_english(word: str) -> int:
    """Return the syllables of an English word; a silent ending is not counted."""
    low = _ENGLISH_SILENT.sub("", _ENGLISH_SHORT.sub("", word.lower()))
    return max(1, len(_ENGLISH_GROUP.findall(_ENGLISH_APART.sub("·", low))))
