"""How many planted secrets are found, and how often something harmless is taken for one.

    python -m tests.bench.secrets_planted [--count 20000]

Plants NIRs, IBANs, cards, passwords and codes in ordinary sentences with the separators people use,
then searches as many harmless texts: telephones, amounts, dates, parcels, companies, references.
Everything is made from a fixed seed. Prints figures; exits 1 when a planted secret was missed.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable

from stdnum import luhn

from bot.privacy.secrets import find, mask

SEPARATORS = ("", " ", ".", "-", "\u00a0", "\u202f", "/", " - ")
SENTENCES = (
    "Bonjour, voici : {} merci de me répondre",
    "{}",
    "mon dossier du 12/03/2026 : {}, tél 06 12 34 56 78",
    "Je l’ai donné au téléphone ({}) hier à 18h30.",
    "Amount 1 234,50 €\n{}\nThanks",
)


def digits(dice: random.Random, count: int) -> str:
    """Return so many digits."""
    return "".join(dice.choices("0123456789", k=count))


def grouped(number: str, shape: tuple[int, ...], separator: str) -> str:
    """Return a number in groups."""
    parts, at = [], 0
    for size in shape:
        parts.append(number[at : at + size])
        at += size
    return separator.join(part for part in parts if part)


def nir(dice: random.Random) -> str:
    """Return a NIR with its key."""
    place = dice.choice(("2A", "2B", "13", "35", "59", "75", "97"))
    head = f"{dice.choice('12')}{dice.randrange(100):02}{dice.randint(1, 12):02}{place}"
    head += f"{dice.randint(1, 990):03}{dice.randint(1, 999):03}"
    key = 97 - int(head.replace("2A", "19").replace("2B", "18")) % 97
    return grouped(f"{head}{key:02}", (1, 2, 2, 2, 3, 3, 2), dice.choice(SEPARATORS))


def iban(dice: random.Random) -> str:
    """Return an IBAN of one of four countries."""
    country, size = dice.choice((("FR", 23), ("DE", 18), ("ES", 20), ("BE", 12)))
    body = digits(dice, size)
    rest = int("".join(str(int(c, 36)) for c in f"{body}{country}00"))
    return grouped(f"{country}{98 - rest % 97:02}{body}", (4,) * 8, dice.choice(SEPARATORS))


def card(dice: random.Random) -> str:
    """Return a Visa or a Mastercard."""
    head = (dice.choice(("4", "4970", "51", "53", "2221")) + digits(dice, 15))[:15]
    return grouped(head + luhn.calc_check_digit(head), (4,) * 4, dice.choice(SEPARATORS))


def password(dice: random.Random) -> str:
    """Return a sentence that gives a password away."""
    word = dice.choice(("Soleil", "azerty", "Chaton", "zorro")) + digits(dice, dice.randint(1, 4))
    lead = dice.choice(
        ("mon mot de passe est ", "mdp : ", "mot de passe ameli c’est ", "password: ")
    )
    return lead + word + dice.choice(("", "!", "."))


def code(dice: random.Random) -> str:
    """Return a sentence that gives a code away."""
    number = digits(dice, dice.choice((4, 6)))
    return dice.choice(
        ("le code reçu est {}", "code : {}", "{} est votre code", "code SMS {}")
    ).format(number)


def pairs(dice: random.Random) -> str:
    """Return a telephone number as people write it."""
    number = dice.choice("1234567") + digits(dice, 8)
    return dice.choice((f"0{number}", f"+33 {number}", grouped(f"0{number}", (2,) * 5, " ")))


HARMLESS: dict[str, Callable[[random.Random], str]] = {
    "telephone": pairs,
    "two telephones": lambda dice: f"{pairs(dice)} {pairs(dice)}",
    "amount": lambda dice: f"{dice.randrange(10**9):,}".replace(",", " ") + ",50 €",
    "date and time": lambda dice: (
        f"{dice.randint(1, 28):02}/{dice.randint(1, 12):02}/2026 {dice.randrange(24):02}:30"
    ),
    "date and telephone": lambda dice: f"{dice.randint(1, 28)}/11/2026 {pairs(dice)}",
    "parcel": lambda dice: f"colis {dice.choice('68')}{dice.choice('ALQR')}{digits(dice, 11)}",
    "tracking, 13 digits": lambda dice: f"suivi {digits(dice, 13)}",
    "SIREN": lambda dice: grouped(digits(dice, 9), (3, 3, 3), " "),
    "SIRET": lambda dice: (
        f"SIRET {grouped(digits(dice, 14), (3, 3, 3, 5), dice.choice(('', ' ')))}"
    ),
    "reference, 10 digits": lambda dice: f"réf. {digits(dice, 10)}",
    "reference, 15 digits": lambda dice: digits(dice, 15),
    "reference, 16 digits": lambda dice: digits(dice, 16),
    "postal code": lambda dice: f"code postal {digits(dice, 5)}",
    "IBAN, wrong key": lambda dice: f"FR00 {grouped(digits(dice, 23), (4,) * 6, ' ')}",
}
PLANTED = {"nir": nir, "iban": iban, "card": card, "password": password, "code": code}


def main() -> int:
    """Plant, search, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="texts of each side")
    count = parser.parse_args().count
    dice = random.Random(20261123)
    began = time.perf_counter()
    planted, found, left = Counter[str](), Counter[str](), 0
    for number in range(count):
        kind = list(PLANTED)[number % len(PLANTED)]
        secret = PLANTED[kind](dice)
        text = dice.choice(SENTENCES).format(secret)
        hits = find(text)
        planted[kind] += 1
        found[kind] += kind in {hit.secret.value for hit in hits}
        left += secret in mask(text, hits)
    for kind in PLANTED:
        print(f"{kind:10} found {found[kind]:6} of {planted[kind]:6}")
    wrong, searched = Counter[str](), Counter[str]()
    for number in range(count):
        kind = list(HARMLESS)[number % len(HARMLESS)]
        searched[kind] += 1
        wrong[kind] += bool(find(dice.choice(SENTENCES).format(HARMLESS[kind](dice))))
    for kind in HARMLESS:
        share = 100 * wrong[kind] / searched[kind]
        print(f"{kind:22} taken for a secret {wrong[kind]:5} of {searched[kind]:6} ({share:.2f} %)")
    spent = time.perf_counter() - began
    print(f"{2 * count} texts, {spent:.1f} s, {1e6 * spent / (2 * count):.0f} µs a text")
    print(f"planted secrets still readable after masking: {left}")
    return 1 if left or found != planted else 0


if __name__ == "__main__":
    sys.exit(main())
