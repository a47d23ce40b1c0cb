"""The command line as its users call it: what it prints, how it ends, nothing like a traceback."""

import json
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from bot.cli import call
from tests.pictures.drawing import Bubble, needs_font, png, screen


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command is listed; unknown ones are a usage error."""
    assert call(["--help"]) == 0
    assert "demo" in capsys.readouterr().out
    assert call(["nonsense"]) == 64
    assert call(["flows", "walk", "nowhere"]) == 64


def test_the_words_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    """A line of figures for each language; with --words, ten messages an author could shorten."""
    assert call(["flows", "check", "--quiet"]) == 0
    short = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in short[:2]] == ["fr", "en"]
    assert all("reading age" in line and "longest" in line for line in short[:2])

    assert call(["flows", "check", "--quiet", "--words"]) == 0
    long = capsys.readouterr().out.splitlines()
    assert set(short) < set(long)
    ages = [float(line.split()[0]) for line in long if line.startswith("  1")]
    assert len(ages) == 20
    assert ages[:10] == sorted(ages[:10], reverse=True)


def test_too_little_to_measure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder with hardly a word in it is said to have hardly a word in it."""
    (tmp_path / "texts.yml").write_text("menu.title: Bonjour.\n", encoding="utf-8")
    monkeypatch.setenv("RIPOSTE_FLOWS", str(tmp_path))

    assert call(["flows", "check"]) == 1
    assert "fr: too little is written to measure" in capsys.readouterr().out


def test_check_one_message(capsys: pytest.CaptureFixture[str]) -> None:
    """A verdict, its reasons, and exit 0."""
    assert call(["check", "Votre carte Vitale expire : http://ameli-dossier.com"]) == 0
    assert "danger" in capsys.readouterr().out


def test_check_several_messages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The worst of a paste, and which it is; with --json-lines still one object a line."""
    fraud = "Votre carte Vitale expire : http://ameli-dossier.com"
    paste = f"Rappel : RDV avec le Dr Martin jeudi à 14h30.\n---\n{fraud}"
    file = tmp_path / "messages.jsonl"
    file.write_text(json.dumps({"id": 1, "text": paste}) + "\n", encoding="utf-8")

    assert call(["check", paste, "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("danger")
    assert "2/2 – Votre carte Vitale" in told
    assert call(["check", "--json-lines", "--file", str(file)]) == 0
    (answer,) = map(json.loads, capsys.readouterr().out.splitlines())
    start, end = answer["part"]["span"]
    assert (answer["part"]["number"], answer["part"]["of"]) == (2, 2)
    assert paste[start:end] == fraud
    assert "ameli-dossier.com" in [paste[slice(*s["span"])][7:] for s in answer["signs"]]


@needs_font
def test_check_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A picture is read, by its name or with --file; spaces in a name are no words."""
    file = tmp_path / "Capture d’écran 1.png"
    scam = "Votre carte Vitale expire, renouvelez ici : http://ameli-dossier.com/carte"
    file.write_bytes(png(screen("AMELI", (Bubble(scam),))))

    for arguments in (["check", str(file)], ["check", "--file", str(file), "--lang", "en"]):
        assert call(arguments) == 0
        told = capsys.readouterr().out
        assert told.startswith("danger")
        assert "ameli-dossier[.]com/carte" in told


def test_check_what_is_no_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, whatever the file is or is called; words that speak of a file are words."""
    file = tmp_path / "a.png"
    file.write_bytes(b"PK\x03\x04 an archive")

    assert call(["check", str(file)]) == 1
    assert "image" in capsys.readouterr().err
    assert call(["check", str(tmp_path / "nothing.png")]) == 74
    assert call(["check", "Ouvre vite mon image.png"]) == 0


def test_check_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One answer a line, in order; a bad line is an error with its number, and the rest goes on."""
    file = tmp_path / "messages.jsonl"
    rows = [
        '{"id": 1, "text": "salut"}',
        "rubbish",
        "",
        '{"id": 2, "url": "http://ameli.fr"}',
        "[]",
    ]
    file.write_text("\n".join(rows), encoding="utf-8")

    assert call(["check", "--json-lines", "--file", str(file)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [a.get("id", a.get("line")) for a in answers] == [1, 2, 2, 5]
    assert answers[2]["verdict"] == "known_sender"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", ""], 64),
        (["check", "a", "--file", "b"], 64),
        (["check", "--file", "/nowhere/at/all"], 74),
        (["flows", "graph", "nowhere"], 64),
        (["flows", "test", "/nowhere"], 64),
        (["restore", "/nowhere"], 64),
        (["erase"], 64),
        (["backup", "copy.db"], 74),
        (["erase", "--months", "12"], 74),
        (["flows", "publish"], 74),
        (["run"], 78),
    ],
)
def test_bad_calls_end_with_their_code(
    folder: Path, words: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence on standard error."""
    assert call(words) == code
    assert capsys.readouterr().err.strip()


def test_flows_are_checked_drawn_and_tried(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An author's round: check, walk one, play a script, draw, the schema."""
    assert call(["flows", "check", "--quiet", "--lang", "en"]) == 0
    assert call(["flows", "walk", "help"]) == 0
    assert call(["flows", "graph", "help"]) == 0
    assert call(["flows", "schema"]) == 0
    assert "flowchart TD" in capsys.readouterr().out
    script = tmp_path / "s.yml"
    script.write_text("flow: help\ncases: [{name: x, script: [{bot: [about]}]}]\n")
    assert call(["flows", "test", str(script)]) == 0
    script.write_text("flow: help\ncases: [{name: x, script: [{bot: [nothing]}]}]\n")
    assert call(["flows", "test", str(script)]) == 1
    script.write_text("nonsense")
    assert call(["flows", "test", str(script)]) == 1
    monkeypatch.chdir(tmp_path)
    assert call(["flows", "test"]) == 64


def test_broken_flows_are_shown_and_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The place of the mistake, and nothing goes live."""
    (tmp_path / "start.yml").write_text("flow: strat\ntitle: x\nsteps:\n  - say: a\n")
    monkeypatch.setenv("RIPOSTE_FLOWS", str(tmp_path))

    assert call(["flows", "check"]) == 1
    assert "start.yml:1:7" in capsys.readouterr().out
    assert call(["flows", "walk"]) == 78
    assert call(["i18n", "update"]) == 1
    assert call(["check", "salut"]) == 78


def test_simulate_plays_the_real_engine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Numbers tap, words answer, q leaves."""
    keys = "1\n1\n/plan\nbonjour\nq\n"
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(keys.encode())))

    assert call(["flows", "simulate", "start"]) == 0
    out = capsys.readouterr().out
    assert "Appelez votre banque maintenant" in out
    assert call(["flows", "simulate", "nowhere"]) == 64


def test_translations_are_checked_and_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new language begins empty, is filled from a table, and says what is missing."""
    monkeypatch.setenv("RIPOSTE_LOCALES", str(tmp_path))
    table = tmp_path / "t.yml"
    table.write_text('"Retour": "Zurück"\n', encoding="utf-8")

    assert call(["i18n", "fill", str(table), "--lang", "de"]) == 0
    assert "1 translated" in capsys.readouterr().out
    assert call(["i18n", "check"]) == 1
    table.write_text("[1, 2]", encoding="utf-8")
    assert call(["i18n", "fill", str(table)]) == 1
    table.write_text("a: [", encoding="utf-8")
    assert call(["i18n", "fill", str(table)]) == 1


def test_the_doctor_says_what_needs_care(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each finding is a line; nothing secret is printed."""
    assert call(["doctor"]) == 1  # no token
    token = "4242:a-token-for-tests-only-a-token-for-tests"
    monkeypatch.setenv("RIPOSTE_TELEGRAM_TOKEN", token)
    assert call(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "all well" in out
    assert token not in out
    (folder / "riposte.db").write_text("rubbish")
    (folder / "riposte.key").write_text("rubbish")
    assert call(["doctor"]) == 1
    monkeypatch.setenv("RIPOSTE_NONSENSE", "x")
    assert call(["doctor"]) == 1


def test_told_to_stop_before_it_listens_is_a_fine_end() -> None:
    """A signal in the first second, while files are still read: exit 0, as later."""
    early = (
        "import os, signal, bot.cli\n"
        "bot.cli.riposte.main = lambda **_: os.kill(os.getpid(), signal.SIGTERM)\n"
        "bot.cli.main(['run'])\n"
    )

    ended = subprocess.run([sys.executable, "-c", early], check=False, timeout=30)

    assert ended.returncode == 0
