"""Translations: kept by context and French, stale when the French changes, filled from a table."""

from bot.flow.catalogue import Entry, merge, read_catalogue, same_places, translate


def entry(french: str, context: str = "start/say") -> Entry:
    return Entry(context, french, "flows/start.yml", 1, 1)


def english(*pairs: tuple[str, str, str]) -> str:
    """Return a catalogue of (context, French, English)."""
    entries = [entry(french, context) for context, french, _ in pairs]
    table = {french: said for _, french, said in pairs}
    return translate(merge("", entries, "en"), table, "en")


def test_a_sentence_nobody_translated_is_written_and_empty() -> None:
    """A translator sees what is missing; until then there is no translation."""
    po = merge("", [entry("Bonjour")], "en")

    assert 'msgctxt "start/say"\nmsgid "Bonjour"\nmsgstr ""' in po
    assert not read_catalogue(po).good


def test_a_translation_stays_when_nothing_changed() -> None:
    """Merging again changes not a letter."""
    po = english(("start/say", "Bonjour", "Hello"))

    assert merge(po, [entry("Bonjour")], "en") == po
    assert read_catalogue(po).good == {("start/say", "Bonjour"): "Hello"}


def test_equal_words_of_two_places_are_two_sentences() -> None:
    """“Non” to a question and “Non” on a button may be said differently."""
    po = merge(
        english(("a/say", "Non", "No")), [entry("Non", "a/say"), entry("Non", "b/say")], "en"
    )

    assert read_catalogue(po).good == {("a/say", "Non"): "No"}


def test_a_reworded_sentence_keeps_its_translation_as_stale() -> None:
    """The former French stands beside it, and it is no translation until somebody looked."""
    po = merge(
        english(("start/say", "Appelez votre banque.", "Call your bank.")),
        [entry("Appelez votre banque maintenant.")],
        "en",
    )
    read = read_catalogue(po)

    assert not read.good
    assert read.fuzzy == {("start/say", "Appelez votre banque maintenant.")}
    assert 'msgid "Appelez votre banque."' in po
    assert merge(po, [entry("Appelez votre banque maintenant.")], "en") == po  # stays stale


def test_what_a_stale_sentence_was_stays_readable() -> None:
    """However long it is, and however often the catalogue is written before anybody looks."""
    long = "Une première ligne, « des signes » et un \\ dedans.\n" + " ".join(map(str, range(99)))
    po = english(("start/say", long, "A first line"))
    once = merge(po, [entry(long + " Encore.")], "en")

    assert merge(once, [entry(long + " Encore.")], "en") == once
    assert "Une première ligne" in once


def test_another_sentence_in_the_same_place_is_new() -> None:
    """What is not alike shares no translation; of two alike the nearest is taken."""
    old = english(
        ("start/say", "Appelez votre banque.", "Call your bank."),
        ("start/say", "Appelez votre mutuelle.", "Call your insurer."),
    )

    assert not read_catalogue(merge(old, [entry("Rien à voir ici du tout")], "en")).fuzzy
    assert "insurer" in merge(old, [entry("Appelez votre mutuelle !")], "en")
    assert "bank" in merge(old, [entry("Appelez la banque.")], "en")


def test_the_translation_of_a_sentence_still_said_is_not_lent() -> None:
    """A new sentence beside an old one takes nothing from it."""
    old = english(("start/say", "Appelez votre banque.", "Call your bank."))
    po = merge(old, [entry("Appelez votre banque."), entry("Appelez votre banque !")], "en")

    assert not read_catalogue(po).fuzzy


def test_a_table_fills_what_is_empty_or_stale_and_nothing_else() -> None:
    """Typography aside, the French of the table is that of the file; what is good stays."""
    po = merge(english(("a/say", "Non", "No")), [entry("Non", "a/say"), entry("L’ami !")], "en")
    filled = translate(po, {"L'ami\u00a0!": "Friend!", "Non": "Never"}, "en")

    assert read_catalogue(filled).good == {
        ("a/say", "Non"): "No",
        ("start/say", "L’ami !"): "Friend!",
    }
    stale = merge(english(("start/say", "Allez-y", "Go")), [entry("Allez-y !")], "en")
    assert read_catalogue(translate(stale, {"Allez-y !": "Go!"}, "en")).good


def test_places_are_the_same_in_both_languages_whatever_their_order() -> None:
    """A translator may turn a sentence round, but not lose, misspell or reformat a place."""
    french = "Le {day|date}, {name}"

    assert same_places(french, "{name}, on {day|date}")
    assert not same_places(french, "On {day|date}")
    assert not same_places(french, "{name}, on {day|moment}")
    assert not same_places(french, "{name}, on {day|date} {oops")
