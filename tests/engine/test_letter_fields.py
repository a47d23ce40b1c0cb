"""Letters: what they ask, what is held beside, and what happens when that is gone."""

import json

import pytest

from bot.engine.effects import Document, Hold, Order, Run, Show
from bot.engine.events import Chose, Finished, Lost, Ordered, Typed
from bot.engine.letters import missing
from bot.engine.person import Person
from bot.engine.person_json import to_json
from bot.engine.walk import problems, walk
from bot.flow.release import Release
from tests.little import NOW, Chat, release_of

LETTERS = """
fields:
  name: {kind: text, label: nom, ask: Votre nom ?, example: Camille}
  story: {kind: lines, label: récit, ask: Votre récit ?}
  day: {kind: date, label: date, ask: Quel jour ?, example: hier}
  sum: {kind: money, label: somme, ask: Combien ?, example: "12"}
  iban: {kind: hand, label: compte}
letters:
  bank:
    title: Lettre
    file: lettre-1.pdf
    from: ["{name}", "{iban}"]
    to: Banque
    place: Ici
    subject: Objet
    body: ["{story}", "Le {day}, {sum}. {name}"]
    closing: Merci
    todo: Envoyez
    source: [card_stop]
  empty:
    title: Lettre
    file: lettre-2.pdf
    from: "{iban}"
    to: Banque
    place: Ici
    subject: Objet
    body: [Rien]
    closing: Merci
    todo: Envoyez
    source: [card_stop]
"""
MAIL = """
flow: mail
title: Courrier
open: [menu, link]
steps:
  - ask: sure
    text: Sûr ?
    choices: {yes: Oui}
  - do: letter
    with: {template: "'bank'"}
    as: sheet
  - ask: done
    text: Parti ?
    choices: {yes: Oui}
  - stop: done
"""
SHORT = """
flow: short
title: Court
open: [link]
steps:
  - do: letter
    with: {template: "'empty'"}
  - stop: done
"""
STORY = "Il m’a appelée de « la banque » et m’a tout pris."


def chat(flow: str = MAIL, letters: str = LETTERS, **more: object) -> Chat:
    """Return somebody at a release of one flow."""
    return Chat(release_of(flow, letters=letters, **more))  # type: ignore[arg-type]


def at_fields() -> Chat:
    """Return somebody who is being asked for their name."""
    return chat().start("mail").tap("yes").tap("here")


def holds(talk: Chat) -> list[Hold]:
    """Return what is to be held after the last event."""
    return [effect for effect in talk.effects if isinstance(effect, Hold)]


def runs(talk: Chat) -> list[Run]:
    """Return the actions that were started."""
    return [effect for effect in talk.effects if isinstance(effect, Run)]


def kept(person: Person) -> str:
    """Return all that is stored of a person."""
    return json.dumps(to_json(person), ensure_ascii=False)


def test_a_letter_asks_its_fields_in_the_order_they_stand() -> None:
    """Each once, those for the person's own pen never; then the letter is made."""
    talk = chat().start("mail").tap("yes")
    assert "letter.how" in talk.said

    talk.tap("here")
    assert talk.said == "Votre nom ?\nletter.example"
    talk.type_("Camille Martin")
    assert holds(talk) == [Hold(1, "sheet@name", "Camille Martin")]
    talk.type_(STORY)
    talk.type_("hier")
    assert holds(talk) == [Hold(1, "sheet@day", "22 novembre 2026")]
    talk.type_("480,5")
    assert holds(talk) == [Hold(1, "sheet@sum", "480,50\u00a0€")]
    assert [run.inputs for run in runs(talk)] == [{"template": "bank"}]


def test_what_is_written_is_in_no_session() -> None:
    """Not after an answer, not while the letter is being made, not after it."""
    talk = at_fields()
    for words in ("Camille Martin", STORY, "hier", "480"):
        talk.type_(words)
        assert "Camille" not in kept(talk.person)
        assert "banque" not in kept(talk.person)
    talk.send(Finished("sheet", "sent"))

    assert talk.said == "Parti ?"
    assert "480" not in kept(talk.person)


def test_blanks_ask_nothing() -> None:
    """Who fills it in by hand has the letter at once, and nothing is held of an earlier try."""
    talk = chat().start("mail").tap("yes").tap("blank")

    assert runs(talk)
    assert holds(talk) == [Hold(1, "sheet@", None)]


def test_a_letter_that_asks_for_nothing_is_made_at_once() -> None:
    """All its fields are for the pen: there is nothing to choose."""
    assert runs(chat(SHORT).start("short"))


def test_a_letter_that_is_gone_asks_nothing() -> None:
    """A release without it lets the action say so."""
    assert runs(chat(letters="letters: {}").start("mail").tap("yes"))


def test_each_question_can_stay_empty() -> None:
    """What was held of it is let go of; the letter is made all the same."""
    talk = at_fields().tap("skip")
    assert holds(talk) == [Hold(1, "sheet@name", None)]

    for _ in range(3):
        talk.tap("skip")
    assert runs(talk)


def test_too_long_is_said_with_the_limit() -> None:
    """A line holds 200 characters, a story 4,000."""
    talk = at_fields().type_("a" * 201)
    assert "error.length" in talk.said
    assert not holds(talk)

    talk.type_("a" * 200).type_("b" * 4001)
    assert "error.length" in talk.said
    talk.type_("b" * 4000)
    assert holds(talk) == [Hold(1, "sheet@story", "b" * 4000)]


def test_a_sum_or_a_date_that_is_none_is_asked_again() -> None:
    """The person is told what is understood; the question stays."""
    talk = at_fields().tap("skip").tap("skip").type_("un jour")
    assert "error.not_a_date" in talk.said

    talk.tap("skip").type_("beaucoup")
    assert "error.not_a_number" in talk.said


def test_back_leads_to_the_field_before() -> None:
    """What is written there next takes the place of what was held."""
    talk = at_fields().type_("Camil").order("back")
    assert talk.said.split("\n")[0] == "Votre nom ?"

    talk.type_("Camille")
    assert holds(talk) == [Hold(1, "sheet@name", "Camille")]


@pytest.mark.parametrize("name", ["menu", "human", "stop", "plan", "help"])
def test_every_way_out_works_in_the_middle(name: str) -> None:
    """And the person comes back to the very field they left."""
    talk = at_fields().type_("Camille").order(name)
    assert any(isinstance(effect, Show) for effect in talk.effects)

    front = next(s for s in talk.person.sessions if s.flow == "mail")
    talk.person = Chat(talk.release, Person(sessions=(front,))).person
    assert talk.order("resume").said.split("\n")[0] == "Votre récit ?"


def test_a_secret_is_refused_in_the_middle() -> None:
    """Nothing is held of it; the field is asked again."""
    talk = at_fields().send(Typed("[…]", secrets=frozenset({"iban"})))

    assert talk.said.split("\n")[:2] == ["secret.iban", "Votre nom ?"]
    assert not holds(talk)


def test_what_is_missing_is_seen() -> None:
    """Only what was written counts, and only for the letter in front."""
    talk = chat().start("mail").tap("yes")
    assert not missing(Person(), ())
    assert not missing(talk.person, ())

    talk.tap("here").tap("skip")
    assert not missing(talk.person, ())
    talk.type_(STORY)
    assert missing(talk.person, {"sheet@name"})
    assert not missing(talk.person, {"sheet@story"})


def test_a_letter_whose_words_are_gone_begins_again() -> None:
    """It is said once, and the first question is put anew."""
    talk = at_fields().type_("Camille").send(Lost())
    assert talk.said.split("\n")[:2] == ["letter.lost", "letter.how"]

    talk.tap("blank")
    assert runs(talk)


def test_words_lost_where_no_letter_is_asked_harm_nothing() -> None:
    """Said, and the person is where they were."""
    assert chat().start("mail").send(Lost()).said == "letter.lost\nSûr ?"
    assert chat().send(Lost()).said.split("\n")[0] == "letter.lost"


def test_a_personal_letter_says_what_happens_when_it_is_lost() -> None:
    """Its documents have a key, and a screen that leads back to its first question."""
    talk = at_fields()
    for _ in range(4):
        talk.tap("skip")
    paper = Document("lettre-1.pdf", "application/pdf", b"%PDF")
    talk.send(Finished("sheet", "sent", documents=(paper,), personal=True))

    (given,) = (effect for effect in talk.effects if isinstance(effect, Document))
    assert given.key
    assert given.otherwise is not None
    assert given.otherwise.paragraphs == ("letter.gone",)
    order = given.otherwise.buttons[0][0].press
    assert isinstance(order, Order)
    again = Ordered(order.name, order.argument, order.session, order.seq, tapped=True)
    assert talk.send(again).said.split("\n")[0] == "letter.how"


def test_a_letter_made_again_after_its_guide_is_over() -> None:
    """The guide opens anew; where there is no such guide the menu shows."""
    talk = chat().start("mail").tap("yes").tap("blank").send(Finished("sheet", "sent")).tap("yes")

    assert talk.send(Ordered("letter", "mail", 1, 1)).said == "Sûr ?"
    assert talk.send(Ordered("letter", "mail", 2, 0)).said == "Sûr ?"
    assert "moved_on" in talk.send(Ordered("letter", "gone", 1, 1)).said
    assert "moved_on" in talk.send(Ordered("letter", "distress", 1, 1)).said


def newer(letters: str) -> Release:
    """Return another release with other letters."""
    return release_of(MAIL, letters=letters, hash="r2")


def test_a_new_release_asks_only_what_is_new() -> None:
    """What was answered stays answered, a field that is gone is not asked."""
    talk = at_fields().type_("Camille")
    talk.older = {"r1": talk.release}
    talk.release = newer(LETTERS.replace('["{story}", "Le {day}, {sum}. {name}"]', '["Le {day}"]'))

    assert talk.send(Typed("Un récit. " * 20)).said.split("\n")[:2] == ["updated", "Quel jour ?"]
    assert not holds(talk)
    talk.type_("hier")
    assert runs(talk)


def test_a_new_release_that_changes_nothing_takes_the_answer() -> None:
    """The field being asked is still there."""
    talk = at_fields().type_("Camille")
    talk.older = {"r1": talk.release}
    talk.release = newer(LETTERS.replace("Merci", "Bien à vous"))

    assert holds(talk.type_(STORY)) == [Hold(1, "sheet@story", STORY)]


def test_what_was_lost_under_an_older_release_begins_again_on_the_new_one() -> None:
    """Both at once: the letter as it now is, from its first question."""
    talk = at_fields().type_("Camille")
    talk.older = {"r1": talk.release}
    talk.release = newer(LETTERS.replace("Merci", "Bien à vous"))

    assert talk.send(Lost()).said.split("\n")[:2] == ["letter.lost", "letter.how"]


def test_a_letter_is_walked_like_any_question() -> None:
    """Every field, filled and left empty, with every promise kept."""
    release = release_of(MAIL, letters=LETTERS)

    walked = walk(release, "mail", NOW)
    assert not [one for one in problems(release, [walked]) if one.rule == "W3"]
    assert ("mail", "sheet@sum", "") in walked.reached


def test_an_old_button_is_not_an_answer() -> None:
    """A tap under a question that is past puts the one that waits again."""
    talk = at_fields().type_("Camille")
    stale = Chose(1, talk.person.sessions[-1].seq - 1, "skip")

    assert "moved_on" in talk.send(stale).said
    assert not holds(talk)
