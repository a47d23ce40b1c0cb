"""Settings: all that is wrong at once, in sentences, never a value."""

from pathlib import Path

import pytest

from bot.settings import TELEGRAM, Faults, read

TOKEN = "4242:" + "a" * 35


def test_nothing_set_is_fine() -> None:
    """Everything has a default but the token."""
    chosen = read({})

    assert chosen.token is None
    assert chosen.api == TELEGRAM
    assert (chosen.host, chosen.port) == ("127.0.0.1", 8080)
    assert chosen.database == Path("riposte.db")
    assert chosen.flows.is_dir()


def test_everything_can_be_set(tmp_path: Path) -> None:
    """What is given is taken."""
    chosen = read(
        {
            "RIPOSTE_TELEGRAM_TOKEN": TOKEN,
            "RIPOSTE_TELEGRAM_API": "http://127.0.0.1:8081",
            "RIPOSTE_HTTP": "[::1]:9000",
            "RIPOSTE_WEBHOOK_URL": "https://exemple.fr/hook",
            "RIPOSTE_WEBHOOK_SECRET": "s" * 20,
            "RIPOSTE_FLOWS": str(tmp_path),
            "RIPOSTE_LOCALES": str(tmp_path),
            "RIPOSTE_PUBLIC_URL": "https://riposte.exemple.fr/",
            "RIPOSTE_BOT_USERNAME": "riposte_bot",
            "RIPOSTE_CALLBACK_HOSTS": "Chatwoot.interne, ::1,",
            "PATH": "/bin",
        }
    )

    assert chosen.token == TOKEN
    assert chosen.port == 9000
    assert chosen.webhook is not None
    assert chosen.public_url == "https://riposte.exemple.fr"
    assert chosen.username == "riposte_bot"
    assert chosen.callback_hosts == {"chatwoot.interne", "::1"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_TOKEN", "rubbish-secret"),
        ("TELEGRAM_API", "ftp://rubbish-secret"),
        ("HTTP", "rubbish-secret"),
        ("HTTP", "127.0.0.1:99999"),
        ("WEBHOOK_URL", "https://rubbish-secret/hook"),
        ("FLOWS", "/nowhere/rubbish-secret"),
        ("PUBLIC_URL", "http://rubbish-secret.fr"),
        ("PUBLIC_URL", "https://rubbish-secret.fr/?a"),
        ("BOT_USERNAME", "@rubbish-secret"),
        ("CALLBACK_HOSTS", "https://rubbish-secret.fr"),
        ("TELEGRAM_TOKENS", "rubbish-secret"),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_is_not(name: str, value: str) -> None:
    """The sentence says which and why; a value may be a secret."""
    with pytest.raises(Faults) as found:
        read({f"RIPOSTE_{name}": value})

    assert any(name in sentence for sentence in found.value.sentences)
    assert "rubbish-secret" not in str(found.value)


def test_all_faults_come_at_once() -> None:
    """Nobody fixes them one start at a time."""
    with pytest.raises(Faults) as found:
        read({"RIPOSTE_HTTP": "x", "RIPOSTE_TELEGRAM_TOKEN": "x", "RIPOSTE_TELEGRAM_TOKN": "x"})

    assert len(found.value.sentences) == 3
    assert "RIPOSTE_TELEGRAM_TOKEN" in str(found.value)
