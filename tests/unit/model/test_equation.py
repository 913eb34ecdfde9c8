"""An equation that cannot mean the same on arrays and in a spreadsheet is refused when it is declared."""

from __future__ import annotations

import ast

import numpy as np
import pytest

from sanctions.model import grammar
from sanctions.model.equation import Equation, equation
from sanctions.model.grammar import Array, GrammarError, across, check, first_year, lag, maximum, where
from sanctions.units import Unit


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("a + b", "'b' is not an argument"),
        ("2 * a", "constant 2: only 0 and 1; give any other number a name"),
        ("0.5 * a", "constant 0.5: only 0 and 1; give any other number a name"),
        ("a + True", "constant True: only 0 and 1; give any other number a name"),
        ("a + 'x'", "constant 'x': only 0 and 1; give any other number a name"),
        ("a % a", "'a % a' is outside the grammar of equations"),
        ("a // a", "'a // a' is outside the grammar of equations"),
        ("+a", "'+a' is outside the grammar of equations"),
        ("not a", "'not a' is outside the grammar of equations"),
        ("a == a", "'a == a' is outside the grammar of equations"),
        ("a < a < a", "'a < a < a' is outside the grammar of equations"),
        ("a and a", "'a and a' is outside the grammar of equations"),
        ("a if a else a", "'a if a else a' is outside the grammar of equations"),
        ("a[0]", "'a[0]' is outside the grammar of equations"),
        ("a.sum()", "'a.sum()' is outside the grammar of equations"),
        ("lambda: a", "'lambda: a' is outside the grammar of equations"),
        ("maximum(a, a, key=a)", "'maximum(a, a, key=a)' is outside the grammar of equations"),
        ("sin(a)", "unknown word 'sin'"),
        ("eval(a)", "unknown word 'eval'"),
        ("where(a, a)", "where takes 3 argument(s), not 2"),
        ("maximum(a)", "maximum takes 2 argument(s), not 1"),
        ("exp(a, a)", "exp takes 1 argument(s), not 2"),
        ("lag(a + a)", "lag takes the bare name of a quantity"),
        ("peak(exp(a))", "peak takes the bare name of a quantity"),
        ("across(a * a)", "across takes the bare name of a quantity"),
        ("with_option(1)", "with_option takes the bare name of a quantity"),
        ("lag(b)", "'b' is not an argument"),
    ],
)
def test_what_the_grammar_refuses(body: str, message: str) -> None:
    with pytest.raises(GrammarError) as caught:
        check(ast.parse(body, mode="eval").body, frozenset({"a"}))
    assert str(caught.value) == message


@pytest.mark.parametrize("body", ["a + a - a * a / a ** a", "-a", "where(a > 0, a, 1)", "exp(-a) <= 1"])
def test_what_the_grammar_allows(body: str) -> None:
    check(ast.parse(body, mode="eval").body, frozenset({"a"}))


def no_docstring(a: Array) -> Array:
    return a


def two_statements(a: Array) -> Array:
    """Words."""
    b = a + a
    return b - a


def no_return(a: Array) -> None:
    """Words."""
    a + a


def unused(a: Array, b: Array, c: Array) -> Array:
    """Words."""
    return a


def number(a: Array) -> Array:
    """Words."""
    return a * 100


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (no_docstring, "no_docstring: an equation is a function with a docstring"),
        (two_statements, "two_statements: an equation is a docstring and one return"),
        (no_return, "no_return: an equation is a docstring and one return"),
        (unused, "unused: arguments never used: b, c"),
        (number, "number: constant 100: only 0 and 1; give any other number a name"),
    ],
)
def test_what_the_declaration_refuses(function, message: str) -> None:
    with pytest.raises(GrammarError) as caught:
        equation(unit=Unit.SHARE, source="none")(function)
    assert str(caught.value) == message


@pytest.mark.parametrize("axes", [("holder", "law"), ("law", "law"), ("country",)])
def test_axes_come_in_one_order(axes: tuple) -> None:
    with pytest.raises(GrammarError) as caught:
        equation(unit=Unit.SHARE, axes=axes, source="none")
    assert str(caught.value) == (
        f"axes {axes} are not a selection of ('law', 'segment', 'timing', 'bonds', 'holder', 'entity')"
        " in that order"
    )


@equation(unit=Unit.BASIS_POINTS, axes=("segment",), source="a study")
def made(path: Array, members: Array, level: Array) -> Array:
    """Say what it is.

    More words.
    """
    return where(first_year(path) > 0, lag(path) + across(members), maximum(level, path))


def test_an_equation_knows_itself() -> None:
    assert isinstance(made, Equation)
    assert (made.name, made.unit, made.axes, made.source) == (
        "made",
        Unit.BASIS_POINTS,
        ("segment",),
        "a study",
    )
    assert made.arguments == ("path", "members", "level")
    assert made.formula == "where(first_year(path) > 0, lag(path) + across(members), maximum(level, path))"
    assert made.words_on("path") == {"first_year", "lag"}
    assert made.words_on("members") == {"across"}
    assert made.words_on("level") == frozenset()


def test_words_mean_what_they_say() -> None:
    path = np.array([[1.0, -1.0], [4.0, 5.0], [2.0, 9.0]])
    np.testing.assert_array_equal(grammar.lag(path), [[0, 0], [1, -1], [4, 5]])
    np.testing.assert_array_equal(grammar.cumulative(path), [[1, -1], [5, 4], [7, 13]])
    np.testing.assert_array_equal(grammar.first_year(path), [4, 5])
    np.testing.assert_array_equal(grammar.last_year(path), [2, 9])
    np.testing.assert_array_equal(grammar.peak(path), [4, 9])
    np.testing.assert_array_equal(grammar.total(path), [7, 13])
    np.testing.assert_array_equal(grammar.across({"a": path[0], "b": path[1], "c": path[2]}), [7, 13])
    law = {
        name: np.array(float(place)) for place, name in enumerate(("in_force", "with_option", "with_allies"))
    }
    assert [float(word(law)) for word in (grammar.in_force, grammar.with_option, grammar.with_allies)] == [
        0,
        1,
        2,
    ]
    np.testing.assert_array_equal(grammar.largest({"a": path[0], "b": path[1], "c": path[2]}), [4, 9])
    bonds = {name: np.array(float(place)) for place, name in enumerate(("old", "old_if_sold", "new"))}
    words = (grammar.old_bonds, grammar.old_bonds_if_sold, grammar.new_bonds)
    assert [float(word(bonds)) for word in words] == [0, 1, 2]
    timings = {name: np.array(float(place)) for place, name in enumerate(("average", "end"))}
    assert [float(word(timings)) for word in (grammar.average_of_year, grammar.end_of_year)] == [0, 1]


def test_every_word_of_the_grammar_is_defined() -> None:
    words = grammar.ELEMENTWISE | grammar.YEARWISE_PATH | grammar.YEARWISE_VALUE | set(grammar.MEMBERWISE)
    assert [word for word in sorted(words) if not callable(getattr(grammar, word, None))] == []
