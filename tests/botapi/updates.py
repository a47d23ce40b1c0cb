"""Every kind of update and message Telegram can send, and what none would (R:reliability 5.1).

Each is given as the body of an update without its id, or as raw bytes with `%d` where the id goes.
"""

import random
import time
from typing import Any

FILE = {"file_id": "AgADx", "file_unique_id": "u", "file_size": 9}
BIG = {**FILE, "file_name": "facture.pdf.exe", "mime_type": "application/x-msdownload"}
MEDIA: dict[str, Any] = {
    "sticker": {**FILE, "type": "regular", "width": 9, "height": 9},
    "dice": {"emoji": "🎲", "value": 3},
    "game": {"title": "g", "description": "d", "photo": []},
    "animation": {**FILE, "width": 9, "height": 9, "duration": 1},
    "story": {"chat": {"id": 9, "type": "private"}, "id": 1},
    "voice": {**FILE, "duration": 1},
    "video_note": {**FILE, "length": 9, "duration": 1},
    "audio": {**FILE, "duration": 1},
    "video": {**FILE, "width": 9, "height": 9, "duration": 1},
    "gift": {"gift": {}},
    "giveaway": {"chats": []},
    "checklist": {"title": "t", "tasks": []},
    "paid_media": {"star_count": 1, "paid_media": []},
    "live_photo": {**FILE},
    "contact": {"phone_number": "+33612345678", "first_name": "Canari"},
    "users_shared": {"request_id": 1, "users": []},
    "chat_shared": {"request_id": 1, "chat_id": 5},
    "location": {"latitude": 48.1, "longitude": 2.1},
    "venue": {"location": {"latitude": 48.1, "longitude": 2.1}, "title": "t", "address": "a"},
    "passport_data": {"data": [], "credentials": {}},
    "web_app_data": {"data": "x", "button_text": "y"},
    "successful_payment": {"currency": "EUR", "total_amount": 1},
    "refunded_payment": {"currency": "XTR", "total_amount": 1},
    "poll": {"id": "1", "question": "q", "options": []},
    "photo": [{**FILE, "width": 9, "height": 9}],
    "document": BIG,
    "something_new": {"a": 1},
}
SERVICE: dict[str, Any] = {
    "pinned_message": {"message_id": 1},
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 1},
    "write_access_allowed": {},
    "connected_website": "example.org",
    "boost_added": {"boost_count": 1},
    "new_chat_title": "t",
}
IGNORED: dict[str, Any] = {
    "poll": {"id": "1", "question": "q", "options": []},
    "poll_answer": {"poll_id": "1", "option_ids": []},
    "chat_member": {"chat": {"id": -5, "type": "group"}},
    "chat_join_request": {"chat": {"id": -5, "type": "group"}},
    "chat_boost": {"chat": {"id": -5, "type": "channel"}},
    "message_reaction": {"chat": {"id": 7, "type": "private"}},
    "message_reaction_count": {"chat": {"id": 7, "type": "private"}},
    "purchased_paid_media": {"from": {"id": 7}},
    "inline_query": {"id": "1", "from": {"id": 7}, "query": "q", "offset": ""},
    "chosen_inline_result": {"result_id": "1", "from": {"id": 7}, "query": "q"},
    "business_connection": {"id": "b"},
    "deleted_business_messages": {"business_connection_id": "b"},
    "managed_bot": {"a": 1},
    "guest_message": {"a": 1},
    "a_kind_of_tomorrow": {"a": 1},
}


def message(chat: int, /, **content: Any) -> dict[str, Any]:
    """Return a message of somebody, well formed but for what `content` overrides."""
    return {
        "message_id": 900_000,
        "date": int(time.time()),
        "chat": {"id": chat, "type": "private"},
        "from": {"id": chat, "is_bot": False, "first_name": "X", "language_code": "fr"},
        **content,
    }


def tap(chat: int, /, **content: Any) -> dict[str, Any]:
    """Return a tap."""
    return {
        "id": "7",
        "chat_instance": "1",
        "from": {"id": chat, "is_bot": False, "first_name": "X"},
        "message": message(chat, text="t"),
        **content,
    }


def malformed(chat: int) -> list[dict[str, Any] | bytes]:
    """Return what no Telegram would send."""
    luck = random.Random(1)
    wild = "".join(chr(luck.randrange(1, 0x2FF)) for _ in range(64))
    bodies: list[dict[str, Any] | bytes] = [
        {"message": message(chat, **{"from": None}, text="a")},
        {"message": message(chat, date=0, text="a")},
        {"message": message(chat, date=2**60, text="a")},
        {"message": message(chat, message_id=-4, text="a")},
        {"message": message(chat, message_id="12", text="a")},
        {"message": message(chat, message_id=1.5, text="a")},
        {"message": message(chat, text={"a": 1})},
        {"message": message(chat, chat={"id": chat, "type": "planet"}, text="a")},
        {"message": message(chat, chat={"id": 2**60, "type": "private"}, text="a")},
        {"message": message(chat, chat={"id": float(chat), "type": "private"}, text="a")},
        {"message": message(chat, photo=[])},
        {"message": message(chat, photo="x")},
        {"message": message(chat, document=7)},
        {"message": [1, 2]},
        {"message": None},
        {"callback_query": tap(chat, id=None)},
        {"callback_query": tap(chat, data=wild)},
        {"callback_query": tap(chat, data="\x00" * 64)},
        {"callback_query": tap(chat, data="x" * 5000)},
        {"callback_query": tap(chat, message=None, game_short_name="g")},
        {"callback_query": tap(chat, message=message(chat + 1, text="other chat"))},
        {"callback_query": {}},
        {"my_chat_member": {"chat": {"id": chat, "type": "private"}}},
        {"my_chat_member": 5},
        {},
        b'{"update_id":%d}',
        b'{"update_id":%d,"message":{"message_id":1,"message_id":2}}',
        b'{"update_id":%d,"message":NaN}',
        b'{"update_id":%d,"message":' + b"[" * 1000 + b"]" * 1000 + b"}",
        b'{"update_id":%d,"message":"\\ud83d"}',
        b'{"update_id":-%d}',
        b'{"update_id":%d.0}',
        b'{"update_id":"%d"}',
        b'{"update_id":%d00000000000000000000}',
        b"{}",
        b"[]",
        b"null",
        b"7",
    ]
    return bodies


def groups() -> list[dict[str, Any]]:
    """Return what happens outside private chats."""
    group = {"id": -500, "type": "supergroup", "title": "t"}
    channel = {"id": -600, "type": "channel", "title": "t"}
    member = {"status": "member", "user": {"id": 4242, "is_bot": True, "first_name": "R"}}
    return [
        {"message": message(5, chat=group, text="salut")},
        {"channel_post": {"message_id": 1, "date": int(time.time()), "chat": channel, "text": "x"}},
        {"my_chat_member": {"chat": group, "from": {"id": 5}, "new_chat_member": member}},
    ]
