"""What the stand-in keeps: people, their chats, and the updates not yet confirmed.

One small SQLite file, so that a conversation is still there after a restart. It is a demo's: plain,
readable, nothing secret belongs in it.
"""

import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """Bytes in a chat: what the app or the bot called them, and what they are."""

    name: str
    media_type: str
    content: bytes


class State:
    """The stand-in's memory. `changed` counts changes, for whoever shows them."""

    def __init__(self, path: Path | None, now: Callable[[], float] = time.time) -> None:
        self.now = now  # seconds since 1970
        self.db = Database(path if path is not None else ":memory:")
        self.db.conn.isolation_level = None
        if path is not None:
            self.db.enable_wal()
        self.db.table("person").create(
            {"id": int, "name": str, "language": str, "blocked": int},
            pk="id",
            if_not_exists=True,
        )
        self.db.table("message").create(
            {
                "chat": int,
                "id": int,
                "mine": int,  # from the bot
                "body": str,
                "date": int,
                "edited": int,
            },
            pk=("chat", "id"),
            if_not_exists=True,
        )
        self.db.table("file").create(
            {"id": str, "path": str, "name": str, "media_type": str, "content": bytes},
            pk="id",
            if_not_exists=True,
        )
        self.db.table("pending").create({"id": int, "body": str}, pk="id", if_not_exists=True)
        self.db.table("setting").create({"name": str, "value": str}, pk="name", if_not_exists=True)
        # Telegram keeps the file of a deleted message for a while; here, until the next start.
        self.db.execute(
            "DELETE FROM file WHERE NOT EXISTS"
            " (SELECT 1 FROM message WHERE instr(message.body, file.id))"
        )
        self.changed = 0

    def close(self) -> None:
        """Close the file."""
        self.db.conn.close()

    # People

    def people(self) -> list[Json]:
        """Return everyone with a phone here, oldest first."""
        return list(self.db.table("person").rows_where(order_by="id"))

    def person(self, number: int) -> Json | None:
        """Return one person."""
        return next(iter(self.db.table("person").rows_where("id = ?", [number])), None)

    def add_person(self, name: str, language: str) -> int:
        """Add a person; return their id, which is also their chat's."""
        (last,) = self.db.execute("SELECT coalesce(max(id), 1000) FROM person").fetchone()
        row = {"id": last + 1, "name": name, "language": language, "blocked": 0}
        self.db.table("person").insert(row)
        self.changed += 1
        return int(last) + 1

    def change_person(self, number: int, **values: object) -> None:
        """Change a person's language, or whether they block the bot."""
        self.db.table("person").update(number, values)
        self.changed += 1

    # Messages

    def add_message(self, chat: int, body: Mapping[str, object], *, mine: bool) -> Json:
        """Put a message in a chat; return it as Telegram would."""
        (last,) = self.db.execute("SELECT coalesce(max(id), 0) FROM message").fetchone()
        row = {
            "chat": chat,
            "id": last + 1,
            "mine": int(mine),
            "body": json.dumps(body, ensure_ascii=False),
            "date": int(self.now()),
            "edited": 0,
        }
        self.db.table("message").insert(row)
        self.changed += 1
        found = self.message(chat, last + 1)
        assert found is not None
        return found

    def message(self, chat: int, number: int) -> Json | None:
        """Return one message as Telegram would, with `mine` beside."""
        rows = self.db.table("message").rows_where("chat = ? AND id = ?", [chat, number])
        return next((self._message(row) for row in rows), None)

    def messages(self, chat: int) -> list[Json]:
        """Return a chat, oldest first."""
        rows = self.db.table("message").rows_where("chat = ?", [chat], order_by="id")
        return [self._message(row) for row in rows]

    def edit_message(
        self, chat: int, number: int, body: Mapping[str, object], *, quiet: bool = False
    ) -> None:
        """Replace what a message says; a `quiet` edit, of buttons alone, leaves no mark."""
        changed: Json = {"body": json.dumps(body, ensure_ascii=False)}
        if not quiet:
            changed["edited"] = int(self.now())
        self.db.table("message").update((chat, number), changed)
        self.changed += 1

    def delete_message(self, chat: int, number: int) -> bool:
        """Take a message away; False when it is not there."""
        cursor = self.db.execute("DELETE FROM message WHERE chat = ? AND id = ?", [chat, number])
        self.changed += cursor.rowcount
        return bool(cursor.rowcount)

    @staticmethod
    def _message(row: Json) -> Json:
        body = json.loads(row["body"])
        edited = {"edit_date": row["edited"]} if row["edited"] else {}
        known = {"message_id": row["id"], "date": row["date"], "mine": bool(row["mine"])}
        return {**known, **edited, **body}

    # Files

    def add_file(self, file: File, folder: str) -> Json:
        """Keep bytes; return how Telegram refers to them. `folder` is `photos` or `documents`."""
        number = secrets.token_urlsafe(40)
        (count,) = self.db.execute("SELECT coalesce(max(rowid), 0) + 1 FROM file").fetchone()
        _, dot, ending = file.name.rpartition(".")
        path = f"{folder}/file_{count}" + (f".{ending}" if dot and ending.isalnum() else "")
        self.db.table("file").insert(
            {
                "id": number,
                "path": path,
                "name": file.name,
                "media_type": file.media_type,
                "content": file.content,
            }
        )
        return {
            "file_id": number,
            "file_unique_id": number[:16],
            "file_size": len(file.content),
        }

    def file(self, number: str) -> File | None:
        """Return the bytes behind a reference."""
        return self._file("id = ?", number)

    def file_at(self, path: str) -> File | None:
        """Return the bytes behind a path that `getFile` gave."""
        return self._file("path = ?", path)

    def file_path(self, number: str) -> str | None:
        """Return where a file can be downloaded."""
        row = self.db.execute("SELECT path FROM file WHERE id = ?", [number]).fetchone()
        return row[0] if row is not None else None

    def _file(self, where: str, value: str) -> File | None:
        row = next(iter(self.db.table("file").rows_where(where, [value])), None)
        return File(row["name"], row["media_type"], row["content"]) if row is not None else None

    # Updates

    def push(self, body: Mapping[str, object]) -> int:
        """Add an update for the bot; return its id."""
        number = int(self.setting("next_update") or "1")
        self.set("next_update", str(number + 1))
        written = json.dumps({"update_id": number, **body}, ensure_ascii=False)
        self.db.table("pending").insert({"id": number, "body": written})
        return number

    def pending(self, limit: int) -> list[str]:
        """Return the oldest unconfirmed updates, as JSON text."""
        rows = self.db.table("pending").rows_where(order_by="id", limit=limit)
        return [row["body"] for row in rows]

    def confirm(self, below: int) -> None:
        """Forget the updates before an offset; a negative one keeps that many of the last."""
        if below < 0:
            self.db.execute(
                "DELETE FROM pending WHERE id NOT IN"
                " (SELECT id FROM pending ORDER BY id DESC LIMIT ?)",
                [-below],
            )
        else:
            self.db.execute("DELETE FROM pending WHERE id < ?", [below])

    # Settings of the bot

    def setting(self, name: str) -> str | None:
        """Return something the bot set: commands, descriptions, webhook."""
        row = next(iter(self.db.table("setting").rows_where("name = ?", [name])), None)
        return row["value"] if row is not None else None

    def set(self, name: str, value: str | None) -> None:
        """Keep or drop a setting."""
        if value is None:
            self.db.execute("DELETE FROM setting WHERE name = ?", [name])
        else:
            self.db.table("setting").upsert({"name": name, "value": value}, pk="name")
