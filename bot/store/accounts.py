"""Accounts of a desk's people, who sign in to its pages, and the sessions of their browsers.

Of a one-time code and of what a browser holds only the SHA-256 is kept, of a password its Argon2id;
the secret of the second factor is sealed by the key file. Every function runs inside a transaction.
"""

import json
import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from bot.store.columns import seconds
from bot.store.desks import Desk, Taken
from bot.store.sealing import Keys

CODE_LIVES = timedelta(days=3)
IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=10)
TOKEN_BYTES, CODE_BYTES = 32, 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another


class Role(StrEnum):
    """What somebody of a desk may do on its pages."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"


class Second(IntEnum):
    """The second factor of an account."""

    UNPROVEN = 0
    ON = 1
    NONE = 2  # in the demo alone


class Stage(StrEnum):
    """How far somebody has come in."""

    FIRST = "first"  # with the one-time code: a password and a second factor are still to be set
    IN = "in"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of a desk. The desk has no news of its callback here."""

    id: int
    desk: Desk
    name: str
    role: Role
    password: str | None
    code: bytes | None
    code_until: int
    second: Second
    language: str | None
    chosen: Mapping[str, Any]

    @property
    def agent(self) -> int:
        """The number this account has in conversations; a desk's own numbers are all smaller."""
        return 1_000_000 + self.id

    @property
    def key(self) -> str:
        """What stands beside its hand-offs where a key's id stands beside a key's."""
        return f"a{self.id}"


_FROM = (
    "SELECT a.id, a.desk_id, d.name, d.title, a.name, a.role, a.password, a.code, a.code_until,"
    " a.second_state, a.language, a.chosen FROM account a JOIN desk d ON d.id = a.desk_id"
)


def add(
    db: sqlite3.Connection, desk: Desk, name: str, role: Role, now: datetime, *, second: bool = True
) -> str:
    """Add an account, and return the one-time code it is opened with. Raises Taken."""
    if db.execute("SELECT 1 FROM account WHERE name = ?", (name,)).fetchone() is not None:
        raise Taken(name)
    state = Second.UNPROVEN if second else Second.NONE
    db.execute(
        "INSERT INTO account (desk_id, name, role, second_state, second_step, made_at)"
        " VALUES (?, ?, ?, ?, 0, ?)",
        (desk.id, name, role, state, seconds(now)),
    )
    found = by_name(db, name)
    assert found is not None
    return renew(db, found, now)


def by_name(db: sqlite3.Connection, name: str) -> Account | None:
    """Return an account that has not ended."""
    row = db.execute(f"{_FROM} WHERE a.name = ? AND a.ended_at IS NULL", (name,)).fetchone()
    return _account(row) if row is not None else None


def of_desk(db: sqlite3.Connection, desk: Desk) -> list[Account]:
    """Return the accounts of a desk that have not ended, by name."""
    rows = db.execute(
        f"{_FROM} WHERE a.desk_id = ? AND a.ended_at IS NULL ORDER BY a.name", (desk.id,)
    ).fetchall()
    return [_account(row) for row in rows]


def names(db: sqlite3.Connection, desk: Desk) -> dict[str, str]:
    """Return the name of every account a desk ever had, by what stands beside its hand-offs."""
    rows = db.execute("SELECT id, name FROM account WHERE desk_id = ?", (desk.id,)).fetchall()
    return {f"a{number}": name for number, name in rows}


def renew(db: sqlite3.Connection, account: Account, now: datetime) -> str:
    """Take password, second factor and sessions away; return a new one-time code."""
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
    db.execute(
        "UPDATE account SET password = NULL, second = NULL, second_step = 0, code = ?,"
        " code_until = ?, second_state = CASE second_state WHEN 2 THEN 2 ELSE 0 END WHERE id = ?",
        (_mark(code), seconds(now + CODE_LIVES), account.id),
    )
    leave_everywhere(db, account)
    return code


def opens(account: Account, code: str, now: datetime) -> bool:
    """Tell whether a one-time code opens an account now."""
    if account.code is None or seconds(now) >= account.code_until:
        return False
    return compare_digest(account.code, _mark(code.strip().lower()))


def set_password(db: sqlite3.Connection, account: Account, hashed: str) -> None:
    """Set a password: the one-time code and all sessions are gone."""
    db.execute(
        "UPDATE account SET password = ?, code = NULL, code_until = NULL WHERE id = ?",
        (hashed, account.id),
    )
    leave_everywhere(db, account)


def set_role(db: sqlite3.Connection, account: Account, role: Role) -> None:
    """Change what somebody may do: they sign in anew."""
    db.execute("UPDATE account SET role = ? WHERE id = ?", (role, account.id))
    leave_everywhere(db, account)


def end(db: sqlite3.Connection, account: Account, now: datetime) -> None:
    """Close an account for good. Its name stays in the journal, and is not given again."""
    db.execute(
        "UPDATE account SET ended_at = ?, password = NULL, code = NULL, second = NULL WHERE id = ?",
        (seconds(now), account.id),
    )
    leave_everywhere(db, account)


def set_second(db: sqlite3.Connection, keys: Keys, account: Account, secret: str) -> None:
    """Keep a secret that is still to be proven."""
    sealed = keys.own_seal().close(secret.encode(), f"account|second|{account.id}")
    db.execute("UPDATE account SET second = ?, second_step = 0 WHERE id = ?", (sealed, account.id))


def second_of(db: sqlite3.Connection, keys: Keys, account: Account) -> str | None:
    """Return the secret of the second factor."""
    (sealed,) = db.execute("SELECT second FROM account WHERE id = ?", (account.id,)).fetchone()
    if sealed is None:
        return None
    return keys.own_seal().open(sealed, f"account|second|{account.id}").decode()


def spend(db: sqlite3.Connection, account: Account, step: int) -> bool:
    """Use up the code of a step; False when it, or a later one, was used already."""
    done = db.execute(
        "UPDATE account SET second_step = ?1 WHERE id = ?2 AND second_step < ?1",
        (step, account.id),
    )
    return done.rowcount == 1


def proven(db: sqlite3.Connection, account: Account) -> None:
    """The second factor was shown to work: it is asked for from now on."""
    db.execute("UPDATE account SET second_state = 1 WHERE id = ?", (account.id,))


def speak(db: sqlite3.Connection, account: Account, language: str) -> None:
    """Note the language of an account."""
    db.execute("UPDATE account SET language = ? WHERE id = ?", (language, account.id))


def choose(db: sqlite3.Connection, account: Account, chosen: Mapping[str, Any]) -> None:
    """Remember the codes that the last link was made with."""
    db.execute("UPDATE account SET chosen = ? WHERE id = ?", (json.dumps(chosen), account.id))


def come_in(db: sqlite3.Connection, account: Account, stage: Stage, now: datetime) -> str:
    """Begin a session, and return what the browser is to hold."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    db.execute(
        "INSERT INTO page_session (mark, account_id, stage, made_at, seen_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (_mark(token), account.id, stage, seconds(now), seconds(now)),
    )
    return token


def session(db: sqlite3.Connection, token: str, now: datetime) -> tuple[Account, Stage] | None:
    """Return whose session this is, and note that it is used; None when it is over."""
    row = db.execute(
        "UPDATE page_session SET seen_at = ?1 WHERE mark = ?2 AND seen_at > ?3 AND made_at > ?4"
        " RETURNING account_id, stage",
        (seconds(now), _mark(token), seconds(now - IDLE), seconds(now - LONGEST)),
    ).fetchone()
    if row is None:
        return None
    found = db.execute(f"{_FROM} WHERE a.id = ? AND a.ended_at IS NULL", (row[0],)).fetchone()
    return (_account(found), Stage(row[1])) if found is not None else None


def leave(db: sqlite3.Connection, token: str) -> None:
    """End one session."""
    db.execute("DELETE FROM page_session WHERE mark = ?", (_mark(token),))


def leave_everywhere(db: sqlite3.Connection, account: Account) -> None:
    """End all sessions of an account."""
    db.execute("DELETE FROM page_session WHERE account_id = ?", (account.id,))


def prune(db: sqlite3.Connection, now: datetime) -> int:
    """Drop sessions that are over."""
    return db.execute(
        "DELETE FROM page_session WHERE seen_at <= ? OR made_at <= ?",
        (seconds(now - IDLE), seconds(now - LONGEST)),
    ).rowcount


def there(db: sqlite3.Connection) -> bool:
    """Tell whether a database knows of accounts: an old copy being restored does not."""
    row = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'account'").fetchone()
    return row is not None


def carry_over(target: sqlite3.Connection, present: sqlite3.Connection) -> None:
    """Let a copy being restored revive no session, password, role or account that is over."""
    if not there(target):
        return
    target.execute("DELETE FROM page_session")
    if not there(present):
        return
    kept = "role, password, code, code_until, second, second_state, second_step, ended_at"
    now = {row[0]: row[1:] for row in present.execute(f"SELECT id, {kept} FROM account")}  # noqa: S608
    for (number,) in target.execute("SELECT id FROM account").fetchall():
        if number in now:
            target.execute(
                f"UPDATE account SET ({kept}) = (?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?",  # noqa: S608
                (*now[number], number),
            )


def _account(row: tuple[Any, ...]) -> Account:
    number, desk, word, title, name, role, password, code, until, second, language, chosen = row
    return Account(
        id=number,
        desk=Desk(desk, word, title),
        name=name,
        role=Role(role),
        password=password,
        code=code,
        code_until=until or 0,
        second=Second(second),
        language=language,
        chosen=json.loads(chosen) if chosen else {},
    )


def _mark(clear: str) -> bytes:
    return sha256(clear.encode()).digest()
