"""Words of distress: heard with high recall, so that numbers to call come first.

Only a yes or a no leaves this file; the reason is neither kept nor logged. A number to call shown
for nothing costs a tap; one not shown may cost a life. Figures of speech are taken out first.
"""

import re
import unicodedata

LONGEST = 4096

_DIE = r"(?:mourir|crever|me tuer|me suicider|me pendre|disparaitre)"
_HURT = (
    r"(?:frappee?|frappe|frapper|bat|battue?|tape|tapee?|cogne|cognee?|etrangle|etranglee?|viole"
    r"|violee?)"
)
_SOMEONE = r"(?:il|elle|on|mon \w{2,12}|ma \w{2,12}|qui)"

# Said of oneself, and never lightly.
_GRAVE = (
    r"suicid\w*",
    r"me (?:tuer|pendre|noyer|flinguer|foutre en l air|tailler les veines|ouvrir les veines)",
    r"me (?:jeter|jette) (?:sous|du|d un|par la|dans le vide)",
    r"sauter (?:du|d un) (?:pont|balcon|toit|immeuble|\w{1,9} etage)",
    r"mettre fin a (?:mes jours|ma vie|mon existence)",
    r"en finir (?:avec (?:la vie|ma vie|tout|moi)\b|pour de bon|une bonne fois)",
    (
        r"(?:envie|je veux|j veux|voudrais|vais|pense a|songe a|besoin) (?:d )?en finir"
        r"(?= *(?:$|[.,!?;]|ce soir|maintenant|je|et|mais))"
    ),
    r"(?:plus|pas) (?:envie|la force|le gout|le courage|de raison) de vivre",
    r"veux (?:plus|pas) (?:vivre|etre la|me reveiller)",
    r"(?:quoi bon|marre de|peux plus de|fatiguee? de|raison de) vivre",
    r"(?:mieux sans moi|si j etais morte?|si je n etais plus la|si je n existais pas)",
    r"(?:aimerais|voudrais|prefererais|souhaite|veux) etre morte?",
    r"vie n a plus (?:de|aucun) sens",
    r"(?:idees|pensees) (?:noires|suicidaires)",
    r"me scarifie\w*|me mutile\w*|me (?:fais|faire) du mal",
    r"(?:cachets|medicaments|comprimes|somniferes) pour (?:mourir|en finir|dormir pour toujours)",
    r"kill(?:ing)? (?:myself|my self)",
    r"end(?:ing)? (?:my life|it all)",
    r"tak(?:e|ing) my (?:own )?life",
    r"(?:don ?t|do not|not) want to (?:live|be alive|be here any ?more|wake up)",
    r"no (?:reason|point) (?:to|in|for) (?:liv\w+|go(?:ing)? on)",
    r"(?:can ?t|cannot) go on(?= *(?:$|[.,!?;]|any ?more|like this|living))",
    r"better off (?:dead|without me)",
    r"wish i (?:was|were) (?:dead|never born)",
    r"pills to (?:die|end|kill)",
    r"self harm\w*|(?:cut|cutting|hurt|hurting|harm|harming) myself",
)
# Violence from somebody close.
_VIOLENCE = (
    (
        rf"{_SOMEONE} (?:va |veut |vient de )?(?:me |m )(?:a |ont |avait )?(?:encore )?{_HURT}"
        r"(?= *(?:$|[.,!?;]|et|quand|devant|depuis|tous|souvent|encore|parce|a coups))"
    ),
    (
        rf"{_SOMEONE} (?:va|veut|a essaye de|menace de|me menace de) (?:me )?tuer"
        r"(?= *(?:$|[.,!?;]|et|ce|si|avec un))"
    ),
    r"menace(?:e|s)? de (?:mort|me tuer)",
    r"violences? conjugales?|femme battue|homme battu|enfant battu",
    (
        r"(?:he|she|my \w{2,12}) (?:is |has |keeps )?(?:beat|beats|beating|hit|hits|hitting|hurting"
        r"|hurts|raped?|strangled|choked) me(?! at| in)"
    ),
    (
        r"(?:he|she|they|\w{2,12}) (?:s |is |are )?(?:going to|gonna|will|wants to|want to"
        r"|threatens to|threatened to) kill me"
    ),
    r"domestic (?:violence|abuse)",
)
# Grave when said in earnest; people also laugh with them.
_LIGHT = (
    rf"(?:veux|voudrais|vais|envie de|envie d|pense a|songe a|autant|prefere|vaut|qu a) {_DIE}",
    r"(?:want|wanna|going|gonna|wish|ready|like|rather)(?: to)? (?:die|dying|be dead)",
)
_FIGURES = re.compile(
    r"\b(?:morte?s? de (?:rire|fatigue|faim|soif|froid|chaud|honte|peur|trouille|lol)"
    r"|mourir (?:de|d) (?:rire|faim|soif|froid|chaud|honte|peur|trouille|ennui|fatigue|envie)"
    r"|crever (?:de|d) (?:rire|faim|soif|froid|chaud|trouille)"
    r"|d(?:ie|ying) (?:of|from) (?:laughter|laughing|boredom|hunger|thirst|embarrassment|shame)"
    r"|die laughing|dying to \w{2,12}|suicide squad)\b"
)
_LAUGHTER = re.compile(r"\b(?:x?p?t?mdr+|lo+l|ptdr+|haha\w*|hihi\w*)\b")


_SURE = re.compile(r"\bj?(?:" + "|".join((*_GRAVE, *_VIOLENCE)) + r")")
_UNSURE = re.compile(r"\bj?(?:" + "|".join(_LIGHT) + r")\b")


def distressed(text: str) -> bool:
    """Tell whether someone's own words speak of death, of harming themselves, or of being hurt."""
    # A line may end a sentence, or only be the width of a telephone.
    text = text[:LONGEST]
    return any(_speaks_of_it(_plain(text.replace("\n", end))) for end in (" ", ". "))


def _speaks_of_it(plain: str) -> bool:
    plain = _FIGURES.sub("…", plain)
    if _SURE.search(plain) is not None:
        return True
    return _UNSURE.search(plain) is not None and _LAUGHTER.search(plain) is None


def _plain(text: str) -> str:
    """Return words in lower case, without accents; apostrophes and hyphens are spaces."""
    apart = unicodedata.normalize("NFKD", text.lower())
    kept = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(re.sub(r"['’`´-]", " ", kept).split())
