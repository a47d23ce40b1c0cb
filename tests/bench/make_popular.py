"""Writes bot/check/data/popular.txt from the MISP warning lists (CC0 1.0).

    pip install pymispwarninglists
    python -m tests.bench.make_popular

Well-known domains: seeing one is no proof of honesty, only that nobody registered it last week.
Where anyone can publish within minutes is left out.
"""

import json
import sys
from importlib.util import find_spec
from pathlib import Path

from bot.actions.check_tables import DATA
from bot.check.links import registrable
from bot.check.tables import HOSTING, SHORTENERS

LISTS = ("tranco10k", "majestic_million", "moz-top500", "cisco_top1000", "bank-website")


def main() -> int:
    """Read the lists of the installed package and write the file."""
    package = find_spec("pymispwarninglists")
    if package is None or package.origin is None:
        print("Install pymispwarninglists first.")
        return 1
    lists = Path(package.origin).parent / "data/misp-warninglists/lists"
    found: set[str] = set()
    for name in LISTS:
        entries = json.loads((lists / name / "list.json").read_text(encoding="utf-8"))["list"]
        hosts = (entry.lower().removeprefix("https://").partition("/")[0] for entry in entries)
        found |= {domain for host in hosts if (domain := registrable(host)) is not None}
    kept = sorted(found - HOSTING - SHORTENERS)
    head = "# Well-known domains, from the MISP warning lists (CC0 1.0): " + ", ".join(LISTS)
    (DATA / "popular.txt").write_text("\n".join((head, *kept)) + "\n", encoding="utf-8")
    print(f"{len(kept)} domains")
    return 0


if __name__ == "__main__":
    sys.exit(main())
