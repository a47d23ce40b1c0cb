"""Words of distress: heard with high recall, so that numbers to call come first.

Only a yes or a no leaves this file; the reason is neither kept nor logged.
"""

import re
import unicodedata

_PHRASES = (
    r"suicid\w*",
    r"(?:veux|voudrais|vais|envie de|pense a|songe a) (?:en )?(?:mourir|crever|finir|me tuer)",
    r"me (?:tuer|pendre|foutre en l'air|jeter sous)",
    r"mettre fin a (?:mes jours|ma vie)",
    r"en finir (?:avec (?:la vie|tout)|pour de bon)",
    r"(?:plus|pas) (?:envie|la force) de vivre",
    r"veux (?:plus|pas) vivre",
    r"mieux (?:sans moi|si j'etais mort\w*)",
    r"(?:il|elle|mon \w+|ma \w+) (?:me|m') ?(?:frappe|bat|menace de me tuer|etrangle)",
    r"kill(?:ing)? myself",
    r"end(?:ing)? (?:my life|it all)",
    r"(?:want|going|wish) to die",
    r"no (?:reason|point) (?:to|in) liv\w+",
    r"better off (?:dead|without me)",
    r"(?:he|she|my \w+) (?:beats|hits|is hurting) me",
    r"self[- ]harm\w*",
)
_DISTRESS = re.compile(r"\b(?:" + "|".join(_PHRASES) + r")\b")
_LAUGHTER = re.compile(r"\b(?:mort\w* de rire|mdr|ptdr|lol)\b")
LONGEST = 4096


def distressed(text: str) -> bool:
    """Tell whether someone's own words speak of death, of harming themselves, or of being hurt."""
    apart = unicodedata.normalize("NFKD", text[:LONGEST].lower().replace("’", "'"))
    plain = " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())
    return _DISTRESS.search(plain) is not None and _LAUGHTER.search(plain) is None
