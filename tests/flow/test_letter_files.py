"""letters.yml as it is read, and what of it needs a translation."""

from bot.flow.extract import extract
from bot.flow.model import FieldKind
from bot.flow.read_letters import read_letters
from tests.little import release_of

LETTERS = """
fields:
  name: {kind: text, label: nom, ask: Votre nom ?}
  iban: {kind: hand, label: compte}
letters:
  bank:
    title: Lettre
    file: lettre-1.pdf
    from: ["{name}", "Compte : {iban}"]
    to: Banque
    place: Ici
    by: Recommandé
    subject: Objet
    body: [Bonjour, "{name}"]
    closing: Merci
    enclosed: [Copie]
    todo: Envoyez
"""


def test_a_letter_knows_its_parts_and_its_fields() -> None:
    """Fields in the order they are met, each once; only those with a question are asked."""
    letters, fields, problems = read_letters("flows/letters.yml", LETTERS)
    bank = letters["bank"]

    assert not problems
    assert [field.key for field in bank.fields] == ["name", "iban"]
    assert bank.asked == (fields["name"],)
    assert fields["iban"].kind is FieldKind.HAND
    assert [text.french for text in bank.texts] == [
        *("Lettre", "{name}", "Compte : {iban}", "Banque", "Ici", "Recommandé", "Objet"),
        *("Bonjour", "{name}", "Merci", "Copie", "Envoyez"),
    ]


def test_a_file_that_is_no_yaml_holds_no_letters() -> None:
    """It is said, and nothing is made up."""
    letters, fields, problems = read_letters("flows/letters.yml", "letters: [")

    assert (letters, fields) == ({}, {})
    assert problems


def test_a_line_that_is_a_field_needs_no_translation() -> None:
    """Nobody translates a place; a line with words around it is translated."""
    release = release_of(letters=LETTERS)
    french = {entry.french for entry in extract(release)}

    assert "{name}" not in french
    assert {"Compte : {iban}", "nom", "compte", "Votre nom ?"} <= french
