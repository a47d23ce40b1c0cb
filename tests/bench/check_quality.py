"""How good the checker is, on labelled messages that are not ours to ship.

    RIPOSTE_CORPUS=folder python -m tests.bench.check_quality [--errors fr sms phish]

The folder holds messages_dev.jsonl: `text, label (ham | spam | phish), lang, channel, source`.
Prints recall and false alarms by language, channel and source, each with a 95 % Wilson interval.
Nothing of the corpus is copied.
"""

import json
import os
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

from bot.check.brands import read_brands
from bot.check.checker import check
from bot.check.model import Verdict
from bot.folder import shipped

ALARMS = (Verdict.DANGER, Verdict.SUSPICIOUS)


def wilson(hits: int, total: int) -> str:
    """Return a share with its 95 % interval."""
    if total == 0:
        return "-"
    z, share = 1.96, hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = (
        z * (share * (1 - share) / total + z * z / (4 * total * total)) ** 0.5 / (1 + z * z / total)
    )
    return f"{share:6.3f} [{max(0, middle - half):.3f}, {min(1, middle + half):.3f}] n={total}"


def main() -> int:
    """Measure and print."""
    folder = os.environ.get("RIPOSTE_CORPUS")
    path = Path(folder or "") / "messages_dev.jsonl"
    if folder is None or not path.is_file():
        print("RIPOSTE_CORPUS is not set, or holds no messages_dev.jsonl: nothing measured.")
        return 0
    brands = read_brands((shipped()[0] / "brands.yml").read_text(encoding="utf-8"))
    wanted = sys.argv[2:] if "--errors" in sys.argv else None
    alarmed: dict[tuple[str, ...], list[bool]] = defaultdict(list)
    times = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        began = time.perf_counter()
        result = check(row["text"], brands=brands)
        times.append(time.perf_counter() - began)
        alarm = result.verdict in ALARMS
        group = (row["lang"], row["channel"], row["label"])
        alarmed[group].append(alarm)
        alarmed[*group, row["source"]].append(alarm)
        if wanted == [*group] and alarm != (row["label"] == "phish"):
            ids = " ".join(sign.id for sign in result.signs)
            print(f"{result.probability:.2f} {row['source']} | {ids} | {row['text'][:160]!r}")
    for group, values in sorted(alarmed.items()):
        print(f"{' '.join(group):50} alarms {wilson(sum(values), len(values))}")
    times.sort()
    print(
        f"one check: median {statistics.median(times) * 1e3:.2f} ms,"
        f" p99 {times[int(len(times) * 0.99)] * 1e3:.2f} ms"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
