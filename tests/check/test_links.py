"""Links and numbers, found as a phone would find them."""

import pytest

from bot.check.links import find_links
from bot.check.model import Verdict
from bot.check.normal import normal
from bot.check.phones import kind_of
from tests.check.knowledge import checked


@pytest.mark.parametrize(
    ("written", "domains"),
    [
        ("hxxps://piege[.]com/a", ["piege.com"]),
        ("lien:https://piege.com", ["piege.com"]),
        ("https://a.com/https://b.com", ["a.com"]),
        ("voir www.impots.gouv.fr.", ["impots.gouv.fr"]),
        ("(voir exemple.fr/a)", ["exemple.fr"]),
        ("« exemple.fr »", ["exemple.fr"]),
        ("👉exemple.fr/a👈", ["exemple.fr"]),
        ("✅exemple.fr✅", ["exemple.fr"]),
        ("ici→exemple.fr", ["exemple.fr"]),
        ("[ici](exemple.fr)", ["exemple.fr"]),
        ("exemple.fr;merci", ["exemple.fr"]),
        ("payez sur colis-suivi.top/a1 vite", ["colis-suivi.top"]),
        ("crédit-agricole.fr", ["xn--crdit-agricole-ckb.fr"]),
        ("http://3232235777/a", ["3232235777"]),
        ("139.59.201.27/banks/a", ["139.59.201.27"]),
        ("version 1.2.3.4/5", []),
        ("https://ameli-\ndossier.com/a", ["ameli-dossier.com"]),
        ("https://exemple.com/suivi/\nA1B2C3", ["exemple.com"]),
        ("http //site .com/a", ["site.com"]),
        ("https : // site.com", ["site.com"]),
        ("http s //t.co/EFhd2", ["t.co"]),
        ("voir exemple . com/a1 vite", ["exemple.com"]),
        ("www . exemple . fr", ["exemple.fr"]),
        ("reçu 08lr . com/PSxAz", ["08lr.com"]),
        ("ameli . fr-dossier . id7 . app/ a", []),
        ("À demain . Info au dos", []),
        ("Le prix est fixe . Net de frais", []),
        ("fin. de/par le maire", []),
        ("fin.Merci et demain.Je", []),
        ("15min.lol", []),
        ("see u soon.xxx LIFE AGAIN.call me", []),
        ("ok.je viens", []),
        ("12.50 euros, 3.5", []),
        ("M.Dupont", []),
        ("moi@exemple.fr", []),
        ("http://" + "a" * 700 + ".com", []),
    ],
)
def test_links_are_found_as_a_phone_finds_them(written: str, domains: list[str]) -> None:
    """With or without scheme, defanged, glued, broken by a screenshot, and never a sentence."""
    assert [link.domain for link in find_links(normal(written)).links] == domains


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Payez sur ameli-fr.com.\nmerci", ["ameli-fr.com"]),
        ("Payez sur ameli-fr.com/a1.\nVous avez 24 h", ["ameli-fr.com/a1"]),
        ("Voir https://exemple.com/\nMerci de payer", ["exemple.com/"]),
        ("C'est vous sur exemple.com/a?\nmerci", ["exemple.com/a"]),
        ("See bank-x.com.\nonline now", ["bank-x.com"]),
        ("Paste it.\nreceive.web.app/310", ["receive.web.app/310"]),
        ("Les douze derniers mois.\nSi vous tardez", []),
        ("We are your partner.\nDo not reply", []),
        ("Livraison demain.\nInfo au dos", []),
        ("www.\nbanque.\nfr/a", ["www.banque.fr/a"]),
        ("https://secure.\nbank.com/x", ["secure.bank.com/x"]),
        ("exemple.\ncom/abc", ["exemple.com/abc"]),
        ("exemple.com/suivi?\nid=4", ["exemple.com/suivi?id=4"]),
    ],
)
def test_where_a_line_ends_a_link_goes_on_or_a_sentence_ends(text: str, links: list[str]) -> None:
    """A link torn over two lines is put together; the next sentence is never made part of one."""
    assert [link.host + link.path for link in find_links(normal(text)).links] == links


def test_where_a_link_stands_is_where_it_was_written() -> None:
    """The span cuts the link out of the message as it came, whatever was put right to read it."""
    message = "Réglez é\u200bici : hxxps://piege[.]com/a merci"
    (link,) = find_links(normal(message)).links

    assert message[link.start : link.end] == "hxxps://piege[.]com/a"
    assert link.path == "/a"


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("0899123456", "premium"),
        ("0612345678", "mobile"),
        ("0639980000", "mobile"),
        ("+33612345678", "mobile"),
        ("0142123456", "landline"),
        ("0800123456", "landline"),
        ("+262692123456", "mobile"),
        ("+447700900123", "foreign"),
        ("12345", ""),
        ("+44", ""),
        ("0000000000", ""),
    ],
)
def test_numbers_are_known_by_the_national_plan(number: str, kind: str) -> None:
    """What kind of line it is decides what it costs."""
    assert kind_of(number) == kind


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("lien:colis-poste.top/a", ["colis-poste.top"]),
        ("suivi sur //t.co/EFhd2", ["t.co"]),
        ("ici http:/https://colis-poste.top/a", ["colis-poste.top"]),
        ("ici http:///https://colis-poste.top/a", ["colis-poste.top"]),
        ("colis-poste (dot) top/a", ["colis-poste.top"]),
        ("colis-poste [point] top", ["colis-poste.top"]),
        ("http://colis-poste。top/a", ["colis-poste.top"]),
        ("http://a.top/?u=https://b.top", ["a.top"]),
        ("rendez-vous à 10:30.Merci", []),
        ("note:voir la suite", []),
    ],
)
def test_links_written_to_slip_through_are_found(text: str, hosts: list[str]) -> None:
    """Glued to a word, half a scheme before it, other dots, brackets with spaces."""
    assert [link.host for link in find_links(normal(text)).links] == hosts


@pytest.mark.parametrize(
    "text",
    [
        "Votre colis : https://ameli.fr@wqxog.cdurt .com",
        "Votre colis : https://ameli.fr@.duckdns.org",
        "Votre colis : http /https://ameli.fr@48t.us/aN4j",
    ],
)
def test_what_stands_before_an_at_sign_is_never_the_site(text: str) -> None:
    """Though the true host cannot be read, the bait before it is not taken for it."""
    found = find_links(normal(text))

    assert "ameli.fr" not in [link.host for link in found.links]
    assert found.links or found.broken
    assert checked(text).verdict is not Verdict.KNOWN_SENDER


def test_a_name_that_somebody_blacked_out_is_no_link() -> None:
    """`atelier-•••.fr` leads nowhere, and hides no letter."""
    read = normal("Domaine atelier-•••.fr : renouvelez sur https://www.ovh.com/manager")

    assert [link.host for link in find_links(read).links] == ["www.ovh.com"]
