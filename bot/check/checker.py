"""Is this real? From a message to a verdict with its reasons, offline and in linear time.

Read, look for signs, weigh, say. Nothing is fetched, nothing is kept, and no message is ever
called harmless: the best that is said is that a link is truly the sender's own.
"""

import re
from dataclasses import replace

from bot.check.gathering import signs_of
from bot.check.model import Checked, Found, Sign, Tables, Verdict
from bot.check.normal import normal
from bot.check.seen import Seen, look
from bot.check.weigh import MODEL, probability, verdict, weight
from bot.check.whose import official

MOST_SHOWN = 5
LEAST_SHOWN = 0.3  # of a sign, in log-odds: what hardly counts only distracts
LONGEST_SPAN = 60
# Which kind of leaked data a quoted one is, by the codes of the profile.
QUOTED = {
    "nir": re.compile(r"nir|secu|\b[12] ?\d\d"),
    "civil_status_birth_date": re.compile(r"nee?|born|birth|naissance"),
    "insurer_and_contract": re.compile(r"adherent|dossier|mutuelle"),
}
_OF_LINKS = frozenset({"ok.own", "ok.public", "ok.likely", "ok.popular", "ok.town", "ok.namesake"})
_OWNED = frozenset({"ok.own", "ok.public"})


def check(message: str, *, sender: str | None = None, tables: Tables) -> Checked:
    """Return the verdict on a message; `sender` is who it came from, as the phone shows it."""
    return judge(look(message, sender or "", tables))


def judge(seen: Seen, leaked: frozenset[str] = frozenset()) -> Checked:
    """Return the verdict on a message that was read.

    `leaked` are the data that leaked of the person who got it: quoting those proves nothing, and
    the person is told so. It changes no verdict: a quoted name is no fraud by itself.
    """
    found = tuple(_for_whom(one, seen, leaked) for one in signs_of(seen))
    weights = seen.tables.weights
    said = verdict(found, weights, official=official(seen.links, seen.tables), english=seen.english)
    told = [_sign(one, seen) for one in found]
    # What can be pointed at comes before what the words recall.
    told.sort(key=lambda sign: (sign.id == MODEL, -sign.weight))
    return Checked(said, probability(found, weights, english=seen.english), tuple(told))


def _for_whom(one: Found, seen: Seen, leaked: frozenset[str]) -> Found:
    """Say of a quoted datum that it is one of those that leaked, when it is."""
    if one.id != "words.quoted" or not leaked:
        return one
    quoted = normal(seen.read.original[one.start : one.end]).text
    known = next((code for code, pattern in QUOTED.items() if pattern.search(quoted)), None)
    # Told in other words, weighed as any quoted datum.
    same = weight(one, seen.tables.weights)
    return replace(one, id="words.leaked", weight=same) if known in leaked else one


def _sign(one: Found, seen: Seen) -> Sign:
    original = seen.read.original
    span = original[one.start : one.end] if one.end > one.start else seen.sender
    shown = " ".join(span.split())
    if one.id.startswith("link.") or one.id in _OF_LINKS:
        shown = re.split(r"[/?#]", shown.rpartition("://")[2])[0]  # whose it is, not the rest
    shown = shown if len(shown) <= LONGEST_SPAN else shown[: LONGEST_SPAN - 1] + "…"
    return Sign(one.id, shown, one.start, one.end, weight(one, seen.tables.weights))


def _said_once(signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    """Leave out that a link is not the organisation's where its imitation is already said."""
    imitated = {(s.start, s.end) for s in signs if s.id == "link.lookalike"}
    return tuple(s for s in signs if s.id != "link.mismatch" or (s.start, s.end) not in imitated)


def shown(checked: Checked) -> tuple[Sign, ...]:
    """Return the signs a person is told: those that speak for the verdict, few, strongest first."""
    match checked.verdict:
        case Verdict.DANGER | Verdict.SUSPICIOUS:
            speaking = _said_once(tuple(s for s in checked.signs if s.weight > 0))
            return tuple(s for s in speaking if s.weight >= LEAST_SHOWN)[:MOST_SHOWN] or speaking
        case Verdict.KNOWN_SENDER:  # whose address it is: nothing else was looked at
            return tuple(s for s in checked.signs if s.id in _OWNED)
        case _:
            told = tuple(s for s in checked.signs if abs(s.weight) >= 1)
            pointed = tuple(s for s in told if s.id not in (MODEL, "ok.typical"))
            return (pointed or told)[:2]  # what can be pointed at, if there is anything
