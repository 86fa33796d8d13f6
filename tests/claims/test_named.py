"""Names that can be one, and names that cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.claims.named import names_meet, spelled_alike

ONE = [
    ("Anna Keller", "Keller"),
    ("Moammar", "Muammar"),
    ("Gadhim", "al-Qadim"),
    ("Ostrel Crime Watch", "Crimewatch"),
    ("Channel 5 affiliate KVEL", "KVEL-TV"),
    ("Kenya", "Kenyan"),
    ("Rail Safety Branch Board", "RSBB"),
    ("St. Velmo", "Saint Velmo"),
    ("NW 7th Lane", "Northwest 7th Lane"),
    ("Lind Ewa", "Ewa Lind"),
    ("Sheri Marn", "Cheri Marn Orell"),
    ("Pavel Otto Orm", "Pavel Orm Jr"),
    ("UV Medical Center", "University of Velmora Hospital"),
    ("Kiln Dr.", "Kiln Drive"),
]
TWO = [
    ("Kabul", "Herat"),
    ("Velmora Police Department", "Ostrel Police Department"),
    ("Baker Street", "Kiln Street"),
    ("Indian", "Indonesian"),
    ("Mali", "Malta"),
    ("Reuters", "Relief Web"),
]
NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=30)


@pytest.mark.parametrize(("a", "b"), ONE)
def test_forms_of_one_name_meet(a: str, b: str) -> None:
    assert names_meet(a, b)


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_names_do_not_meet(a: str, b: str) -> None:
    assert not names_meet(a, b)


@given(NAMES, NAMES)
def test_whether_names_meet_does_not_depend_on_their_order(a: str, b: str) -> None:
    assert names_meet(a, b) is names_meet(b, a)


@given(NAMES)
def test_a_name_meets_itself(name: str) -> None:
    assert names_meet(name, name)


def test_a_very_long_name_is_not_compared_letter_by_letter() -> None:
    assert not spelled_alike("ab" * 200, "ab" * 199 + "cd")
