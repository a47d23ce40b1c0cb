"""What a log line must not carry is taken out of it."""

import pytest

from bot.privacy.redaction import redact


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("token 123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1", "token [token]"),
        ("POST /bot123456:abcdefghij/getMe", "POST /bot[token]/getMe"),
        ("see https://evil.example/x?y=1 now", "see [url] now"),
        ("from jean.dupont@exemple.fr", "from [e-mail]"),
        ("call 06 12 34 56 78 please", "call [digits] please"),
        ("nir 2 55 08 14 168 025 38", "nir [digits]"),
        ("update 12 of 34 done", "update 12 of 34 done"),
    ],
)
def test_a_line_is_redacted(line: str, expected: str) -> None:
    """Tokens, addresses, e-mails and long runs of digits give way to what they were."""
    assert redact(line) == expected
