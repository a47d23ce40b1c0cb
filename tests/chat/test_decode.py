"""Updates become events: every kind has its line."""

import contextlib
from dataclasses import replace
from typing import Any

import pytest
from fake_telegram import text
from telegram import Message, Update
from telegram.constants import UpdateType

from bot.chat import kinds
from bot.chat.callbacks import seal
from bot.chat.decode import Decoded, Malformed, decode
from bot.engine.effects import Option, Order
from bot.engine.events import Chose, Left, Ordered, Returned, Sent, Started, Stray, Typed

KEY = b"k" * 32
PERSON = {"id": 5, "is_bot": False, "first_name": "A", "language_code": "fr-FR"}
CHAT = {"id": 5, "type": "private"}
GROUP = {"id": -100123, "type": "supergroup"}
# Message attributes that qualify a message and are not what it says.
QUALIFIERS = """
    message_id date chat from_user reply_to_message edit_date entities caption_entities caption
    author_signature media_group_id reply_markup via_bot sender_chat is_automatic_forward
    has_protected_content is_topic_message message_thread_id has_media_spoiler link_preview_options
    external_reply quote forward_origin reply_to_story sender_boost_count business_connection_id
    sender_business_bot is_from_offline effect_id show_caption_above_media paid_star_count
    is_paid_post direct_messages_topic reply_to_checklist_task_id sender_tag reply_to_poll_option_id
    guest_bot_caller_user guest_bot_caller_chat guest_query_id api_kwargs text photo document
""".split()


def message(**content: Any) -> dict[str, Any]:
    """Return an update with a message of this content."""
    base = {"message_id": 9, "date": 1_780_000_000, "chat": CHAT, "from": PERSON}
    return {"update_id": 1, "message": {**base, **content}}


def event(**content: Any) -> object:
    """Decode a message down to its event."""
    return decode(message(**content), KEY).event


def tap(data: object, **fields: Any) -> dict[str, Any]:
    """Return an update with a tap on a button."""
    body = {
        "id": "77",
        "from": PERSON,
        "message": {"message_id": 9, "date": 0, "chat": CHAT},
        "data": data,
        **fields,
    }
    return {"update_id": 1, "callback_query": body}


def test_words_carry_where_they_came_from_and_nothing_about_who() -> None:
    """A text becomes `Typed`; of the person only the chat and the language remain."""
    assert decode(text(3, "bonjour"), KEY) == Decoded(
        3, "message", chat=5, message_id=1003, language="fr", event=Typed("bonjour")
    )


def test_a_forward_is_told_from_own_words() -> None:
    """Forwarded words are marked, and a forwarded command is no command."""
    origin = {"type": "hidden_user", "sender_user_name": "X", "date": 1}

    assert event(text="/stop", forward_origin=origin) == Typed("/stop", forwarded=True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("/start", Started(None, "fr")),
        ("/START", Started(None, "fr")),
        ("/start@OtherBot", Started(None, "fr")),
        ("/start hAb_-9", Started("hAb_-9", "fr")),
        ("/start " + "a" * 64, Started("a" * 64, "fr")),
        ("/start " + "a" * 65, Started("-", "fr")),
        ("/start é", Started("-", "fr")),
        ("/start a b", Started("-", "fr")),
        ("/menu", Ordered("menu")),
        ("/Menu@riposte_bot", Ordered("menu")),
        ("/lang en", Ordered("lang", "en")),
        ("/help mon code est 1234 !", Ordered("help")),
        ("/menu\n/plan\n/stop", Ordered("menu")),
        ("/check", Ordered("check")),
        ("/check vu bit.ly/abc", Typed("vu bit.ly/abc", forwarded=True)),
        ("/panique", Ordered("unknown")),
        ("/\u202eunem", Typed("/\u202eunem")),
        ("1/2", Typed("1/2")),
    ],
)
def test_commands(words: str, expected: object) -> None:
    """Commands work in any case and addressed to anybody; only codes follow them.

    A message behind `/check` is one that came to the person.
    """
    assert event(text=words) == expected


def test_the_largest_picture_is_referred_to() -> None:
    """A photo comes in several sizes; the largest one counts, as a reference."""
    sizes = [
        {"file_id": "s", "width": 90, "height": 90},
        {"file_id": "L", "width": 1280, "height": 720, "file_size": 9000},
        {"file_id": "m", "width": 320, "height": 320},
    ]

    assert event(photo=sizes, caption="lisez") == Sent(
        "L", picture=True, kind="image/jpeg", size=9000, caption="lisez"
    )


def test_a_file_is_referred_to_with_what_it_says_about_itself() -> None:
    """A document becomes `Sent`; a picture sent as a file is a picture."""
    pdf = {"file_id": "d", "file_name": "a.pdf", "mime_type": "application/pdf", "file_size": 4}

    assert event(document=pdf) == Sent("d", False, "a.pdf", "application/pdf", 4)
    found = event(document={"file_id": "d", "mime_type": "image/PNG"})
    assert isinstance(found, Sent)
    assert found.picture


def test_pictures_sent_together_name_their_album() -> None:
    """The album's id lets the intake answer once."""
    photo = [{"file_id": "s", "width": 9, "height": 9}]

    assert decode(message(photo=photo, media_group_id="123"), KEY).album == "123"


def test_a_tap_is_the_press_that_was_sealed() -> None:
    """Answers and commands come back from their buttons, with the tap's id to be answered."""
    chose = decode(tap(seal(Option(2, 3, "yes"), 5, KEY)), KEY)
    ordered = decode(tap(seal(Order("back", session=2, seq=3), 5, KEY)), KEY)

    assert chose == Decoded(
        1, "callback_query", 5, 9, "77", language="fr", event=Chose(2, 3, "yes")
    )
    assert ordered.event == Ordered("back", session=2, seq=3, tapped=True)


@pytest.mark.parametrize(
    "data", [None, "", "x" * 64, "\ud800", 7, seal(Option(2, 3, "yes"), 6, KEY)]
)
def test_a_forged_or_foreign_tap_is_stale(data: object) -> None:
    """Whatever a modified app sends, the person is shown where they are."""
    assert decode(tap(data), KEY).event == Ordered("stale", tapped=True)


def test_a_tap_whose_message_is_gone_still_works() -> None:
    """Telegram leaves the message out when it is too old."""
    update = tap(seal(Option(2, 3, "yes"), 5, KEY))
    del update["callback_query"]["message"]

    decoded = decode(update, KEY)

    assert (decoded.chat, decoded.message_id) == (5, None)
    assert decoded.event == Chose(2, 3, "yes")


def test_blocking_and_coming_back() -> None:
    """The two changes of membership that matter."""
    for status, expected in (("kicked", Left()), ("member", Returned()), ("left", None)):
        change = {"chat": CHAT, "from": PERSON, "new_chat_member": {"status": status}}
        assert decode({"update_id": 1, "my_chat_member": change}, KEY).event == expected


def test_groups_are_left_before_anything_is_read() -> None:
    """No event comes out of a chat that is not private; the bot leaves it."""
    for update in (
        message(chat=GROUP, text="/start"),
        {"update_id": 1, "channel_post": {"chat": {"id": -9, "type": "channel"}}},
        tap("x", message={"message_id": 1, "chat": GROUP}),
        {
            "update_id": 1,
            "my_chat_member": {"chat": GROUP, "new_chat_member": {"status": "member"}},
        },
    ):
        decoded = decode(update, KEY)
        assert (decoded.leave, decoded.event) == (True, None)


def test_a_group_that_threw_us_out_is_not_left_again() -> None:
    """Being removed needs no answer."""
    change = {"chat": GROUP, "new_chat_member": {"status": "left"}}

    assert not decode({"update_id": 1, "my_chat_member": change}, KEY).leave


def test_bots_are_not_answered() -> None:
    """Two bots must not talk to each other for ever."""
    assert event(text="hi", **{"from": {"id": 5, "is_bot": True}}) is None


def test_an_edit_is_answered_and_its_words_are_still_looked_through() -> None:
    """The first version counts; the words remain visible to the search for secrets."""
    update = {"update_id": 1, "edited_message": message(text="mon code 1234")["message"]}

    decoded = decode(update, KEY)

    assert (decoded.event, decoded.words) == (Stray("edited"), "mon code 1234")


def test_a_moving_location_is_not_an_edit() -> None:
    """A live location is edited every few seconds and says nothing."""
    update = {"update_id": 1, "edited_message": message(location={})["message"]}

    assert decode(update, KEY).event is None


def test_words_under_something_else_are_kept_for_the_search() -> None:
    """A caption under a video may hold a secret."""
    decoded = decode(message(video={}, caption="iban FR76"), KEY)

    assert (decoded.event, decoded.words) == (Stray("media"), "iban FR76")


@pytest.mark.parametrize(("name", "what"), kinds.STRAYS.items())
def test_what_the_bot_cannot_use_has_its_class(name: str, what: str) -> None:
    """Each kind of message that is not words or a file is answered by class."""
    assert event(**{name: {}}) == Stray(what)


@pytest.mark.parametrize("name", sorted(kinds.SERVICE))
def test_notices_of_the_app_are_not_answered(name: str) -> None:
    """Nobody said anything."""
    assert event(**{name: {}}) is None


def test_payments_raise_an_alarm() -> None:
    """Nobody should ever pay here."""
    assert decode(message(successful_payment={}), KEY).alarm
    query = decode({"update_id": 1, "pre_checkout_query": {"id": "1", "from": PERSON}}, KEY)
    assert (query.event, query.alarm) == (Stray("payment"), True)


def test_every_kind_of_update_the_library_knows_has_its_line() -> None:
    """The table is complete: nothing Telegram has is forgotten."""
    assert set(kinds.UPDATES) == {kind.value for kind in UpdateType}
    assert set(kinds.UPDATES) == set(Update.ALL_TYPES)
    assert set(kinds.ALLOWED) < set(kinds.UPDATES)


def test_every_kind_of_message_the_library_knows_has_its_line() -> None:
    """Each attribute of a message is something said, a notice of the app, or a qualifier."""
    attributes = {name for slots in Message.__mro__ for name in getattr(slots, "__slots__", ())}
    known = {*kinds.STRAYS, *kinds.SERVICE, *QUALIFIERS}

    assert {name for name in attributes if not name.startswith("_")} - known == set()


@pytest.mark.parametrize("kind", sorted(kinds.UPDATES))
def test_every_kind_is_survived_empty(kind: str) -> None:
    """A kind without its fields is malformed or ignored, never an error."""
    with contextlib.suppress(Malformed):
        decode({"update_id": 1, kind: {}}, KEY)


def test_a_kind_telegram_adds_tomorrow_is_acknowledged() -> None:
    """It is counted as unknown and changes nothing."""
    assert decode({"update_id": 1, "telepathy": {}}, KEY) == Decoded(1, "unknown")
    assert event(hologram={}) == Stray("media")


@pytest.mark.parametrize(
    "wrong",
    [
        {"update_id": 2**53},
        {"update_id": -1},
        {"update_id": 1.0},
        {"update_id": True},
        {"update_id": "1"},
        {},
    ],
)
def test_an_id_that_is_none_is_malformed(wrong: dict[str, Any]) -> None:
    """Ids are whole numbers within 53 bits."""
    with pytest.raises(Malformed):
        decode({**{k: v for k, v in text(1).items() if k != "update_id"}, **wrong}, KEY)


@pytest.mark.parametrize(
    "wrong",
    [
        {"message_id": None},
        {"date": 0},
        {"date": None},
        {"from": None},
        {"from": {"id": 6, "is_bot": False}},
        {"chat": {"id": -5, "type": "private"}},
        {"chat": {"id": 5, "type": "dream"}},
        {"chat": {"id": 5, "type": []}},
        {"chat": None},
        {"text": 7},
        {"photo": []},
        {"document": {"file_id": ""}},
    ],
)
def test_a_message_that_makes_no_sense_is_malformed(wrong: dict[str, Any]) -> None:
    """It raises `Malformed`, whose text quotes nothing of it."""
    content = {} if {"photo", "document"} & wrong.keys() else {"text": "secret"}

    with pytest.raises(Malformed) as caught:
        decode(message(**{**content, **wrong}), KEY)

    assert "secret" not in str(caught.value)


def test_half_characters_become_the_mark_for_unknown() -> None:
    """A lone surrogate would break the store and the answer."""
    assert event(text="a\ud83d") == Typed("a\ufffd")


def test_decoded_keeps_no_name() -> None:
    """Who wrote is in no field of what is passed on."""
    named = {**PERSON, "first_name": "Zoé", "last_name": "Martin", "username": "zoe_m"}
    update = message(text="x", **{"from": named}, forward_origin={"sender_user_name": "Zoé"})

    assert "zo" not in repr(replace(decode(update, KEY), event=None)).lower()
