"""Where the links of a hand-off lead."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.handoff.model import PREFIX


@dataclass(frozen=True, slots=True)
class Links:
    """Where links lead: the bot by its user name, once known, and the pages of this server."""

    username: Callable[[], str | None]
    public: Callable[[], str]  # without a slash at the end

    def chat(self, token: str) -> str | None:
        """Return the one-time link into the chat; None while nobody knows the bot's name."""
        name = self.username()
        return f"https://t.me/{name}?start={PREFIX}{token}" if name else None

    def page(self, token: str) -> str:
        """Return the page of that link."""
        return f"{self.public()}/h/{token}"
