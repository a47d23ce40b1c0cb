"""Writes the weights of the checker from named data, and says how well they do on waves left out.

    python -m tests.bench.fit_weights            (needs scikit-learn; RIPOSTE_CORPUS adds its sources)

Learns from what we may build on, and nothing else:
- tests/check/authored/*.jsonl: written for this project (rows marked `held` are never learnt from);
- of the corpus, only sources whose licence allows it: `SOURCES`.
Writes bot/check/data/signs.tsv and phrases.tsv, which people read and review like any other file.
"""

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from bot.actions.check_tables import DATA, tables_of
from bot.check.checker import signs_of
from bot.check.phrases import damped, features
from bot.check.seen import Tables, look
from bot.folder import shipped

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
RARE = 3  # a phrase of fewer messages says nothing
LEAST = 0.04  # a weight nearer to nothing is left out of the table
PULL_SIGNS = 0.5  # towards the weights people set
PULL_PHRASES = 1.5  # towards nothing
HAM_COUNTS = 2.0  # a false alarm costs more than a miss that still says "cannot tell"


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled message: its signs, its phrases, the wave it belongs to."""

    fraud: bool
    signs: frozenset[str]
    phrases: frozenset[str]
    wave: str
    weight: float


def rows(tables: Tables) -> list[Row]:
    """Read every row that may be learnt from."""
    found = [_row(row, tables) for row in _authored()]
    folder = os.environ.get("RIPOSTE_CORPUS")
    if folder:
        found += [_row(row, tables) for row in _corpus(Path(folder))]
    return found


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
    light = {"mendeley-5971": 0.3, "secteur-public-fr": 0.5}.get(row["source"], 1.0)
    weight = light * (1.0 if fraud else HAM_COUNTS)
    return Row(fraud, ids, frozenset(features(seen.words)), wave, weight)


@dataclass(frozen=True, slots=True)
class Fit:
    """What was learnt."""

    signs: dict[str, float]
    phrases: dict[str, float]


def fit(data: list[Row], before: dict[str, float]) -> Fit:
    """Learn sign and phrase weights together: signs keep their direction and stay near `before`."""
    names = [name for name in before if not name.startswith("model.") and name not in MODEL]
    counts: dict[str, int] = {}
    for row in data:
        for phrase in row.phrases:
            counts[phrase] = counts.get(phrase, 0) + 1
    phrases = sorted(phrase for phrase, count in counts.items() if count >= RARE)
    # A phrase may be spelled like a sign ("start"): a space in front keeps them apart.
    columns = {name: at for at, name in enumerate((*names, *(f" {one}" for one in phrases)))}
    entries = [
        (number, columns[name], value)
        for number, row in enumerate(data)
        for name, value in _used(row).items()
        if name in columns
    ]
    at_row, at_column, values = zip(*entries, strict=True)
    matrix = sparse.csr_matrix((values, (at_row, at_column)), shape=(len(data), len(columns)))
    truth = np.array([row.fraud for row in data], dtype=float)
    weights = np.array([row.weight for row in data])
    prior = np.array([before[name] for name in names] + [0.0] * len(phrases))
    pull = np.array([PULL_SIGNS] * len(names) + [PULL_PHRASES] * len(phrases))
    pull[columns["start"]] = 0.01

    def cost(values: np.ndarray) -> tuple[float, np.ndarray]:
        score = matrix @ values
        likely = 1 / (1 + np.exp(-score))
        loss = weights @ (np.logaddexp(0, score) - truth * score)
        away = values - prior
        slope = matrix.T @ (weights * (likely - truth)) + 2 * pull * away
        return float(loss + pull @ away**2), slope

    bounds = [_bound(name) for name in names] + [(-2.5, 2.5)] * len(phrases)
    best = minimize(cost, prior, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 400})
    signs, words = best.x[: len(names)].tolist(), best.x[len(names) :].tolist()
    told = zip(phrases, words, strict=True)
    kept = {phrase: value for phrase, value in told if abs(value) >= LEAST}
    return Fit(dict(zip(names, signs, strict=True)), kept)


def _used(row: Row) -> dict[str, float]:
    """Return the columns of a row: each sign once, each phrase as much as it counts."""
    each = damped(len(row.phrases))
    return {"start": 1.0, **dict.fromkeys(row.signs, 1.0), **{f" {one}": each for one in row.phrases}}


def _bound(name: str) -> tuple[float | None, float | None]:
    if name == "start":
        return (None, None)
    return (None, -0.05) if name.startswith("ok.") else (0.05, None)


def applied(tables: Tables, learnt: Fit) -> Tables:
    """Return the tables with what was learnt in place."""
    return replace(tables, phrases=learnt.phrases, weights={**tables.weights, **learnt.signs})


def likely(row: Row, learnt: Fit, before: dict[str, float]) -> float:
    """Return the probability that the checker will give."""
    each = damped(len(row.phrases)) * before["model.scale"]
    told = sum(learnt.phrases.get(phrase, 0.0) for phrase in row.phrases) * each
    told = max(-before["model.most"], min(before["model.most"], told))
    told = told if abs(told) >= 0.25 else 0.0  # noqa: PLR2004 - checker.LEAST_TOLD
    score = learnt.signs["start"] + sum(learnt.signs[name] for name in row.signs) + told
    return float(1 / (1 + np.exp(-score)))


def cross(data: list[Row], before: dict[str, float], folds: int = 5) -> None:
    """Print recall and false alarms on waves that were left out."""
    waves = sorted({row.wave for row in data})
    np.random.default_rng(7).shuffle(waves)
    fold = {wave: at % folds for at, wave in enumerate(waves)}
    said: dict[tuple[str, bool], list[float]] = {}
    for at in range(folds):
        learnt = fit([row for row in data if fold[row.wave] != at], before)
        for row in data:
            if fold[row.wave] == at:
                source = row.wave.partition("/")[0]
                said.setdefault((source, row.fraud), []).append(likely(row, learnt, before))
    for (source, fraud), values in sorted(said.items()):
        share = sum(value >= 0.5 for value in values) / len(values)  # noqa: PLR2004 - alarm
        what = "recall" if fraud else "false alarms"
        print(f"{source:28} {what:12} {share:.3f}  n={len(values)}")


def main() -> int:
    """Learn, report, write."""
    tables = tables_of((shipped()[0] / "brands.yml").read_text(encoding="utf-8"))
    before = dict(tables.weights)
    data = rows(tables)
    print(f"{len(data)} rows, {sum(row.fraud for row in data)} frauds")
    cross(data, before)
    learnt = fit(data, before)
    if "--dry" not in sys.argv:
        write(learnt, before)
    print(f"{len(learnt.phrases)} phrases kept")
    return 0


def write(learnt: Fit, before: dict[str, float]) -> None:
    """Write both tables."""
    head = "# Written by tests/bench/fit_weights.py; the sources are named there. Log-odds."
    signs = [f"{name}\t{learnt.signs.get(name, value):.2f}" for name, value in before.items()]
    (DATA / "signs.tsv").write_text("\n".join((head, *signs)) + "\n", encoding="utf-8")
    lines = [f"{phrase}\t{weight:.2f}" for phrase, weight in sorted(learnt.phrases.items())]
    (DATA / "phrases.tsv").write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
