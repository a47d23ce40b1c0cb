"""Writes bot/check/data/popular.txt and used.txt from the MISP warning lists (CC0 1.0).

    pip install pymispwarninglists
    python -m tests.bench.make_popular

Popular: domains of the top lists. Used: domains that are both in the list of Tranco and in the
Chrome UX Report, each of a million, under the endings that French and English services have.
Seeing one is no proof of honesty, only that nobody registered it last week. Where anyone can
publish or pass people on within minutes is left out.
"""

import json
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from bot.actions.check_tables import DATA
from bot.check.registered import given_out, registrable
from bot.check.tables import HOSTING, SHORTENERS

POPULAR = ("tranco10k", "majestic_million", "moz-top500", "cisco_top1000", "bank-website")
USED = ("tranco", "google-chrome-crux-1million")
ANYONE = ("url-shortener", "link-in-bio", "lots-project", "dynamic-dns", "public-ipfs-gateways")
ENDINGS = frozenset(
    "fr com org net eu co io app be ch lu ca uk ie au nz za in sg ng re bzh coop".split()
)


def main() -> int:
    """Read the lists of the installed package and write the files."""
    package = find_spec("pymispwarninglists")
    if package is None or package.origin is None:
        print("Install pymispwarninglists first.")
        return 1
    lists = Path(package.origin).parent / "data/misp-warninglists/lists"
    anyone = HOSTING | SHORTENERS | {one for name in ANYONE for one in _domains(lists, name)}
    popular = {one for name in POPULAR for one in _domains(lists, name)}
    head = "# Well-known domains, from the MISP warning lists (CC0 1.0): " + ", ".join(POPULAR)
    kept = sorted(popular - HOSTING - SHORTENERS)
    (DATA / "popular.txt").write_text("\n".join((head, *kept)) + "\n", encoding="utf-8")
    used = set.intersection(*(set(_domains(lists, name)) for name in USED)) - popular - anyone
    # No head: the checker looks names up in the bytes of this file, and README.md tells of it.
    (DATA / "used.txt").write_text("".join(f"{one}\n" for one in sorted(used)), encoding="utf-8")
    print(f"{len(kept)} popular, {len(used)} used")
    return 0


def _domains(lists: Path, name: str) -> Iterable[str]:
    """Yield the registrable domain of each entry, under the endings that we keep for `USED`."""
    entries = json.loads((lists / name / "list.json").read_text(encoding="utf-8"))["list"]
    for entry in entries:
        host = entry.lower().removeprefix("https://").partition("/")[0].strip(".")
        if name in USED and host.rpartition(".")[2] not in ENDINGS:
            continue
        domain = registrable(host)
        open_to_all = name in USED and given_out(host) is not None
        if domain is not None and domain.isascii() and not open_to_all:
            yield domain


if __name__ == "__main__":
    sys.exit(main())
