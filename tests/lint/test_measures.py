"""The figures behind T10 and T11: what is measured, which messages are hardest, other languages."""

from bot.flow import lint_acts, lint_words
from bot.flow.lint_reading import check_release, figures, hardest, measured
from bot.flow.release import Release, assemble

EASY = "La banque doit vous rendre cet argent. Écrivez-lui. Elle vous répond en quinze jours."
PLAIN = (
    "Prenez la carte. Gardez la lettre. Lisez bien le nom. Notez le jour. "
    "Dites-le à la banque, puis à la police."
)
LAWFUL = (
    "Une contestation argumentée, accompagnée de justificatifs, facilite considérablement la "
    "régularisation administrative des opérations litigieuses constatées préalablement. La "
    "réglementation européenne harmonise progressivement cette obligation."
)
FLOW = """flow: demo
title: Une réglementation européenne particulièrement déraisonnable et administrative
open: link
steps:
  - say: {said}
  - ask: way
    text: {asked}
    choices:
      one: Une réglementation déraisonnable
      two: Une administration
  - say: {again}
  - stop: done
"""
FACTS = """facts:
  law:
    kind: text
    value: "{value}"
    label: Loi
    publisher: État
    url: "https://example.fr/"
    checked: 2026-11-01
    review: 2027-05-01
    owner: contenu
    confidence: high
    basis: law
"""
LETTERS = """letters:
  claim:
    title: Lettre
    file: lettre
    source: [law]
    body:
      - "{fact.law}"
"""


def _release(said: str, asked: str, again: str, **files: str) -> Release:
    flow = FLOW.format(said=said, asked=asked, again=again)
    named = {f"flows/{name}.yml": text for name, text in files.items() if name != "german"}
    if "german" in files:
        named["locales/de/LC_MESSAGES/flows.po"] = files["german"]
    release, _ = assemble({"flows/demo.yml": flow, **named})
    return release


def test_messages_are_measured_and_labels_are_not() -> None:
    """What is told and asked counts, once for each wording; titles and buttons do not."""
    found = measured(_release(EASY, PLAIN, EASY), "fr")

    assert [one.said for one in found] == [EASY, PLAIN]
    assert all(one.level.age is None or one.level.age < 12 for one in found)


def test_the_hardest_comes_first() -> None:
    """Authors see where a shorter sentence helps most."""
    found = measured(_release(PLAIN, LAWFUL, "Merci."), "fr")

    assert [one.said for one in hardest(found, 2)] == [LAWFUL, PLAIN]
    assert [one.said for one in hardest(found, 1)] == [LAWFUL]


def test_figures_of_nothing() -> None:
    """Two messages of some length are the least that has a middle."""
    assert figures(measured(_release("Merci.", "Encore ?", PLAIN), "fr"), "fr") is None


def test_a_fact_is_measured_where_it_is_read() -> None:
    """Told in a sentence, it counts as its words; in a letter alone, the law may speak."""
    facts = FACTS.format(value=LAWFUL)
    told = _release("Voici. {fact.law}", PLAIN, "Merci.", facts=facts)
    kept = _release("Voici.", PLAIN, "Merci.", facts=facts, letters=LETTERS)

    assert [(p.rule, p.file) for p in check_release(told)] == [
        ("T10", "flows/facts.yml"),
        ("T10", "flows/demo.yml"),
    ]
    assert not list(check_release(kept))


def test_a_language_without_formula_is_left_alone() -> None:
    """A third language is one more folder: no rule of French or English is applied to it."""
    german = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        f'msgctxt "demo/say"\nmsgid "{PLAIN}"\n'
        'msgstr "**Rufen Sie an.** **Schreiben Sie.** Vielleicht might es safe sein."\n'
    )
    release = _release(PLAIN, EASY, "Merci.", german=german)

    assert release.languages == ("fr", "de")
    assert figures(measured(release, "de"), "de") is None
    flow = release.flows["demo"]
    checks = (lint_words.check, lint_acts.check)
    assert not [p for check in checks for p in check(release, flow)]
    assert not list(check_release(release))
