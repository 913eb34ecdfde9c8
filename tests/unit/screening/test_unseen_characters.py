"""What nobody can see in a name makes no difference; what some scripts write with stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.files.cells import clean_name, name_key
from sanctions.ownership.readers.known_names import KnownNames

UNSEEN = [
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u200e",
    "\u202e",
    "\ufe0f",
    "\u3164",
    "\x00",
]


@pytest.mark.parametrize("character", UNSEEN)
@pytest.mark.parametrize("pattern", ["{}Ivo Testov", "Ivo{} Testov", "Ivo Tes{}tov", "Ivo Testov{}"])
def test_unseen_characters_are_taken_out(character: str, pattern: str) -> None:
    assert clean_name(pattern.format(character)) == "Ivo Testov"


def test_an_accent_joins_its_letter_across_what_is_unseen() -> None:
    assert clean_name("Rene\u200b\u0301") == "Ren\u00e9"
    assert name_key("Rene\u200d\u0301") == name_key("Ren\u00e9")


def test_joiners_stay_between_letters_of_scripts_that_use_them() -> None:
    persian = "\u0646\u0627\u0645\u200c\u0647\u0627"

    assert clean_name(persian) == persian
    assert name_key(persian) == name_key(persian.replace("\u200c", ""))
    assert KnownNames([persian]).find(persian.replace("\u200c", "")) == (persian,)


@given(st.text(max_size=20))
def test_cleaning_twice_is_cleaning_once(name: str) -> None:
    assert clean_name(clean_name(name)) == clean_name(name)
    assert name_key(clean_name(name)) == name_key(name)


@given(st.text(max_size=10), st.sampled_from(UNSEEN), st.integers(0, 10))
def test_names_that_look_alike_have_one_key(name: str, character: str, place: int) -> None:
    assert name_key(name[:place] + character + name[place:]) == name_key(name)
