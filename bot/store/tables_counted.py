"""The tables of counts, one migration of `tables`: of a desk's people, and of everybody."""

from sqlite_utils import Database


def counted_tables(db: Database) -> None:
    """Create the tables of the migration `counted`."""
    db.table("counting").create(  # who agreed to be counted: no news, so not in `consent`
        {"handoff_id": str, "given_at": int},
        pk="handoff_id",
        foreign_keys=[("handoff_id", "handoff", "id")],
        not_null={"given_at"},
        strict=True,
    )
    # Without rows' own numbers: those would tell in which order marks came, and so which of them
    # one message brought together. The mark before the day: a person's are found without a search.
    db.execute(
        "CREATE TABLE counted (desk_id INTEGER NOT NULL REFERENCES desk(id), name TEXT NOT NULL,"
        " mark BLOB NOT NULL, day TEXT NOT NULL, PRIMARY KEY (desk_id, name, mark, day))"
        " STRICT, WITHOUT ROWID"
    )
    db.table("counted_card").create(  # a desk's numbers as they are shown on one day
        {"desk_id": int, "day": str, "body": str},
        pk="desk_id",
        foreign_keys=[("desk_id", "desk", "id")],
        not_null={"day", "body"},
        strict=True,
    )
    # Everybody's, by day instead of by week: the numbers of weeks cannot be told apart in days.
    db.table("found").drop()
    db.table("found").create(
        {"day": str, "name": str, "count": int},
        pk=("day", "name"),
        not_null={"count"},
        strict=True,
    )
