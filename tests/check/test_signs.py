"""Every sign, where it is and where it only looks like it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.check.weigh import START, START_ENGLISH
from tests.check.knowledge import ids, tables
from tests.rig import shipped_release

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "signs.yml").read_text(encoding="utf-8")
)
SENDERS = {  # their span is the sender's
    "sender.person": ("+33612345678", "Ameli"),
    "sender.foreign": ("+447700900123", "Ameli"),
    "sender.mailbox": ("ameli.service@gmail.com", "service@ameli.fr"),
    "sender.mismatch": ("contact@ameli-infos.com", "service@ameli.fr"),
    "ok.sender": ("service@ameli.fr", "service@ameli-infos.com"),
    "ok.short_code": ("38015", "+33612345678"),
}
ELSEWHERE = {"words.typical", "ok.typical", "words.leaked", "sender.reply"}  # tested on their own


@pytest.mark.parametrize("sign", sorted(CASES))
def test_a_sign_has_hits_and_near_misses(sign: str) -> None:
    """Each sign is found where it is, and not where it only looks like it."""
    for hit in CASES[sign]["hits"]:
        assert sign in ids(hit), hit
    for near in CASES[sign]["near"]:
        assert sign not in ids(near), near


@pytest.mark.parametrize("sign", sorted(SENDERS))
def test_a_sender_is_a_sign_when_it_does_not_fit(sign: str) -> None:
    """Who wrote it does not go with who it speaks for."""
    hit, near = SENDERS[sign]

    assert sign in ids("Ameli : consultez http://exemple-x.com", hit)
    assert sign not in ids("Ameli : consultez http://exemple-x.com", near)


def test_an_answer_that_goes_elsewhere_is_a_sign() -> None:
    """The head of an e-mail names two different owners."""
    head = "From: Banque <a@banque-x.fr>\nReply-To: {}\nSubject: Bonjour\nRépondez-nous."

    assert "sender.reply" in ids(head.format("b@autre-x.com"))
    assert "sender.reply" not in ids(head.format("c@banque-x.fr"))


def test_every_sign_that_weighs_is_tested_and_has_its_words() -> None:
    """No sign without a hit, a near miss, and a sentence in the release."""
    weighed = {n for n in tables().weights if not n.startswith("model.")}
    weighed -= {START, START_ENGLISH}

    assert (
        weighed | {"words.typical", "ok.typical", "words.leaked"}
        == CASES.keys() | SENDERS.keys() | ELSEWHERE
    )
    assert all(f"sign.{name}" in shipped_release().texts for name in weighed | ELSEWHERE)


@pytest.mark.parametrize(
    "sender", ["06 12 34 56 78", "06.12.34.56.78", "0033612345678", "(+33) 6 12 34 56 78"]
)
def test_a_senders_number_is_the_same_however_it_is_written(sender: str) -> None:
    """As a sender, or as the first line of a paste; and nobody is asked to call it."""
    text = "Ameli : consultez http://exemple-x.com"

    assert "sender.person" in ids(text, sender)
    found = ids(f"SMS de {sender} :\n{text}")
    assert "sender.person" in found
    assert "number.mobile" not in found
