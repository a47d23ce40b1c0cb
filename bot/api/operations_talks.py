"""The rows of the table that are about conversations with people."""

from bot.api.operations import IDEMPOTENCY, PAGED, Operation, Parameter
from bot.handoff.model import Scope

_ID = Parameter(
    "id", "path", {"type": "string", "pattern": "^cv_[0-9a-f]{24}$"}, "Of the conversation."
)
_CHANGED = (403, 404, 409, 422)

TALKS = (
    Operation(
        "listConversations",
        "GET",
        "/conversations",
        "See who waits",
        "People who asked for one of you, those you talk with, and conversations that ended before"
        " you read everything. The longest waiting first, at most 100. Asking is agreeing: a person"
        " is told what you see by it before they ask.",
        Scope.TALKS,
        200,
        "Conversations",
        refusals=(403,),
    ),
    Operation(
        "readConversation",
        "GET",
        "/conversations/{id}",
        "Read one conversation",
        "Its state, its owner, and the summary: codes only. No transcript of what was before.",
        Scope.TALKS,
        200,
        "Conversation",
        None,
        (_ID,),
        (403, 404),
    ),
    Operation(
        "takeConversation",
        "POST",
        "/conversations/{id}/take",
        "Take a conversation",
        "You own it from now on, and the bot is silent. Refused (409) unless it still belongs to"
        " whom you `expected`: leave it out for somebody who waits, name the agent whom you"
        " relieve. Taking what is yours already changes nothing.",
        Scope.TALKS,
        200,
        "Conversation",
        "Take",
        (_ID, IDEMPOTENCY),
        _CHANGED,
    ),
    Operation(
        "readMessages",
        "GET",
        "/conversations/{id}/messages",
        "Read what was said",
        "From both sides, after a place. `after` also says that you have all up to there: when the"
        " conversation is over, what you have is erased, and the rest after 72 hours.",
        Scope.TALKS,
        200,
        "Messages",
        None,
        (_ID, *PAGED),
        (403, 404, 422),
    ),
    Operation(
        "sayMessage",
        "POST",
        "/conversations/{id}/messages",
        "Say something",
        "The person reads it under your desk's name. Refused (409) unless the conversation is"
        " yours: take it first. A social security number, an IBAN, a card"
        " number, a password or a code is refused (422). Links in it cannot be tapped.",
        Scope.TALKS,
        201,
        "Said",
        "Say",
        (_ID, IDEMPOTENCY),
        _CHANGED,
    ),
    Operation(
        "returnPerson",
        "POST",
        "/conversations/{id}/return",
        "End it, and send the person on to a task",
        "The bot speaks again, and opens the task for them.",
        Scope.TALKS,
        200,
        "Conversation",
        "GiveBack",
        (_ID, IDEMPOTENCY),
        _CHANGED,
    ),
    Operation(
        "endConversation",
        "POST",
        "/conversations/{id}/end",
        "End a conversation",
        "The bot speaks again. What both sides said is erased as soon as you have read it all.",
        Scope.TALKS,
        200,
        "Conversation",
        "End",
        (_ID, IDEMPOTENCY),
        _CHANGED,
    ),
)
