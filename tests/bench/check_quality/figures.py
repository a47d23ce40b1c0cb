"""Figures of one judge on one group of rows: shares with intervals, calibration, trade-offs."""

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10
Z = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with its 95 % Wilson interval."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share itself."""
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies, 95 times of 100."""
        if not self.total:
            return (0.0, 1.0)
        n, p = self.total, self.value
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z * (p * (1 - p) / n + Z * Z / (4 * n * n)) ** 0.5 / (1 + Z * Z / n)
        return (max(0.0, middle - half), min(1.0, middle + half))

    def __str__(self) -> str:
        """Write the share as a table wants it."""
        if not self.total:
            return "–"
        low, high = self.interval
        return f"{self.value:.3f} [{low:.3f}–{high:.3f}] n={self.total}"


def share(values: Sequence[bool]) -> Share:
    """Count."""
    return Share(sum(values), len(values))


def recall_at(frauds: Sequence[float], honest: Sequence[float], allowed: float) -> float:
    """Return the recall where only `allowed` of the honest ones would raise an alarm."""
    if not frauds or not honest:
        return 0.0
    kept = sorted(honest, reverse=True)
    threshold = kept[min(len(kept) - 1, int(allowed * len(kept)))]
    return sum(one > threshold for one in frauds) / len(frauds)


def calibration(likely: Sequence[float], truth: Sequence[bool]) -> tuple[float, list[list[float]]]:
    """Return the expected calibration error, and for each bin: said, true, how many."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for said, true in zip(likely, truth, strict=True):
        bins[min(BINS - 1, int(said * BINS))].append((said, true))
    rows = [
        [sum(s for s, _ in one) / len(one), sum(t for _, t in one) / len(one), float(len(one))]
        for one in bins
        if one
    ]
    total = sum(count for _, _, count in rows)
    error = sum(abs(said - true) * count for said, true, count in rows) / total if total else 0.0
    return error, rows
