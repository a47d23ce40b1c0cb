"""Chatwoot, by an inbox of the kind *API*. A contact's identifier is the hand-off's id.

Their side, once: an inbox “API” whose webhook address is `…/hook/<key>`; an agent made for this,
whose access token we use; a conversation attribute `riposte_task` (a list of our tasks). Then:

- somebody asks for a human: a conversation is opened, with the summary as a private note;
- an agent's reply is said to the person, under the desk's name; private notes stay inside;
- *resolved* ends the conversation here, *pending* too; with a `riposte_task`, the person goes on
  with that.

Each message we write carries a `source_id`, and is not written when one of that id is there.
Sources: developers.chatwoot.com/api-reference (contacts, conversations, messages), and for webhooks
chatwoot/docs `docs/product/others/webhook-events.md`.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.adapters import told
from bot.adapters.protocol import TOLERANCE, Desk, Refused, answer, finish, heard, standing

OVER = ("resolved", "pending")
TASK = "riposte_task"
OURS = "riposte"  # the conversation attribute that holds our conversation's id


@dataclass(frozen=True, slots=True)
class Chatwoot:
    """An account's inbox at `base`, an access token, and the inbox's secret if it signs."""

    desk: Desk
    base: str
    account: int
    inbox: int
    token: str
    secret: str
    say: told.Words

    async def news(self, piece: Mapping[str, Any]) -> None:
        """Do what a piece of news asks for."""
        about = piece["data"]
        number = about["conversation"]
        if number is None:
            await self._tell(piece)
            return
        conversation = await standing(self.desk, number)
        if conversation is None:  # nothing to tell
            return
        ended = conversation["state"] == "ended"
        place = await self._place(about["handoff"], about["case"], number)
        marks = await self._marks(place)
        if f"{number}:0" not in marks:
            await self._write(place, f"{number}:0", told.wanted(self.say, conversation))
        async for message in heard(self.desk, number):
            mark = f"{number}:{message['sequence']}"
            if mark not in marks:
                await self._write(place, mark, told.said(self.say, message), private=False)
        if ended and f"{number}:over" not in marks:
            # Resolved first: the note is the mark that both are done.
            await self._call("POST", f"/conversations/{place}/toggle_status", status="resolved")
            await self._write(place, f"{number}:over", told.over(self.say, conversation))

    async def hook(self, event: Mapping[str, Any]) -> None:
        """Do what their webhook says; what we wrote ourselves comes back here, and is nothing."""
        match event:
            case {
                "event": "message_created",
                "message_type": "outgoing",
                "private": False,
                "id": int(mark),
                "content": text,
                "sender": {"id": int(agent), "type": "user"},
                "conversation": {"id": int(place), "custom_attributes": {"riposte": str(number)}},
            }:
                if text:
                    await self._said(place, number, agent, text, mark)
                if event.get("attachments"):
                    await self._refuse(place, mark, "refused_file")
            case {
                "event": "conversation_status_changed",
                "status": status,
                "custom_attributes": {"riposte": str(number)} as attributes,
            } if status in OVER:
                await finish(self.desk, number, attributes.get(TASK) or None, f"cw-{number}")

    def signed(self, headers: Mapping[str, str], body: bytes, now: float) -> bool:
        """Tell whether Chatwoot signed it. Without a secret only the address says so."""
        if not self.secret:
            return True
        stamp = headers.get("X-Chatwoot-Timestamp", "")
        right = hmac.new(self.secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256)
        offered = headers.get("X-Chatwoot-Signature", "").encode()
        fresh = stamp.isdecimal() and abs(now - int(stamp)) <= TOLERANCE
        return fresh and hmac.compare_digest(offered, f"sha256={right.hexdigest()}".encode())

    async def _said(self, place: int, number: str, agent: int, text: str, mark: int) -> None:
        try:
            await answer(self.desk, number, agent, text, f"cw-{mark}")
        except Refused as refused:
            await self._refuse(place, mark, f"refused_{refused.status}")

    async def _refuse(self, place: int, mark: int, why: str) -> None:
        """Tell the agents that a message did not reach the person."""
        if f"{why}:{mark}" not in await self._marks(place):
            await self._write(place, f"{why}:{mark}", self.say.get(why, self.say["refused_0"]))

    async def _tell(self, piece: Mapping[str, Any]) -> None:
        """Note other news in the newest conversation about that hand-off, if there is one."""
        contact = await self._contact(piece["data"]["handoff"])
        if contact is not None:
            places = [one["id"] for one in await self._conversations(contact["id"])]
            if places and piece["id"] not in await self._marks(max(places)):
                await self._write(max(places), piece["id"], told.news(self.say, piece))

    async def _place(self, handoff: str, case: str, number: str) -> int:
        """Return their conversation for ours, made when there is none. No name, no e-mail."""
        contact = await self._contact(handoff)
        if contact is None:
            await self._call(
                "POST", "/contacts", inbox_id=self.inbox, identifier=handoff, name=case
            )
            contact = await self._contact(handoff)
            if contact is None:
                raise Refused(0)
        for one in await self._conversations(contact["id"]):
            if (one.get("custom_attributes") or {}).get(OURS) == number:
                return int(one["id"])
        (source,) = [
            one["source_id"]
            for one in contact["contact_inboxes"]
            if one["inbox"]["id"] == self.inbox
        ]
        made = await self._call(
            "POST",
            "/conversations",
            source_id=source,
            inbox_id=self.inbox,
            contact_id=contact["id"],
            custom_attributes={OURS: number},
            status="open",
        )
        return int(made["id"])

    async def _contact(self, handoff: str) -> Mapping[str, Any] | None:
        found = await self._call("GET", f"/contacts/search?q={handoff}")
        return next((one for one in found["payload"] if one["identifier"] == handoff), None)

    async def _conversations(self, contact: int) -> list[Mapping[str, Any]]:
        found = await self._call("GET", f"/contacts/{contact}/conversations")
        return list(found["payload"])

    async def _write(self, place: int, mark: str, text: str, *, private: bool = True) -> None:
        """Write what the person said, or a note for agents alone. Raises Refused when too old."""
        made = await self._call(
            "POST",
            f"/conversations/{place}/messages",
            content=text,
            message_type="outgoing" if private else "incoming",
            private=private,
            source_id=mark,
        )
        if made["source_id"] != mark:  # then it would come twice after a failure, unseen
            raise Refused(0)

    async def _marks(self, place: int) -> set[str]:
        """Return the marks of what stands there, from the newest page to the oldest."""
        found: set[str] = set()
        before = ""
        while page := (await self._call("GET", f"/conversations/{place}/messages{before}"))[
            "payload"
        ]:
            found |= {str(one.get("source_id")) for one in page}
            before = f"?before={min(one['id'] for one in page)}"
        return found

    async def _call(self, method: str, path: str, **body: Any) -> Any:
        url = f"{self.base}/api/v1/accounts/{self.account}{path}"
        headers = {"api_access_token": self.token}
        async with self.desk.http.request(
            method, url, json=body or None, headers=headers, timeout=aiohttp.ClientTimeout(4)
        ) as response:
            response.raise_for_status()
            return await response.json()
