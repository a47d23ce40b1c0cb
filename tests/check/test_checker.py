"""The checker: what it finds, what it leaves alone, and what it never says."""

from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check.brands import read_brands
from bot.check.checker import check, shown
from bot.check.links import find_links
from bot.check.model import Brands, Checked, Verdict
from bot.check.normal import normal
from bot.check.phones import kind_of
from bot.check.weigh import WEIGHTS, probability, verdict
from bot.folder import shipped

ALARMS = (Verdict.DANGER, Verdict.SUSPICIOUS)


@lru_cache(maxsize=1)
def brands() -> Brands:
    """Return the shipped table."""
    return read_brands((shipped()[0] / "brands.yml").read_text(encoding="utf-8"))


def checked(message: str, sender: str | None = None) -> Checked:
    """Check with the shipped brands."""
    return check(message, sender=sender, brands=brands())


def ids(message: str, sender: str | None = None) -> set[str]:
    """Return the ids of the signs found."""
    return {sign.id for sign in checked(message, sender).signs}


SCAMS = [
    "Votre colis est en attente, réglez 1,99 € de frais : http://suivi-poste.top/a",
    "Ameli : votre carte Vitale expire, renouvelez-la sur https://ameli-dossier.com",
    "Coucou maman, j'ai cassé mon téléphone, voici mon nouveau numéro, écris-moi sur WhatsApp",
    "Paiement de 890 € en attente. Pas à l'origine ? Appelez vite le service fraude 01 86 26 00 00",
    "ANTAI : amende impayée, majoration sous 48h, régularisez sur amendes-gouv.info",
    "Votre compte CPF expire ce soir, confirmez vos droits : bit.ly/3xyz",
    "Félicitations, vous avez gagné un iPhone. Cliquez ici : http://gift-win.xyz",
    "Un coursier viendra récupérer votre carte bancaire cet après-midi",
    "Installez AnyDesk pour que notre technicien sécurise votre compte",
    "Your parcel is held. Pay the fee within 24 hours: http://royal-parcel.top/x",
    "We noticed unusual activity, verify your account here: http://secure-login-bank.xyz",
    "Impôts : un remboursement de 250 € vous attend : http://impots-gouv.fr.remb.site",
]
HONEST = [
    "Votre code de vérification est 482913. Ne le communiquez à personne.",
    "Rappel : RDV avec le Dr Martin jeudi à 14h30.",
    "Coucou, tu viens dîner ce soir ? Je fais des crêpes.",
    "Votre colis est disponible au point relais. Munissez-vous d'une pièce d'identité.",
    "Paiement carte de 42,10 € effectué chez BOULANGERIE.",
    "Your verification code is 220145. Do not share it.",
    "On se retrouve demain à 18h devant la gare ?",
    "Ton virement est bien arrivé, merci !",
    "Retrouvez votre relevé sur www.ameli.fr",
]


@pytest.mark.parametrize("message", SCAMS)
def test_a_scam_raises_an_alarm_with_reasons(message: str) -> None:
    """Each wave people meet is called what it is, and says why."""
    result = checked(message)

    assert result.verdict in ALARMS
    assert shown(result)


@pytest.mark.parametrize("message", HONEST)
def test_an_honest_message_raises_no_alarm(message: str) -> None:
    """Codes, appointments, parcels and friends are left alone."""
    assert checked(message).verdict not in ALARMS


@pytest.mark.parametrize(
    ("sign", "hit", "near"),
    [
        ("link.lookalike", "voir http://arneli.fr/x", "voir http://ameli.fr/x"),
        ("link.lookalike", "voir laposte-suivi.top", "voir laposte.fr"),
        ("link.mismatch", "EDF : http://exemple-x.com", "EDF : http://edf.fr"),
        ("link.user", "http://ameli.fr@piege.com/a", "http://piege.com/ameli.fr"),
        ("link.ip", "http://192.0.2.7/a", "version 192.0.2.7"),
        ("link.foreign_letters", "http://аmeli.fr", "http://ameli.fr"),
        ("link.onward", "https://google.com/url?q=http://piege.com", "https://google.com/search"),
        ("link.shortener", "voir bit.ly/abc", "un bit de données"),
        ("link.hosting", "voir banque.web.app", "une appli web"),
        ("link.ending", "voir colis.top", "le top du colis"),
        ("link.bait", "voir secure-compte-client.com", "voir boulangerie-martin.com"),
        ("link.port", "http://exemple.com:8081/a", "http://exemple.com:443/a"),
        ("words.urgency", "répondez immédiatement", "répondez quand vous voulez"),
        ("words.threat", "votre compte sera suspendu", "le pont suspendu"),
        ("words.secret", "envoyez votre mot de passe", "mot de passe changé"),
        ("words.new_number", "maman, c'est mon nouveau numéro", "le nouveau numéro du magazine"),
        ("words.courier", "un coursier vient chercher la carte", "la carte du restaurant"),
        ("words.remote", "téléchargez TeamViewer", "regardez la télé"),
        ("number.premium", "appelez le 08 99 12 34 56", "appelez le 01 42 12 34 56"),
        ("number.foreign", "écrivez au +44 7700 900123", "en 2024, 447700"),
        ("text.hidden", "a\u200bmeli", "ameli"),
        ("text.hidden", "a m e l i x", "a b"),
        ("ok.code", "code 123456 ne le donnez à personne", "le code de la route"),
    ],
)
def test_a_sign_has_a_hit_and_a_near_miss(sign: str, hit: str, near: str) -> None:
    """Each sign is found where it is, and not where it only looks like it."""
    assert sign in ids(hit)
    assert sign not in ids(near)


@pytest.mark.parametrize(
    ("sender", "sign"),
    [
        ("+33612345678", "sender.person"),
        ("+447700900123", "sender.foreign"),
        ("ameli.service@gmail.com", "sender.mailbox"),
        ("contact@ameli-infos.com", "sender.mismatch"),
    ],
)
def test_a_sender_that_does_not_fit_is_a_sign(sender: str, sign: str) -> None:
    """Who wrote it does not go with who it speaks for."""
    assert sign in ids("Ameli : consultez http://exemple-x.com", sender)
    assert sign not in ids("Ameli : consultez votre compte", "Ameli")


def test_a_true_link_is_a_known_address_and_nothing_more() -> None:
    """Only well-checked domains, and never beside a heavy sign."""
    assert checked("Votre attestation : https://assure.ameli.fr/x").verdict is Verdict.KNOWN_SENDER
    assert checked("Installez AnyDesk puis https://ameli.fr").verdict is not Verdict.KNOWN_SENDER
    assert checked("voir https://ameli.fr@piege.com").verdict is not Verdict.KNOWN_SENDER


def test_a_mailbox_domain_is_never_a_known_address() -> None:
    """Anyone can write from there."""
    assert checked("voir http://laposte.net").verdict is not Verdict.KNOWN_SENDER


@pytest.mark.parametrize(
    ("written", "domains"),
    [
        ("hxxps://piege[.]com/a", ["piege.com"]),
        ("lien:https://piege.com", ["piege.com"]),
        ("https://a.com/https://b.com", ["a.com"]),
        ("voir www.impots.gouv.fr.", ["impots.gouv.fr"]),
        ("fin.Merci et demain.Je", []),
        ("12.50 euros, 3.5", []),
        ("moi@exemple.fr", []),
        ("http://" + "a" * 500 + ".com", []),
    ],
)
def test_links_are_found_as_a_phone_finds_them(written: str, domains: list[str]) -> None:
    """With or without scheme, defanged, glued, and never a sentence."""
    links, _ = find_links(normal(written))

    assert [link.domain for link in links] == domains


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("0899123456", "premium"),
        ("0612345678", "mobile"),
        ("+33612345678", "mobile"),
        ("0142123456", "landline"),
        ("0800123456", "landline"),
        ("+447700900123", "foreign"),
        ("12345", ""),
        ("+44", ""),
    ],
)
def test_numbers_are_known_by_the_national_plan(number: str, kind: str) -> None:
    """What kind of line it is decides what it costs."""
    assert kind_of(number) == kind


@given(st.text(max_size=600))
def test_any_text_has_a_verdict_and_spans_inside_it(message: str) -> None:
    """Nothing breaks the checker; every sign points into the message."""
    result = checked(message)

    assert 0 <= result.probability <= 1
    assert all(0 <= sign.start <= sign.end <= len(message) for sign in result.signs)
    assert checked(message) == result


@given(st.sets(st.sampled_from(sorted(WEIGHTS))), st.sampled_from(sorted(WEIGHTS)))
def test_one_more_danger_never_lowers_the_result(found: set[str], more: str) -> None:
    """Monotone: a sign of danger can only raise, an honest one only lower."""
    before, after = probability(found), probability(found | {more})

    assert after >= before if WEIGHTS[more] > 0 else after <= before


@given(st.sets(st.sampled_from(sorted(WEIGHTS))))
def test_nothing_is_ever_called_harmless(found: set[str]) -> None:
    """There are four verdicts, and a known sender needs true links."""
    assert verdict(found, official=False) is not Verdict.KNOWN_SENDER


@pytest.mark.parametrize("rubbish", ["", "[]", "brands: 3", "brands: {a: {}}", "a: [", "x"])
def test_a_broken_table_of_brands_is_refused(rubbish: str) -> None:
    """A file that is no table of brands is a ValueError, never half a table."""
    with pytest.raises(ValueError, match=r".*"):
        read_brands(rubbish)
