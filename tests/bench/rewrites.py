"""What is lost when a fraud that is caught is rewritten: by kind of rewrite and by language.

    RIPOSTE_CORPUS=folder python -m tests.bench.rewrites [--each 400]

Frauds of the corpus and the held ones written for this project, those the check raises an alarm on;
each is rewritten so that a person still reads it. Honest messages are rewritten the same way: what
rises there is told beside. Prints a table and writes it to reports/check_quality, with its JSON;
counts only, nothing of the corpus.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from random import Random

from bot.actions.check_tables import tables_of
from bot.check.model import Verdict
from bot.check.paste import ALARMS, check_paste
from bot.folder import shipped
from tests.bench.check_quality.disguise import REWRITES
from tests.bench.check_quality.figures import Share
from tests.bench.check_quality.rows import Row, read_rows

REPORT = Path("reports/check_quality")
MADE = ("machine-", "synthetic-", "template-")
LANGUAGES = {"fr": "French", "en": "English"}


def chosen(rows: list[Row], label: str, lang: str, each: int) -> list[Row]:
    """Return short messages of one language and label, no more than `each`, picked by seed."""
    fit = [
        row
        for row in rows
        if (row.label, row.lang) == (label, lang)
        and row.channel in ("sms", "chat", "call")
        and not row.source.startswith(MADE)
        and not (label == "ham" and row.personal and row.source != "hard_personal_fr")
    ]
    return Random(7).sample(fit, min(each, len(fit)))


def measured(rows: list[Row], each: int) -> list[dict[str, object]]:
    """Return one line for each rewrite and language."""
    tables = tables_of((shipped()[0] / "brands.yml").read_text(encoding="utf-8"))

    def verdict(text: str, row: Row) -> Verdict:
        return check_paste(text, sender=row.sender, tables=tables).checked.verdict

    found: list[dict[str, object]] = []
    for lang in LANGUAGES:
        frauds = chosen(rows, "phish", lang, each)
        caught = [row for row in frauds if verdict(row.text, row) in ALARMS]
        honest = chosen(rows, "ham", lang, each)
        for name, rewrite in REWRITES.items():
            said = [
                verdict(new, row)
                for row in caught
                if (new := rewrite(row.text, Random(row.text))) != row.text
            ]
            kept = Share(sum(one in ALARMS for one in said), len(said))
            before = after = total = 0
            for row in honest:
                if (new := rewrite(row.text, Random(row.text))) != row.text:
                    total += 1
                    before += verdict(row.text, row) in ALARMS
                    after += verdict(new, row) in ALARMS
            found.append(
                {
                    "rewrite": name,
                    "language": lang,
                    "rewritten": kept.total,
                    "still_caught": kept.hits,
                    "lost": round(1 - kept.value, 4) if kept.total else None,
                    "interval": [round(1 - end, 4) for end in reversed(kept.interval)],
                    "known_sender": sum(one is Verdict.KNOWN_SENDER for one in said),
                    "honest": total,
                    "honest_alarms_before": before,
                    "honest_alarms_after": after,
                }
            )
    return found


def table(found: list[dict[str, object]]) -> list[str]:
    """Return the lines of the report, the worst rewrite first."""
    lines = [
        "## Frauds that were caught, rewritten",
        "",
        (
            "Lost: share of caught frauds no longer called danger or suspicious. Known sender: how"
            " many were called that. Honest: alarms on service messages, before → after the same"
            " rewrite."
        ),
        "",
        "| rewrite | language | lost | caught / rewritten | known sender | honest |",
        "|---|---|---|---|---|---|",
    ]
    for one in sorted(found, key=lambda row: -float(str(row["lost"] or 0))):
        low, high = one["interval"]  # type: ignore[misc]
        lost = "–" if one["lost"] is None else f"{one['lost']:.3f} [{low:.3f}–{high:.3f}]"
        lines.append(
            f"| {one['rewrite']} | {one['language']} | {lost}"
            f" | {one['still_caught']} / {one['rewritten']} | {one['known_sender']}"
            f" | {one['honest_alarms_before']} → {one['honest_alarms_after']} of {one['honest']} |"
        )
    caught = sum(int(str(one["still_caught"])) for one in found)
    total = sum(int(str(one["rewritten"])) for one in found)
    return [
        *lines,
        "",
        f"All: {total} rewritten, {total - caught} lost ({1 - caught / total:.3f}).",
    ]


def write(rows: list[Row], each: int) -> list[str]:
    """Measure, write the JSON, and return the lines of the report."""
    found = measured(rows, each)
    REPORT.mkdir(parents=True, exist_ok=True)
    (REPORT / "rewrites.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return table(found)


def main() -> int:
    """Measure, print, write."""
    reading = argparse.ArgumentParser(description="Rewrite frauds that are caught.")
    reading.add_argument("--each", type=int, default=400, help="messages a language and label")
    folder = os.environ.get("RIPOSTE_CORPUS")
    each = reading.parse_args().each
    lines = write(read_rows(Path(folder) if folder else None), each)
    (REPORT / "rewrites.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
