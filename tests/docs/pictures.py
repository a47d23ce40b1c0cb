"""Takes the picture of the demo that the README shows: `make pictures`, after the page changed."""

import asyncio
import tempfile
from pathlib import Path

from tests.chromium import launched
from tests.demos import _card, _says, demo, free_port, page

PICTURE = Path(__file__).parent / "demo.jpg"


async def take(folder: Path) -> None:
    """Play the first minute of a newcomer, and keep what they see."""
    with demo(folder / "demo", free_port()) as address:
        async with launched() as chromium, page(chromium, address) as view:
            await _says(view, "Que se passe-t-il")
            await _card(view, "Faux ameli")
            await _says(view, "Danger")
            await view.mouse.move(2, 2)
            await view.screenshot(path=PICTURE, type="jpeg", quality=68)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(take(Path(place)))
