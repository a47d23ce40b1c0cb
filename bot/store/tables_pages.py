"""The tables of the desk’s pages, one migration of `tables`: accounts, sessions, the journal."""

from sqlite_utils import Database


def page_tables(db: Database) -> None:
    """Create the tables of the migration `desk_pages`."""
    desk = ("desk_id", "desk", "id")
    db.table("account").create(
        {
            "id": int,
            "desk_id": int,
            "name": str,  # what they sign in with
            "role": str,
            "password": str,  # Argon2id; none before the first sign-in
            "code": bytes,  # SHA-256 of the one-time code of the first sign-in
            "code_until": int,
            "second": bytes,  # sealed by the key file: the secret of the second factor
            "second_state": int,  # 0 not proven yet, 1 asked for, 2 none: in the demo alone
            "second_step": int,  # the last one that was accepted: no code opens twice
            "language": str,
            "chosen": str,  # JSON: codes of the last link made
            "made_at": int,
            "ended_at": int,
        },
        pk="id",
        foreign_keys=[desk],
        not_null={"desk_id", "name", "role", "second_state", "second_step", "made_at"},
        strict=True,
    )
    db.table("account").create_index(["name"], unique=True)
    db.table("account").create_index(["desk_id"])
    db.table("page_session").create(
        {
            "mark": bytes,  # SHA-256 of what the browser holds
            "account_id": int,
            "stage": str,
            "made_at": int,
            "seen_at": int,
        },
        pk="mark",
        foreign_keys=[("account_id", "account", "id")],
        not_null={"account_id", "stage", "made_at", "seen_at"},
        strict=True,
    )
    db.table("page_session").create_index(["account_id"])
    db.table("desk_journal").create(
        {
            "id": int,
            "desk_id": int,
            "who": str,  # the account's name
            "what": str,
            "about": str,  # a hand-off, a conversation or an account
            "at": int,
        },
        pk="id",
        foreign_keys=[desk],
        not_null={"desk_id", "who", "what", "at"},
        strict=True,
    )
    db.table("desk_journal").create_index(["desk_id", "id"])
    db.table("handoff").create_index(["desk_id", "made_at", "id"])  # lists, by age
    db.execute(
        "CREATE TRIGGER desk_journal_stays BEFORE UPDATE ON desk_journal"
        " BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END"
    )
    db.execute(  # 180 days, as in `journal.KEPT`
        "CREATE TRIGGER desk_journal_kept BEFORE DELETE ON desk_journal"
        " WHEN old.at > CAST(strftime('%s', 'now') AS INTEGER) - 15552000"
        " BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END"
    )
