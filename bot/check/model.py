"""What a check knows and says: brands, signs, a verdict. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.check.domains import SortedNames
from bot.check.vocabulary import Vocabulary


class Verdict(StrEnum):
    """What a check may say. There is no word for harmless, on purpose."""

    DANGER = "danger"
    SUSPICIOUS = "suspicious"
    CANNOT_TELL = "cannot_tell"
    KNOWN_SENDER = "known_sender"


@dataclass(frozen=True, slots=True)
class Found:
    """One sign: its id, and the exact span of the message that shows it.

    `weight` is set by what measures itself; other signs weigh what the table says.
    """

    id: str
    start: int
    end: int
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign as it is told: with the words it was found in, and how much it weighs."""

    id: str
    span: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: the verdict, how likely a fraud is, and why, strongest first."""

    verdict: Verdict
    probability: float
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Brand:
    """An organisation that criminals imitate, and the domains that are truly its own."""

    key: str
    name: str
    category: str
    aliases: tuple[str, ...]
    topics: tuple[str, ...]
    domains: frozenset[str]  # high confidence: the only ones that make a sender known
    unsure: frozenset[str]
    open: frozenset[str]  # anyone can have a page or a mailbox there


@dataclass(frozen=True, slots=True, eq=False)
class Brands:
    """Every brand, and the tables that make looking them up one step. Compared by identity."""

    all: Mapping[str, Brand]
    by_domain: Mapping[str, Brand]  # high confidence
    likely: frozenset[str]  # a name with .fr behind it: nearly always the brand's, never proven
    plausible: frozenset[str]  # every domain a brand may use, at whatever confidence
    words: Mapping[str, Brand]  # an alias without spaces, accents or case → its brand
    names: frozenset[str]  # the words that are long enough to be looked for inside others
    distinct: frozenset[str]  # of those, the ones that hardly stand inside another word by chance
    phrases: tuple[tuple[str, Brand], ...]  # aliases of several words, longest first
    labels: frozenset[str]  # the first part of each well-checked domain: laposte, impots


@dataclass(frozen=True, slots=True)
class Tables:
    """What the checker knows: brands, well-known domains, phrases and the weight of each sign."""

    brands: Brands
    popular: frozenset[str]  # domains that millions use: whose they are says nothing of a page
    used: SortedNames  # domains that many use, and that are nobody's trap for a day
    phrases: Mapping[str, float]
    weights: Mapping[str, float]
    known: Vocabulary  # what is none of these words may be one in disguise
