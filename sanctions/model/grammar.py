"""What an equation may say, and what each word means on arrays.

An equation body is one expression over its argument names. The same expression is run on arrays here and
translated to a spreadsheet formula elsewhere, so only words that mean the same in both places are allowed.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

#: Values of one quantity for every member of an axis, as given to `across`, `with_option` and the like.
Members = Mapping[str, Array]

FIRST_YEAR_COLUMN: Final = 1

where = np.where
minimum = np.minimum
maximum = np.maximum


def exp(value: Array) -> Array:
    """Return e to the power of the value."""
    return np.asarray(np.exp(value))


def sqrt(value: Array) -> Array:
    """Return the square root."""
    return np.asarray(np.sqrt(value))


def log(value: Array) -> Array:
    """Return the natural logarithm."""
    return np.asarray(np.log(value))


def cumulative(path: Array) -> Array:
    """Return the running total along years, this year included."""
    return np.cumsum(path, axis=0)


def lag(path: Array) -> Array:
    """Return last year's value; the opening value, before the first column, is zero."""
    return np.concatenate([np.zeros_like(path[:1]), path[:-1]])


def first_year(path: Array) -> Array:
    """Return the value one year after the announcement."""
    return np.asarray(path[FIRST_YEAR_COLUMN])


def last_year(path: Array) -> Array:
    """Return the value in the last column."""
    return np.asarray(path[-1])


def peak(path: Array) -> Array:
    """Return the largest value along years."""
    return np.asarray(np.max(path, axis=0))


def total(path: Array) -> Array:
    """Return the sum along years."""
    return np.asarray(np.sum(path, axis=0))


def across(members: Members) -> Array:
    """Return the sum over the members of the one axis the equation itself does not have."""
    values = iter(members.values())
    result = next(values)
    for value in values:
        result = result + value
    return result


def largest(members: Members) -> Array:
    """Return the largest value over the members of the one axis the equation itself does not have."""
    values = iter(members.values())
    result = next(values)
    for value in values:
        result = np.maximum(result, value)
    return result


def in_force(members: Members) -> Array:
    """Return the value under the law in force on the as-of date, unchanged."""
    return members["in_force"]


def with_option(members: Members) -> Array:
    """Return the value with the option added to the law in force."""
    return members["with_option"]


def with_allies(members: Members) -> Array:
    """Return the value if every sender with figures joined the option."""
    return members["with_allies"]


def measured_state(members: Members) -> Array:
    """Return the value if the reference measured package were in force."""
    return members["measured_state"]


def maximal_state(members: Members) -> Array:
    """Return the value if the reference maximal package were in force."""
    return members["maximal_state"]


def escalated_state(members: Members) -> Array:
    """Return the value if the reference maximal package came on top of the option."""
    return members["escalated_state"]


def local_law(members: Members) -> Array:
    """Return the value for the local-law, local-currency segment."""
    return members["local"]


def average_of_year(members: Members) -> Array:
    """Return the value of the law as it binds on average over the year that ends in the column."""
    return members["average"]


def end_of_year(members: Members) -> Array:
    """Return the value of the law as it binds on the column's date."""
    return members["end"]


def old_bonds(members: Members) -> Array:
    """Return the value for bonds already outstanding."""
    return members["old"]


def old_bonds_if_sold(members: Members) -> Array:
    """Return the value for bonds already outstanding, were locked-in holders forced to sell instead."""
    return members["old_if_sold"]


def new_bonds(members: Members) -> Array:
    """Return the value for newly issued bonds."""
    return members["new"]


#: Element-wise words: allowed on any sub-expression.
ELEMENTWISE: Final = frozenset({"where", "minimum", "maximum", "exp", "log", "sqrt"})
#: Words along years: allowed on a bare name that varies by year. The first two keep the years.
YEARWISE_PATH: Final = frozenset({"cumulative", "lag"})
YEARWISE_VALUE: Final = frozenset({"first_year", "last_year", "peak", "total"})
#: Words that choose or add up members of an axis, on a bare name: word -> (axis, member or None for the sum).
MEMBERWISE: Final[Mapping[str, tuple[str, str | None]]] = {
    "across": ("*", None),
    "largest": ("*", None),
    "in_force": ("law", "in_force"),
    "with_option": ("law", "with_option"),
    "with_allies": ("law", "with_allies"),
    "measured_state": ("law", "measured_state"),
    "maximal_state": ("law", "maximal_state"),
    "escalated_state": ("law", "escalated_state"),
    "local_law": ("segment", "local"),
    "average_of_year": ("timing", "average"),
    "end_of_year": ("timing", "end"),
    "old_bonds": ("bonds", "old"),
    "old_bonds_if_sold": ("bonds", "old_if_sold"),
    "new_bonds": ("bonds", "new"),
}
ARGUMENT_COUNT: Final[Mapping[str, int]] = {"where": 3, "minimum": 2, "maximum": 2}

_BINARY = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
_COMPARE = (ast.Gt, ast.GtE, ast.Lt, ast.LtE)


class GrammarError(TypeError):
    """An equation says something that cannot be evaluated and translated alike."""


def check(node: ast.expr, names: frozenset[str]) -> None:
    """Raise unless `node` is within the grammar.

    Parameters
    ----------
    node : ast.expr
        Body of the equation.
    names : frozenset of str
        Argument names of the equation; any other name is refused.

    Raises
    ------
    GrammarError
        Naming the construct that is not allowed.
    """
    match node:
        case ast.Name(id=name):
            if name not in names:
                raise GrammarError(f"{name!r} is not an argument")
        case ast.Constant(value=value):
            if isinstance(value, bool) or value not in (0, 1):
                raise GrammarError(f"constant {value!r}: only 0 and 1; give any other number a name")
        case ast.BinOp(left=left, op=operation, right=right) if isinstance(operation, _BINARY):
            check(left, names)
            check(right, names)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            check(operand, names)
        case ast.Compare(left=left, ops=[operation], comparators=[right]) if isinstance(operation, _COMPARE):
            check(left, names)
            check(right, names)
        case ast.Call(func=ast.Name(id=word), args=arguments, keywords=[]):
            _check_call(word, arguments, names)
        case _:
            raise GrammarError(f"{ast.unparse(node)!r} is outside the grammar of equations")


def _check_call(word: str, arguments: list[ast.expr], names: frozenset[str]) -> None:
    expected = ARGUMENT_COUNT.get(word, 1)
    if len(arguments) != expected:
        raise GrammarError(f"{word} takes {expected} argument(s), not {len(arguments)}")
    if word in YEARWISE_PATH | YEARWISE_VALUE or word in MEMBERWISE:
        if not isinstance(arguments[0], ast.Name):
            raise GrammarError(f"{word} takes the bare name of a quantity")
    elif word not in ELEMENTWISE:
        raise GrammarError(f"unknown word {word!r}")
    for argument in arguments:
        check(argument, names)
