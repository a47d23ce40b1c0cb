"""How hard a message is: syllables, sentences, names, and the two formulas worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.legible import level, names, sentences
from bot.flow.syllables import in_english, in_french

FRENCH = """
le 1, les 1, que 1, de 1, qu’il 1, l’argent 2, banque 1, guide 1, carte 1, dates 1, jour 1, nuit
1, lui 1, vie 1, vue 1, eau 1, œil 1, août 1, feuille 1, escroc 2, client 2, réel 2, naïf 2, payer
2, pays 2, créer 2, moment 2, argent 2, souvent 2, présent 2, écrivent 2, peuvent 1, veulent 1,
étaient 2, disparaissent 3, famille 2, copie 2, partie 2, année 2, idée 2, théâtre 2, géant 2,
courriel 2, plainte 1, personne 2, aérien 3, envoyer 3, essuyer 3, oublier 3, appelez 3, numéro 3,
criminels 3, données 2, téléphone 3, aujourd’hui 3, maintenant 3, sécurité 4, prélèvement 4,
remboursement 4, opposition 4, usurpation 4, enregistrement 5
"""
ENGLISH = """
the 1, she 1, see 1, you 1, eye 1, code 1, files 1, used 1, blocked 1, leaked 1, changed 1, does
1, cheques 1, league 1, phone 1, friend 1, loan 1, says 1, date 1, little 2, table 2, tables 2,
wanted 2, boxes 2, every 2, evening 2, business 2, people 2, someone 2, something 2, therefore 2,
client 2, science 2, quiet 2, patient 2, create 2, social 2, nation 2, precious 2, being 2, going
2, payee 2, copies 2, reply 2, password 2, stolen 2, area 3, idea 3, anyone 3, video 3, usual 3,
official 3, criminals 3, messages 3, decided 3, insurance 3, evidence 3, recognised 3, security 4,
identity 4, actually 4, situation 4, individual 5, immediately 5
"""


def _words(table: str) -> list[tuple[str, int]]:
    pairs = (entry.split() for entry in table.replace("\n", " ").split(","))
    return [(word, int(count)) for word, count in pairs]


@pytest.mark.parametrize(("word", "count"), _words(FRENCH))
def test_french_syllables(word: str, count: int) -> None:
    """As one says them, without the silent endings."""
    assert in_french(word) == in_french(word.upper()) == count


@pytest.mark.parametrize(("word", "count"), _words(ENGLISH))
def test_english_syllables(word: str, count: int) -> None:
    """As one says them, without the silent endings."""
    assert in_english(word) == in_english(word.upper()) == count


def test_sentences_end_where_a_reader_stops() -> None:
    """At a full stop, a question, a line's end; not inside a quotation, an address or a number."""
    said = (
        "**Appelez.** Dites : « Je conteste. » Et après ?\n"
        "• Allez sur www.exemple.fr. Payez 1.234,50 euros…\n\n• Rien"
    )

    assert sentences(said) == (
        "Appelez.",
        "Dites : « Je conteste.",
        "Et après ?",
        "• Allez sur 0.",
        "Payez 0 euros…",
        "• Rien",
    )


def test_names_are_found_by_their_capitals() -> None:
    """A capital inside a sentence, never written small elsewhere; a quotation begins anew."""
    said = ["Écrivez à la Banque de Paris. Dites « Bonjour Zoé ».", "La banque : Elle répond."]

    assert names(said) == {"paris", "zoé"}


def test_the_french_formula() -> None:
    """Kandel and Moles: 207 − 1.015 × words a sentence − 73.6 × syllables a word; then an age."""
    said = "Le chat dort sur le lit. " * 4  # 6 words and 6 syllables in each sentence
    measured = level(said, "fr", ())

    assert (measured.words, measured.longest, len(measured.sentences)) == (24, 6, 4)
    assert measured.age == pytest.approx(10 + (100 - (207 - 1.015 * 6 - 73.6)) / 10)


def test_the_english_formula() -> None:
    """Flesch-Kincaid: 0.39 × words a sentence + 11.8 × syllables a word − 15.59, and five years."""
    measured = level("The little cat sleeps on the bed. " * 4, "en", ())  # 7 words, 8 syllables

    assert measured.age == pytest.approx(0.39 * 7 + 11.8 * 8 / 7 - 15.59 + 5)
    assert measured.heavy[0] == "little"


def test_a_short_message_has_no_age() -> None:
    """A formula made for pages says nothing about five words; nor about a language it has not."""
    assert level("Réglementation internationale.", "fr", ()).age is None
    assert level("Die Katze schläft auf dem Bett. " * 9, "de", ()).age is None


@pytest.mark.parametrize(
    "named",
    [
        "Montmorency",
        "CNIL",
        "17Cyber",
        "12 345",
        "https://administration.gouv.fr/a",
        "a@exemple.fr",
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_nobody_spells_is_no_hard_word(named: str, language: str) -> None:
    """A name, an acronym, a number, an address: each weighs as the shortest name would."""
    said = "Je vois le chat de X qui dort sur le lit. " * 3

    assert level(said.replace("X", named), language, {"montmorency", "li"}).age == pytest.approx(
        level(said.replace("X", "Li"), language, {"montmorency", "li"}).age
    )


@given(st.text(), st.sampled_from(["fr", "en", "de"]))
def test_any_text_can_be_measured(said: str, language: str) -> None:
    """Whatever is written, there is an answer: an age in years, or none."""
    measured = level(said, language, names([said]))

    assert measured.longest <= measured.words
    assert measured.age is None or -10 < measured.age < 10_000
