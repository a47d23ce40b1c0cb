"""Somebody who gave their card and a code ten minutes ago, on Christmas Eve at night."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.stories.ending import chain_holds, ends_well, letter_reads
from tests.stories.life import Life, born, months_on, working_days_on

BEGIN = datetime(2026, 12, 24, 22, 50)  # a Thursday; the next day is a holiday
NAME, STREET, BANK = "Lucienne Dufossé-Zyw", "9 quai Barzilaï, 13002 Marseille", "Banque Xérès"
STORY = "Un homme a dit être du service Xérès-Alerte. J’ai lu un code."
STOLEN = date(2026, 12, 24)
DAY = timedelta(days=1)


def at_ten(day: date) -> datetime:
    """The hour at which a day is reminded of."""
    return datetime.combine(day, time(10))


async def stops_the_loss(p: Life) -> None:
    """The bank first; it is closed, so the app and the night line; then what has gone."""
    await p.begins()
    await p.taps("J’ai donné un code ou un mot de passe")
    await p.taps("Un code, ou j’ai validé un paiement", "Les chiffres de ma carte", "Continuer")
    assert p.reads("Appelez votre banque maintenant.")
    assert p.reads("Un code ou une validation n’annule jamais un paiement")
    await p.taps("Elle ne répond pas")
    assert "0 892 705 705" in p.screen
    await p.taps("Oui, c’est bloqué")
    await p.writes("OPP-77120")
    await p.taps("Oui, par carte", "C’est fait")
    await p.has_tasks("bank_call", "perceval", "bank_refund", "complaint")
    assert (await p.stands())["bank_call"] == "done"


async def asks_by_night(p: Life) -> None:
    """Nothing is written at night: an hour after midnight becomes eight in the morning."""
    await p.taps("Demander le remboursement à ma banque", "Commencer", "Pas maintenant")
    await p.writes("24/12/2026")
    last = months_on(STOLEN, 13)
    assert last == date(2028, 1, 24)
    assert p.reads("Le dernier jour pour agir est le", last, last - 7 * DAY)
    await p.taps("J’écris le jour et l’heure")
    await p.writes("demain à 2h", "tomorrow at 2 am")
    assert p.reads("Entre 21 h et 8 h, je n’écris pas.", date(2026, 12, 25))
    assert await p.owes() == {
        "t.bank_refund": datetime(2026, 12, 25, 8),
        "d.bank_refund": at_ten(last - 7 * DAY),
        "e.bank_refund": at_ten(last - DAY),
    }
    assert await p.until(date(2026, 12, 25), time(8, 30)) == [datetime(2026, 12, 25, 8)]


async def asks_for_the_refund(p: Life) -> None:
    """In writing; the bank has until the end of the next working day, past the holiday."""
    await p.taps("Voir", "Commencer", "Oui", "La banque est-elle obligée ?")
    assert p.reads("Oui, pour un paiement que vous n’avez pas autorisé.")
    await p.taps("Donnez-moi un modèle de lettre")
    made = await p.fills(
        NAME,
        STREET,
        BANK,
        None,
        "le 24 décembre 2026, 890 €, BOUTIQUE ZIGZAG",
        "le 24 décembre 2026 à 22 h 55",
        "OPP-77120-Z",
        None,
    )
    letter_reads(p, made, "890 €", "OPP-77120-Z", "L133-18", "L133-23", "médiateur")
    await p.taps("Oui, c’est envoyé")
    due = working_days_on(date(2026, 12, 25), 2)
    assert due == date(2026, 12, 29)
    assert await p.owes() == {"w.bank_refund": at_ten(due)}
    await p.taps("Signaler des achats par carte à Perceval", "Commencer", "Elle est avec moi")
    await p.taps("Sur internet", "Oui", "C’est fait")
    assert (await p.owes())["w.perceval"] == at_ten(due)
    assert await p.until(due, time(10, 30)) == [at_ten(due)]  # one message for both
    await p.taps("Voir", "Signaler des achats par carte à Perceval", "Oui, on m’a répondu")
    assert p.reads("Envoyez ce reçu à votre banque")
    assert not p.reads("Ce geste est utile plusieurs fois.")


async def waits_for_the_bank(p: Life) -> None:
    """Silence: fifteen working days for an answer; then it refuses because of the code."""
    await p.writes("/plan")
    assert p.reads("Une réponse, ou rien ? Touchez ce geste.")
    await p.taps("Demander le remboursement à ma banque", "Pas encore", "Passer à la suite")
    patience = working_days_on(date(2026, 12, 25), 15)
    assert p.reads("Laissez à la banque jusqu’au", patience)
    assert (await p.owes())["w.bank_mediator"] == at_ten(working_days_on(date(2026, 12, 25), 16))
    limit = months_on(date(2026, 12, 25), 12)
    assert (await p.owes())["d.bank_mediator"] == at_ten(limit - timedelta(days=30))
    assert await p.until(date(2027, 1, 20)) == [datetime(2027, 1, 19, 10)]
    await p.taps("Voir", "On m’a dit non", "Un code, ou ma négligence")
    assert p.reads("Un code ne suffit pas à vous donner tort.")
    await p.taps("Répondre à la banque")
    made = await p.fills(
        NAME,
        STREET,
        BANK,
        None,
        ("18/01/2027",) * 2,
        ("25/12/2026",) * 2,
        ("890", "890"),
        "négligence zélée",
        STORY,
    )
    letter_reads(p, made, "L133-23", "18 janvier 2027", "25 décembre 2026", "890 €", STORY)
    await p.taps("Oui, c’est envoyé")
    again = working_days_on(date(2027, 1, 20), 16)
    assert (await p.owes())["w.bank_mediator"] == at_ten(again) == datetime(2027, 2, 11, 10)
    assert (await p.owes())["e.bank_mediator"] == at_ten(limit - DAY)


async def is_paid_back(p: Life) -> None:
    """The bank gives in; nothing about it is reminded of any more."""
    assert await p.until(date(2027, 2, 11), time(12)) == [datetime(2027, 2, 11, 10)]
    await p.taps("Voir", "Oui, on m’a répondu", "Elle rembourse tout")
    assert p.reads("C’est une bonne nouvelle.")
    assert not p.reads("ce geste n’est pas pour vous")
    assert await p.owes() == {}
    await p.taps("Porter plainte", "Commencer", "De l’argent est parti")
    await p.taps("Sur place, police ou gendarmerie", "On l’a refusée")
    assert p.reads("Montrez cet article")
    await p.taps("Dans une semaine à 9 h")
    assert await p.until(date(2027, 2, 18), time(21, 30)) == [datetime(2027, 2, 18, 9)]
    await p.taps("Voir", "Commencer", "De l’argent est parti")
    await p.taps("Sur place, police ou gendarmerie", "Oui, c’est fait", "Pas de numéro")
    await p.writes("/log")
    await p.taps("Recevoir le dossier")
    entries = chain_holds(p.files[-1])
    assert [(e["event"], e["reference"]) for e in entries] == [
        ("card_blocked", "OPP-77120"),
        ("evidence_kept", None),
        ("bank_written", None),
        ("perceval_sent", None),
        ("bank_written", None),
        ("complaint_refused", None),
        ("complaint_filed", None),
    ]


async def lived(p: Life) -> None:
    """Live the fourteen months."""
    await stops_the_loss(p)
    await asks_by_night(p)
    await asks_for_the_refund(p)
    await waits_for_the_bank(p)
    await is_paid_back(p)
    assert await p.until(date(2028, 2, 25)) == []


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_life_after_a_card_and_a_code(tmp_path: Path, language: str) -> None:
    """From the first minute to the money back, and silence after it."""
    life = born(tmp_path, language, BEGIN)
    await lived(life)
    await ends_well(life)
