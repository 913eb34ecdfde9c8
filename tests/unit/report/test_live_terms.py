"""Terms of one draw: nothing is left out that could matter, and what is left says the same."""

import ast

import pytest

from sanctions.report.workbook.live.terms import (
    ONE,
    ZERO,
    Term,
    added,
    binary,
    called,
    chosen,
    compared,
    negative,
    settled,
)

X = Term("x", drawn=True)
SUM = Term("x+y", drawn=True, tightness=1)
HALF = settled("h", 0.5)


@pytest.mark.parametrize(
    ("left", "operation", "right", "text"),
    [
        (X, ast.Mult(), ZERO, "0"),
        (ZERO, ast.Mult(), X, "0"),
        (ONE, ast.Mult(), X, "x"),
        (X, ast.Div(), ONE, "x"),
        (ZERO, ast.Div(), X, "0"),
        (ZERO, ast.Add(), X, "x"),
        (X, ast.Sub(), ZERO, "x"),
        (ZERO, ast.Sub(), X, "(-x)"),
        (X, ast.Pow(), ZERO, "1"),
        (X, ast.Pow(), ONE, "x"),
        (ZERO, ast.Pow(), X, "(0^x)"),
        (SUM, ast.Mult(), X, "(x+y)*x"),
        (X, ast.Sub(), SUM, "x-(x+y)"),
        (SUM, ast.Pow(), X, "((x+y)^x)"),
        (X, ast.Mult(), HALF, "x*h"),
    ],
)
def test_operations(left, operation, right, text):
    assert binary(left, operation, right).text == text


def test_what_the_law_settles_is_settled():
    assert binary(HALF, ast.Add(), HALF) == ONE
    assert negative(ZERO) == ZERO
    assert compared(HALF, ast.Gt(), ZERO) == ONE
    assert called("MAX", ZERO, HALF).settled == 0.5
    assert called("MAX", X, X) == X
    assert called("MIN", ZERO, X).text == "MIN(0,x)"
    assert added([ZERO, X, ZERO, HALF]).text == "x+h"


def test_only_the_branch_that_can_happen():
    assert chosen(ONE, X, SUM) == X
    assert chosen(compared(X, ast.LtE(), HALF), ONE, SUM).text == "IF(x<=h,1,x+y)"
