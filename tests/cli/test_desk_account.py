"""`riposte desk account` as an administrator types it."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import call
from bot.store import accounts
from bot.store.accounts import Role, Stage
from bot.store.store import connect


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the database that the settings point at, with two desks, read by somebody English."""
    monkeypatch.setenv("RIPOSTE_DATABASE", str(tmp_path / "riposte.db"))
    monkeypatch.setenv("RIPOSTE_KEY_FILE", str(tmp_path / "riposte.key"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert call(["desk", "add", "harmonie"]) == 0
    assert call(["desk", "add", "autre"]) == 0
    return tmp_path / "riposte.db"


def _session(database: Path) -> tuple[sqlite3.Connection, str]:
    db = connect(database)
    account = accounts.by_name(db, "lea")
    assert account is not None
    return db, accounts.come_in(db, account, Stage.IN, datetime.now(UTC))


def test_an_account_from_first_to_last(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Made with a code shown once; role, reset and end each close what is open, and are noted."""
    assert call(["desk", "account", "harmonie", "lea", "--role", "agent"]) == 0
    code = capsys.readouterr().out.split()[-1]
    assert code.encode() not in database.read_bytes()
    assert call(["desk", "list"]) == 0
    assert "lea  agent  not opened yet" in capsys.readouterr().out
    db, token = _session(database)
    now = datetime.now(UTC)
    lea = accounts.by_name(db, "lea")
    assert lea is not None
    assert accounts.opens(lea, code, now + timedelta(days=2))
    assert accounts.opens(lea, f" {code.upper()} ", now)
    assert not accounts.opens(lea, code, now + timedelta(days=4))
    assert not accounts.opens(lea, "aaaaa-aaaaa-aaaaa-aaaaa", now)

    assert call(["desk", "account", "harmonie", "lea", "--role", "supervisor"]) == 0
    assert accounts.session(db, token, now) is None
    lea = accounts.by_name(db, "lea")
    assert lea is not None
    assert lea.role is Role.SUPERVISOR

    capsys.readouterr()
    assert call(["desk", "account", "harmonie", "lea", "--reset"]) == 0
    again = capsys.readouterr().out.split()[-1]
    lea = accounts.by_name(db, "lea")
    assert lea is not None
    assert accounts.opens(lea, again, now)
    assert not accounts.opens(lea, code, now)

    assert call(["desk", "account", "harmonie", "lea", "--end"]) == 0
    assert accounts.by_name(db, "lea") is None
    assert call(["desk", "account", "harmonie", "lea", "--role", "agent"]) == 64
    did = [row[0] for row in db.execute("SELECT what FROM desk_journal ORDER BY id")]
    assert did == ["made", "role", "renewed", "ended"]
    db.close()


@pytest.mark.parametrize(
    "arguments",
    [
        ["nobody", "lea", "--role", "agent"],
        ["harmonie", "Léa", "--role", "agent"],
        ["harmonie", "l", "--role", "agent"],
        ["harmonie", "lea", "--role", "boss"],
        ["harmonie", "lea"],
        ["harmonie", "lea", "--reset"],
        ["harmonie", "lea", "--end"],
        ["harmonie", "lea", "--role", "agent", "--end"],
    ],
)
def test_what_makes_no_account(
    database: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 64 and a sentence."""
    assert call(["desk", "account", *arguments]) == 64
    assert capsys.readouterr().err
    db = connect(database)
    assert db.execute("SELECT count(*) FROM account").fetchone() == (0,)
    db.close()


def test_a_name_of_another_desk(database: Path) -> None:
    """It is taken, and no desk changes another's account."""
    assert call(["desk", "account", "harmonie", "lea", "--role", "agent"]) == 0
    assert call(["desk", "account", "autre", "lea", "--role", "agent"]) == 64
    assert call(["desk", "account", "autre", "lea", "--end"]) == 64
    db = connect(database)
    assert accounts.by_name(db, "lea") is not None
    db.close()
