"""Two pictures: is a probability what it says, and what does one more alarm cost."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt

from tests.bench.check_quality.figures import calibration
from tests.bench.check_quality.judges import Said
from tests.bench.check_quality.rows import Row

SETS = {
    "French SMS": ("fr", "sms"),
    "English SMS": ("en", "sms"),
    "French e-mail": ("fr", "email"),
    "French links": ("fr", "url"),
}


def reliability(pairs: Sequence[tuple[Row, Said]], path: Path) -> None:
    """Draw what was said against what was true."""
    figure, axes = plt.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
    for name, (lang, channel) in SETS.items():
        rows = [p for p in pairs if (p[0].lang, p[0].channel) == (lang, channel)]
        rows = [p for p in rows if p[0].label != "spam"]
        if rows:
            said, truth = [s.likely for _, s in rows], [r.label == "phish" for r, _ in rows]
            error, bins = calibration(said, truth)
            label = f"{name} (error {error:.3f})"
            axes.plot([b[0] for b in bins], [b[1] for b in bins], marker="o", label=label)
    axes.set(xlabel="probability said", ylabel="share of frauds", title="Reliability")
    axes.legend()
    figure.savefig(path, dpi=110, bbox_inches="tight")
    plt.close(figure)


def trade_off(rows: list[Row], judged: dict[str, list[Said]], path: Path) -> None:
    """Draw recall against false alarms on French SMS, for each judge."""
    figure, axes = plt.subplots(figsize=(5, 5))
    chosen = [at for at, row in enumerate(rows) if (row.lang, row.channel) == ("fr", "sms")]
    chosen = [at for at in chosen if not rows[at].source.startswith(("hard_", "machine-", "synth"))]
    for name, said in judged.items():
        frauds = sorted(
            (said[at].likely for at in chosen if rows[at].label == "phish"), reverse=True
        )
        honest = [said[at].likely for at in chosen if rows[at].label == "ham"]
        if frauds and honest:
            points = [
                (
                    sum(one >= threshold for one in honest) / len(honest),
                    sum(one >= threshold for one in frauds) / len(frauds),
                )
                for threshold in sorted({*frauds, *honest}, reverse=True)[
                    :: max(1, len(frauds) // 60)
                ]
            ]
            axes.plot([x for x, _ in points], [y for _, y in points], label=name)
    axes.set(xlim=(0, 0.15), ylim=(0.5, 1), xlabel="false alarms", ylabel="recall")
    axes.set_title("French SMS (real): recall against false alarms")
    axes.legend(loc="lower right")
    figure.savefig(path, dpi=110, bbox_inches="tight")
    plt.close(figure)
