"""The shipped guidance: no error, every way walked, every script played, both languages."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.engine.conversation import step
from bot.engine.effects import Option, Show
from bot.engine.events import Chose, Started
from bot.engine.person import Person, TaskStatus
from bot.engine.script import play_scripts
from bot.engine.walk import problems, walk
from bot.flow.lint_acts import orders
from bot.flow.lint_reading import LONGEST_SENTENCE, figures, measured
from bot.flow.model import Ask, Checklist, Say, every_step
from bot.flow.release import Release
from bot.flow.schema import flow_schema, letters_schema
from bot.folder import shipped
from tests.rig import shipped_release

SCRIPTS = sorted((Path(__file__).parent / "flows").glob("*.yml"))
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
QUICK = ("help", "human", "privacy", "distress", "remind", "mailbox", "relative", "minor")


@pytest.fixture(scope="module")
def release() -> Release:
    """Return the release as it ships."""
    return shipped_release()


def test_the_guidance_speaks_french_and_english(release: Release) -> None:
    """Both languages are there, with the four flows a person is promised."""
    assert release.languages == ("fr", "en")
    assert {"start", "check", "breach", "secure", "report", "remind"} <= release.flows.keys()
    assert len([flow for flow in release.flows.values() if flow.task is not None]) >= 20


def test_every_act_the_facts_support_is_a_task(release: Release) -> None:
    """What the guidance says to do can be planned, put off, done; each says what it takes."""
    accounts = "mailbox ameli franceconnect impots passwords password_given identity_document watch"
    money = "bank_call bank_refund direct_debit unauthorised_transfer bank_mediator"
    credit = "ficoba banque_de_france"
    device = "phone_line phone_lock remote_access"
    told = "complaint viamedis_letter perceval thesee pharos sms_33700 signal_spam cyber17"
    rights = "cnil gdpr_access gdpr_erasure group_action insurer_ask medical_data"
    others = "family carer young"
    every = f"{accounts} {money} {credit} {device} {told} {rights} {others}".split()
    tasks = {name: flow.task for name, flow in release.flows.items() if flow.task is not None}

    assert {*every} <= tasks.keys()
    for name, task in tasks.items():
        assert task.ready is not None, name


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


def _played(release: Release, language: str, *taps: str) -> tuple[Person, list[Show]]:
    """Tap through a conversation from /start and return the person, and every screen."""
    person, effects = step(release, Person(language=language), Started(), NOW)
    shown = [e for e in effects if isinstance(e, Show)]
    for option in taps:
        presses = [b.press for row in shown[-1].buttons for b in row]
        press = next(p for p in presses if isinstance(p, Option) and p.option == option)
        chose = Chose(press.session, press.seq, press.option)
        person, effects = step(release, person, chose, NOW)
        shown.extend(e for e in effects if isinstance(e, Show))
    return person, shown


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_first_hour_is_ticked_and_the_plan_is_read_once(
    release: Release, language: str
) -> None:
    """The card is blocked: the plan has it done, says the next act once, and asks for no call."""
    person, shown = _played(release, language, "money", "card", "yes", "skip", "yes")
    last = "\n".join(shown[-1].paragraphs)
    title = release.words(language).translate(release.flows["bank_call"].title)

    assert person.tasks["bank_call"].status is TaskStatus.DONE
    assert f"✅ {title}" in last
    assert len(set(shown[-1].paragraphs)) == len(shown[-1].paragraphs)


def test_letters_speak_to_whom_they_are_sent(release: Release) -> None:
    """A fact that says “vous” to the person does not stand in a letter to their bank."""
    spoken = {"refund_next_day", "bank_proof", "no_complaint_needed", "card_liability_zero"}
    for letter in release.letters.values():
        written = "\n".join(text.french for text in letter.body)
        assert not [key for key in spoken if f"fact.{key}" in written], letter


def test_no_promise_about_what_nobody_could_check(release: Release) -> None:
    """Sources disagree, or are old: the fact itself says so, in both languages."""
    doubts = {
        "via_letter_doubt": ("pas pu vérifier", "could not check"),
        "contest_outside": ("page ancienne", "an old page"),
        "mediator_workdays": ("selon une source", "according to one source"),
        "thesee_not_phishing": ("ne disent pas toutes", "do not all agree"),
        "thesee_answer": ("2022", "2022"),
        "via_years": ("notre calcul", "our own count"),
    }
    for key, said in doubts.items():
        value = release.facts[key].value
        shown = [release.words(language).translate(value) for language in ("fr", "en")]
        assert all(words in text for words, text in zip(said, shown, strict=True)), key


@pytest.mark.parametrize(("language", "middle", "most"), [("fr", 11.5, 12.75), ("en", 9.5, 12)])
def test_the_words_are_plain(release: Release, language: str, middle: float, most: float) -> None:
    """Most messages are for a reader of nine to eleven; no sentence has more than twenty words."""
    found = figures(measured(release, language), language)

    assert found is not None
    assert found.messages > 250
    assert 8 < found.age <= middle
    assert found.age_p95 <= most
    assert (found.long, found.longest) == (0, LONGEST_SENTENCE)


def test_both_languages_give_the_same_acts(release: Release) -> None:
    """What is an order in French is one in English: the rule of one act holds in both."""
    english = release.words("en")
    told = [
        step.text
        for flow in release.flows.values()
        for step in every_step(flow.steps)
        if isinstance(step, Say | Ask | Checklist)
    ]

    acts = [text for text in told if orders(text.french, "fr")]
    differ = [
        t for t in told if bool(orders(t.french, "fr")) != bool(orders(english.translate(t), "en"))
    ]
    assert len(acts) > 60
    assert not differ


def test_the_schema_is_fresh() -> None:
    """The files editors use are the ones the model makes."""
    written = (shipped()[0] / "flow.schema.json").read_text(encoding="utf-8")

    letters = (shipped()[0] / "letters.schema.json").read_text(encoding="utf-8")
    assert written == flow_schema()
    assert letters == letters_schema()
    assert json.loads(written)["title"]
