"""Whether a message is English: by the small words that no sentence does without.

Both languages share one table of signs, but neither one level nor one slope: in English the same
sum says more (`weigh.STEEP_ENGLISH`). English is read with its own patterns alone (`wording`).
"""

import re

_WORD = re.compile(r"[a-z']+")
_ENGLISH = frozenset(
    "the you your is to and for of we our this are have has been will was with it that be by"
    " from my i if not at please now here can do".split()
)
_FRENCH = frozenset(
    "le la les vous votre vos de du des et est un une pour sur dans je tu ce cette nous notre a au"
    " aux par avec que qui pas en il elle mon ma mes ton ta veuillez ici".split()
)
# And a few more: with a dot on one side, they are a space that was forgotten.
SMALL_ENGLISH = _ENGLISH | frozenset(
    "i she he her him they them then so or but no yes me us how who why".split()
)
SMALL = SMALL_ENGLISH | _FRENCH
SMALL |= frozenset("ou ne se sa ses son nos vos lui eux si oui non bon mais donc ca ce".split())


# Messages of a few words may have no small word: what else is English, hardly ever French.
_MORE_ENGLISH = _ENGLISH | frozenset(
    "in ur or call pay got then day its just today i'm so get pm up off before pls but out yes"
    " back only fee reply need home how time last all see im take hi well it's come he ready i'll"
    " ring confirm one am unpaid what order text still txt there send they you're expires after"
    " some you've locked us paid tell about later mins number claim failed sorry buy parcel did"
    " account tax give enter going any her login suspended waiting payment care tonight"
    " check when where asap customer delivery toll won thanks tomorrow address expired don't online"
    " bill went his she them said know want was".split()
)


def english(words: str) -> bool:
    """Tell whether the plain form of a message has more English small words than French ones."""
    found = _WORD.findall(words)
    return sum(map(_MORE_ENGLISH.__contains__, found)) > sum(map(_FRENCH.__contains__, found))
