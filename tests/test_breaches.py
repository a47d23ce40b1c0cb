"""The catalogue of breaches, row by row: what leaked, what did not, what nobody is certain of.

The table below is frozen: a change of breaches.yml is a change here, made on purpose. Where the
guidance folder lies beside the repository, the catalogue is also compared with it.
"""

import itertools
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.conversation import step
from bot.engine.effects import Option, Show
from bot.engine.events import Chose, Ordered, Started
from bot.engine.person import Person
from bot.engine.plan import plan
from bot.engine.script import play_scripts
from bot.flow.catalogue import merge, translate
from bot.flow.evaluate import Tables, evaluate
from bot.flow.expr import parse
from bot.flow.extract import extract
from bot.flow.problem import Pos, Severity
from bot.flow.release import Release, assemble, read_release
from tests.rig import shipped_release

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
TODAY = date(2026, 11, 25)
GUIDANCE = Path(__file__).parents[2] / "shared" / "guidance" / "facts.yaml"
PO = "locales/en/LC_MESSAGES/flows.po"

WHO, CONTACT = "civil_status_birth_date", "postal_address phone email"
TABLE = {
    # breach: (leaked, not leaked, disputed)
    "viamedis_almerys_2024": (
        f"nir {WHO} insurer_and_contract",
        f"iban card medical {CONTACT} password",
        "",
    ),
    "france_travail_2024": (f"nir {WHO} {CONTACT} job_and_benefit_data", "", "iban password"),
    "kairos_2025": ("", "", f"{WHO} {CONTACT} job_and_benefit_data"),
    "pole_emploi_2023": (f"nir {WHO}", "", "email phone iban password"),
    "pajemploi_2025": (
        f"nir {WHO} postal_address job_and_benefit_data",
        "iban email phone password",
        "",
    ),
    "urssaf_dpae_2026": (
        f"{WHO} job_and_benefit_data",
        "nir iban postal_address phone",
        "email",
    ),
    "ficoba_2026": (f"{WHO} iban postal_address", "card password", "tax_identifier"),
    "service_public_2026": (f"{WHO} email", "password", "id_document postal_address iban"),
    "ants_2026": ("", "", f"{WHO} {CONTACT} id_document"),
    "caf_2025": ("", "", f"{WHO} {CONTACT}"),
    "amelipro_2022": (f"nir {WHO}", f"{CONTACT} iban medical", ""),
    "cegedim_2025": (f"{WHO} phone postal_address", "", "email medical nir"),
    "ff_cardiologie_2025": (f"{WHO} {CONTACT} password", "iban card", ""),
    "free_2024": (f"{WHO} {CONTACT}", "", "iban card password"),
    "bouygues_2025": (f"{WHO} {CONTACT} iban", "card password", ""),
    "sfr_2024": ("iban", "", f"{WHO} {CONTACT} password"),
    "sports_ministry_2025": (WHO, "", CONTACT),
    "auchan_2024_2025": ("", "", f"{WHO} {CONTACT}"),
    "boulanger_2024": ("", "", f"{WHO} {CONTACT}"),
    "harvest_2025": ("", "", f"{WHO} {CONTACT}"),
    "mixed_45m_2026": (f"{WHO} postal_address", "", "iban insurer_and_contract"),
}
RENAMED = {"kairos_2025": "france_travail_kairos_2025"}
CODES = {  # the words of the guidance, as codes of the profile
    "civil_status": {WHO},
    "birth_date": {WHO},
    "birth_date_and_place": {WHO},
    "contact_details": {"postal_address", "phone", "email"},
    "insurer_name": {"insurer_and_contract"},
    "contract_guarantees": {"insurer_and_contract"},
    "jobseeker_status_and_dates": {"job_and_benefit_data"},
    "jobseeker_identifier": {"job_and_benefit_data"},
    "internal_identifier": set(),
    "employer_siret": {"job_and_benefit_data"},
    "pajemploi_number": {"job_and_benefit_data"},
    "doctor_notes": {"medical"},
    "supporting_documents": {"id_document", "postal_address", "iban"},
    "account_data": {WHO, "postal_address", "phone", "email", "id_document"},
    "car_insurance_data": {"insurer_and_contract"},
}
# Of part of the people, or not yet known: said as such, so never among what leaked.
HEDGES = ("(when", "(some", "(part", "(varies", "to confirm", "may include", "people)")


RELEASE = shipped_release()


@lru_cache(maxsize=1)
def guidance() -> Mapping[str, Any]:
    """Return the entries of the guidance by their names; reading it takes a second."""
    return {row["id"]: row for row in yaml.safe_load(GUIDANCE.read_text())["breach_catalogue"]}


@pytest.mark.parametrize("key", TABLE)
def test_each_breach_says_what_leaked_and_what_did_not(key: str) -> None:
    """The catalogue is the table."""
    breach = RELEASE.breaches[key]
    written = [set(codes.split()) for codes in TABLE[key]]

    assert [set(breach.leaked), set(breach.not_leaked), set(breach.disputed)] == written


def test_the_catalogue_holds_these_breaches_and_no_other() -> None:
    """Twenty-one, as in the guidance."""
    assert RELEASE.breaches.keys() == TABLE.keys()
    assert len(TABLE) == 21


@pytest.mark.skipif(not GUIDANCE.exists(), reason="the guidance is not beside the repository")
@pytest.mark.parametrize("key", TABLE)
def test_the_catalogue_says_no_more_than_the_guidance(key: str) -> None:
    """What leaked was said to leak, of everybody; what is spared was said so; the rest is doubt."""
    row, breach = guidance()[RENAMED.get(key, key)], RELEASE.breaches[key]
    certain, doubtful = _said(row["leaked"])
    spared, _ = _said(row["not_leaked"])

    if row["confidence"] == "low":
        assert not breach.leaked
        assert not breach.not_leaked
    assert set(breach.leaked) <= certain
    assert set(breach.not_leaked) <= spared
    known = {*breach.leaked, *breach.not_leaked, *breach.disputed}
    unsaid = (certain | doubtful | spared) & _codes() - known
    # What a low entry says is spared rests on nothing that was read: it is not repeated at all.
    assert not unsaid or (row["confidence"] == "low" and unsaid <= spared)


def _codes() -> set[str]:
    return {option.key for option in RELEASE.profile["leaked"].options}


def _said(words: list[str]) -> tuple[set[str], set[str]]:
    """Return the codes said for everybody, and those said with a hedge."""
    certain: set[str] = set()
    doubtful: set[str] = set()
    for word in words:
        codes = CODES.get(word.split(" ")[0], {word.split(" ")[0]})
        (doubtful if any(hedge in word for hedge in HEDGES) else certain).update(codes)
    return certain, doubtful


def person(*breaches: str, **known: str) -> Person:
    """Return somebody hit by these breaches, as the guides record it."""
    tables = RELEASE.tables
    leaked = evaluate(parse("leaks(b)", Pos(1, 1)), {"b": breaches}, NOW, tables)
    return Person(profile=MappingProxyType({"breaches": breaches, "leaked": leaked, **known}))


def acts(one: Person, release: Release = RELEASE) -> list[str]:
    """Return the tasks of the plan, in order."""
    return [row.flow for row in plan(release, one, NOW).to_do]


def test_viamedis_alone_asks_nothing_of_the_bank() -> None:
    """No IBAN, no card, no password, no mailbox: none of them leaked."""
    found = acts(person("viamedis_almerys_2024", insurer_wrote="yes"))

    assert "ameli" in found
    assert "viamedis_letter" in found
    assert not {"direct_debit", "bank_call", "password_given", "mailbox", "phone_lock"} & {*found}


def test_bouygues_asks_for_the_direct_debits_and_not_for_ameli() -> None:
    """The IBAN leaked, the social security number did not."""
    found = acts(person("bouygues_2025"))

    assert "direct_debit" in found
    assert "ameli" not in found


@given(st.lists(st.sampled_from(sorted(TABLE)), unique=True, min_size=1))
def test_breaches_merge_into_one_plan(breaches: list[str]) -> None:
    """Each task once; all that one of them asks for; nothing that leaked nowhere; ranked."""
    rows = plan(RELEASE, person(*breaches), NOW).to_do
    names = [row.flow for row in rows]
    alone = {name for breach in breaches for name in acts(person(breach))}

    assert len(names) == len({*names})
    assert alone == {*names}
    strengths = [
        (row.task.urgency.value, ("strong", "fair", "slight").index(row.task.strength.value))
        for row in rows
    ]
    assert all(a[0] != b[0] or a[1] <= b[1] for a, b in itertools.pairwise(strengths))
    ranks = [("now", "today", "week", "month").index(row.task.urgency.value) for row in rows]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("key", TABLE)
def test_a_task_of_leaked_data_appears_only_where_it_leaked(key: str) -> None:
    """No step for data that this breach spared or that is only disputed."""
    needs = {
        "direct_debit": {"iban"},
        "ameli": {"nir"},
        "password_given": {"password"},
        "bank_call": {"card"},
        "phone_lock": {"phone"},
        "ficoba": {"id_document"},
        "identity_document": {"id_document"},
        "mailbox": {"email", "password"},
    }
    found, leaked = acts(person(key)), set(RELEASE.breaches[key].leaked)

    for task, codes in needs.items():
        assert (task in found) is bool(codes & leaked), (key, task)


def test_what_one_disputes_and_another_leaked_has_leaked() -> None:
    """Spared means spared by each of them: silence is no promise."""
    b = {"b": ("free_2024", "bouygues_2025")}

    def of(source: str) -> set[str]:
        value = evaluate(parse(source, Pos(1, 1)), b, NOW, RELEASE.tables)
        assert isinstance(value, tuple)
        return set(value)

    assert "iban" in of("leaks(b)")
    assert of("disputes(b)") == {"card", "password"}
    assert of("spares(b)") == set()
    assert of("spares('bouygues_2025')") == {"card", "password"}


def test_no_table_no_breach() -> None:
    """A code the catalogue does not know leaks nothing."""
    unknown = parse("leaks('somewhere')", Pos(1, 1))

    assert evaluate(unknown, {}, NOW, RELEASE.tables) == ()
    assert evaluate(unknown, {}, NOW, Tables()) == ()


def test_the_catalogue_is_told_row_by_row_with_its_doubt() -> None:
    """Three breaches ticked at once: each says what leaked, what is disputed, what was spared."""
    for language in ("fr", "en"):
        text = _told(language, "viamedis_almerys_2024", "free_2024", "caf_2025")
        words = RELEASE.words(language)
        for key in ("viamedis_almerys_2024", "free_2024", "caf_2025"):
            assert words.translate(RELEASE.breaches[key].name) in text
            assert words.translate(RELEASE.breaches[key].summary) in text
        leaked = {"fr": "numéro de sécurité sociale, nom et", "en": "social security number, name"}
        assert leaked[language] in text
        assert ("Pas confirmé" if language == "fr" else "Not confirmed") in text


def _told(language: str, *breaches: str, release: Release = RELEASE) -> str:
    """Tick breaches in the list and return what is said."""
    found, effects = step(release, Person(language=language), Started(), NOW)
    found, effects = step(release, found, Ordered("open", "breach"), NOW)
    for option in ("listed", *breaches, "continue"):
        (show,) = [e for e in effects if isinstance(e, Show)][-1:]
        presses = [b.press for row in show.buttons for b in row if isinstance(b.press, Option)]
        press = next(p for p in presses if p.option == option)
        found, effects = step(release, found, Chose(press.session, press.seq, press.option), NOW)
    return "\n".join(p for e in effects if isinstance(e, Show) for p in e.paragraphs)


def test_an_administrator_adds_a_breach_without_code() -> None:
    """One entry in breaches.yml and its English: it is in the list, told, and in the plan."""
    entry = """
  bakery_2027:
    name: "La boulangerie"
    when: "janvier 2027"
    summary: "Des criminels ont volé le fichier de la boulangerie."
    leaked: [iban, email]
    not_leaked: [nir]
    disputed: [phone]
    publisher: "La boulangerie"
    url: "https://www.cnil.fr/"
    checked: 2026-11-24
    review: 2027-05-24
"""
    before = RELEASE.files
    files = {**before, "flows/breaches.yml": before["flows/breaches.yml"].rstrip() + "\n" + entry}
    draft, _ = assemble(files)
    english = {
        "La boulangerie": "The bakery",
        "janvier 2027": "January 2027",
        "Des criminels ont volé le fichier de la boulangerie.": "Criminals stole its file.",
    }
    files[PO] = translate(merge(before[PO], extract(draft), "en"), english, "en")
    release, faults = read_release(files, TODAY)
    assert release is not None, [f.french for f in faults if f.severity is Severity.ERROR]

    assert "La boulangerie" in _told("fr", "bakery_2027", release=release)
    assert "Criminals stole its file." in _told("en", "bakery_2027", release=release)
    script = """
flow: breach
cases:
  - name: the bakery
    script: [{tap: listed}, {tap: bakery_2027}, {tap: continue}, {tap: skip}, {tap: yes}]
    knows: {breaches: "['bakery_2027']", leaked: "['iban', 'email']"}
    tasks: {direct_debit: open, mailbox: open, gdpr_access: open}
"""
    assert not [p.faults for p in play_scripts(release, script) if p.faults]
