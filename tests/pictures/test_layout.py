"""From lines to messages: the phone's own words dropped, bubbles in order, the sender on top."""

from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.layout import arrange
from bot.pictures.model import Line

WIDTH, HEIGHT = 1080, 2340


def line(text: str, top: float, left: float = 60, size: float = 44) -> Line:
    """Return a line of about its width."""
    return Line(left, top, left + len(text) * size * 0.5, top + size, text, 0.99)


def centred(text: str, top: float, size: float = 34) -> Line:
    """Return a line in the middle of the screen."""
    half = len(text) * size * 0.25
    return Line(WIDTH / 2 - half, top, WIDTH / 2 + half, top + size, text, 0.99)


def test_a_chat_is_its_sender_and_its_message() -> None:
    """Clock, battery, day and the box to type in are the phone's; the name on top is the sender."""
    read = arrange(
        [
            line("14:32", 30),
            line("5G 87 %", 32, left=780),
            centred("AMELI", 150, 46),
            centred("Aujourd’hui 14:07", 280),
            line("Bonjour, votre carte Vitale expire", 380),
            line("demain.", 438),
            line("Message texte", 2200),
        ],
        WIDTH,
        HEIGHT,
    )

    assert read.sender == "AMELI"
    assert read.text == "Bonjour, votre carte Vitale expire demain."


def test_short_codes_and_numbers_are_senders_too() -> None:
    """A number is neither a clock nor a date."""
    for sender in ("38015", "+33 6 44 12 98 07", "33700", "2024"):
        lines = [line("9:41", 30), centred(sender, 150, 46), line("Votre colis arrive", 380)]
        assert arrange(lines, WIDTH, HEIGHT).sender == sender


def test_arrows_and_presence_around_the_name_are_dropped() -> None:
    """What stands under or beside a name is the app's."""
    read = arrange(
        [
            line("‹ Maman", 150),
            line("en ligne", 210, size=30),
            line("J’ai cassé mon vélo", 400),
        ],
        WIDTH,
        HEIGHT,
    )

    assert (read.sender, read.text) == ("Maman", "J’ai cassé mon vélo")


def test_a_message_at_the_top_is_no_sender() -> None:
    """A screenshot that was cut has no name on it: nothing is taken for one."""
    lines = [line("Votre colis est bloqué, payez", 100), line("1,99 € ici :", 158)]

    assert arrange(lines, WIDTH, HEIGHT).sender == ""
    assert arrange(lines, 1080, 400).text == "Votre colis est bloqué, payez 1,99 € ici :"


def test_two_bubbles_are_two_messages() -> None:
    """A gap between bubbles parts them; a new line inside one does not."""
    read = arrange(
        [
            line("Bonjour, c’est votre banque et nous", 400),
            line("avons bloqué un paiement.", 458),
            line("Ok", 600, left=940),
            line("Appelez-nous vite au 01 86 76 54", 740),
            line("32.", 798),
        ],
        WIDTH,
        HEIGHT,
    )

    assert read.text.split("\n\n") == [
        "Bonjour, c’est votre banque et nous avons bloqué un paiement.",
        "Ok",
        "Appelez-nous vite au 01 86 76 54 32.",
    ]


def test_a_link_in_two_lines_is_one() -> None:
    """The cut is undone, and only the cut."""
    read = arrange(
        [
            line("Payez ici :", 400),
            line("https://colis-poste-suivi.top/paye", 458),
            line("r?id=12 avant ce soir", 516),
        ],
        WIDTH,
        HEIGHT,
    )

    assert "https://colis-poste-suivi.top/payer?id=12 avant ce soir" in read.text


def test_a_line_that_ends_early_was_meant_to() -> None:
    """Paragraphs of a message stay paragraphs."""
    read = arrange(
        [
            line("Bonjour,", 400),
            line("votre rendez-vous est confirmé pour mardi", 458),
            line("à 9 h 30.", 516),
        ],
        WIDTH,
        HEIGHT,
    )

    assert read.text == "Bonjour,\nvotre rendez-vous est confirmé pour mardi à 9 h 30."


def test_pieces_of_one_line_are_put_together_from_left_to_right() -> None:
    """The engine may find a line in two pieces."""
    read = arrange([line("un paiement", 400, left=330), line("Votre banque", 402)], WIDTH, HEIGHT)

    assert read.text == "Votre banque un paiement"


def test_a_wide_picture_keeps_every_line() -> None:
    """A mail on a computer, a photographed letter: nothing there is a phone's."""
    lines = [line("14:32 Réunion", 10), line("De : Ameli <ameli@dossier.example>", 80)]

    assert "Réunion" in arrange(lines, 1920, 1080).text
    assert "ameli@dossier.example" in arrange(lines, 1920, 1080).text


def test_a_long_line_at_the_top_is_no_status_bar() -> None:
    """A percentage does not make a sentence the phone's own."""
    words = "Remise-exceptionnelle-de-rentrée-30%"

    assert words in arrange([line(words, 0)], WIDTH, HEIGHT).text


@given(
    st.lists(
        st.builds(
            lambda x, y, w, h, text: Line(x, y, x + w, y + h, text, 0.9),
            st.floats(-50, 1100),
            st.floats(-50, 2400),
            st.floats(0, 900),
            st.floats(0, 90),
            st.text(max_size=40),
        ),
        max_size=30,
    )
)
def test_any_lines_are_arranged(lines: list[Line]) -> None:
    """Nothing an engine may find makes it fall, and no long line is lost."""
    read = arrange(lines, WIDTH, HEIGHT)

    for one in lines:
        words = [word for word in one.text.split() if len(word) > 30]
        assert all(word in read.sender + read.text for word in words)


def test_what_came_at_another_time_is_another_message() -> None:
    """An hour in the middle of the screen parts a thread; bubbles of one moment stay together."""
    read = arrange(
        [
            centred("AMELI", 150, 46),
            centred("lundi 14:07", 280),
            line("Votre code de connexion est 482913.", 380),
            line("Ne le donnez à personne.", 520),
            centred("Aujourd’hui 09:12", 660),
            line("Votre carte Vitale expire, renouvelez-la.", 760),
        ],
        WIDTH,
        HEIGHT,
    )

    assert read.sender == "AMELI"
    assert read.text.split("\n\n---\n\n") == [
        "Votre code de connexion est 482913.\n\nNe le donnez à personne.",
        "Votre carte Vitale expire, renouvelez-la.",
    ]
