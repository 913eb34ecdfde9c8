"""Expressions of one draw: what stays a formula, what the law settles once and for all."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sanctions.report.cells.formulas import function

_ATOM: Final = 4
_TIGHTNESS: Final[dict[type[ast.operator], tuple[str, int]]] = {
    ast.Add: ("+", 1),
    ast.Sub: ("-", 1),
    ast.Mult: ("*", 2),
    ast.Div: ("/", 2),
    ast.Pow: ("^", _ATOM),
}
_COMPARE: Final[dict[type[ast.cmpop], tuple[str, Callable[[float, float], bool]]]] = {
    ast.Gt: (">", float.__gt__),
    ast.GtE: (">=", float.__ge__),
    ast.Lt: ("<", float.__lt__),
    ast.LtE: ("<=", float.__le__),
}


@dataclass(frozen=True)
class Term:
    """A formula, or part of one, for one draw.

    Parameters
    ----------
    text : str
        Columns of draws are marks until their letters are known.
    drawn : bool
        Whether it differs from draw to draw.
    settled : float or None
        Its value where the law fixes it whatever the inputs are.
    tightness : int
        How tightly its outermost operation binds.
    """

    text: str
    drawn: bool
    settled: float | None = None
    tightness: int = _ATOM

    def bracketed(self, needed: int) -> str:
        """Return the text, in brackets where it binds less tightly than needed."""
        return self.text if self.tightness >= needed else f"({self.text})"


ZERO: Final = Term("0", drawn=False, settled=0.0)
ONE: Final = Term("1", drawn=False, settled=1.0)


def settled(text: str, value: float) -> Term:
    """Return a term the law has settled; 0 and 1 are written as such."""
    if value == 0:
        return ZERO
    return ONE if value == 1 else Term(text, drawn=False, settled=value)


def binary(left: Term, operation: ast.operator, right: Term) -> Term:
    """Return an operation on two terms, without the steps that the law makes pointless."""
    shorter = _shorter(left, operation, right)
    if shorter is not None:
        return shorter
    sign, tightness = _TIGHTNESS[type(operation)]
    drawn = left.drawn or right.drawn
    if isinstance(operation, ast.Pow):
        text = f"({left.bracketed(_ATOM)}^{right.bracketed(_ATOM)})"
    else:
        text = f"{left.bracketed(tightness)}{sign}{right.bracketed(tightness + 1)}"
    if left.settled is not None and right.settled is not None:
        value = _computed(left.settled, operation, right.settled)
        if value in (0.0, 1.0):
            return settled(text, value)
        return Term(text, drawn, value, tightness)
    return Term(text, drawn, None, tightness)


def _shorter(left: Term, operation: ast.operator, right: Term) -> Term | None:
    """Return what is left of an operation with 0 or 1, None where nothing can be left out."""
    match operation:
        case ast.Mult() if left.settled == 0 or right.settled == 0:
            return ZERO
        case ast.Mult() if left.settled == 1:
            return right
        case ast.Add() if left.settled == 0:
            return right
        case ast.Div() if left.settled == 0:
            return ZERO
        case ast.Mult() | ast.Div() | ast.Pow() if right.settled == 1:
            return left
        case ast.Add() | ast.Sub() if right.settled == 0:
            return left
        case ast.Sub() if left.settled == 0:
            return negative(right)
        case ast.Pow() if right.settled == 0 or left.settled == 1:
            return ONE
        case _:
            return None


def _computed(left: float, operation: ast.operator, right: float) -> float:
    match operation:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case _:
            return float(left**right)


def negative(term: Term) -> Term:
    """Return minus a term."""
    if term.settled == 0:
        return ZERO
    value = None if term.settled is None else -term.settled
    return Term(f"(-{term.bracketed(_ATOM)})", term.drawn, value)


def compared(left: Term, operation: ast.cmpop, right: Term) -> Term:
    """Return a comparison, settled where both sides are."""
    sign, holds = _COMPARE[type(operation)]
    if left.settled is not None and right.settled is not None:
        return ONE if holds(left.settled, right.settled) else ZERO
    return Term(f"{left.bracketed(1)}{sign}{right.bracketed(1)}", left.drawn or right.drawn, None, 0)


def chosen(condition: Term, if_so: Term, if_not: Term) -> Term:
    """Return one of two terms; only the branch that can happen where the condition is settled."""
    if condition.settled is not None:
        return if_so if condition.settled else if_not
    text = function("IF", condition.text, if_so.text, if_not.text)
    return Term(text, condition.drawn or if_so.drawn or if_not.drawn)


def called(name: str, *arguments: Term) -> Term:
    """Return MAX, MIN, SUM, EXP, LN or SQRT of terms."""
    unique = list(dict.fromkeys(arguments)) if name in ("MAX", "MIN") else list(arguments)
    if name in ("MAX", "MIN", "SUM") and len(unique) == 1:
        return unique[0]
    text = function(name, *(each.text for each in unique))
    drawn = any(each.drawn for each in unique)
    values = [each.settled for each in unique]
    known = [value for value in values if value is not None]
    if len(known) == len(values):
        return settled(text, _applied(name, known))
    return Term(text, drawn)


def added(terms: list[Term]) -> Term:
    """Return a sum, without the terms that are zero."""
    total = ZERO
    for term in terms:
        total = binary(total, ast.Add(), term)
    return total


def _applied(name: str, values: list[float]) -> float:
    match name:
        case "MAX":
            return max(values)
        case "MIN":
            return min(values)
        case "SUM":
            return math.fsum(values)
        case "EXP":
            return math.exp(values[0])
        case "LN":
            return math.log(values[0])
        case _:
            return math.sqrt(values[0])
