"""`riposte check` takes a message from wherever a person has it: a file, a pipe, a picture."""

import json
import os
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from bot.cli import call
from tests.pictures.drawing import Bubble, needs_font, png, screen

SCAM = "Votre colis est bloqué, payez ici : http://colis-poste.top"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_by_its_name(
    tmp_path: Path, encoding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its words are the message, not its name, whatever program wrote it."""
    file = tmp_path / "message reçu.txt"
    file.write_text(SCAM, encoding=encoding)

    for arguments in (["check", str(file)], ["check", "--file", str(file)]):
        assert call(arguments) == 0
        told = capsys.readouterr().out
        assert told.startswith("danger")
        assert "colis-poste[.]top" in told


def test_a_file_of_json_lines_is_read_by_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As with --file; a name that is no file is an error, and nothing waits for input."""
    file = tmp_path / "messages.jsonl"
    file.write_text(json.dumps({"id": 7, "text": SCAM}) + "\n", encoding="utf-8")

    assert call(["check", "--json-lines", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == 7
    assert call(["check", "--json-lines", str(tmp_path / "nothing.jsonl")]) == 74
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("data", [b"PK\x03\x04 an archive", bytes(range(256)) * 20, b"\x00" * 99])
def test_a_file_without_words_is_refused(
    tmp_path: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """A program or an archive holds no message: one sentence, and no verdict on rubbish."""
    file = tmp_path / "message"
    file.write_bytes(data)

    assert call(["check", str(file)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is no message either; a word that is also the name of one is a word."""
    assert call(["check", str(tmp_path) + os.sep]) == 74
    assert call(["check", "tests"]) == 0


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Let the next command read this from standard input."""
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(data)))


def test_a_dash_is_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in other programs."""
    piped(monkeypatch, SCAM.encode())

    assert call(["check", "-"]) == 0
    assert capsys.readouterr().out.startswith("danger")


@needs_font
def test_a_picture_may_come_through_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it is shows in its first bytes; nobody has to say so."""
    piped(monkeypatch, png(screen("AMELI", (Bubble(SCAM),))))

    assert call(["check"]) == 0
    assert capsys.readouterr().out.startswith("danger")


@pytest.mark.parametrize(
    ("locale", "word"), [("fr_FR.UTF-8", "message"), ("C.UTF-8", "no message")]
)
def test_nothing_to_check_is_said_in_the_language_of_the_reader(
    locale: str, word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """French on a French machine, English on any other."""
    monkeypatch.setenv("LC_ALL", locale)

    assert call(["check", " "]) == 64
    assert word in capsys.readouterr().err
