"""Whatever is planted is found, whatever is searched ends, and soon: properties of the search."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from bot.privacy.secrets import find, mask


def nir_of(head: str) -> str:
    number = int(head.replace("2A", "19").replace("2B", "18"))
    return head + f"{97 - number % 97:02}"


NIR = st.tuples(
    st.sampled_from("12"),
    st.integers(0, 99),
    st.integers(1, 12),
    st.sampled_from(["2A", "2B", *(f"{d:02}" for d in range(1, 96) if d != 20)]),
    st.integers(1, 990),
    st.integers(1, 999),
).map(lambda t: nir_of(f"{t[0]}{t[1]:02}{t[2]:02}{t[3]}{t[4]:03}{t[5]:03}"))


def iban_of(country: str, body: str) -> str:
    rest = int("".join(str(int(c, 36)) for c in body + country + "00"))
    return f"{country}{98 - rest % 97:02}{body}"


IBAN = st.one_of(
    st.from_regex(r"\A[0-9]{23}\Z").map(lambda b: iban_of("FR", b)),
    st.from_regex(r"\A[0-9]{18}\Z").map(lambda b: iban_of("DE", b)),
    st.from_regex(r"\A[A-Z]{4}[0-9]{14}\Z").map(lambda b: iban_of("GB", b)),
)


CARD = st.tuples(
    st.sampled_from(["4", "51", "55", "2221", "4970"]), st.integers(10**15, 10**16 - 1)
).map(lambda t: (head := (t[0] + str(t[1]))[:15]) + luhn.calc_check_digit(head))


SEPARATOR = st.sampled_from(["", " ", ".", "-", "/", "_", "\u00a0", "\u202f", "\t", " - "])


AROUND = st.text(
    st.characters(
        exclude_categories=("Nd", "Nl", "No", "L", "Cs"),
        exclude_characters="/.-_,",
    )
    | st.sampled_from("abé \n"),
    max_size=40,
)


SHAPES = {
    "nir": (1, 2, 2, 2, 3, 3, 2),
    "iban": (4, 4, 4, 4, 4, 4, 4, 4),
    "card": (4, 4, 4, 4),
}


def spaced(number: str, shape: tuple[int, ...], separator: str) -> str:
    parts, at = [], 0
    for size in shape:
        parts.append(number[at : at + size])
        at += size
    return separator.join(part for part in parts if part)


@given(
    planted=st.one_of(
        NIR.map(lambda n: ("nir", n)),
        IBAN.map(lambda n: ("iban", n)),
        CARD.map(lambda n: ("card", n)),
    ),
    separator=SEPARATOR,
    before=AROUND,
    after=AROUND,
)
def test_whatever_is_planted_is_found(
    planted: tuple[str, str], separator: str, before: str, after: str
) -> None:
    """A secret anywhere in a text, in groups with any separator, never survives masking."""
    kind, number = planted
    written = spaced(number, SHAPES[kind], separator)
    text = f"{before} {written} {after}"

    found = find(text)

    assert kind in {one.secret.value for one in found}
    assert written not in mask(text, found)


@given(st.text(st.characters() | st.sampled_from("0123456789 .-ABFR:"), max_size=200))
def test_any_text_is_searched_without_failing(text: str) -> None:
    """Places are ordered, apart, and within the text."""
    found = find(text)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    mask(text, found)


WORST = (
    *(
        "1",
        "4 ",
        "FR76 ",
        "aa11 ",
        "FR7630006000011234567890188 ",
        "mdp ",
        "mdp aa aa aa ",
        "code ",
    ),
    *(
        "1 ",
        "AB12CD34",
        "2550814 ",
        "4111 ",
        "code est ",
        "1234 est le ",
        " ",
        "mot de passe '",
        "é",
    ),
)


@pytest.mark.parametrize("unit", WORST)
def test_the_search_is_linear(unit: str) -> None:
    """Four times the text takes about four times as long, at worst some ms a thousand signs."""
    text = (unit * (16384 // len(unit) + 1))[:16384]
    began = time.perf_counter()
    find(text)

    assert time.perf_counter() - began < 2
