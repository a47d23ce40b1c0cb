"""Print the six lives and what they asked of their reader: `python -m tests.stories [fr|en] [-v]`.

One line for each thing said or done; `-v` prints every screen whole.
"""

import asyncio
import sys
import tempfile
from datetime import datetime
from importlib import import_module
from pathlib import Path

from tests.stories.ending import ends_well
from tests.stories.life import Life, Line, born

LIVES = ("member", "free_customer", "job_seeker", "card_and_code", "carer", "three_breaches")


def _short(line: Line) -> str:
    told = [part for part in line.what.split("\n\n") if not part.startswith("Source")]
    return (told[-1] if line.show is not None else line.what).split("\n")[0][:110]


def _print(life: Life, *, whole: bool) -> None:
    day = None
    for line in life.lines:
        if line.at.date() != day:
            day = line.at.date()
            print(f"\n{day:%a %d %b %Y}")
        what = line.what if whole else _short(line)
        print(f"  {line.at:%H:%M} {line.who}: {what}")


async def _live(name: str, language: str, *, whole: bool) -> None:
    story = import_module(f"tests.stories.test_{name}")
    begin: datetime = story.BEGIN
    with tempfile.TemporaryDirectory() as folder:
        life = born(Path(folder), language, begin, getattr(story, "ZONE", "Europe/Paris"))
        await story.lived(life)
        print(f"\n===== {name} ({language})")
        _print(life, whole=whole)
        print(await ends_well(life))
        await life.bot.store.close()


def main() -> None:
    """Print the lives in the languages that were asked for, both without one."""
    chosen = [one for one in sys.argv[1:] if one in ("fr", "en")] or ["fr", "en"]
    for language in chosen:
        for name in LIVES:
            asyncio.run(_live(name, language, whole="-v" in sys.argv))


if __name__ == "__main__":
    main()
