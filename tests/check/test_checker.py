"""The checker: what it finds, what it leaves alone, and what it never says."""

import json
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.check.brands import read_brands
from bot.check.checker import shown
from bot.check.model import Found, Verdict
from bot.check.seen import look
from bot.check.weigh import chance, level, probability, verdict
from tests.check.knowledge import checked, tables

ALARMS = (Verdict.DANGER, Verdict.SUSPICIOUS)


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


def test_a_true_link_is_a_known_address_and_nothing_more() -> None:
    """Only well-checked domains, and never beside a heavy sign."""
    assert checked("Votre attestation : https://assure.ameli.fr/x").verdict is Verdict.KNOWN_SENDER
    assert checked("Installez AnyDesk puis https://ameli.fr").verdict is not Verdict.KNOWN_SENDER
    assert checked("voir https://ameli.fr@piege.com").verdict is not Verdict.KNOWN_SENDER


def test_a_known_address_is_named() -> None:
    """The one reason for that verdict is told: whose address the link is. Nothing else is."""
    own = shown(checked("Votre attestation : https://assure.ameli.fr/x"))
    public = shown(checked("Payez : https://www.amendes.gouv.fr"))

    assert [(sign.id, sign.span) for sign in own] == [("ok.own", "assure.ameli.fr")]
    assert [(sign.id, sign.span) for sign in public] == [("ok.public", "www.amendes.gouv.fr")]


def test_another_alphabet_is_never_a_known_address() -> None:
    """It looks like ameli.fr to the eye, and is another domain to a computer."""
    result = checked("Votre attestation : https://аmeli.fr/x")

    assert result.verdict in ALARMS
    assert {sign.id for sign in result.signs} >= {"link.lookalike", "link.foreign_letters"}


def test_a_mailbox_domain_is_never_a_known_address() -> None:
    """Anyone can write from there."""
    assert checked("voir http://laposte.net").verdict is not Verdict.KNOWN_SENDER


@given(st.text(max_size=600))
def test_any_text_has_a_verdict_and_spans_inside_it(message: str) -> None:
    """Nothing breaks the checker; every sign points into the message."""
    result = checked(message)

    assert 0 <= result.probability <= 1
    assert all(0 <= sign.start <= sign.end <= len(message) for sign in result.signs)
    assert checked(message) == result


SIGNS = sorted(
    name for name in tables().weights if "." in name and name[:6] not in ("model.", "start.")
)


def found(names: set[str]) -> tuple[Found, ...]:
    """Return signs without a place."""
    return tuple(Found(name, 0, 0) for name in sorted(names))


@given(st.sets(st.sampled_from(SIGNS)), st.sampled_from(SIGNS))
def test_one_more_danger_never_lowers_the_result(names: set[str], more: str) -> None:
    """Monotone: a sign of danger can only raise, an honest one only lower."""
    weights = tables().weights
    before = probability(found(names), weights, english=False)
    after = probability(found(names | {more}), weights, english=False)

    assert after <= before if more.startswith("ok.") else after >= before


@given(st.sets(st.sampled_from(SIGNS)))
def test_nothing_is_ever_called_harmless(names: set[str]) -> None:
    """There are four verdicts, and a known sender needs true links."""
    said = verdict(found(names), tables().weights, official=False, english=False)

    assert said is not Verdict.KNOWN_SENDER


@given(st.text(max_size=300), st.sampled_from(["Urgent", "http //", "transcash", "AnyDesk"]))
def test_what_the_text_model_adds_is_told(message: str, more: str) -> None:
    """No black box: a message weighs what its signs weigh, and each of them can be shown.

    Of a link without any words they say more, or less: `weigh.BARE_ODD`.
    """
    result = checked(f"{message} {more}")
    assume("link.bare" not in {sign.id for sign in result.signs})
    english = look(f"{message} {more}", "", tables()).english
    start = level(tables().weights, english=english)
    total = start + sum(sign.weight for sign in result.signs)

    assert result.probability == pytest.approx(chance(total, english=english))


@pytest.mark.parametrize("rubbish", ["", "[]", "brands: 3", "brands: {a: {}}", "a: [", "x"])
def test_a_broken_table_of_brands_is_refused(rubbish: str) -> None:
    """A file that is no table of brands is a ValueError, never half a table."""
    with pytest.raises(ValueError, match=r".*"):
        read_brands(rubbish)


def test_a_known_address_is_told_by_its_name_alone() -> None:
    """What stands behind it, and how it begins, only distract."""
    result = checked("Suivi : https://www.evri.com/track?id=77")

    assert "www.evri.com" in {sign.span for sign in result.signs if sign.id == "ok.popular"}


def test_unsure_tells_what_can_be_pointed_at() -> None:
    """That words are ordinary says little beside a reason; alone it is better than nothing."""
    told = shown(
        checked("Votre code est 482 913. Il est valable 10 minutes. Ne le donnez à personne.")
    )

    assert told
    assert not {sign.id for sign in told} & {"ok.typical", "words.typical"}


def test_one_link_is_not_blamed_twice_for_its_owner() -> None:
    """An imitation is said; that it is also not the organisation's adds no second line."""
    result = checked("Ameli : renouvelez votre carte Vitale sur https://ameli-dossier.com")

    assert {"link.lookalike", "link.mismatch"} <= {sign.id for sign in result.signs}
    told = [sign.id for sign in shown(result)]
    assert "link.lookalike" in told
    assert "link.mismatch" not in told


def test_what_is_nearly_an_alarm_has_no_known_sender() -> None:
    """True links do not make a sender known while all the rest speaks for a fraud."""
    weights = tables().weights
    words = Found("words.typical", 0, 0, weight=-weights["start"] - 0.1)

    assert verdict((words,), weights, official=True, english=False) is Verdict.CANNOT_TELL
    assert verdict((), weights, official=True, english=False) is Verdict.KNOWN_SENDER


def test_the_same_words_count_once() -> None:
    """One demand is one sign, the heaviest it shows; what stands elsewhere counts beside it."""
    once = {s.id for s in checked("Merci de régulariser votre situation").signs}
    twice = {s.id for s in checked("Régularisez votre facture. Envoyez votre mot de passe.").signs}

    assert len({"words.pay", "words.confirm"} & once) == 1
    assert {"words.pay", "words.secret"} <= twice


def test_a_link_that_stands_there_again_adds_nothing() -> None:
    """An e-mail with twenty times the same link is judged as with one."""
    one = checked("Votre colis : http://exemple-x.com/a")
    more = checked("Votre colis : http://exemple-x.com/a http://exemple-x.com/a")

    assert {s.id for s in one.signs if s.id.startswith("link.")} == {
        s.id for s in more.signs if s.id.startswith("link.")
    }


def test_english_is_read_with_english_patterns_alone() -> None:
    """French words in an English sentence are names; in French, an English demand is one."""
    english = checked("The film is called Urgence! and you can see it at the cinema with us.")
    french = checked("Bonjour, votre compte : please verify your account, merci de votre réponse.")

    assert "words.urgency" not in {sign.id for sign in english.signs}
    assert "words.confirm" in {sign.id for sign in french.signs}


def test_words_are_shown_without_the_link_behind_them() -> None:
    """The words of a demand are words; half a link behind them would be no evidence."""
    said = checked("Votre remboursement expire aujourd'hui : https://exemple-maj.com/a")
    (span,) = (sign.span for sign in said.signs if sign.id == "words.refund")

    assert span == "remboursement expire aujourd'hui"


@pytest.mark.parametrize("name", ["train_fraud_en8", "train_fraud_fr8"])
def test_words_alone_are_never_danger(name: str) -> None:
    """Where nothing can be pointed at, the text model may raise doubt and no more."""
    path = Path(__file__).parent / "authored" / f"{name}.jsonl"
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    results = [checked(text) for text in texts[:500]]
    alone = [one for one in results if [s.id for s in one.signs] == ["words.typical"]]

    assert any(one.verdict is Verdict.SUSPICIOUS for one in alone)
    assert all(one.verdict is not Verdict.DANGER for one in alone)


@pytest.mark.parametrize("name", ["train_fraud_en8", "train_fraud_fr8"])
def test_a_name_beside_the_words_makes_no_danger(name: str) -> None:
    """A friend who speaks of PayPal is told with doubt at most, whatever the words recall."""
    path = Path(__file__).parent / "authored" / f"{name}.jsonl"
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    results = [checked(text) for text in texts[:500]]
    mere = {"words.typical", "brand.named"}
    named = [one for one in results if {s.id for s in one.signs} == mere]

    assert any(one.verdict is Verdict.SUSPICIOUS for one in named)
    assert all(one.verdict is not Verdict.DANGER for one in named)


@pytest.mark.parametrize(
    "text",
    [
        "Votre carte Vitale expire ce soir : envoyez votre numéro de carte bancaire par SMS",
        "Your parcel is held at the depot: please confirm your address within 24 hours or it goes",
        "Le Crédit Agricole vous demande de régler 2,90 € sur https://exemple-suivi.com/a",
    ],
)
def test_where_a_screen_breaks_a_line_nothing_is_lost(text: str) -> None:
    """A sentence broken over two lines, as screenshots and e-mails do, shows the same signs."""
    whole = {sign.id for sign in checked(text).signs} - {"words.typical"}

    for at, character in enumerate(text):
        if character == " " and text[at - 1] != ":":
            broken = checked(text[:at] + "\n" + text[at + 1 :])
            assert {sign.id for sign in broken.signs} - {"words.typical"} == whole, broken


@pytest.mark.parametrize("name", ["topic.crypto", "topic.parcel", "brand.named"])
def test_what_a_message_is_about_is_no_alarm(name: str) -> None:
    """Friends name shops, send parcels and speak of bitcoin: no alarm rests on that alone."""
    files = ("train_personal_en10", "train_personal_fr10", "train_honest_en7")
    folder = Path(__file__).parent / "authored"
    lines = [(folder / f"{file}.jsonl").read_text(encoding="utf-8").splitlines() for file in files]
    rows = [json.loads(line) for each in lines for line in each]
    results = [checked(row["text"]) for row in rows]
    mere = {"brand.named", "topic.parcel", "topic.crypto", "words.link"}
    alone = [one for one in results if name in (ids := {s.id for s in one.signs}) and ids <= mere]

    assert alone
    assert all(one.verdict is Verdict.CANNOT_TELL for one in alone)


@pytest.mark.parametrize(
    "warning",
    [
        "Attention aux faux SMS « colis en attente » : ils font ouvrir un lien. Ne cliquez pas.",
        "Beware of fake parcel texts: criminals ask you to click on a link. Delete them.",
    ],
)
def test_a_warning_that_speaks_of_a_link_warns_still(warning: str) -> None:
    """To speak of a link is not to send one; beside a strange link, a warning proves nothing."""
    bare, linked = checked(warning), checked(f"{warning} https://exemple-x.com/a")

    assert "ok.prevention" in {sign.id for sign in bare.signs}
    assert "ok.prevention" not in {sign.id for sign in linked.signs}
    assert bare.verdict is Verdict.CANNOT_TELL


def test_a_word_of_haste_says_less_in_a_long_letter() -> None:
    """In enough words one comes by chance; in a text message it counts in full."""
    haste = "Répondez tout de suite à ce lien, c'est urgent."
    letter = "Nous avons passé un bel été au bord du lac avec les enfants de ma sœur. " * 12

    def weighs(message: str) -> float:
        return next(s.weight for s in checked(message).signs if s.id == "words.urgency")

    assert weighs(haste) == tables().weights["words.urgency"]
    assert 0 < weighs(f"{letter}\n{haste}") < weighs(haste) / 1.5
