"""Zendesk Support. A hand-off is a ticket whose `external_id` is the hand-off's own.

Their side, once: an API token of a user made for this; a webhook to `…/hook/<key>` (POST, JSON, its
signing secret given to us), and a trigger “ticket is updated, tags contain `riposte`” that
notifies it with the body `{"ticket": "{{ticket.id}}"}`. Then:

- somebody asks for a human: a ticket is opened, with the summary as an internal note;
- a public reply of an agent is said to the person; internal notes stay inside;
- *solved* ends the conversation here; with a tag `riposte_TASK`, the person goes on with that.

Webhooks come in no order and perhaps more than once, so one is only a knock: what the ticket holds
is read from its audits. Each update of ours has a mark in its metadata, and is not made twice.
Sources: developer.zendesk.com, Tickets, Ticket audits, Idempotency, Webhooks › Verifying.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp

from bot.adapters import told
from bot.adapters.protocol import TOLERANCE, Desk, Refused, answer, ask, finish, heard, standing

TAG = "riposte"
RETURNS = "riposte_"
OVER = ("solved", "closed")
FRESH = 20 * 3600  # seconds: an older reply was said, and its Idempotency-Key may be forgotten
Audits = list[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Zendesk:
    """A Zendesk at `base` (`https://NAME.zendesk.com`), a user's token, the webhook's secret."""

    desk: Desk
    base: str
    user: str
    token: str
    secret: str
    say: told.Words

    async def news(self, piece: Mapping[str, Any]) -> None:
        """Do what a piece of news asks for."""
        about = piece["data"]
        number = about["conversation"]
        ticket = await self._ticket(about["handoff"])
        if number is None:
            if ticket is not None:
                await self._note(ticket, piece["id"], told.news(self.say, piece))
            return
        conversation = await standing(self.desk, number)
        if conversation is None:  # nothing to tell
            return
        opening = told.wanted(self.say, conversation)
        if ticket is None:
            ticket = await self._open(about["handoff"], about["case"], number, opening)
        audits = await self._audits(ticket)
        if f"{number}:0" not in _marks(audits):  # a second conversation about the same hand-off
            await self._update(ticket, f"{number}:0", opening, public=False, status="open")
        async for message in heard(self.desk, number):
            mark = f"{number}:{message['sequence']}"
            if mark not in _marks(audits):
                await self._update(ticket, mark, told.said(self.say, message), public=True)
        if conversation["state"] == "ended" and f"{number}:over" not in _marks(audits):
            over = told.over(self.say, conversation)
            await self._update(ticket, f"{number}:over", over, public=False, status="solved")

    async def hook(self, event: Mapping[str, Any]) -> None:
        """Look at the ticket that knocked; what we wrote ourselves is by us, and is nothing."""
        found = (await self._call("GET", f"/api/v2/tickets/{int(event['ticket'])}.json"))["ticket"]
        number = await self._conversation(found["external_id"])
        if number is None:
            return
        ticket, ours = found["id"], await self._ourselves()
        audits = await self._audits(ticket)
        for audit in audits:
            for part in audit["events"]:
                if part["type"] == "Comment" and part["public"] and part["author_id"] != ours:
                    await self._said(ticket, number, audits, audit, part)
        if found["status"] in OVER:
            tags = [tag for tag in found["tags"] if tag.startswith(RETURNS)]
            task = tags[0].removeprefix(RETURNS) if tags else None
            await finish(self.desk, number, task, f"zd-{number}")

    def signed(self, headers: Mapping[str, str], body: bytes, now: float) -> bool:
        """Tell whether Zendesk signed it, lately."""
        stamp = headers.get("X-Zendesk-Webhook-Signature-Timestamp", "")
        offered = headers.get("X-Zendesk-Webhook-Signature", "").encode()
        right = hmac.digest(self.secret.encode(), stamp.encode() + body, hashlib.sha256)
        return abs(now - _unix(stamp)) <= TOLERANCE and hmac.compare_digest(
            offered, base64.b64encode(right)
        )

    async def _said(
        self,
        ticket: int,
        number: str,
        audits: Audits,
        audit: Mapping[str, Any],
        comment: Mapping[str, Any],
    ) -> None:
        mark = comment["id"]
        conversation = await ask(self.desk, "GET", f"/conversations/{number}")
        since = max(_unix(conversation["asked_at"]), datetime.now(UTC).timestamp() - FRESH)
        if f"refused:{mark}" in _marks(audits) or _unix(audit["created_at"]) < since:
            return
        text = comment.get("plain_body") or comment["body"]
        why = "refused_file" if comment.get("attachments") else None
        try:
            if text.strip():
                await answer(self.desk, number, comment["author_id"], text, f"zd-{mark}")
        except Refused as refused:
            why = f"refused_{refused.status}"
        if why is not None:
            words = self.say.get(why, self.say["refused_0"])
            await self._update(ticket, f"refused:{mark}", words, public=False)

    async def _conversation(self, handoff: str | None) -> str | None:
        """Return the conversation that goes on about a hand-off."""
        if not handoff:
            return None
        listed = await ask(self.desk, "GET", "/conversations")
        going = [one for one in listed["conversations"] if one["state"] != "ended"]
        return next((one["id"] for one in going if one["handoff"] == handoff), None)

    async def _ticket(self, handoff: str) -> int | None:
        """Return the newest ticket of a hand-off that can still be written to."""
        found = await self._call("GET", f"/api/v2/tickets.json?external_id={handoff}")
        usable = [one["id"] for one in found["tickets"] if one["status"] != "closed"]
        return max(usable, default=None)

    async def _open(self, handoff: str, case: str, number: str, text: str) -> int:
        """Open a ticket; its requester is our own user, so nobody's name or e-mail is in it."""
        ticket = {
            "subject": f"Riposte {case}",
            "external_id": handoff,
            "tags": [TAG],
            "comment": {"body": text, "public": False},
            "metadata": {TAG: f"{number}:0"},
        }
        made = await self._call(
            "POST", "/api/v2/tickets.json", {"ticket": ticket}, once=f"riposte-{number}"
        )
        return int(made["ticket"]["id"])

    async def _note(self, ticket: int, mark: str, text: str) -> None:
        if mark not in _marks(await self._audits(ticket)):
            await self._update(ticket, mark, text, public=False)

    async def _update(
        self, ticket: int, mark: str, text: str, *, public: bool, status: str | None = None
    ) -> None:
        changed: dict[str, Any] = {
            "comment": {"body": text, "public": public},
            "metadata": {TAG: mark},
        }
        if status is not None:
            changed["status"] = status
        await self._call("PUT", f"/api/v2/tickets/{ticket}.json", {"ticket": changed})

    async def _audits(self, ticket: int) -> Audits:
        found: Audits = []
        path = f"/api/v2/tickets/{ticket}/audits.json?page[size]=100"
        while path:
            page = await self._call("GET", path)
            found += page["audits"]
            more = page["meta"]["has_more"]
            path = str(page["links"]["next"]).removeprefix(self.base) if more else ""
        return found

    async def _ourselves(self) -> int:
        return int((await self._call("GET", "/api/v2/users/me.json"))["user"]["id"])

    async def _call(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, once: str = ""
    ) -> Any:
        pair = base64.b64encode(f"{self.user}/token:{self.token}".encode()).decode()
        headers = {"Authorization": f"Basic {pair}"} | ({"Idempotency-Key": once} if once else {})
        async with self.desk.http.request(
            method,
            self.base + path,
            json=body,
            headers=headers,
            timeout=aiohttp.ClientTimeout(4),
        ) as response:
            response.raise_for_status()
            return await response.json()


def _marks(audits: Audits) -> set[str]:
    customs = [(audit.get("metadata") or {}).get("custom") or {} for audit in audits]
    return {str(custom[TAG]) for custom in customs if TAG in custom}


def _unix(stamp: str) -> float:
    """Return Unix seconds of an ISO time; 0 of what is none."""
    try:
        return datetime.fromisoformat(stamp).timestamp()
    except ValueError:
        return 0.0
