"""`riposte demo` from the shell: where it listens, what stops it, what `--fresh` may take away."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import call
from bot.simulator.state import State
from bot.store.lock import Lock


@pytest.fixture
def taken() -> Iterator[int]:
    """Return a port that somebody else listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def _folder(place: Path) -> Path:
    """Return a demo's folder with somebody in it."""
    folder = place / "demo"
    folder.mkdir()
    state = State(folder / "telegram.db")
    state.add_person("Camille", "fr")
    state.close()
    return folder


def _people(folder: Path) -> int:
    state = State(folder / "telegram.db")
    try:
        return len(state.people())
    finally:
        state.close()


@pytest.mark.parametrize("how", ["setting", "option"])
def test_a_taken_port_is_said_in_one_sentence(
    how: str,
    taken: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With what to do, and exit 74; the conversations of last time are untouched, even fresh."""
    folder = _folder(tmp_path)
    port = ["--port", str(taken)] if how == "option" else []
    if how == "setting":
        monkeypatch.setenv("RIPOSTE_HTTP", f"127.0.0.1:{taken}")

    assert call(["demo", "--fresh", "--no-browser", "--folder", str(folder), *port]) == 74
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert f"RIPOSTE_HTTP=127.0.0.1:{taken % 65535 + 1}" in said.err
    assert said.out == ""
    assert _people(folder) == 1


def test_the_demo_is_for_this_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An address that others could reach is refused."""
    monkeypatch.setenv("RIPOSTE_HTTP", "0.0.0.0:0")

    assert call(["demo", "--no-browser"]) == 78
    assert "127.0.0.1" in capsys.readouterr().err


def test_fresh_does_not_take_the_folder_of_a_demo_that_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 75, and everybody is still there."""
    folder = _folder(tmp_path)
    with Lock(folder / "riposte.db"):
        code = call(["demo", "--fresh", "--no-browser", "--port", "0", "--folder", str(folder)])

    assert code == 75
    assert "already runs" in capsys.readouterr().err
    assert _people(folder) == 1


def test_a_folder_that_is_none_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A damaged file of the stand-in: one sentence, exit 74."""
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "telegram.db").write_bytes(b"not a database, but long enough to look like one" * 40)

    assert call(["demo", "--no-browser", "--port", "0", "--folder", str(folder)]) == 74
    assert "--folder" in capsys.readouterr().err
