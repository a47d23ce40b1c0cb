"""The ten verbs at play: what each does, what is kept, and what Back undoes."""

from dataclasses import replace

import pytest

from bot.engine.effects import Document
from bot.engine.events import Chose, Finished, Sent
from bot.engine.replay import Diverged, replay
from tests.little import chat

LIST = """
flow: list
title: Liste
open: link
sources:
  cnil: {publisher: CNIL, url: "https://www.cnil.fr/", checked: 2026-11-01, review: 2027-05-01}
steps:
  - checklist: todo
    text: "{done} sur {total}"
    items:
      bank: Appeler la banque
      inner: {label: Un autre guide, flow: inner}
      hidden: {label: Caché, if: "'bank' in todo"}
  - say: Fini {todo|list}
    source: [cnil, card_stop]
  - stop: done
"""
INNER = """
flow: inner
title: Dedans
steps:
  - ask: sure
    text: Sûr ?
    choices: {yes: Oui, no: Non}
  - if: sure == 'yes'
    then:
      - stop: done
  - stop: dropped
"""
LOOP = """
flow: loop
title: Boucle
open: link
steps:
  - repeat:
      - ask: more
        text: Encore ?
        choices: {yes: Oui, no: Non}
    while: more == 'yes'
    max: 3
  - set: {last: more, due: today() + days(2)}
  - say: "{last} {due|date}"
  - stop: done
"""
EACH = """
flow: each
title: Chacun
open: link
steps:
  - ask: data
    kind: several
    text: Quoi ?
    codes: leaked
  - call: one
    with: {what: entry}
    each: data as entry
    as: all
  - say: "{data|list} {all|list}"
  - stop: done
"""
ONE = """
flow: one
title: Un
takes: {what: text}
steps:
  - ask: seen
    text: "{what} ?"
    choices: {yes: Oui, no: Non}
  - case: seen
    yes: [{stop: done}]
    no: [{stop: dropped}]
"""
PICTURE = """
flow: picture
title: Image
open: link
steps:
  - ask: shot
    kind: photo
    text: Une photo
    check: {max_mb: 5}
    skip: Sans photo
  - ask: paper
    kind: file
    text: Un fichier
    check: {types: application/pdf}
    skip: Sans fichier
  - stop: done
"""
LETTER = """
flow: mail
title: Lettre
open: link
steps:
  - do: letter
    with: {template: "'bank'"}
  - say: Envoyée
  - stop: done
"""


def test_a_checklist_counts_its_ticks_and_each_can_be_undone() -> None:
    """A tick is an answer; ticking again unticks; Back takes the last one away."""
    talk = chat(LIST, INNER).start("list")
    assert "0 sur 2" in talk.said

    talk.tap("bank")
    assert "1 sur 3" in talk.said  # the hidden line is there now
    talk.tap("bank")
    assert "0 sur 2" in talk.said
    talk.order("back")

    assert "1 sur 3" in talk.said


def test_a_line_that_is_a_flow_is_ticked_when_the_flow_is_done() -> None:
    """Abandoning the inner flow leaves the line open."""
    talk = chat(LIST, INNER).start("list").tap("inner").tap("no")
    assert "0 sur 2" in talk.said

    talk.tap("inner").tap("yes")
    assert "1 sur 2" in talk.said


def test_continuing_a_checklist_shows_what_follows_with_its_sources() -> None:
    """A flow's own source and a fact are both cited, once each."""
    talk = chat(LIST, INNER).start("list").tap("bank").tap("continue")

    assert "Fini bank" in talk.said
    assert talk.said.count("source.line") == 1  # both lines read the same in the test's words


def test_a_line_nobody_offers_changes_nothing() -> None:
    """A forged tap on a checklist is answered by where the person is."""
    talk = chat(LIST, INNER).start("list")
    before = talk.person

    talk.send(Chose(1, 0, "nonsense"))

    assert talk.person.sessions == before.sessions
    assert "moved_on" in talk.said


@pytest.mark.parametrize(("answers", "turns"), [(["no"], 1), (["yes", "no"], 2), (["yes"] * 3, 3)])
def test_a_repeat_turns_until_its_test_fails_or_its_limit(answers: list[str], turns: int) -> None:
    """Each turn asks again, at most `max` times; values computed after it are known."""
    talk = chat(LOOP).start("loop")
    for one in answers:
        talk.tap(one)

    assert len(answers) == turns
    assert f"{answers[-1]} 25 novembre 2026" in talk.said


def test_a_flow_is_called_for_each_entry_of_a_list() -> None:
    """The outcomes are a list in the same order, shown with the labels of the profile."""
    talk = chat(EACH, ONE).start("each").tap("iban").tap("nir").tap("continue")
    talk.tap("yes").tap("no")

    assert "IBAN et Sécu done et dropped" in talk.said


def test_no_entry_no_call() -> None:
    """An empty list calls nothing."""
    assert "Fin" not in chat(EACH, ONE).start("each").tap("continue").said


def test_a_picture_is_kept_as_a_reference_and_checked() -> None:
    """Too heavy or of the wrong type is refused in a sentence; skipping is an answer."""
    talk = chat(PICTURE).start("picture").send(Sent("ref", picture=True, size=9_000_000))
    assert "error.too_big" in talk.said
    talk.send(Sent("ref", picture=True, size=100))
    assert talk.key == "paper"
    talk.send(Sent("ref", picture=False, kind="text/plain"))
    assert "error.file_type" in talk.said
    talk.tap("skip")

    assert not talk.person.sessions


def test_an_action_that_answers_gives_its_documents_and_goes_on() -> None:
    """The document is handed over once; the flow goes on after it."""
    talk = chat(LETTER).start("mail")
    paper = Document("lettre.txt", "text/plain", b"Madame")

    talk.send(Finished("letter", "sent", documents=(paper,)))

    assert paper in talk.effects
    assert "Envoyée" in talk.said


def test_an_action_nobody_waits_for_changes_nothing() -> None:
    """A late, unknown or impossible outcome is dropped."""
    talk = chat(LETTER).start("mail")
    before = talk.person

    assert talk.send(Finished("other", "sent")).person == before
    assert talk.send(Finished("letter", "nonsense")).person == before


def test_an_action_that_failed_without_a_case_is_said() -> None:
    """The person learns that it did not work, and the flow goes on."""
    talk = chat(LETTER).start("mail").send(Finished("letter", "failed"))

    assert "action.failed" in talk.said


def test_replay_refuses_answers_to_other_questions() -> None:
    """A list of answers that does not fit its flow is found out, never guessed."""
    talk = chat(LOOP).start("loop").tap("yes")
    session = talk.person.sessions[-1]
    strange = replace(session, answers=(replace(session.answers[0], key="other"),))

    with pytest.raises(Diverged) as found:
        replay(talk.release, strange)
    assert found.value.answer.key == "other"
