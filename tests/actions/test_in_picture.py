"""What is told of how a picture was read, and the verdict that it can earn."""

from bot.actions.check_message import check_message
from bot.actions.in_picture import in_picture
from bot.engine.effects import Run
from bot.engine.events import Finished
from bot.engine.person import Person
from tests.rig import shipped_release

TRUE = "Votre relevé est dans votre compte : https://www.ameli.fr/assure"
CODE = "https://www.ameli.fr/assure"


def checked(message: str, **inputs: str) -> Finished:
    """Return the verdict on what was read in a picture."""
    run = Run("verdict", "check_message", {"message": message, **inputs})
    return check_message(run, Person(), shipped_release())


def spans(finished: Finished, name: str) -> list[str]:
    """Return what a sign of a verdict found."""
    return [sign.span for sign in finished.signs if sign.id == name]


def test_a_link_read_by_eye_never_makes_a_sender_known() -> None:
    """Typed, the address is known; read in a picture, it is shown to be compared."""
    assert checked(TRUE).outcome == "known_sender"
    seen = checked(TRUE, picture="read")

    assert seen.outcome == "cannot_tell"
    assert spans(seen, "picture.link") == ["www.ameli.fr/assure"]
    assert not spans(seen, "ok.own")
    assert spans(checked(TRUE), "ok.own") == ["www.ameli.fr"]


def test_a_code_is_exact() -> None:
    """What a code holds is no matter of letters that look alike."""
    seen = checked(CODE, picture="read", codes=CODE)

    assert seen.outcome == "known_sender"
    assert spans(seen, "picture.code") == [CODE]
    assert not spans(seen, "picture.link")


def test_a_true_code_beside_a_link_read_by_eye() -> None:
    """The other link could still be anybody's."""
    seen = checked(f"{TRUE}\n\n{CODE}/x", picture="read", codes=f"{CODE}/x")

    assert seen.outcome != "known_sender" or not spans(seen, "picture.link")


def test_words_beside_an_unread_picture_are_said_to_be_all() -> None:
    """Nobody believes that the picture was looked at."""
    seen = checked("Votre carte Vitale expire : http://ameli-dossier.com", picture="unread")

    assert seen.outcome == "danger"
    assert spans(seen, "picture.unread") == [""]


def test_a_secret_that_was_erased_is_told() -> None:
    """The person knows why their message is gone."""
    run = Run(
        "verdict", "check_message", {"message": "[CB ••••]", "picture": "read", "secret": True}
    )

    assert "picture.secret" in {
        sign.id for sign in check_message(run, Person(), shipped_release()).signs
    }


def test_few_and_short() -> None:
    """Ten links are two lines, and a long one is cut."""
    text = " ".join(f"https://a{n}.com/{'x' * 200}" for n in range(10))
    _, told = in_picture({"picture": "read"}, text, "danger")

    assert len(told) == 2
    assert all(len(sign.span) <= 80 for sign in told)
