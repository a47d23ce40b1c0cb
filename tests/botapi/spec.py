"""What Telegram's published Bot API says of the methods this bot may call: names, types, needs.

Written from core.telegram.org/bots/api (Bot API 10.0) and compared with python-telegram-bot's
signatures, never from the bot or its own stand-in. A parameter that is not in the table is a fault.
"""

from dataclasses import dataclass

INTEGER, TEXT, FLAG, CHAT = "Integer", "String", "Boolean", "Integer or String"
TEXTS, INTEGERS = "Array of String", "Array of Integer"
ENTITIES, MARKUP, PREVIEW, REPLY = (
    "Array of MessageEntity",
    "InlineKeyboardMarkup",
    "LinkPreviewOptions",
    "ReplyParameters",
)
COMMANDS, SCOPE, BUTTON, FILE, SUGGESTED = (
    "Array of BotCommand",
    "BotCommandScope",
    "MenuButton",
    "InputFile or String",
    "SuggestedPostParameters",
)


@dataclass(frozen=True)
class Method:
    """Required and optional parameters with their types."""

    needs: dict[str, str]
    takes: dict[str, str]

    def type_of(self, name: str) -> str | None:
        return self.needs.get(name) or self.takes.get(name)


_SENDING = {
    "business_connection_id": TEXT,
    "message_thread_id": INTEGER,
    "direct_messages_topic_id": INTEGER,
    "disable_notification": FLAG,
    "protect_content": FLAG,
    "allow_paid_broadcast": FLAG,
    "message_effect_id": TEXT,
    "suggested_post_parameters": SUGGESTED,
    "reply_parameters": REPLY,
    "reply_markup": MARKUP,
}
_CAPTION = {"caption": TEXT, "parse_mode": TEXT, "caption_entities": ENTITIES}

METHODS: dict[str, Method] = {
    "getMe": Method({}, {}),
    "getUpdates": Method(
        {}, {"offset": INTEGER, "limit": INTEGER, "timeout": INTEGER, "allowed_updates": TEXTS}
    ),
    "setWebhook": Method(
        {"url": TEXT},
        {
            "certificate": FILE,
            "ip_address": TEXT,
            "max_connections": INTEGER,
            "allowed_updates": TEXTS,
            "drop_pending_updates": FLAG,
            "secret_token": TEXT,
        },
    ),
    "deleteWebhook": Method({}, {"drop_pending_updates": FLAG}),
    "getWebhookInfo": Method({}, {}),
    "sendMessage": Method(
        {"chat_id": CHAT, "text": TEXT},
        {"parse_mode": TEXT, "entities": ENTITIES, "link_preview_options": PREVIEW, **_SENDING},
    ),
    "sendDocument": Method(
        {"chat_id": CHAT, "document": FILE},
        {"thumbnail": FILE, "disable_content_type_detection": FLAG, **_CAPTION, **_SENDING},
    ),
    "sendPhoto": Method(
        {"chat_id": CHAT, "photo": FILE},
        {"show_caption_above_media": FLAG, "has_spoiler": FLAG, **_CAPTION, **_SENDING},
    ),
    "sendChatAction": Method(
        {"chat_id": CHAT, "action": TEXT},
        {"business_connection_id": TEXT, "message_thread_id": INTEGER},
    ),
    "editMessageText": Method(
        {"text": TEXT},
        {
            "business_connection_id": TEXT,
            "chat_id": CHAT,
            "message_id": INTEGER,
            "inline_message_id": TEXT,
            "parse_mode": TEXT,
            "entities": ENTITIES,
            "link_preview_options": PREVIEW,
            "reply_markup": MARKUP,
        },
    ),
    "editMessageReplyMarkup": Method(
        {},
        {
            "business_connection_id": TEXT,
            "chat_id": CHAT,
            "message_id": INTEGER,
            "inline_message_id": TEXT,
            "reply_markup": MARKUP,
        },
    ),
    "deleteMessage": Method({"chat_id": CHAT, "message_id": INTEGER}, {}),
    "deleteMessages": Method({"chat_id": CHAT, "message_ids": INTEGERS}, {}),
    "answerCallbackQuery": Method(
        {"callback_query_id": TEXT},
        {"text": TEXT, "show_alert": FLAG, "url": TEXT, "cache_time": INTEGER},
    ),
    "answerInlineQuery": Method(
        {"inline_query_id": TEXT, "results": "Array of InlineQueryResult"},
        {"cache_time": INTEGER, "is_personal": FLAG, "next_offset": TEXT},
    ),
    "leaveChat": Method({"chat_id": CHAT}, {}),
    "getFile": Method({"file_id": TEXT}, {}),
    "setMyCommands": Method({"commands": COMMANDS}, {"scope": SCOPE, "language_code": TEXT}),
    "getMyCommands": Method({}, {"scope": SCOPE, "language_code": TEXT}),
    "deleteMyCommands": Method({}, {"scope": SCOPE, "language_code": TEXT}),
    "setMyName": Method({}, {"name": TEXT, "language_code": TEXT}),
    "setMyDescription": Method({}, {"description": TEXT, "language_code": TEXT}),
    "getMyDescription": Method({}, {"language_code": TEXT}),
    "setMyShortDescription": Method({}, {"short_description": TEXT, "language_code": TEXT}),
    "getMyShortDescription": Method({}, {"language_code": TEXT}),
    "setChatMenuButton": Method({}, {"chat_id": INTEGER, "menu_button": BUTTON}),
    "getChatMenuButton": Method({}, {"chat_id": INTEGER}),
}

UPDATES = frozenset(
    "message edited_message channel_post edited_channel_post business_connection business_message"
    " edited_business_message deleted_business_messages message_reaction message_reaction_count"
    " inline_query chosen_inline_result callback_query shipping_query pre_checkout_query"
    " purchased_paid_media poll poll_answer my_chat_member chat_member chat_join_request"
    " chat_boost removed_chat_boost managed_bot guest_message".split()
)
ENTITY_TYPES = frozenset(
    "mention hashtag cashtag bot_command url email phone_number bold italic underline"
    " strikethrough spoiler blockquote expandable_blockquote code pre text_link text_mention"
    " custom_emoji date_time".split()
)
EXCLUSIVE = (("text_link", "url"), ("text_mention", "user"), ("custom_emoji", "custom_emoji_id"))

MAX_TEXT, MAX_CAPTION, MAX_ENTITIES = 4096, 1024, 100
MAX_DATA, MAX_COMMANDS, MAX_COMMAND, MAX_COMMAND_TEXT = 64, 100, 32, 256
MAX_NAME, MAX_DESCRIPTION, MAX_SHORT, MAX_CALLBACK_TEXT = 64, 512, 120, 200
MAX_UPLOAD = 50_000_000
