"""A Free customer, debited twice, whose bank refuses: reply, mediator, opinion, and after it."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.stories.ending import chain_holds, ends_well, letter_reads
from tests.stories.life import Life, born, months_on, working_days_on
from tests.stories.wording import pages

BEGIN = datetime(2026, 11, 25, 19, 30)
NAME, STREET, BANK = "Aïcha Ben Zyd", "3 rue des Acacias, 69003 Lyon", "Banque Quorvine"
DEBITS = "le 5 octobre 2026, 39,90 €, PYX MEDIA\nle 5 novembre 2026, 39,90 €, PYX MEDIA"
FIRST_DEBIT = date(2026, 10, 5)
WROTE = BEGIN.date()  # the first written claim: the mediator's year runs from here
DAY = timedelta(days=1)


def at_ten(day: date) -> datetime:
    """The hour at which a day is reminded of."""
    return datetime.combine(day, time(10))


async def tells_what_happened(p: Life) -> None:
    """Money first: the bank, the evidence, then which breach; nothing is asked twice."""
    await p.begins()
    await p.taps("De l’argent est parti", "Un prélèvement inconnu", "Oui, c’est fait", "C’est fait")
    await p.has_tasks("direct_debit", "complaint")
    await p.writes("/menu")
    await p.taps("Mes données ont fuité", "Téléphone, internet", "Free, 2024", "Oui")
    await p.taps("Je n’ai pas de courrier", "Voir mon plan")
    assert p.reads("Bloquer les faux prélèvements")  # the next act


async def asks_for_the_money_back(p: Life) -> None:
    """Put off first: the eight weeks of the debit are reminded of; then the letter."""
    await p.taps("Bloquer les faux prélèvements", "Commencer", "Oui, il a moins de 8 semaines")
    await p.taps("Pas maintenant")
    await p.writes("5 octobre 2026", "5 October 2026")
    eight_weeks = FIRST_DEBIT + timedelta(weeks=8)
    assert p.reads("Quand voulez-vous que je revienne vers vous ?", eight_weeks)
    await p.taps("Demain matin à 9 h")
    assert await p.owes() == {
        "t.direct_debit": datetime(2026, 11, 26, 9),
        "e.direct_debit": at_ten(eight_weeks - DAY),
    }
    assert await p.until(date(2026, 11, 26), time(9, 5)) == [datetime(2026, 11, 26, 9)]
    await p.taps("Voir", "Commencer")
    await p.taps("Oui, il a moins de 8 semaines", "Donnez-moi un modèle de lettre")
    made = await p.fills(NAME, STREET, BANK, None, DEBITS)
    letter_reads(p, made, NAME, STREET, BANK, "PYX MEDIA", "8 semaines", "L133-25", "10 jours")
    await p.taps("C’est fait", "Oui, c’est fait")
    asked = working_days_on(p.today, 11)  # ten working days to answer: the first late day
    assert await p.owes() == {"w.direct_debit": at_ten(asked)}


async def is_refused(p: Life) -> None:
    """The refusal rests on a mandate: the reply asks for it. The year counts from the claim."""
    wrote = p.today
    asked = working_days_on(wrote, 11)
    assert await p.until(asked + timedelta(days=4)) == [at_ten(asked)]
    await p.taps("Voir", "On m’a dit non")
    assert p.reads("Un refus n’est pas la fin.")
    await p.taps("J’aurais signé un mandat", "Répondre à la banque")
    made = await p.fills(
        NAME,
        None,
        BANK,
        None,
        ("14/12/2026",) * 2,
        ("26/11/2026",) * 2,
        DEBITS,
        "un mandat zébulonesque",
    )
    letter_reads(
        p,
        made,
        "Je n’ai signé aucun mandat",
        "copie du mandat",
        "L133-24",
        "L133-25",
        "26 novembre 2026",
        "14 décembre 2026",
    )
    assert "une validation" not in pages(made[0])
    await p.taps("Oui, c’est envoyé")
    limit = months_on(wrote, 12)
    replied = p.today
    assert p.reads("Le dernier jour pour agir est le", limit, limit - timedelta(days=30))
    assert await p.owes() == {
        "w.bank_mediator": at_ten(working_days_on(replied, 16)),
        "d.bank_mediator": at_ten(limit - timedelta(days=30)),
        "e.bank_mediator": at_ten(limit - DAY),
    }


async def turns_to_the_mediator(p: Life) -> None:
    """The bank is silent; it refused already, so nothing more is waited for."""
    await p.until(date(2027, 1, 20))
    await p.taps("Voir", "Pas encore", "Passer à la suite")
    assert p.told("La banque a déjà refusé une fois.")
    made = await p.fills(
        NAME,
        STREET,
        None,
        BANK,
        None,
        ("05/10/2026",) * 2,
        ("79,80", "79.80"),
        "prélèvement",
        ("26/11/2026",) * 2,
        "un mandat zébulonesque",
        "Deux débits inconnus de PYX MEDIA.",
    )
    letter_reads(p, made, f"Médiateur de {BANK}", "79,80 €", "Le 5 octobre 2026", "Aucun tribunal")
    assert p.reads("Vous avez jusqu’au", months_on(date(2026, 11, 26), 12))
    await p.taps("Oui, c’est envoyé")
    sent = p.today
    assert await p.owes() == {"w.bank_mediator": at_ten(sent + timedelta(days=91))}
    assert await p.until(date(2027, 4, 30)) == [at_ten(sent + timedelta(days=91))]
    await p.taps("Voir", "Pas encore", "Passer à la suite")
    assert p.reads("Demandez s’il manque une pièce")
    await p.taps("Oui, c’est envoyé")
    assert await p.owes() == {"w.bank_mediator": datetime(2027, 5, 30, 10)}


async def gets_the_opinion(p: Life) -> None:
    """It sides with the bank: what is left is said, with a human and the ACPR's pages."""
    await p.until(date(2027, 6, 10))
    await p.taps("Voir", "Oui, on m’a répondu", "Il donne raison à la banque")
    assert "https://www.abe-infoservice.fr" in p.screen
    assert "116 006" in p.screen
    assert p.reads("Un tribunal reste possible.")
    stands = await p.stands()
    assert (stands["bank_mediator"], stands["direct_debit"]) == ("done", "done")


async def files_a_complaint(p: Life) -> None:
    """The log of all of it; then a complaint by letter, its receipt, and quiet to the end."""
    await p.writes("/log")
    await p.taps("Recevoir le dossier")
    entries = chain_holds(p.files[-1])
    assert [(e["event"], e["day"]) for e in entries] == [
        ("bank_called", "2026-11-25"),
        ("evidence_kept", "2026-11-25"),
        ("refund_asked", "2026-11-26"),
        ("bank_written", "2026-12-15"),
        ("mediator_asked", "2027-01-20"),
    ]
    await p.writes("/plan")
    await p.taps("Porter plainte", "Commencer", "De l’argent est parti")
    await p.taps("Par courrier, au procureur")
    letter_reads(p, await p.blank(), "contre X", "313-1", "(prénom et nom)")
    await p.taps("Oui, c’est fait", "Pas de numéro")
    due = p.today + timedelta(days=30)
    assert await p.until(due) == [at_ten(due)]
    await p.taps("Voir", "Pas encore", "Attendre encore")
    assert await p.until(due + timedelta(days=8)) == [at_ten(due + timedelta(days=7))]
    await p.taps("Voir", "Oui, on m’a répondu")
    assert await p.until(date(2028, 1, 25)) == []


async def lived(p: Life) -> None:
    """Live the fourteen months."""
    await tells_what_happened(p)
    await asks_for_the_money_back(p)
    await is_refused(p)
    await turns_to_the_mediator(p)
    await gets_the_opinion(p)
    await files_a_complaint(p)


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_life_of_a_free_customer(tmp_path: Path, language: str) -> None:
    """From two debits to the mediator's opinion, with every date the law gives."""
    life = born(tmp_path, language, BEGIN)
    await lived(life)
    await ends_well(life)
