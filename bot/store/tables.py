"""The tables, and how an older database becomes this one.

Plain columns hold only what must be searched: pseudonyms, flow names, states, moments. Everything
that says something about a person is sealed with that person's own key. A released migration is
never edited; a new one is added below it.
"""

from sqlite_utils import Database, Migrations

from bot.store.tables_counted import counted_tables
from bot.store.tables_pages import page_tables

SCHEMA_VERSION = 10  # raised with each migration; a newer file than the code is refused

migrations = Migrations("riposte")


@migrations()
def first_tables(db: Database) -> None:
    """Create the tables of the first release."""
    db.table("person").create(
        {
            "id": int,
            "lookup": bytes,  # HMAC of the chat id: the pseudonym
            "wrapped_key": bytes,  # the person's key, readable with the key file only
            "chat": bytes,  # sealed
            "state": bytes,  # sealed: language, zone, profile
            "screen": int,  # message id of the living screen, if any
            "seen_at": int,  # seconds
        },
        pk="id",
        not_null={"lookup", "wrapped_key", "chat", "state", "seen_at"},
        strict=True,
    )
    db.table("person").create_index(["lookup"], unique=True)
    own = [("person_id", "person", "id")]
    db.table("session").create(
        {
            "person_id": int,
            "number": int,
            "flow": str,
            "release": str,
            "body": bytes,  # sealed: inputs and answers
        },
        pk=("person_id", "number"),
        foreign_keys=own,
        not_null={"flow", "release", "body"},
        strict=True,
    )
    db.table("session").create_index(["release"])
    db.table("task").create(
        {"person_id": int, "flow": str, "status": str, "until": str, "body": bytes},
        pk=("person_id", "flow"),
        foreign_keys=own,
        not_null={"status", "body"},
        strict=True,
    )
    db.table("reminder").create(
        {"person_id": int, "key": str, "due": int, "body": bytes},
        pk=("person_id", "key"),
        foreign_keys=own,
        not_null={"due", "body"},
        strict=True,
    )
    db.table("reminder").create_index(["due"])
    db.table("inbox").create({"update_id": int, "at": int}, pk="update_id", strict=True)
    db.table("inbox").create_index(["at"])
    db.table("outbox").create(
        {
            "id": int,
            "person_id": int,
            "lane": int,
            "promise": str,
            "body": bytes,  # sealed: the effect
            "about": int,  # the message that caused it, for `Erase`
            "due": int,  # milliseconds: not before
            "tries": int,
            "crashed": int,  # tries that nobody saw the end of
            "sending": int,
        },
        pk="id",
        foreign_keys=own,
        not_null={"person_id", "lane", "promise", "body", "due", "tries", "crashed", "sending"},
        strict=True,
    )
    db.table("outbox").create_index(["person_id", "id"])
    db.table("outbox").create_index(["due"])
    db.table("release").create(
        {"hash": str, "files": str, "published_at": int},
        pk="hash",
        not_null={"files", "published_at"},
        strict=True,
    )
    db.table("shown").create(  # our messages of the last two days: what /forget can wipe
        {"person_id": int, "message": int, "at": int},
        pk=("person_id", "message"),
        foreign_keys=own,
        not_null={"at"},
        strict=True,
    )
    db.table("farewell").create(  # what is still to be wiped and said to somebody forgotten
        {"id": int, "body": bytes, "at": int, "tries": int},
        pk="id",
        not_null={"body", "at", "tries"},
        strict=True,
    )
    db.table("tombstone").create({"lookup": bytes, "at": int}, pk="lookup", strict=True)


@migrations()
def lanes(db: Database) -> None:
    """Let the outbox be walked lane by lane, in order, without sorting all of it."""
    db.table("outbox").create_index(["lane", "id"])


@migrations()
def waves(db: Database) -> None:
    """Remember the verdict of a wave, and count signs, apart from people."""
    db.table("wave").create(
        {"band": bytes, "verdict": int, "at": int},
        pk="band",
        not_null={"verdict", "at"},
        strict=True,
    )
    db.table("wave").create_index(["at"])
    db.table("found").create(
        {"week": str, "name": str, "count": int},
        pk=("week", "name"),
        not_null={"count"},
        strict=True,
    )


@migrations()
def markers(db: Database) -> None:
    """Remember what the rows were last derived with, such as the time-zone table."""
    db.table("marker").create(
        {"name": str, "value": str}, pk="name", not_null={"value"}, strict=True
    )


@migrations()
def evidence_log(db: Database) -> None:
    """Keep each person's evidence log: a row an entry, sealed, in order."""
    db.table("log").create(
        {"person_id": int, "number": int, "body": bytes},  # sealed: the whole entry
        pk=("person_id", "number"),
        foreign_keys=[("person_id", "person", "id")],
        not_null={"body"},
        strict=True,
    )


@migrations()
def desks(db: Database) -> None:
    """Know the desks, their keys, whom they handed over, and what they may hear of it."""
    db.table("desk").create(
        {
            "id": int,
            "name": str,  # a short word, for the command line
            "title": str,  # the name that people read
            "made_at": int,
            "last_seq": int,  # of its events: the cursor never goes back, even after pruning
            "callback": str,  # address, if it wants to be called
            "secret": bytes,  # sealed: what signs those calls
            "told_seq": int,  # the last event that its receiver accepted
            "tries": int,
            "due": int,  # seconds: not before
            "failing_since": int,
            "stopped_at": int,  # it failed for too long; a person must switch it on again
        },
        pk="id",
        not_null={"name", "title", "made_at", "last_seq", "told_seq", "tries", "due"},
        strict=True,
    )
    db.table("desk").create_index(["name"], unique=True)
    desk = ("desk_id", "desk", "id")
    db.table("desk_key").create(
        {
            "id": str,  # public: what the command line calls it
            "desk_id": int,
            "mark": bytes,  # SHA-256 of the key, which is kept nowhere
            "scopes": str,
            "signing": bytes,  # sealed: requests must be signed with it
            "made_at": int,
            "ends_at": int,
        },
        pk="id",
        foreign_keys=[desk],
        not_null={"desk_id", "mark", "scopes", "made_at"},
        strict=True,
    )
    db.table("desk_key").create_index(["mark"], unique=True)
    db.table("handoff").create(
        {
            "id": str,
            "desk_id": int,
            "key_id": str,
            "mark": bytes,  # SHA-256 of the token, which is kept nowhere
            "body": bytes,  # sealed by the key file: what the desk said
            "made_at": int,
            "expires_at": int,
            "revoked_at": int,
            "opened_at": int,
            "person_id": int,  # whose it is; nobody's again after /forget
        },
        pk="id",
        foreign_keys=[desk, ("person_id", "person", "id")],
        not_null={"desk_id", "key_id", "mark", "body", "made_at", "expires_at"},
        strict=True,
    )
    db.table("handoff").create_index(["mark"], unique=True)
    db.table("handoff").create_index(["person_id"])
    db.table("handoff").create_index(["key_id", "made_at"])
    db.table("consent").create(
        {"handoff_id": str, "kind": str, "given_at": int},
        pk=("handoff_id", "kind"),
        foreign_keys=[("handoff_id", "handoff", "id")],
        not_null={"given_at"},
        strict=True,
    )
    db.table("desk_event").create(
        {
            "desk_id": int,
            "seq": int,
            "id": str,
            "handoff_id": str,
            "kind": str,
            "code": str,
            "at": int,
        },
        pk=("desk_id", "seq"),
        foreign_keys=[desk, ("handoff_id", "handoff", "id")],
        not_null={"id", "handoff_id", "kind", "at"},
        strict=True,
    )
    db.table("desk_event").create_index(["handoff_id"])
    db.table("idempotency").create(
        {
            "desk_id": int,
            "mark": bytes,  # SHA-256 of the key the desk chose
            "body_mark": bytes,
            "handoff_id": str,
            "answer": bytes,  # sealed by the key file, for a day: it holds the link
            "at": int,
        },
        pk=("desk_id", "mark"),
        foreign_keys=[desk],
        not_null={"body_mark", "handoff_id", "answer", "at"},
        strict=True,
    )
    db.table("idempotency").create_index(["at"])
    db.table("idempotency").create_index(["handoff_id"])


@migrations()
def talks(db: Database) -> None:
    """Let a human of the desk take over: when they answer, who asked, what is said meanwhile."""
    db.table("desk").add_column("hours", str)  # JSON; a desk without takes no conversation
    desk = ("desk_id", "desk", "id")
    db.table("talk").create(
        {
            "id": str,
            "desk_id": int,
            "handoff_id": str,
            "person_id": int,  # nobody's after /forget
            "state": str,  # waiting, taken, ended: its one owner
            "agent": int,  # the desk's own number of who took it
            "why": str,  # how it ended
            "asked_at": int,
            "answer_by": int,
            "taken_at": int,
            "said_at": int,  # the last time either side said something
            "ended_at": int,
            "told": int,  # the person heard that nobody answers
            "last_seq": int,
            "read_seq": int,  # the last message that the desk has read
            "summary": bytes,  # sealed by the person's own key: codes
        },
        pk="id",
        foreign_keys=[desk, ("handoff_id", "handoff", "id"), ("person_id", "person", "id")],
        not_null={"desk_id", "handoff_id", "state", "asked_at", "answer_by", "said_at"}
        | {"told", "last_seq", "read_seq"},
        strict=True,
    )
    db.table("talk").create_index(["desk_id", "state"])
    db.table("talk").create_index(["person_id"])
    db.table("talk").create_index(["state", "answer_by"])
    db.table("talk_message").create(
        {
            "talk_id": str,
            "seq": int,
            "side": str,  # person or desk
            "body": bytes,  # sealed by the person's own key, until it is closed and delivered
            "at": int,
        },
        pk=("talk_id", "seq"),
        foreign_keys=[("talk_id", "talk", "id")],
        not_null={"side", "body", "at"},
        strict=True,
    )


@migrations()
def desk_pages(db: Database) -> None:
    """Let a desk's people sign in to its pages, and keep who did what there."""
    page_tables(db)


@migrations()
def counted(db: Database) -> None:
    """Count signs among a desk's people who agreed to it; count everybody's by day."""
    counted_tables(db)


@migrations()
def release_order(db: Database) -> None:
    """Let the latest release be found without reading through what each of them holds."""
    db.table("release").create_index(["published_at"])
