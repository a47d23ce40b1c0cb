"""Secrets are found however they are typed, and what looks like one is left alone."""

import pytest
from stdnum import luhn

from bot.privacy.secrets import Found, Secret, find, is_card, is_nir, mask


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.secret.value, text[one.start : one.end]) for one in find(text)]


NIRS = """
2 55 08 14 168 025 38|255081416802538|2.55.08.14.168.025.38|255-08-14-168-025-38
2/55/08/14/168/025/38|2 55 08 14 168 025|2550814168025|1 85 05 2A 123 456|185 05 2b 123 456
"""
IBANS = """
FR76 3000 6000 0112 3456 7890 189|fr7630006000011234567890189|DE89 3704 0044 0532 0130 00
GB29 NWBK 6016 1331 9268 19|BE68 5390 0754 7034|ES91 2100 0418 4502 0005 1332
LU28 0019 4006 4475 0000|CH93 0076 2011 6238 5295 7|NO93 8601 1117 947
MT84 MALT 0110 0001 2345 MTLC AST0 01S|FR76-3000-6000-0112-3456-7890-189
FR 76 30006 00001 12345678901 89
"""
CARDS = """
4111 1111 1111 1111|4111111111111111|4111-1111-1111-1111|4111.1111.1111.1111
5500 0000 0000 0004|2223 0000 4841 0010|378282246310005|3782 822463 10005|3056 930902 5904
6011 1111 1111 1117|41 11 11 11 11 11 11 11
"""
PASSWORDS = {
    "mon mot de passe est Azerty123!": "Azerty123!",
    "mon mot de passe est azerty": "azerty",
    "mon mot de passe ameli est Zorro77": "Zorro77",
    "mot de passe de ma boîte mail : chaton99": "chaton99",
    "mot de passe Wi-Fi : abcd-efgh": "abcd-efgh",
    "mdp soleil13": "soleil13",
    "le mdp c'est toto": "toto",
    "pass : 1234": "1234",
    "my password is hunter2": "hunter2",
    "password=correcthorse": "correcthorse",
}
CODES = {
    "le code est 123456": "123456",
    "code reçu par SMS : 482913": "482913",
    "votre code de validation est 482 913": "482 913",
    "482913 est votre code de vérification Ameli": "482913",
    "Your code is 123-456": "123-456",
    "123456 is your verification code": "123456",
    "G-482913 is your Google verification code": "482913",
    "mon code est le 1234": "1234",
    "code PIN: 0000": "0000",
    "code 2FA 771204": "771204",
    "otp 992211": "992211",
    "cvv 123": "123",
    "cryptogramme visuel 123": "123",
    "mot de passe à usage unique 882913": "882913",
}
NEAR_MISSES = """
06 12 34 56 78|+33 6 12 34 56 78|0033612345678|01 23 45 67 89 et 06 98 76 54 32|3639|118 218
1 234,50 €|12 345 678 901 234 €|1.234.567,89|12 000 000 000 €
le 23/11/2026 à 10:30|20261123103000|33700 23/11/2026 06 12 34 56 78|2026-11-23T10:30:00
Colis 6A12345678901|suivi 1Z999AA10123456784|Colissimo 8R 4123 4567 891|suivi 2550814168025
SIREN 552 100 554|SIRET 552 100 554 00013|SIRET 55210055400013|TVA FR 40 303 265 045
dossier 2024-123456789012345|ref 123456789012345|facture n° 1234567890123|numéro 1234567890128
ISBN 978-2-07-036822-8|EAN 3017620422003|numéro fiscal 30 12 345 678 901|IMEI 356938035643809
carte d'identité 123456789012|passeport 12AB34567|AB-123-CD|FR12345678901|BIC BNPAFRPP
255081416802539|FR76 3000 6000 0112 3456 7890 188|4111 1111 1111 1112|0000 0000 0000 0000
code postal 69001|code postal : 75 011|code de la route 2023|code promo 2024|code client 123456
code APE 6201|code NAF 62.01|code barre 3760123456789|le code à 6 chiffres|code: 12€|code: 1200,50
mon mot de passe a été volé|j'ai donné mon mot de passe|mot de passe oublié|mot de passe : ?
mon mot de passe est toujours le même|mon mot de passe est compromis|my password was stolen
le mot de passe d'Ameli|mot de passe sur https://ameli-fr.com/a1|mot de passe: https://a.b/c1
mon mot de passe est volé.|Votre mot de passe expire le 12/03/2026|le mot de passe, ça change
Le mot de passe de votre compte Netflix est invalide.|Mot de passe: cliquez ici http://x.fr
"""


def table(text: str) -> list[str]:
    return [entry for line in text.strip().splitlines() for entry in line.split("|")]


@pytest.mark.parametrize(
    ("secret", "written"),
    [
        *((Secret.NIR, w) for w in table(NIRS)),
        *((Secret.IBAN, w) for w in table(IBANS)),
        *((Secret.CARD, w) for w in table(CARDS)),
    ],
)
@pytest.mark.parametrize(
    "text", ["{}", "Voici : {}.", "a\n{}\nb", "({}) merci, à 10h", "x\u00a0{}"]
)
def test_numbers_are_found_whatever_stands_around(secret: Secret, written: str, text: str) -> None:
    """A NIR, an IBAN or a card is found whole, spaced or not."""
    assert kinds(text.format(written)) == [(secret.value, written)]


@pytest.mark.parametrize(("text", "secret"), PASSWORDS.items())
def test_announced_passwords_are_found(text: str, secret: str) -> None:
    """“Mon mot de passe est …”, in the ways people say it."""
    assert kinds(text) == [("password", secret)]


@pytest.mark.parametrize(("text", "secret"), CODES.items())
def test_announced_codes_are_found(text: str, secret: str) -> None:
    """One-time codes, PINs and card codes beside the words that announce them."""
    assert kinds(text) == [("code", secret)]


@pytest.mark.parametrize("text", table(NEAR_MISSES))
def test_what_only_looks_like_a_secret_is_left(text: str) -> None:
    """Telephones, amounts, dates, parcels, companies, wrong keys, sentences about passwords."""
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("255081416802538", True),
        ("255081416802537", False),
        ("1850520123456" + f"{97 - 1850520123456 % 97:02}", True),
        ("185052A123456" + f"{97 - 1850519123456 % 97:02}", True),
        ("185052B123456" + f"{97 - 1850518123456 % 97:02}", True),
        ("185052b123456" + f"{97 - 1850518123456 % 97:02}", True),
        ("185052B123456" + f"{97 - 1850519123456 % 97:02}", False),
        ("1859914168025" + f"{97 - 1859914168025 % 97:02}", True),  # month unknown
        ("1851314168025" + f"{97 - 1851314168025 % 97:02}", False),  # there is no month 13
        ("7850514168025" + f"{97 - 7850514168025 % 97:02}", True),  # provisional
        ("5850514168025" + f"{97 - 5850514168025 % 97:02}", False),
        ("1850500168025" + f"{97 - 1850500168025 % 97:02}", False),  # no department 00
        ("1850514000025" + f"{97 - 1850514000025 % 97:02}", False),  # no commune 000
        ("1850514168025", True),
        ("7850514168025", False),  # without a key only the usual ones
        ("1859914168025", False),
        ("18505141680", False),
    ],
)
def test_a_nir_has_a_key(number: str, expected: bool) -> None:
    """The key is 97 minus the rest; Corsica counts 2A as 19 and 2B as 18."""
    assert is_nir(number) is expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("4111111111111111", True),
        ("4111111111111112", False),
        ("411111111111116", False),  # no Visa of fifteen
        ("55210055400013", False),  # a SIRET
        ("1111111111111117", False),
        ("6666666666666666", False),
    ],
)
def test_a_card_has_a_brand_a_length_and_a_checksum(number: str, expected: bool) -> None:
    """Luhn alone takes one number in ten: brand and length do the rest."""
    assert is_card(number) is expected


def test_several_secrets_are_found_in_order_and_masked() -> None:
    """Each is replaced by the name of its kind; nothing else changes."""
    text = "IBAN FR7630006000011234567890189, CB 4111 1111 1111 1111, mdp: Toto12, code 4821"

    found = find(text)

    assert [one.secret for one in found] == [
        Secret.IBAN,
        Secret.CARD,
        Secret.PASSWORD,
        Secret.CODE,
    ]
    assert mask(text, found) == "IBAN [IBAN ••••], CB [CB ••••], mdp: [••••] code [code ••••]"


def test_two_of_a_kind_side_by_side_are_both_found() -> None:
    """A list of IBANs or cards has no blind spot."""
    iban, card = "FR7630006000011234567890189", "4111 1111 1111 1111"

    assert [k for k, _ in kinds(f"{iban} {iban}\n{card} {card}")] == [
        "iban",
        "iban",
        "card",
        "card",
    ]


def test_an_iban_glued_to_its_name_is_found() -> None:
    """“IBANFR76…” is how some forms copy it."""
    assert kinds("IBANFR7630006000011234567890189") == [("iban", "FR7630006000011234567890189")]


def test_a_company_that_passes_for_a_card_is_told_by_its_name_or_groups() -> None:
    """A SIRET passes Luhn by construction."""
    siret = next(f"36{n:012}" for n in range(1000) if luhn.is_valid(f"36{n:012}") and n > 99)

    assert is_card(siret)
    assert kinds(f"SIRET {siret}") == []
    assert kinds(f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}") == []


def test_wide_and_foreign_digits_are_digits() -> None:
    """Digits of other scripts and zero-width characters hide nothing."""
    wide = "".join(chr(ord("０") + int(c)) for c in "4111111111111111")

    assert [k for k, _ in kinds(wide)] == ["card"]
    assert [k for k, _ in kinds("4111\u200b1111\u200b1111\u200b1111")] == ["card"]
    assert [k for k, _ in kinds("2‑55‑08‑14‑168‑025‑38")] == ["nir"]
    assert [k for k, _ in kinds("ＦＲ7630006000011234567890189")] == ["iban"]


def test_nothing_is_masked_where_nothing_is_found() -> None:
    """A text without secrets comes back as it was."""
    assert find("Bonjour 👋🏽, ½ œuf") == ()
    assert mask("Bonjour", ()) == "Bonjour"
    assert mask("a4b", (Found(Secret.CODE, 1, 2),)) == "a[code ••••]b"
