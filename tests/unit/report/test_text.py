import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from sanctions.report.cells.text import LONGEST_TEXT, escaped, parts, starts_like_formula, visible


@given(st.text(max_size=300))
def test_no_text_is_lost(text):
    assert "".join(parts(text, longest=40)) == text


@given(st.lists(st.sampled_from(["_x000D_", "_x0041_x0041_", "a", "é"]), max_size=60).map("".join))
def test_every_part_fits_once_escaped(text):
    assert all(len(escaped(piece)) <= 40 for piece in parts(text, longest=40))


@given(st.lists(st.sampled_from(["_x000D_", "_", "x", "005F_"]), max_size=20).map("".join))
def test_a_reader_gets_back_what_was_meant(text):
    assert unescape(escaped(text)) == text


def test_forty_thousand_characters_take_two_cells():
    text = "é" * 40_000
    assert [len(piece) < LONGEST_TEXT for piece in parts(text)] == [True, True]


@given(st.text())
def test_what_is_visible_is_legal_xml(text):
    legal = set(visible(text))
    assert not [c for c in legal if ord(c) < 32 and c not in "\t\n"]
    assert not [c for c in legal if 0xD800 <= ord(c) <= 0xDFFF]


def test_control_characters_are_shown():
    assert visible("a\x00b\x7fc\rd") == "a␀b␡c␍d"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_starts_that_look_like_formulas(start):
    assert starts_like_formula(f"{start}1+1")
    assert not starts_like_formula(f" {start}")
