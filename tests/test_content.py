"""The shipped guidance: no error, every way walked, every script played, both languages."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.engine.script import play_scripts
from bot.engine.walk import problems, walk
from bot.flow.problem import Severity
from bot.flow.release import Release, read_release
from bot.flow.schema import flow_schema
from bot.folder import read_folder, shipped

SCRIPTS = sorted((Path(__file__).parent / "flows").glob("*.yml"))
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
QUICK = ("help", "human", "privacy", "distress", "remind", "mailbox", "relative", "minor")


@pytest.fixture(scope="module")
def release() -> Release:
    """Return the release as it ships."""
    found, faults = read_release(read_folder(*shipped()), date(2026, 11, 23))
    assert found is not None, [f for f in faults if f.severity is Severity.ERROR][:3]
    return found


def test_the_guidance_speaks_french_and_english(release: Release) -> None:
    """Both languages are there, with the four flows a person is promised."""
    assert release.languages == ("fr", "en")
    assert {"start", "check", "breach", "secure", "report", "remind"} <= release.flows.keys()
    assert len([flow for flow in release.flows.values() if flow.task is not None]) >= 20


@pytest.mark.parametrize("name", QUICK)
def test_every_way_through_is_walked(release: Release, name: str) -> None:
    """The invariants hold at every state; `riposte flows walk` walks the long ones too."""
    found = problems(release, [walk(release, name, NOW)])

    assert not [problem for problem in found if problem.rule != "W1"]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_the_scripts_hold(release: Release, path: Path) -> None:
    """What the authors wrote down is what happens."""
    assert not [p for p in play_scripts(release, path.read_text("utf-8")) if p.faults]


def test_money_gone_reaches_the_bank_in_two_taps(release: Release) -> None:
    """The one path that must be short is."""
    script = "flow: start\ncases: [{name: x, script: [{tap: money}, {tap: card}, {bot: [%s]}]}]"

    assert not play_scripts(release, script % "money_gone/first_bank/called")[0].faults


def test_the_schema_is_fresh() -> None:
    """The file editors use is the one the model makes."""
    written = (shipped()[0] / "flow.schema.json").read_text(encoding="utf-8")

    assert written == flow_schema()
    assert json.loads(written)["title"]
