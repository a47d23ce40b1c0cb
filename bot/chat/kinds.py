"""Every kind of update and message Telegram has, and what each is to this bot: two tables.

Pure data. A kind that is in neither table is new since this was written: an update of an unknown
kind is counted and acknowledged, a message with unknown content is answered as media is.
"""

from enum import Enum, auto


class Treat(Enum):
    """What is done with a kind of update."""

    MESSAGE = auto()  # words, files and the rest, see MESSAGES
    EDITED = auto()  # the first version counts; still looked through for secrets
    TAP = auto()  # a button
    MEMBERSHIP = auto()  # the person blocked or unblocked the bot
    PAYMENT = auto()  # nobody should ever be asked to pay here: refused, alarm
    LEAVE = auto()  # something outside a private chat: leave it, keep nothing
    DECLINE = auto()  # somebody plugged the bot into a business account: alarm
    IGNORE = auto()  # acknowledged, counted by kind


UPDATES: dict[str, Treat] = {
    "message": Treat.MESSAGE,
    "edited_message": Treat.EDITED,
    "callback_query": Treat.TAP,
    "my_chat_member": Treat.MEMBERSHIP,
    "shipping_query": Treat.PAYMENT,
    "pre_checkout_query": Treat.PAYMENT,
    "channel_post": Treat.LEAVE,
    "edited_channel_post": Treat.LEAVE,
    "business_connection": Treat.DECLINE,
    "business_message": Treat.DECLINE,
    "edited_business_message": Treat.DECLINE,
    "deleted_business_messages": Treat.DECLINE,
    "managed_bot": Treat.DECLINE,
    "guest_message": Treat.IGNORE,
    "inline_query": Treat.IGNORE,
    "chosen_inline_result": Treat.IGNORE,
    "poll": Treat.IGNORE,
    "poll_answer": Treat.IGNORE,
    "chat_member": Treat.IGNORE,
    "chat_join_request": Treat.IGNORE,
    "chat_boost": Treat.IGNORE,
    "removed_chat_boost": Treat.IGNORE,
    "message_reaction": Treat.IGNORE,
    "message_reaction_count": Treat.IGNORE,
    "purchased_paid_media": Treat.IGNORE,
}

# What Telegram is asked to send. It remembers the list, and a change is not retroactive, so the
# other kinds can still arrive.
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")

# `what` of `Stray`, in the order in which they are looked for: an animation also carries a
# document, a venue also carries a location.
MEDIA, CONTACT, LOCATION, PAYMENT, PASSPORT = (
    "media",
    "contact",
    "location",
    "payment",
    "passport",
)
EDITED = "edited"
FLOOD = "flood"
FAILED = "failed"  # our fault: it could not be handled

STRAYS: dict[str, str] = {
    "animation": MEDIA,
    "live_photo": MEDIA,
    "paid_media": MEDIA,
    "sticker": MEDIA,
    "dice": MEDIA,
    "game": MEDIA,
    "story": MEDIA,
    "voice": MEDIA,
    "audio": MEDIA,
    "video": MEDIA,
    "video_note": MEDIA,
    "poll": MEDIA,
    "checklist": MEDIA,
    "gift": MEDIA,
    "unique_gift": MEDIA,
    "giveaway": MEDIA,
    "contact": CONTACT,
    "users_shared": CONTACT,
    "chat_shared": CONTACT,
    "venue": LOCATION,
    "location": LOCATION,
    "successful_payment": PAYMENT,
    "refunded_payment": PAYMENT,
    "invoice": PAYMENT,
    "suggested_post_paid": PAYMENT,
    "suggested_post_refunded": PAYMENT,
    "passport_data": PASSPORT,
    "web_app_data": PASSPORT,
}

# Notices of the app itself: nobody said anything, so nothing is answered.
SERVICE = frozenset(
    {
        "boost_added",
        "channel_chat_created",
        "chat_background_set",
        "chat_owner_changed",
        "chat_owner_left",
        "checklist_tasks_added",
        "checklist_tasks_done",
        "connected_website",
        "delete_chat_photo",
        "direct_message_price_changed",
        "forum_topic_closed",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "gift_upgrade_sent",
        "giveaway_completed",
        "giveaway_created",
        "giveaway_winners",
        "group_chat_created",
        "left_chat_member",
        "managed_bot_created",
        "message_auto_delete_timer_changed",
        "migrate_from_chat_id",
        "migrate_to_chat_id",
        "new_chat_members",
        "new_chat_photo",
        "new_chat_title",
        "paid_message_price_changed",
        "pinned_message",
        "poll_option_added",
        "poll_option_deleted",
        "proximity_alert_triggered",
        "suggested_post_approval_failed",
        "suggested_post_approved",
        "suggested_post_declined",
        "suggested_post_info",
        "supergroup_chat_created",
        "video_chat_ended",
        "video_chat_participants_invited",
        "video_chat_scheduled",
        "video_chat_started",
        "write_access_allowed",
    }
)
