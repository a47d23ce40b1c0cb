"""What people do on the page, as the page asks for it. ValueError for what makes no sense."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.simulator.phone import Phone
from bot.simulator.server import CALLS, BotApi
from bot.simulator.state import Json

MOST_WORDS = 4096
MOST_NAME = 64
KNOWN_ACCOUNT = 777001  # of whoever's message is forwarded without hiding

# What somebody may let go wrong, to see that nothing is lost: the method, and Telegram's answer.
FAULTS: dict[str, tuple[str, tuple[int, str, int] | str]] = {
    "throttled": (CALLS, (429, "Too Many Requests: retry after 2", 2)),
    "broken": (CALLS, (500, "Internal Server Error", 0)),
    "truncated": ("getUpdates", "truncated"),
}


async def _nothing_due() -> bool:
    return False


@dataclass(slots=True)
class Acts:
    """Does what people ask for. `later` puts the demo's clock forward to what is due next."""

    api: BotApi
    later: Callable[[], Awaitable[bool]] = _nothing_due

    async def do(self, act: Json) -> Json:
        """Do one act; return what the page needs to know. Raises LookupError for strangers."""
        state = self.api.state
        match act["do"]:
            case "add":
                name = str(act["name"]).strip()[:MOST_NAME]
                return {"person": Phone.new(self.api, name or "?", _language(act)).person}
            case "language":
                state.change_person(int(act["person"]), language=_language(act))
                return {}
            case "later":
                return {"moved": await self.later()}
            case "fault":
                method, fault = FAULTS[str(act["kind"])]
                self.api.faults.next.setdefault(method, []).append(fault)
                return {}
        await self._on_phone(Phone(self.api, int(act["person"])), act)
        return {}

    async def _on_phone(self, phone: Phone, act: Json) -> None:
        match act["do"]:
            case "write":
                await phone.write(_words(act))
            case "tap":
                await phone.tap(int(act["message"]), str(act["data"]))
            case "forward":
                known = KNOWN_ACCOUNT if act.get("known") else None
                await phone.forward(_words(act), str(act["sender"])[:MOST_NAME] or "?", known=known)
            case "block":
                await phone.block(blocked=bool(act["blocked"]))
            case _:
                raise ValueError

    async def give(self, person: int, name: str, media_type: str, content: bytes) -> None:
        """Send a picture as the app does, or anything else as a file."""
        phone = Phone(self.api, person)
        try:
            await phone.photo(content)
        except ValueError:
            await phone.document(name[:MOST_NAME] or "file", content, media_type)


def _language(act: Json) -> str:
    return str(act["language"])[:5]


def _words(act: Json) -> str:
    words = str(act["text"]).strip()[:MOST_WORDS]
    if not words:
        raise ValueError("nothing to send")
    return words
