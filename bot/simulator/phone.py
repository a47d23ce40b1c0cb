"""What people do on their phones: write, tap, forward, send a picture, block. Each is an update."""

import time
from collections.abc import Mapping

from bot.simulator.server import BotApi
from bot.simulator.state import Json

MOST_BYTES = 20_000_000


class NoSuchPersonError(LookupError):
    """Nobody here has this number."""


class Phone:
    """One person's phone, beside the stand-in."""

    def __init__(self, api: BotApi, person: int) -> None:
        self._api = api
        self.person = person

    @classmethod
    def new(cls, api: BotApi, name: str, language: str) -> "Phone":
        """Give somebody a phone."""
        return cls(api, api.state.add_person(name, language))

    @property
    def messages(self) -> list[Json]:
        """The chat, oldest first."""
        return self._api.state.messages(self.person)

    @property
    def screen(self) -> Json:
        """The bot's last message."""
        return next(m for m in reversed(self.messages) if m["mine"])

    async def start(self, payload: str = "") -> None:
        """Press Start, or open a link with a payload."""
        await self.write(f"/start {payload}".strip())

    async def write(self, text: str) -> None:
        """Send words."""
        body: Json = {"text": text}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            body["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        await self._send(body)

    async def forward(self, text: str, sender: str) -> None:
        """Forward a message that came from somebody else."""
        origin = {"type": "hidden_user", "sender_user_name": sender, "date": int(time.time())}
        await self._send({"text": text, "forward_origin": origin})

    async def photo(self, content: bytes, caption: str = "") -> None:
        """Send a picture. Its bytes stay here: the bot gets a reference."""
        size = {
            "file_id": f"in-{time.time_ns()}",
            "file_unique_id": "in",
            "file_size": len(content),
        }
        body: Json = {"photo": [{**size, "width": 640, "height": 480}]}
        await self._send({**body, **({"caption": caption} if caption else {})}, file=content)

    async def document(self, name: str, content: bytes) -> None:
        """Send a file."""
        await self._send(
            {
                "document": {
                    "file_id": f"in-{time.time_ns()}",
                    "file_unique_id": "in",
                    "file_name": name,
                    "file_size": len(content),
                }
            },
            file=content,
        )

    async def tap(self, message: int, data: str) -> None:
        """Tap a button of a message."""
        known = self._api.state.message(self.person, message)
        if known is None:
            return
        number = str(time.time_ns())
        self._api.telegram.taps[number] = time.monotonic()
        await self._api.push(
            {
                "callback_query": {
                    "id": number,
                    "from": self._me(),
                    "chat_instance": "1",
                    "message": {**_public(known), "chat": self._chat()},
                    "data": data,
                }
            }
        )

    async def press(self, label: str) -> None:
        """Tap the button that carries these words, on the newest message that has it."""
        for message in reversed(self.messages):
            for button in buttons(message):
                if button["text"] == label:
                    await self.tap(message["message_id"], button["callback_data"])
                    return
        raise LookupError(label)

    async def block(self, *, blocked: bool = True) -> None:
        """Block the bot, or let it in again."""
        self._api.state.change_person(self.person, blocked=int(blocked))
        status = "kicked" if blocked else "member"
        await self._api.push(
            {
                "my_chat_member": {
                    "chat": self._chat(),
                    "from": self._me(),
                    "date": int(time.time()),
                    "old_chat_member": {"user": {"id": 4242}, "status": "member"},
                    "new_chat_member": {"user": {"id": 4242}, "status": status},
                }
            }
        )

    async def _send(self, body: Mapping[str, object], file: bytes | None = None) -> None:
        message = self._api.state.add_message(self.person, body, mine=False, file=file)
        chat, me = self._chat(), self._me()
        await self._api.push({"message": {**_public(message), "chat": chat, "from": me}})

    def _row(self) -> Json:
        row = self._api.state.person(self.person)
        if row is None:
            raise NoSuchPersonError(self.person)
        return row

    def _me(self) -> Json:
        row = self._row()
        return {
            "id": self.person,
            "is_bot": False,
            "first_name": row["name"],
            "language_code": row["language"],
        }

    def _chat(self) -> Json:
        return {"id": self.person, "type": "private", "first_name": self._row()["name"]}


def buttons(message: Json) -> list[Json]:
    """Return the buttons under a message, in reading order."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def _public(message: Json) -> Json:
    return {key: value for key, value in message.items() if key != "mine"}
