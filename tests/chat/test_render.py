"""Effects become calls within Telegram's limits."""

from bot.chat.call import ApiCall
from bot.chat.callbacks import seal, unseal
from bot.chat.markup import units
from bot.chat.render import calls
from bot.engine.effects import (
    Button,
    Document,
    Erase,
    Forget,
    Freeze,
    Manner,
    Option,
    Order,
    Run,
    Show,
)

KEY = b"k" * 32
YES = Button("Oui", Option(1, 2, "yes"))
MENU = Button("Menu", Order("menu"))
OFF = {"is_disabled": True}


def test_a_new_screen_is_sent_with_its_buttons() -> None:
    """Paragraphs, bold by offsets, rows of sealed buttons, no preview, no parse mode."""
    (call,) = calls(Show(("**Appelez** le 3939.", "Puis ici."), ((YES,), (MENU,))), 5, 9, KEY)

    assert call == ApiCall(
        "sendMessage",
        {
            "chat_id": 5,
            "text": "Appelez le 3939.\n\nPuis ici.",
            "entities": [{"type": "bold", "offset": 0, "length": 7}],
            "link_preview_options": OFF,
            "reply_markup": {
                "inline_keyboard": [
                    [{"text": "Oui", "callback_data": seal(YES.press, 5, KEY)}],
                    [{"text": "Menu", "callback_data": seal(MENU.press, 5, KEY)}],
                ]
            },
        },
    )


def test_new_buttons_go_under_the_same_words() -> None:
    """A tick changes the buttons only; should the screen be gone, it is sent whole."""
    show = Show(("Un",), ((YES,),), Manner.KEYS)
    (call,) = calls(show, 5, 9, KEY)
    keyboard = [[{"text": "Oui", "callback_data": seal(YES.press, 5, KEY)}]]

    assert call.method == "editMessageReplyMarkup"
    assert call.params == {
        "chat_id": 5,
        "message_id": 9,
        "reply_markup": {"inline_keyboard": keyboard},
    }
    assert call.otherwise is not None
    assert call.otherwise.params["text"] == "Un"
    assert calls(show, 5, None, KEY)[0].method == "sendMessage"


def test_the_living_screen_is_edited_and_sent_anew_should_it_be_gone() -> None:
    """An edit carries the message to send instead."""
    (call,) = calls(Show(("Un",), manner=Manner.EDIT), 5, 9, KEY)

    assert (call.method, call.params["message_id"]) == ("editMessageText", 9)
    assert call.otherwise == ApiCall(
        "sendMessage", {"chat_id": 5, "text": "Un", "link_preview_options": OFF}
    )


def test_without_a_living_screen_an_edit_is_a_new_message() -> None:
    """There is nothing to edit."""
    (call,) = calls(Show(("Un",), manner=Manner.EDIT), 5, None, KEY)

    assert call.method == "sendMessage"


def test_what_does_not_fit_one_screen_is_written_below_it() -> None:
    """The old screen loses its buttons; the last message has the new ones and alone rings."""
    show = Show(("a" * 3000, "b" * 3000), ((YES,),), Manner.EDIT)

    frozen, first, last = calls(show, 5, 9, KEY)

    under = {"chat_id": 5, "message_id": 9}
    assert frozen == ApiCall("editMessageReplyMarkup", under, beside=True)
    assert (first.method, last.method) == ("sendMessage", "sendMessage")
    assert ("reply_markup" in first.params, "reply_markup" in last.params) == (False, True)
    assert first.params["disable_notification"] is True
    assert "disable_notification" not in last.params


def test_a_screen_below_takes_the_buttons_of_the_one_above() -> None:
    """The old one stays as it was, without its buttons; where there is none, nothing is taken."""
    show = Show(("Un",), ((YES,),), Manner.BELOW)

    frozen, sent = calls(show, 5, 9, KEY)

    under = {"chat_id": 5, "message_id": 9}
    assert frozen == ApiCall("editMessageReplyMarkup", under, beside=True)
    assert calls(show, 5, None, KEY) == (sent,)
    assert [call.method for call in calls(Show(("Un",)), 5, 9, KEY)] == ["sendMessage"]


def test_a_silent_screen_does_not_ring() -> None:
    """A repeated reply comes without a sound."""
    (call,) = calls(Show(("Un",), silent=True), 5, None, KEY)

    assert call.params["disable_notification"] is True


def test_nothing_to_say_calls_nothing() -> None:
    """Blank screens, frozen nothing, erased nothing, and what is not the chat's matter."""
    for effect in (Show(("  ",)), Freeze(), Erase(), Run("k", "check_message", {})):
        assert calls(effect, 5, None, KEY) == ()


def test_freezing_and_erasing_act_on_their_message() -> None:
    """Each has one call."""
    assert calls(Freeze(), 5, 9, KEY)[0].method == "editMessageReplyMarkup"
    assert calls(Erase(), 5, 9, KEY) == (ApiCall("deleteMessage", {"chat_id": 5, "message_id": 9}),)


def test_the_receipt_of_forgetting_is_shown() -> None:
    """The last screen a person gets."""
    assert calls(Forget(Show(("Fini",))), 5, 9, KEY) == calls(Show(("Fini",)), 5, 9, KEY)


def test_a_document_carries_its_caption_and_protection() -> None:
    """Text made in memory, under a harmless name; a long caption goes on below."""
    document = Document(
        'a/b"\r\nX: y.txt', "text/plain", "Chère".encode(), "mot " * 400, protect=True
    )

    sent, below = calls(document, 5, None, KEY)

    assert sent.upload is not None
    assert sent.upload.content == "Chère".encode()
    assert not set(sent.upload.name) & set('\r\n"/:')
    assert sent.params["protect_content"] is True
    assert units(str(sent.params["caption"])) <= 1024
    assert below.method == "sendMessage"


def test_buttons_belong_to_their_chat() -> None:
    """The same screen in another chat has other bytes."""
    (here,) = calls(Show(("Un",), ((YES,),)), 5, None, KEY)
    data = here.params["reply_markup"]["inline_keyboard"][0][0]["callback_data"]  # type: ignore[index]

    assert unseal(data, 5, KEY) == YES.press
    assert unseal(data, 6, KEY) is None
