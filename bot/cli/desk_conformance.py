"""`riposte desk conformance URL`: calls an insurer's receiver as we would, and as others might.

It needs neither database nor bot: the address, and the secret that signs.
"""

import asyncio
import json
import secrets
import time
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import click

from bot.api import signing
from bot.cli import Exit, Refused
from bot.handoff.model import News
from bot.reader import say
from bot.receiver import Answered, call

OLD = 900  # seconds: three times past what a receiver may tolerate
TAKE, REFUSE = "2xx", "4xx"


@dataclass(frozen=True, slots=True)
class Trial:
    """One call, and what a right receiver answers to it."""

    name: tuple[str, str]  # in French and English
    wanted: str
    headers: Mapping[str, str]
    body: bytes


@click.command()
@click.argument("url")
@click.option("--secret", required=True, help="The whsec_… that the receiver checks with.")
def conformance(url: str, secret: str) -> int:
    """Try the receiver at URL with sample news; exit 1 when it does something wrong.

    Good news, the same again, news out of order and of an unknown type are to be taken (2xx); a
    wrong signature, none, an altered body and an old timestamp are to be refused (4xx).

    \b
    Example:
      riposte desk conformance http://127.0.0.1:9000/riposte --secret whsec_…
    """
    try:
        key = b64decode(secret.removeprefix(signing.SECRET_PREFIX), validate=True)
    except ValueError:
        key = b""
    if not key:
        raise Refused(say("--secret n’est pas un secret.", "--secret is no secret."), Exit.USAGE)
    return asyncio.run(_tried(url, key))


async def _tried(url: str, key: bytes) -> int:
    wrong = 0
    for trial in trials(key, int(time.time())):
        answered = await call(url, trial.headers, trial.body, _own(url))
        fine = right(trial, answered)
        wrong += not fine
        mark = "ok   " if fine else say("FAUX ", "WRONG")
        found = answered.status if answered.status is not None else answered.fault
        wanted = say("attendu", "wanted")
        click.echo(f"{mark}  {say(*trial.name)}: {found} ({wanted}: {trial.wanted})")
        if answered.status is None:
            break  # nobody there: the others would say the same
    if wrong:
        click.echo(say("Ce récepteur n’est pas conforme.", "This receiver does not conform."))
        return Exit.PROBLEMS
    click.echo(say("Ce récepteur est conforme.", "This receiver conforms."))
    return Exit.FINE


def right(trial: Trial, answered: Answered) -> bool:
    """Tell whether a receiver did what it should."""
    if trial.wanted == TAKE:
        return answered.accepted
    return answered.status is not None and 400 <= answered.status < 500  # noqa: PLR2004


def trials(key: bytes, seconds: int) -> tuple[Trial, ...]:
    """Return the calls, in order."""
    handoff = f"ho_{secrets.token_hex(12)}"
    first, body = _sample(handoff, 1, News.OPENED)
    good = signing.signed(key, first, seconds, body)
    third, later = _sample(handoff, 3, News.TASK_DONE)
    second, earlier = _sample(handoff, 2, News.TRIAGE_DONE)
    strange, unknown = _sample(handoff, 4, "something_new")
    old_id, old = _sample(handoff, 5, News.TASK_DONE)
    bad_id, bad = _sample(handoff, 6, News.PLAN_COMPLETE)
    altered = bad.replace(b'"sequence":6', b'"sequence":7')
    signed = signing.signed(key, bad_id, seconds, bad)
    other = signing.signed(secrets.token_bytes(32), bad_id, seconds, bad)
    return (
        Trial(("une nouvelle", "a piece of news"), TAKE, good, body),
        Trial(("la même, encore", "the same again"), TAKE, good, body),
        Trial(
            ("la troisième avant la deuxième", "the third before the second"),
            TAKE,
            signing.signed(key, third, seconds, later),
            later,
        ),
        Trial(
            ("la deuxième après", "the second after it"),
            TAKE,
            signing.signed(key, second, seconds, earlier),
            earlier,
        ),
        Trial(
            ("un type inconnu", "an unknown type"),
            TAKE,
            signing.signed(key, strange, seconds, unknown),
            unknown,
        ),
        Trial(("une signature d’un autre", "somebody else’s signature"), REFUSE, other, bad),
        Trial(("aucune signature", "no signature"), REFUSE, {}, bad),
        Trial(("un corps changé", "an altered body"), REFUSE, signed, altered),
        Trial(
            ("un vieil horodatage", "an old timestamp"),
            REFUSE,
            signing.signed(key, old_id, seconds - OLD, old),
            old,
        ),
        Trial(
            ("une signature de rechange à côté", "a spare signature beside the right one"),
            TAKE,
            _rotating(key, bad_id, seconds, bad),
            bad,
        ),
    )


def _sample(handoff: str, sequence: int, kind: str) -> tuple[str, bytes]:
    name = f"ev_{secrets.token_hex(12)}"
    code = "direct_debit" if kind == News.TASK_DONE else None
    said = {
        "id": name,
        "type": f"handoff.{kind}",
        "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "data": {
            "sequence": sequence,
            "handoff": handoff,
            "case": "TEST-2026-1",
            "queue": 0,
            "code": code,
        },
    }
    return name, json.dumps(said, separators=(",", ":")).encode()


def _rotating(key: bytes, name: str, seconds: int, body: bytes) -> Mapping[str, str]:
    """Return headers with two signatures, as while a secret is being replaced."""
    headers = dict(signing.signed(key, name, seconds, body))
    spare = signing.signed(secrets.token_bytes(32), name, seconds, body)[signing.SIGNATURE]
    headers[signing.SIGNATURE] = f"{spare} {headers[signing.SIGNATURE]}"
    return headers


def _own(url: str) -> frozenset[str]:
    """Whoever tries a receiver names it: it may be inside, and without TLS."""
    try:
        return frozenset({urlsplit(url).hostname or ""})
    except ValueError:
        return frozenset()
