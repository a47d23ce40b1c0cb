"""The shipped tables of the checker, read once for the tests of its room."""

from functools import lru_cache

from bot.actions.check_tables import tables_of
from bot.check.checker import check
from bot.check.model import Checked, Tables
from bot.folder import shipped


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Return what the checker knows."""
    return tables_of((shipped()[0] / "brands.yml").read_text(encoding="utf-8"))


def checked(message: str, sender: str | None = None) -> Checked:
    """Check with the shipped tables."""
    return check(message, sender=sender, tables=tables())


def ids(message: str, sender: str | None = None) -> set[str]:
    """Return the ids of the signs found."""
    return {sign.id for sign in checked(message, sender).signs}
