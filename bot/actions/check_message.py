"""`do: check_message`: the verdict on a message, in memory, inside the transaction of its update.

The message is an input that was never stored; what goes on is the verdict and the few signs shown.
"""

import re
from functools import lru_cache

from bot.actions.in_picture import in_picture
from bot.check.brands import read_brands
from bot.check.checker import check, shown
from bot.check.model import Brands
from bot.engine.effects import Run
from bot.engine.events import Finished, Sign
from bot.engine.person import Person
from bot.flow.release import Release

BRANDS = "flows/brands.yml"
_FROM = re.compile(r"(?:de|from|expéditeur|sender)\s*:\s*(\S.{0,60})", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d[\d .]{2,18}")


def check_message(run: Run, person: Person, release: Release) -> Finished:
    """Return the verdict on the input `message`; `sender` may be given, or be its first line."""
    del person  # a verdict is the same for everyone
    message = run.inputs.get("message")
    if not isinstance(message, str) or not message.strip():
        return Finished(run.key, "failed")
    given = run.inputs.get("sender")
    sender, text = (given, message) if isinstance(given, str) and given else split_sender(message)
    checked = check(text, sender=sender, brands=brands_of(release.files.get(BRANDS, "brands: {}")))
    signs = tuple(Sign(one.id, one.span) for one in shown(checked))
    outcome = checked.verdict.value
    if "picture" in run.inputs:
        outcome, told = in_picture(run.inputs, text, outcome)
        signs += told
    return Finished(run.key, outcome, signs)


@lru_cache(maxsize=4)
def brands_of(source: str) -> Brands:
    """Return the table of brands of a release, read once."""
    return read_brands(source)


def split_sender(message: str) -> tuple[str | None, str]:
    """Return who a message says it is from, when its first line says only that."""
    first, _, rest = message.strip().partition("\n")
    line = first.strip()
    if not rest.strip():
        return None, message
    named = _FROM.fullmatch(line)
    if named is not None:
        return named[1].strip(), rest
    if _NUMBER.fullmatch(line) or ("@" in line and " " not in line.strip("<>")):
        return line, rest
    return None, message
