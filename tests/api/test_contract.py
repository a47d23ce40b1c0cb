"""The contract: valid, kept by the server whatever is sent, and readable."""

import asyncio
import re
import sys
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from bot.api import admission
from bot.api.app import _CODES
from bot.api.telling import ERRORS, KINDS
from bot.flow.release import assemble
from bot.handoff.model import News
from tests.desks import desk

API = Path(admission.__file__).parent
SECONDS = 90


async def test_the_contract_is_valid_and_whole(tmp_path: Path) -> None:
    """OpenAPI 3.1 by an independent reader; every code a desk may send stands in it."""
    async with desk(tmp_path) as one:
        said = (await one.ask("GET", "/v1/openapi.json", headers={"Authorization": ""})).json

        OpenAPIV31SpecValidator(said).validate()
        taken = said["components"]["schemas"]["Mint"]
        assert taken["additionalProperties"] is False
        assert "plan" in taken["properties"]["topic"]["enum"]
        assert "handoff" not in taken["properties"]["topic"]["enum"]
        assert said["servers"] == [{"url": f"{one.rig.bot.address}/v1"}]


async def test_the_contract_follows_the_release(tmp_path: Path) -> None:
    """A flow that is published is a topic at once."""
    async with desk(tmp_path) as one:
        assert (await one.mint(topic="card_found")).status == 422
        files = dict(one.rig.bot.service.release.files)
        steps = "steps:\n  - stop: done\n"
        files["flows/card_found.yml"] = f"flow: card_found\ntitle: A\nopen: link\n{steps}"
        one.rig.bot.service.release = assemble(files)[0]

        assert (await one.mint(topic="card_found")).status == 201


async def test_the_page_of_the_contract(tmp_path: Path) -> None:
    """Every operation and schema, nothing from elsewhere, nothing that runs."""
    async with desk(tmp_path) as one:
        said = (await one.ask("GET", "/v1/openapi.json")).json
        page = await one.ask("GET", "/v1/", headers={"Authorization": ""})

        assert page.status == 200
        assert "script" not in page.headers["Content-Security-Policy"]
        assert "<script" not in page.text
        for path in said["paths"]:
            assert path.replace("{", "{") in page.text
        for name in said["components"]["schemas"]:
            assert f'id="{name}"' in page.text


async def test_the_page_says_what_a_program_must_tell_apart(tmp_path: Path) -> None:
    """Every code that the doors refuse with, every kind of news, where a secret comes from."""
    used = set(_CODES.values())
    for file in API.glob("*.py"):
        if file.name != "desk_side.py":  # its 410 answers under other versions than /v1
            used |= set(re.findall(r'refuse\(\s*\d+, "([a-z_]+)"', file.read_text("utf-8")))
    assert used == set(ERRORS)
    assert set(KINDS) == set(News)
    async with desk(tmp_path) as one:
        page = (await one.ask("GET", "/v1/", headers={"Authorization": ""})).text
        for word in (*ERRORS, *KINDS, "riposte desk callback"):
            assert f"<code>{word}</code>" in page, word


@pytest.mark.timeout(SECONDS + 30)
@pytest.mark.parametrize("examples", [12, pytest.param(100, marks=pytest.mark.long)])
async def test_the_server_keeps_the_contract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, examples: int
) -> None:
    """Schemathesis, from the served page alone: no 5xx, no answer outside the contract."""
    monkeypatch.setattr(admission, "MOST_ASKED", 1_000_000)
    monkeypatch.setattr(admission, "MOST_A_MINUTE", 1_000_000)
    monkeypatch.setattr(admission, "MOST_A_DAY", 1_000_000)
    async with desk(tmp_path) as one:
        process = await asyncio.create_subprocess_exec(
            Path(sys.executable).with_name("schemathesis"),
            "run",
            f"{one.rig.bot.address}/v1/openapi.json",
            "--header",
            f"Authorization: Bearer {one.key}",
            "--max-examples",
            str(examples),
            "--seed",
            "5",
            "--generation-database",
            "none",
            "--no-color",
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        output, _ = await asyncio.wait_for(process.communicate(), SECONDS)

        assert process.returncode == 0, output.decode()
