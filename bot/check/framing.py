"""What stands around a message when it is passed on: a greeting, a question, thanks, a signature.

“Hi, is this real?” above a message is not the message: read as its beginning, it looks like the
first words of a stranger. Only sentences that hardly anything else begins or ends with are taken
off, and never so much that nothing is left.
"""

import re

LONGEST = 260  # characters, at either end, in which such words are looked for
LEAST = 4  # letters or digits of what is left

_A_MESSAGE = r"(?:message|sms|e-?mail|mail|texto|courriel)"
_THIS = rf"(?:(?:ce|cet|cette|le) (?:{_A_MESSAGE}|lien|num[ée]ro)|ceci|[çc]a)\b"
_TRUE = (
    r"\b(?:arnaques?|vraie?|faux|fausse|fiable|frauduleux|une fraude|s[ée]rieux|officiel"
    r"|l[ée]gitime|un pi[èe]ge|hame[çc]onnage|phishing|du spam|authentique|r[ée]el)\b"
)
_REAL = (
    r"\b(?:real|legit\w{0,6}|genuine|(?:a |some )?scam|fake|(?:a )?fraud|spam|phishing|safe"
    r"|trustworthy|suspicious|dodgy)\b"
)
_IS = r"(?:est[- ]ce|c(?:['’]est|['’]| )|s['’]agit[- ]il)"
_MORE = r"[^.?!\n]{0,40}"  # of the same sentence
_ASKED = "|".join(
    (
        # C'est une arnaque ? Ce SMS est-il vrai ? Vrai ou faux ?
        rf"(?:{_IS}|{_THIS}){_MORE}(?<!pas ){_TRUE}{_MORE}\?+",
        r"(?:vrai ou faux|arnaque ou (?:pas|vrai|non))(?:[ \xa0]?\?+|\s{0,9}\Z)",
        r"(?:une arnaque|que faire|je (?:dois faire|fais) quoi)[ \xa0]?\?+",
        # Qu'en pensez-vous ? Dois-je répondre ? Pouvez-vous vérifier ce mail ?
        rf"(?:qu['’]en pensez[- ]vous|que pensez[- ]vous de {_THIS})[ \xa0]?\?+",
        rf"(?:dois|puis)[- ]je (?:r[ée]pondre|cliquer|m['’]inqui[ée]ter|avoir confiance){_MORE}\?+",
        rf"(?:pouvez|pourriez)[- ]vous (?:me dire|v[ée]rifier){_MORE}(?:{_TRUE}|{_THIS}){_MORE}\?+",
        # Is this real? Scam or not? Should I reply?
        rf"(?:is|was) (?:this|it|that){_MORE}{_REAL}{_MORE}\?+",
        rf"{_REAL} or (?:not|real|fake|{_REAL}) ?\?+",
        rf"(?:what do you think|(?:can|could) you (?:check|verify) (?:this|it)){_MORE}\?+",
        r"what (?:should|can|do) i do\b[^.?!\n]{0,20}\?+",
        rf"should i (?:worry|reply|answer|click|trust \w{{1,9}}){_MORE}\?+",
    )
)
_STOPS = r"[^.?!:\n]{0,60}(?::(?!\d)|[.!]? ?\n)"  # of the same line, and the end of it
_WHO = r"(?:j['’]ai|je viens de|nous avons|on a|(?:ma|mon) [\wé-]{2,12} a)"
_WHO_EN = r"(?:(?:i|we|my \w{2,12})(?:['’]ve)?(?: have| has)? )?(?:just )?"
_GOT = "|".join(
    (
        # J'ai reçu ce SMS ce matin :
        rf"{_WHO} (?:re[çc]u|recevoir) (?:{_THIS}|un {_A_MESSAGE}\b){_STOPS}",
        rf"re[çc]u (?:{_THIS}|ce matin|hier|[àa] l['’]instant|aujourd['’]hui){_STOPS}",
        rf"je (?:voudrais|voulais|veux|souhaite) savoir si {_STOPS}",
        rf"voi(?:ci|l[àa]) le {_A_MESSAGE}\b{_STOPS}",
        # I just got this text: I'd like to know if it is genuine:
        rf"i(?:['’]d| would) like to know (?:if|whether) {_STOPS}",
        rf"{_WHO_EN}(?:got|received) (?:this|the following|an? (?:{_A_MESSAGE}|text))\b{_STOPS}",
    )
)
# What a mail program adds when a message is passed on.
_PASSED_ON = (
    r"[-–_>* \t]{0,30}+(?:message (?:transf[ée]r[ée]|d['’]origine)|(?:forwarded|original) message"
    r"|begin forwarded message|d[ée]but du message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée]))"
    r"[-–_>* \t:]{0,30}\n"
)
_SIGNED = (
    r"(?:envoy[ée] (?:de mon|depuis mon|depuis l['’]appli\w*|à partir de) "
    r"|sent from (?:my|yahoo|outlook) ?"
    r"|(?:get|obtenir|t[ée]l[ée]charger) outlook (?:for|pour) )[^\n./]{0,40}\.?"
)
_HELLO = (
    r"(?:(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|good (?:morning|evening|afternoon))"
    r"(?: (?:[àa] tous|riposte|madame|monsieur|there|all|everyone))?[ ,.!:;\n-]{1,4})?"
)
_THANKS = r"(?:merci(?: beaucoup| d['’]avance)?|thanks?(?: you| a lot| in advance)?|svp|please)"
# Space is taken whole (`\s*+`): taken bit by bit, a page of spaces would take seconds.
_BEFORE = re.compile(
    rf"{_HELLO}(?:(?:{_ASKED}|{_GOT}|{_PASSED_ON})\s*+){{1,3}}(?:{_THANKS}[ .!]*+\n\s*+)?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?<=[\s»\"”]){_HELLO}(?:(?:{_ASKED}|(?:{_THANKS}[.! ]*\n\s*)?{_SIGNED})\s*){{1,3}}"
    rf"(?:{_THANKS}[\s.!]*)?\Z",
    re.IGNORECASE,
)


def message_in(paste: str) -> tuple[int, int]:
    """Return where the message stands in what a person sent: all of it, as a rule."""
    begins = len(paste) - len(paste.lstrip())
    first = _BEFORE.match(paste, begins, begins + LONGEST)
    start = first.end() if first is not None else 0
    last = _AFTER.search(paste, max(start, len(paste) - LONGEST))
    end = last.start() if last is not None else len(paste)
    left = sum(map(str.isalnum, paste[start:end]))
    return (start, end) if left >= LEAST else (0, len(paste))
