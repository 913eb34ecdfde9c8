"""Text from outside on a terminal: it says, it does not steer, and it ends."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.errors import Problem
from sanctions.files import complaint_lines, printable, printable_lines
from sanctions.files.shown import LONGEST_LINE, MOST_PROBLEMS, shortened

STEERING = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F))]
STEERING += [chr(code) for code in (*range(0x2066, 0x206A), 0x2028, 0x2029, 0x200B, 0x200E, 0xFEFF, 0xD800)]


@pytest.mark.parametrize("letter", STEERING)
def test_what_steers_is_shown_as_its_code(letter):
    shown = printable(f"a{letter}b")
    assert letter not in shown
    assert shown.isascii()
    assert shown[1:-1].encode().decode("unicode_escape") == letter


def test_names_stay_as_they_are():
    for name in ("Сбербанк", "中国银行", "é", "ПАО\N{NO-BREAK SPACE}Банк", "שלום"):
        assert printable(name) == name


@given(st.text())
def test_nothing_steers(text):
    assert all(each.isprintable() or unicodedata.category(each) == "Zs" for each in printable(text))
    assert printable(printable(text)) == printable(text)
    assert printable_lines(text).count("\n") == text.count("\n")


@given(st.lists(st.text(max_size=3000), max_size=80))
def test_messages_end(values):
    lines = complaint_lines([Problem("f", value, "is unknown", "a key") for value in values])
    assert len(lines) <= MOST_PROBLEMS + 1
    assert all(len(line) < 2 * LONGEST_LINE and "\n" not in line for line in lines)
    if len(values) > MOST_PROBLEMS:
        assert lines[-1] == f"and {len(values) - MOST_PROBLEMS:,} more"


def test_twenty_thousand_problems_fit_a_screen():
    lines = complaint_lines([Problem("f" * 500, f"key{n}", "is unknown", "x" * 9000) for n in range(20_000)])
    assert sum(map(len, lines)) < 60_000
    assert lines[-1] == "and 19,950 more"


def test_what_was_expected_is_still_read():
    line = shortened(str(Problem("f", "k" * 5000, "is unknown", "one of these")))
    assert line.startswith("f: kkk")
    assert line.endswith("is unknown (expected one of these)")
