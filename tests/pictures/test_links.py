"""Links cut by the end of a line: glued when they go on, left alone when the sentence does."""

import pytest

from bot.pictures.links import goes_on

GLUED = [
    ("lien : https://assurance-vitale-renouvellement.i", "nfo/fr/espace?id=8", True),
    ("https://www.chronopost.fr/tracking-no-", "cms/suivi-page?liste=XG", False),
    ("ici : crit-air.gouv-certificat.fr", "/commande", False),
    ("https://a.example/login", "?ref=mail", False),
    ("https://", "ameli-dossier.com/x", False),
    ("www.", "amendes-gouv.com", False),
    ("https://usps.redelivery-post-track.", "top/i/9fKq2", True),
    ("https://bit.ly/3xQ", "z9Kd", True),
    ("netflix-billing.co.uk-secure.com/lo", "gin?ref=a", True),
    ("http://impots-", "gouv.example", False),
    ("https://laposte-suivi.example/", "x9f", True),
    ("https://a.example/a?b=", "1234", False),
    ("https://ameli-dossi", "er", True),
    ("(https://a.example/dossier", "/mon-espace)", False),
    ("https://a.example/dossier_", "Final", False),
]
APART = [
    ("renouvelez sur ameli-dossier.com", "avant le 30 mars", True),
    ("https://bit.ly/3xQz9Kd", "Merci", True),
    ("https://bit.ly/3xQz9Kd", "sinon", True),
    ("https://bit.ly/3xQz9Kd", "réglez", True),
    ("https://a.com/x", "24h", False),
    ("votre colis est en", "attente", True),
    ("Bonjour,", "votre", True),
    ("Visit our page https://a.example/pay", "to keep your account", True),
    ("Cliquez https://a.example/", "Votre conseiller", True),
    ("nom@exemple.fr", "pour", True),
    ("", "rien", True),
    ("https://a.example", "", True),
    ("payez sur colis-poste.top", "ou votre colis repart", True),
]


@pytest.mark.parametrize(("text", "following", "full"), GLUED)
def test_a_link_that_was_cut_goes_on(text: str, following: str, *, full: bool) -> None:
    """What only a link can be made of belongs to it."""
    assert goes_on(text, following, full=full)


@pytest.mark.parametrize(("text", "following", "full"), APART)
def test_a_word_of_the_sentence_does_not(text: str, following: str, *, full: bool) -> None:
    """A link that is whole stays as it is."""
    assert not goes_on(text, following, full=full)
