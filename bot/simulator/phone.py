"""What people do on their phones: write, tap, forward, send a picture, block. Each is an update."""

import time
from collections.abc import Mapping

from bot.simulator.calls import Tap
from bot.simulator.pictures import picture
from bot.simulator.server import BotApi
from bot.simulator.state import File, Json


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

    async def forward(self, text: str, sender: str, *, known: int | None = None) -> None:
        """Forward a message from somebody whose account is hidden, or `known` by its number."""
        date = int(self._api.state.now())
        origin: Json = {"type": "hidden_user", "sender_user_name": sender, "date": date}
        if known is not None:
            user = {"id": known, "is_bot": False, "first_name": sender}
            origin = {"type": "user", "sender_user": user, "date": date}
        await self._send({"text": text, "forward_origin": origin})

    async def photo(self, content: bytes, caption: str = "") -> None:
        """Send a picture: the bot gets a reference. Raises ValueError when it is no picture."""
        seen = picture(content)
        if seen is None:
            raise ValueError("not a picture")
        name = f"photo.{seen.media_type.rpartition('/')[2]}"
        kept = self._api.state.add_file(File(name, seen.media_type, content), "photos")
        size = {**kept, "width": seen.width, "height": seen.height}
        await self._send({"photo": [size], **({"caption": caption} if caption else {})})

    async def document(
        self, name: str, content: bytes, media_type: str = "application/octet-stream"
    ) -> None:
        """Send a file."""
        kept = self._api.state.add_file(File(name, media_type, content), "documents")
        await self._send({"document": {**kept, "file_name": name, "mime_type": media_type}})

    async def edit(self, message: int, text: str) -> None:
        """Change the words of a message sent before."""
        known = self._api.state.message(self.person, message)
        if known is None or known["mine"] or "text" not in known:
            raise LookupError(message)
        kept = {k: v for k, v in known.items() if k in ("forward_origin", "reply_markup")}
        self._api.state.edit_message(self.person, message, {**kept, "text": text})
        await self._push_message("edited_message", self._api.state.message(self.person, message))

    async def tap(self, message: int, data: str) -> None:
        """Tap a button of a message."""
        known = self._api.state.message(self.person, message)
        if known is None:
            return
        number = str(time.time_ns())
        self._api.telegram.taps[number] = Tap(self.person, time.monotonic())
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
                    "date": int(self._api.state.now()),
                    "old_chat_member": {"user": {"id": 4242}, "status": "member"},
                    "new_chat_member": {"user": {"id": 4242}, "status": status},
                }
            }
        )

    async def _send(self, body: Mapping[str, object]) -> None:
        message = self._api.state.add_message(self.person, body, mine=False)
        await self._push_message("message", message)

    async def _push_message(self, kind: str, message: Json | None) -> None:
        shown = _public(message or {})
        await self._api.push({kind: {**shown, "chat": self._chat(), "from": self._me()}})

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
