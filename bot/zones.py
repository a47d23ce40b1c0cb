"""The time-zone table in use, as one name: when it changes, instants are derived anew.

A law that moves a change of clocks comes with an update of the machine or of a package. The wall
time a person was promised is the truth (R:reliability 3.7); what was derived from it is old then.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2s
from importlib import resources
from pathlib import Path
from zoneinfo import TZPATH


def zone_table(zones: Iterable[str]) -> str:
    """Return a name for the rules of these zones, as the files of the machine or package have them.

    Two machines with the same rules in other bytes have two names: then work is done for nothing.
    """
    digest = blake2s(digest_size=16)
    for zone in sorted(zones):
        digest.update(zone.encode() + b"\0" + next(_files(zone), b"") + b"\0")
    return digest.hexdigest()


def _files(zone: str) -> Iterator[bytes]:
    """Yield what zoneinfo would read for a zone, in its own order: machine, then package."""
    for folder in TZPATH:
        path = Path(folder, zone)
        if path.is_file():
            yield path.read_bytes()
    try:
        yield resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError):
        return
