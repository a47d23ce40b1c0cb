"""The labelled messages that the checker's weights are learnt from, weighed alike by kind.

Nothing else is learnt from than what we may build on: what was written for this project (rows
marked `held` are never read here), and those sources of the corpus whose licence allows it.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bot.check.gathering import signs_of
from bot.check.model import Tables
from bot.check.phrases import features
from bot.check.seen import look

AUTHORED = Path(__file__).parent.parent / "check/authored"
# Of the corpus: what may be built on (its README), and why.
SOURCES = {
    "uci-sms-spam": "free for all purposes, say its authors",
    "mendeley-5971": "ham only: it is the UCI collection",
    "thai-sms-otp": "MIT",
    "template-allauth-email": "MIT",
    "phishing-database": "MIT",
    "blocklist-fr": "MIT",
    "secteur-public-fr": "Licence Ouverte 2.0",
    "misp-tranco10k": "CC0",
    "misp-majestic_million": "CC0",
    "misp-cisco_top10k": "CC0",
    "misp-moz-top500": "CC0",
    "misp-bank-website": "CC0",
    "deep-links-public-repos": "addresses: facts",
}
HAM_ONLY = {"mendeley-5971"}
MODEL = ("words.typical", "ok.typical")
FOLDS = 5
LIGHT = {"mendeley-5971": 0.3, "secteur-public-fr": 0.5}  # many rows of one kind
MASS = {"fr": 1500.0, "en": 1500.0, "links": 800.0}


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled message: its signs, its phrases, the wave it belongs to."""

    fraud: bool
    signs: frozenset[str]
    phrases: frozenset[str]
    wave: str
    weight: float
    kind: str = ""
    english: bool = False


def rows(tables: Tables) -> list[Row]:
    """Read every row that may be learnt from."""
    found = [_row(row, tables) for row in _authored()]
    folder = os.environ.get("RIPOSTE_CORPUS")
    if folder:
        found += [_row(row, tables) for row in _corpus(Path(folder))]
    return balanced(found)


def texts(corpus: Path) -> list[str]:
    """Return the words of every message that may be learnt from."""
    return [row["text"] for row in (*_authored(), *_corpus(corpus)) if row["channel"] != "url"]


def _authored() -> Iterable[dict[str, str]]:
    for path in sorted(AUTHORED.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("part") != "held" and row["label"] != "spam":
                yield {"source": path.stem, **row}


def _corpus(folder: Path) -> Iterable[dict[str, str]]:
    for name in ("messages_dev.jsonl", "urls_dev.jsonl"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            allowed = row["source"] in SOURCES and row["label"] != "spam"
            if allowed and (row["label"] == "ham" or row["source"] not in HAM_ONLY):
                yield row


def _row(row: dict[str, str], tables: Tables) -> Row:
    seen = look(row["text"], row.get("sender", ""), tables)
    fraud = row["label"] == "phish"
    wave = f"{row['source']}/{row.get('kind') or row['text'][:24]}"
    ids = frozenset(one.id for one in signs_of(seen)) - set(MODEL)
    weight = LIGHT.get(row["source"], 1.0)
    kind = "links" if row["channel"] == "url" else row["lang"]
    return Row(fraud, ids, features(seen.words), wave, weight, kind, seen.english)


def balanced(data: list[Row]) -> list[Row]:
    """Weigh frauds and honest messages alike in each language, and links apart from messages."""
    masses: dict[tuple[str, bool], float] = {}
    for row in data:
        masses[row.kind, row.fraud] = masses.get((row.kind, row.fraud), 0.0) + row.weight
    return [
        replace(row, weight=row.weight * MASS[row.kind] / masses[row.kind, row.fraud])
        for row in data
    ]


def folds(data: list[Row]) -> list[int]:
    """Return the fold of each row; a wave is never split."""
    waves = sorted({row.wave for row in data})
    np.random.default_rng(7).shuffle(waves)
    of = {wave: at % FOLDS for at, wave in enumerate(waves)}
    return [of[row.wave] for row in data]
