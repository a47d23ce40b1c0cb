"""Chatwoot and Zendesk as their documentation describes them, as far as the adapters ask.

Shapes: developers.chatwoot.com/api-reference and chatwoot/docs `webhook-events.md`;
developer.zendesk.com, Tickets, Ticket audits, Cursor pagination, Webhooks › Verifying.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import encode_basic_auth, web

TOKEN = "a-token-of-theirs"
INBOX = 4
PAGE = 3  # what they call 20 and 100
AGENT = 7
US = 900_000_000_001
THEM = 900_000_000_777


@dataclass
class FakeChatwoot:
    """Contacts, conversations and messages of one account; `told` is what came in, as sent."""

    contacts: list[dict[str, Any]] = field(default_factory=list)
    conversations: dict[int, dict[str, Any]] = field(default_factory=dict)
    messages: list[dict[str, Any]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    down: int = 0  # this many calls are refused
    forget: bool = False  # as an old version, which does not keep source_id

    def app(self) -> web.Application:
        served = web.Application(middlewares=[self._known])
        base = "/api/v1/accounts/1"
        served.router.add_get(f"{base}/contacts/search", self._search)
        served.router.add_post(f"{base}/contacts", self._contact)
        served.router.add_get(base + "/contacts/{id}/conversations", self._conversations)
        served.router.add_post(f"{base}/conversations", self._open)
        served.router.add_get(base + "/conversations/{id}/messages", self._messages)
        served.router.add_post(base + "/conversations/{id}/messages", self._write)
        served.router.add_post(base + "/conversations/{id}/toggle_status", self._status)
        return served

    @web.middleware
    async def _known(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.told.append(f"{request.path_qs} {await request.text()}")
        if self.down:
            self.down -= 1
            return web.json_response({"error": "busy"}, status=503)
        if request.headers.get("api_access_token") != TOKEN:
            return web.json_response({"error": "Invalid Access Token"}, status=401)
        return await handler(request)

    async def _search(self, request: web.Request) -> web.Response:
        found = [one for one in self.contacts if request.query["q"] in str(one)]
        return web.json_response({"meta": {"count": len(found)}, "payload": found})

    async def _contact(self, request: web.Request) -> web.Response:
        said = await request.json()
        if any(one["identifier"] == said["identifier"] for one in self.contacts):
            return web.json_response({"message": "Identifier has already been taken"}, status=422)
        source = {"source_id": f"source-{len(self.contacts)}", "inbox": {"id": said["inbox_id"]}}
        one = {"id": len(self.contacts) + 1, "email": None, "phone_number": None} | {
            "identifier": said["identifier"],
            "name": said["name"],
            "contact_inboxes": [source],
        }
        self.contacts.append(one)
        return web.json_response({"payload": {"contact": one, "contact_inbox": source}})

    async def _conversations(self, request: web.Request) -> web.Response:
        number = int(request.match_info["id"])
        found = [one for one in self.conversations.values() if one["contact_id"] == number]
        return web.json_response({"payload": found})

    async def _open(self, request: web.Request) -> web.Response:
        said = await request.json()
        known = [b["source_id"] for one in self.contacts for b in one["contact_inboxes"]]
        assert said["source_id"] in known
        one = said | {"id": len(self.conversations) + 1}
        self.conversations[one["id"]] = one
        return web.json_response(one)

    async def _messages(self, request: web.Request) -> web.Response:
        number, before = int(request.match_info["id"]), int(request.query.get("before", 10**9))
        of = [m for m in self.messages if m["conversation_id"] == number and m["id"] < before]
        return web.json_response({"meta": {}, "payload": of[-PAGE:]})

    async def _write(self, request: web.Request) -> web.Response:
        said = await request.json()
        if self.forget:
            said["source_id"] = None
        one = said | {
            "id": len(self.messages) + 1,
            "conversation_id": int(request.match_info["id"]),
            "message_type": {"incoming": 0, "outgoing": 1}[said["message_type"]],
        }
        self.messages.append(one)
        return web.json_response(one)

    async def _status(self, request: web.Request) -> web.Response:
        one = self.conversations[int(request.match_info["id"])]
        one["status"] = (await request.json())["status"]
        done = {"success": True, "conversation_id": one["id"], "current_status": one["status"]}
        return web.json_response({"meta": {}, "payload": done})

    def said(self, place: int, text: str | None, **changes: Any) -> dict[str, Any]:
        """Return the webhook of an agent's message."""
        number = len(self.messages) + 1
        self.messages.append({"id": number, "conversation_id": place, "source_id": None})
        return {
            "event": "message_created",
            "id": number,
            "content": text,
            "content_type": "text",
            "content_attributes": {},
            "source_id": None,
            "created_at": "2026-11-25 13:05:57 UTC",
            "message_type": "outgoing",
            "private": False,
            "sender": {"id": AGENT, "name": "Agent", "email": "a@example.com", "type": "user"},
            "inbox": {"id": INBOX, "name": "Riposte"},
            "account": {"id": 1, "name": "Mutuelle"},
            "conversation": self._shown(place),
        } | changes

    def moved(self, place: int, status: str, task: str | None = None) -> dict[str, Any]:
        """Return the webhook of a change of status."""
        one = self.conversations[place]
        one["status"] = status
        if task is not None:
            one["custom_attributes"]["riposte_task"] = task
        return {"event": "conversation_status_changed", "changed_attributes": []} | self._shown(
            place
        )

    def _shown(self, place: int) -> dict[str, Any]:
        one = self.conversations[place]
        shown = {key: one[key] for key in ("id", "inbox_id", "status", "custom_attributes")}
        return json.loads(json.dumps(shown)) | {"channel": "Channel::Api", "can_reply": True}


@dataclass
class FakeZendesk:
    """Tickets and their audits; an update that changes nothing makes no audit."""

    now: str = ""
    tickets: dict[int, dict[str, Any]] = field(default_factory=dict)
    audits: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    once: dict[str, Any] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    lose: int = 0  # this many answers are lost after the work was done
    count: int = 5_000_000_000

    def app(self) -> web.Application:
        served = web.Application(middlewares=[self._known])
        served.router.add_get("/api/v2/tickets.json", self._search)
        served.router.add_post("/api/v2/tickets.json", self._open)
        served.router.add_get("/api/v2/tickets/{id}.json", self._show)
        served.router.add_put("/api/v2/tickets/{id}.json", self._change)
        served.router.add_get("/api/v2/tickets/{id}/audits.json", self._audits)
        served.router.add_get("/api/v2/users/me.json", self._me)
        return served

    @web.middleware
    async def _known(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.told.append(f"{request.path_qs} {await request.text()}")
        given = request.headers.get("Authorization", "")
        if given != encode_basic_auth("bot@example.com/token", TOKEN):
            return web.json_response({"error": "Couldn't authenticate you"}, status=401)
        answer = await handler(request)
        if self.lose and request.method != "GET":
            self.lose -= 1
            return web.json_response({"error": "lost"}, status=503)
        return answer

    async def _me(self, request: web.Request) -> web.Response:
        return web.json_response({"user": {"id": US, "name": "Riposte", "role": "agent"}})

    async def _search(self, request: web.Request) -> web.Response:
        wanted = request.query["external_id"]
        found = [one for one in self.tickets.values() if one["external_id"] == wanted]
        return web.json_response({"tickets": found, "count": len(found)})

    async def _open(self, request: web.Request) -> web.Response:
        key, said = request.headers.get("Idempotency-Key", ""), (await request.json())["ticket"]
        if key not in self.once:
            number = len(self.tickets) + 35
            self.tickets[number] = {
                "id": number,
                "external_id": said["external_id"],
                "subject": said["subject"],
                "status": "new",
                "tags": said["tags"],
                "requester_id": US,
            }
            self.audits[number] = []
            self._note(number, US, said["comment"], said.get("metadata", {}))
            self.once[key] = {"ticket": self.tickets[number]}
        return web.json_response(self.once[key], status=201)

    async def _show(self, request: web.Request) -> web.Response:
        return web.json_response({"ticket": self.tickets[int(request.match_info["id"])]})

    async def _change(self, request: web.Request) -> web.Response:
        number, said = int(request.match_info["id"]), (await request.json())["ticket"]
        one = self.tickets[number]
        if one["status"] == "closed":
            return web.json_response({"error": "RecordInvalid"}, status=422)
        one["status"] = said.get("status", one["status"])
        self._note(number, US, said["comment"], said.get("metadata", {}))
        return web.json_response({"ticket": one})

    async def _audits(self, request: web.Request) -> web.Response:
        number, after = int(request.match_info["id"]), int(request.query.get("page[after]", 0))
        assert request.query["page[size]"] == "100"
        found = self.audits[number]
        more = after + PAGE < len(found)
        following = (
            f"{request.url.origin()}{request.path}?page[size]=100&page[after]={after + PAGE}"
        )
        page = {
            "audits": found[after : after + PAGE],
            "meta": {"has_more": more, "after_cursor": "xxx"},
            "links": {"next": following if more else None, "prev": None},
        }
        return web.json_response(page)

    def _note(
        self, number: int, author: int, comment: Mapping[str, Any], custom: Mapping[str, Any]
    ) -> None:
        self.count += 1
        part = {
            "id": self.count,
            "type": "Comment",
            "author_id": author,
            "body": comment["body"],
            "plain_body": comment["body"],
            "public": comment["public"],
            "attachments": comment.get("attachments", []),
        }
        self.audits[number].append(
            {
                "id": self.count + 1,
                "ticket_id": number,
                "created_at": self.now,
                "author_id": author,
                "metadata": {"custom": dict(custom), "system": {"client": "x"}},
                "events": [part, {"id": self.count + 2, "type": "Change", "field_name": "status"}],
            }
        )

    def says(self, number: int, text: str, *, public: bool = True) -> dict[str, str]:
        """Let an agent comment; return the webhook of the trigger."""
        self._note(number, THEM, {"body": text, "public": public}, {})
        return {"ticket": str(number)}

    def texts(self, number: int) -> list[str]:
        """Return the comments."""
        return [audit["events"][0]["body"] for audit in self.audits[number]]


def zendesk_headers(secret: str, body: bytes, stamp: str) -> dict[str, str]:
    """Return the headers of a signed webhook."""
    mac = hmac.digest(secret.encode(), stamp.encode() + body, hashlib.sha256)
    return {
        "X-Zendesk-Webhook-Signature": base64.b64encode(mac).decode(),
        "X-Zendesk-Webhook-Signature-Timestamp": stamp,
    }


def chatwoot_headers(secret: str, body: bytes, stamp: str) -> dict[str, str]:
    """Return the headers of a signed webhook."""
    mac = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256)
    return {"X-Chatwoot-Signature": f"sha256={mac.hexdigest()}", "X-Chatwoot-Timestamp": stamp}
