"""How good the checker is, beside the baselines, as a report anyone can make again.

    RIPOSTE_CORPUS=folder python -m tests.bench.check_quality          (make quality)

Writes reports/check_quality/report.md with plots. Without the corpus only what was written for this
project is measured. Nothing of the corpus is copied into the report but counts.
"""

import os
import sys
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from tests.bench import rewrites
from tests.bench.check_quality.figures import calibration, recall_at, share
from tests.bench.check_quality.judges import Said, any_link, learnt, riposte
from tests.bench.check_quality.plots import reliability, trade_off
from tests.bench.check_quality.rows import Row, read_rows

REPORT = Path("reports/check_quality")
EACH = 400  # frauds and honest messages of a language that are rewritten
Pair = tuple[Row, Said]


def main() -> int:
    """Measure, print, write."""
    folder = os.environ.get("RIPOSTE_CORPUS")
    rows = read_rows(Path(folder) if folder else None)
    judged = {"Riposte": riposte(rows), "any link": any_link(rows)}
    if folder:
        corpus = [row for row in rows if not row.source.startswith("hard_")]
        said = learnt(corpus)
        for name, answers in said.items():
            kept = iter(answers)
            judged[name] = [
                Said(0.0, alarm=False) if row.source.startswith("hard_") else next(kept)
                for row in rows
            ]
    lines = [*_head(rows, judged), *_sides(rows, judged), *_sources(rows, judged["Riposte"])]
    lines += ["", *rewrites.write(rows, EACH)]
    (REPORT / "report.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    reliability(list(zip(rows, judged["Riposte"], strict=True)), REPORT / "reliability.png")
    trade_off(rows, judged, REPORT / "trade_off.png")
    print("\n".join(lines))
    return 0


def _head(rows: list[Row], judged: dict[str, list[Said]]) -> list[str]:
    times = sorted(said.seconds for said in judged["Riposte"])
    return [
        "# How good the message check is",
        "",
        (
            f"{len(rows)} rows, {len({row.campaign for row in rows})} campaigns. An alarm is"
            " *danger* or *suspicious*. Intervals are 95 % (Wilson). Baselines are trained on the"
            " other campaigns of the same corpus; Riposte learnt nothing from rows marked `held`."
        ),
        "",
        (
            f"One check, CPU time: median {times[len(times) // 2] * 1e3:.2f} ms,"
            f" p99 {times[int(len(times) * 0.99)] * 1e3:.2f} ms."
        ),
        "",
        "![reliability](reliability.png) ![trade-off](trade_off.png)",
    ]


GROUPS: dict[str, Callable[[Row], bool]] = {
    "French SMS (real)": lambda row: row.lang == "fr" and row.channel == "sms" and _real(row),
    "French SMS and chat, written, held": lambda row: (
        row.lang == "fr" and row.source.startswith("hard_") and row.channel != "email"
    ),
    "French e-mail": lambda row: row.lang == "fr" and row.channel == "email",
    "English SMS (real)": lambda row: row.lang == "en" and row.channel == "sms" and _real(row),
    "English, written, held": lambda row: row.lang == "en" and row.source.startswith("hard_"),
    "English e-mail": lambda row: row.lang == "en" and row.channel == "email" and _real(row),
    "French links": lambda row: row.lang == "fr" and row.channel == "url",
    "Links, other": lambda row: row.lang == "und" and row.channel == "url",
}


def _real(row: Row) -> bool:
    made = ("synthetic-", "machine-", "hard_")
    return not row.source.startswith(made)


def _sides(rows: list[Row], judged: dict[str, list[Said]]) -> list[str]:
    lines = ["", "## Side by side", ""]
    for title, chosen in GROUPS.items():
        picked = [at for at, row in enumerate(rows) if chosen(row)]
        if not picked:
            continue
        lines += [
            "",
            f"### {title}",
            "",
            (
                "| judge | recall | false alarms, services | false alarms, personal | spam |"
                " recall at 1 % | calibration error | cannot tell (frauds) |"
                " known sender (frauds) |"
            ),
            "|---|---|---|---|---|---|---|---|---|",
        ]
        for name, said in judged.items():
            pairs = [(rows[at], said[at]) for at in picked]
            if name not in {"Riposte", "any link"} and "held" in title:
                continue
            lines.append(f"| {name} | {' | '.join(_cells(pairs))} |")
    return lines


def _cells(pairs: list[Pair]) -> list[str]:
    frauds = [said for row, said in pairs if row.label == "phish"]
    honest = [said for row, said in pairs if row.label == "ham"]
    services = [s.alarm for row, s in pairs if row.label == "ham" and not row.personal]
    personal = [s.alarm for row, s in pairs if row.personal]
    spam = [s.alarm for row, s in pairs if row.label == "spam"]
    told = [(s.likely, row.label == "phish") for row, s in pairs if row.label != "spam"]
    error, _ = calibration([p for p, _ in told], [t for _, t in told])
    best = recall_at([s.likely for s in frauds], [s.likely for s in honest], 0.01)
    return [
        str(share([s.alarm for s in frauds])),
        str(share(services)),
        str(share(personal)),
        str(share(spam)),
        f"{best:.3f}",
        f"{error:.3f}",
        str(share([s.verdict == "cannot_tell" for s in frauds])),
        str(share([s.verdict == "known_sender" for s in frauds])),
    ]


def _sources(rows: list[Row], said: list[Said]) -> list[str]:
    lines = [
        "",
        "## Riposte by language, channel, source and label",
        "",
        (
            "| language | channel | source | label | alarms | cannot tell counted as alarm |"
            " cannot tell |"
        ),
        "|---|---|---|---|---|---|---|",
    ]
    key = lambda pair: (pair[0].lang, pair[0].channel, pair[0].source, pair[0].label)  # noqa: E731
    for (lang, channel, source, label), group in groupby(
        sorted(zip(rows, said, strict=True), key=key), key=key
    ):
        answers = [one for _, one in group]
        unsure = [one.verdict == "cannot_tell" for one in answers]
        either = share([one.alarm or doubt for one, doubt in zip(answers, unsure, strict=True)])
        lines.append(
            f"| {lang} | {channel} | {source} | {label} | {share([a.alarm for a in answers])}"
            f" | {either} | {share(unsure)} |"
        )
    return lines


if __name__ == "__main__":
    sys.exit(main())
