"""The file of the log: made by an action, given with the log or by a flow, or told missing."""

from bot.engine.effects import Document, Run
from bot.engine.events import Finished
from tests.engine.test_log import noted
from tests.little import NOW, chat


def test_the_file_is_made_by_an_action_and_given_with_the_log() -> None:
    """From then on the entries in it are only withdrawn."""
    talk = noted().order("pack")
    (run,) = [e for e in talk.effects if isinstance(e, Run)]
    assert (run.action, run.inputs) == ("pack", {"now": NOW})

    file = Document("a.pdf", "application/pdf", b"%PDF")
    talk.send(Finished(run.key, "sent", documents=(file,)))

    assert talk.effects[0] == file
    assert "pack.given" in talk.said
    assert "log.keep\n" not in talk.said + "\n"
    assert talk.person.log_given == 1


def test_a_flow_may_give_the_file_too() -> None:
    """The action is told the moment, as a command tells it."""
    gives = """
    flow: gives
    title: Dossier
    open: link
    steps:
      - do: pack
        as: file
      - ask: end
        text: Fin ?
        choices: {yes: Oui}
      - stop: done
    """
    talk = chat(gives).order("open", "gives")
    (run,) = [e for e in talk.effects if isinstance(e, Run)]

    assert run.inputs == {"now": NOW}
    assert talk.finish("sent").key == "end"


def test_a_file_that_could_not_be_made_is_said() -> None:
    """The log is still there."""
    talk = noted().order("pack").finish("failed")

    assert "action.failed" in talk.said
    assert "Banque appelée" in talk.said
