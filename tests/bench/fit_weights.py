"""Writes the weights of the checker from named data, and says how well they do on waves left out.

    RIPOSTE_CORPUS=folder python -m tests.bench.fit_weights [--cross] [--dry]

Needs what tests/bench/requirements.txt names. `--cross` prints how well waves left out are told.

Learns from what we may build on, and nothing else:
- tests/check/authored/*.jsonl: written for this project (rows marked `held` are never learnt from);
- of the corpus, only sources whose licence allows it: `learnt_rows.SOURCES`.
Writes bot/check/data/signs.tsv and phrases.tsv, which people read and review like any other file.
"""

import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from bot.actions.check_tables import DATA, tables_of
from bot.check.gathering import DOUBT, LEAST_TOLD, MERE, UNKNOWN, counted
from bot.check.phrases import damped
from bot.check.weigh import START_ENGLISH, STEEP_ENGLISH, SUSPICIOUS, chance, read_weights
from bot.folder import shipped
from tests.bench.learnt_rows import FOLDS, MODEL, Row, folds, rows

PRIORS = Path(__file__).parent / "priors.tsv"  # what people think each sign weighs
# Bare links have no words to speak for or against them: where one stands before anything is
# odd in it is set so that one honest link of a hundred raises an alarm.
BARE_LINK = -1.85
RARE = 3  # a phrase of fewer messages says nothing
LEAST = 0.08  # a weight nearer to nothing is left out of the table
PULL_SIGNS = 40.0  # towards the weights people set
PULL_PHRASES = 3.0  # towards nothing
STRICT = 0.15  # added to the level of all messages: below nothing, fewer alarms of both kinds
STRICT_ENGLISH = 1.9  # for English alone, whose honest rows are easier: more frauds, more alarms


@dataclass(frozen=True, slots=True)
class Fit:
    """What was learnt."""

    signs: dict[str, float]
    phrases: dict[str, float]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows by columns, with what is known of each row and how each column is held back."""

    names: tuple[str, ...]
    cells: Any  # sparse, one row a message
    truth: np.ndarray
    weights: np.ndarray
    pull: np.ndarray

    def of(self, chosen: np.ndarray) -> "Matrix":
        """Return some of the rows."""
        return replace(
            self, cells=self.cells[chosen], truth=self.truth[chosen], weights=self.weights[chosen]
        )


def fit(data: list[Row], before: dict[str, float]) -> Fit:
    """Learn the words first; then what each sign weighs beside them.

    The second step sees what the first says of waves it did not learn from: else the words, which
    know their own messages by heart, would leave nothing to the signs.
    """
    fold = np.array(folds(data))
    words = _words(data)
    worded = np.array([bool(row.phrases) for row in data])
    unseen = np.zeros(len(data))
    for at in range(FOLDS):
        unseen[fold == at] = words.cells[fold == at] @ _learn(words.of((fold != at) & worded))
    learnt = _learn(words.of(worded))
    signs = _signs(data, unseen, before)
    weights = _learn(signs, _prior(signs, before), _bounds(signs))
    scale = float(weights[-1])
    # The first column is the level of the words: the signs have their own.
    kept = {
        name: float(value) * scale
        for name, value in zip(words.names[1:], learnt[1:], strict=True)
        if abs(value) * scale >= LEAST
    }
    start = float(weights[0]) + float(learnt[0]) * scale
    return Fit(
        {**dict(zip(signs.names[:-1], weights.tolist(), strict=False)), "start": start}, kept
    )


def told(row: Row, words: dict[str, float]) -> float:
    """Return what the words of a row say."""
    each = damped(len(row.phrases))
    return sum(words.get(phrase, 0.0) for phrase in row.phrases) * each


def _words(data: list[Row]) -> Matrix:
    """Return the phrases of each row: as many columns as there are phrases not too rare."""
    counts = Counter(phrase for row in data for phrase in row.phrases)
    names = ("", *sorted(phrase for phrase, count in counts.items() if count >= RARE))
    columns = {name: at for at, name in enumerate(names)}
    cells = [
        {0: 1.0} | {columns[one]: damped(len(row.phrases)) for one in row.phrases if one in columns}
        for row in data
    ]
    # What is rare says more where it is found, and is held back less.
    rarity = [(1 + np.log(len(data) / counts[name])) ** 2 for name in names[1:]]
    pull = np.array([0.001] + [PULL_PHRASES / one for one in rarity])
    return _matrix(names, cells, data, pull)


def _signs(data: list[Row], words: np.ndarray, before: dict[str, float]) -> Matrix:
    """Return the signs of each row, and what its words say as one more column."""
    kept = (name for name in before if not name.startswith("model.") and name not in MODEL)
    names = ("start", *(name for name in kept if name != "start"), "words")
    columns = {name: at for at, name in enumerate(names)}
    cells = [
        {0: 1.0, columns["words"]: float(said)}
        | {columns[name]: 1.0 for name in row.signs}
        | ({columns[START_ENGLISH]: 1.0} if row.english else {})
        for row, said in zip(data, words, strict=True)
    ]
    pull = np.full(len(names), PULL_SIGNS)
    pull[[0, columns[START_ENGLISH], -1]] = 0.001
    return _matrix(names, cells, data, pull)


def _matrix(
    names: tuple[str, ...], cells: list[dict[int, float]], data: list[Row], pull: np.ndarray
) -> Matrix:
    entries = [(at, column, value) for at, row in enumerate(cells) for column, value in row.items()]
    at_row, at_column, values = zip(*entries, strict=True)
    made = sparse.csr_matrix((values, (at_row, at_column)), shape=(len(data), len(names)))
    truth = np.array([row.fraud for row in data], dtype=float)
    return Matrix(names, made, truth, np.array([row.weight for row in data]), pull)


def _prior(signs: Matrix, before: dict[str, float]) -> np.ndarray:
    return np.array([before.get(name, 1.0) for name in signs.names])


def _bounds(signs: Matrix) -> list[tuple[float | None, float | None]]:
    """Return where a weight may move: never across nothing."""
    free = {"start": (None, None), START_ENGLISH: (None, None), "words": (0.1, None)}
    honest, danger = (None, -0.05), (0.05, None)
    return [free.get(n, honest if n.startswith("ok.") else danger) for n in signs.names]


def _learn(
    known: Matrix,
    prior: np.ndarray | None = None,
    bounds: list[tuple[float | None, float | None]] | None = None,
) -> np.ndarray:
    """Return the weights of a logistic regression that is pulled towards `prior`."""
    goal = np.zeros(len(known.names)) if prior is None else prior
    turned = known.cells.T.tocsr()

    def cost(guess: np.ndarray) -> tuple[float, np.ndarray]:
        score = known.cells @ guess
        likely = 1 / (1 + np.exp(-score))
        loss = known.weights @ (np.logaddexp(0, score) - known.truth * score)
        away = guess - goal
        slope = turned @ (known.weights * (likely - known.truth)) + 2 * known.pull * away
        return float(loss + known.pull @ away**2), slope

    options = {"maxiter": 150}
    best = minimize(cost, goal, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    return np.asarray(best.x)


def likely(row: Row, learnt: Fit, before: dict[str, float]) -> float:
    """Return the probability that the checker will give."""
    most = before["model.most"]
    alone = all(name.startswith("ok.") or name in MERE for name in row.signs)
    level = learnt.signs["start"] + (learnt.signs[START_ENGLISH] if row.english else 0.0)
    lured = not row.signs.isdisjoint(UNKNOWN)
    beside = sum(learnt.signs[name] for name in row.signs if name in MERE)
    doubt = DOUBT / (STEEP_ENGLISH if row.english else 1.0) - level - beside
    words = counted(told(row, learnt.phrases), doubt, most, alone=alone, lured=lured)
    words = words if abs(words) >= LEAST_TOLD else 0.0
    score = level + sum(learnt.signs[name] for name in row.signs) + words
    return chance(score, english=row.english)


def cross(data: list[Row], before: dict[str, float]) -> None:
    """Print recall and false alarms on waves that were left out."""
    fold = folds(data)
    said: dict[tuple[str, bool], list[bool]] = {}
    for at in range(FOLDS):
        learnt = fit([row for row, one in zip(data, fold, strict=True) if one != at], before)
        for row, one in zip(data, fold, strict=True):
            if one == at:
                source = row.wave.partition("/")[0]
                alarm = likely(row, learnt, before) >= SUSPICIOUS
                said.setdefault((source, row.fraud), []).append(alarm)
    for (source, fraud), values in sorted(said.items()):
        share = sum(values) / len(values)
        what = "recall" if fraud else "false alarms"
        print(f"{source:28} {what:12} {share:.3f}  n={len(values)}")


def main() -> int:
    """Learn, report, write."""
    tables = tables_of((shipped()[0] / "brands.yml").read_text(encoding="utf-8"))
    before = dict(read_weights(PRIORS.read_text(encoding="utf-8")))
    data = rows(tables)
    print(f"{len(data)} rows, {sum(row.fraud for row in data)} frauds")
    if "--cross" in sys.argv:
        cross(data, before)
    learnt = fit(data, before)
    if "--dry" not in sys.argv:
        write(learnt, before)
    print(f"{len(learnt.phrases)} phrases kept")
    return 0


def write(learnt: Fit, before: dict[str, float]) -> None:
    """Write both tables."""
    head = "# Written by tests/bench/fit_weights.py; the sources are named there. Log-odds."
    start = learnt.signs["start"] + STRICT
    english = learnt.signs[START_ENGLISH] + STRICT_ENGLISH
    told = {
        **before,
        **learnt.signs,
        "start": start,
        START_ENGLISH: english,
        "link.bare": BARE_LINK - start,
    }
    signs = [f"{name}\t{told[name]:.2f}" for name in before]
    (DATA / "signs.tsv").write_text("\n".join((head, *signs)) + "\n", encoding="utf-8")
    lines = [f"{phrase}\t{weight:.2f}" for phrase, weight in sorted(learnt.phrases.items())]
    (DATA / "phrases.tsv").write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
