"""One equation, written once: a plain function on arrays that knows its unit, meaning and source."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sanctions.model.grammar import MEMBERWISE, YEARWISE_PATH, YEARWISE_VALUE, Array, GrammarError, check
from sanctions.units import Unit

#: The axes an equation can repeat along, in the order in which members are written.
AXES: Final = ("law", "segment", "timing", "bonds", "holder", "entity")

Function = Callable[..., Array]

#: Words whose argument matters beyond its value: they read other years or other members.
_WORDS: Final = frozenset({*MEMBERWISE, *YEARWISE_PATH, *YEARWISE_VALUE})


@dataclass(frozen=True)
class Equation:
    """One equation as declared.

    Parameters
    ----------
    name : str
        Name of the quantity it gives, the name of the function.
    unit : Unit
        Unit of the result.
    axes : tuple of str
        What it repeats along, in the order of `AXES`; empty for one value in all.
    meaning : str
        First paragraph of the docstring.
    source : str
        Where the form of the equation comes from.
    arguments : tuple of str
        Quantities it reads.
    body : ast.expr
        The one expression it returns.
    function : callable
        The function itself, on arrays.
    """

    name: str
    unit: Unit
    axes: tuple[str, ...]
    meaning: str
    source: str
    arguments: tuple[str, ...]
    body: ast.expr
    function: Function

    @property
    def formula(self) -> str:
        """The body as text, as written."""
        return ast.unparse(self.body)

    def words_on(self, argument: str) -> frozenset[str]:
        """Return the year and member words applied to one argument anywhere in the body."""
        return self._words.get(argument, frozenset())

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for node in ast.walk(self.body):
            match node:
                case ast.Call(func=ast.Name(id=word), args=[ast.Name(id=argument), *_]) if word in _WORDS:
                    found.setdefault(argument, set()).add(word)
        return {argument: frozenset(words) for argument, words in found.items()}


def equation(*, unit: Unit, axes: tuple[str, ...] = (), source: str) -> Callable[[Function], Equation]:
    """Declare a function as an equation, checking its grammar at once.

    Parameters
    ----------
    unit : Unit
        Unit of the result.
    axes : tuple of str, optional
        Axes it repeats along: any of `AXES`, in that order.
    source : str
        Study, law or section the form comes from.

    Raises
    ------
    GrammarError
        The body is not one expression within the grammar, or the docstring is missing.
    """
    if tuple(axis for axis in AXES if axis in axes) != axes:
        raise GrammarError(f"axes {axes} are not a selection of {AXES} in that order")

    def declare(function: Function) -> Equation:
        name = function.__name__
        tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
        meaning = inspect.getdoc(function)
        if not isinstance(tree, ast.FunctionDef) or not meaning:
            raise GrammarError(f"{name}: an equation is a function with a docstring")
        last = tree.body[-1]
        if len(tree.body) != 2 or not isinstance(last, ast.Return) or last.value is None:
            raise GrammarError(f"{name}: an equation is a docstring and one return")
        arguments = tuple(argument.arg for argument in tree.args.args)
        try:
            check(last.value, frozenset(arguments))
        except GrammarError as error:
            raise GrammarError(f"{name}: {error}") from None
        unused = set(arguments) - {node.id for node in ast.walk(last.value) if isinstance(node, ast.Name)}
        if unused:
            raise GrammarError(f"{name}: arguments never used: {', '.join(sorted(unused))}")
        return Equation(name, unit, axes, meaning, source, arguments, last.value, function)

    return declare
