"""Spreadsheet formulas from equations: the same expression that runs on arrays, over cell references."""

from __future__ import annotations

import ast
from typing import Final, Protocol

from sanctions.model.dag import Argument, Node
from sanctions.model.grammar import MEMBERWISE, YEARWISE_PATH, YEARWISE_VALUE, GrammarError

#: Longest formula every spreadsheet program reads.
LONGEST_FORMULA: Final = 8192

#: Stands where a number is not stated.
NOT_STATED: Final = "n/a"
#: What stands where a listed entity has no figure; never zero.
NO_FIGURE: Final = "no figure"

_PLAIN: Final = frozenset(
    {"ABS", "AND", "AVERAGE", "COUNT", "COUNTA", "COUNTIF", "EXP", "IF", "INDEX", "INT", "ISBLANK", "ISERROR"}
    | {"ISNUMBER", "LN", "LOG10", "MAX", "MIN", "NOT", "OR", "PERCENTILE", "ROUND", "ROWS", "SQRT", "SUM"}
    | {"SUMPRODUCT", "VARP"}
)
_PREFIXED: Final = frozenset({"NORM.S.INV", "BETA.INV", "GAMMA.INV"})
#: Functions a formula may use -> the spelling in the file (newer ones carry a prefix, others must not).
FUNCTIONS: Final[dict[str, str]] = {name: name for name in sorted(_PLAIN)} | {
    name: f"_xlfn.{name}" for name in sorted(_PREFIXED)
}

_BINARY: Final[dict[type[ast.operator], tuple[str, int]]] = {
    ast.Add: ("+", 1),
    ast.Sub: ("-", 1),
    ast.Mult: ("*", 2),
    ast.Div: ("/", 2),
    ast.Pow: ("^", 3),
}
_COMPARE: Final[dict[type[ast.cmpop], str]] = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<="}
_ELEMENTWISE: Final = {"minimum": "MIN", "maximum": "MAX", "exp": "EXP", "log": "LN", "sqrt": "SQRT"}
_ATOM: Final = 4


class References(Protocol):
    """Where the quantities of a graph are found on a sheet, seen from one cell."""

    def value(self, key: str) -> str:
        """Return the reference of a quantity in the year of the cell."""

    def along_years(self, word: str, key: str) -> str:
        """Return what a word along years, such as ``lag`` or ``peak``, is for one quantity."""


def function(name: str, *arguments: str) -> str:
    """Return a call of an allowed function, spelled as files want it.

    Raises
    ------
    GrammarError
        The function is not on the allow-list.
    """
    if name not in FUNCTIONS:
        raise GrammarError(f"{name} is not on the list of functions a workbook may use")
    return f"{FUNCTIONS[name]}({','.join(arguments)})"


def numeric_or_not_stated(reference: str, text: str) -> str:
    """Return a formula that passes on a "n/a" it refers to instead of calculating with it."""
    return function("IF", function("ISNUMBER", reference), text, f'"{NOT_STATED}"')


def translate(node: Node, references: References) -> str:
    """Return the formula, without the equals sign, of one node seen from one cell.

    Parameters
    ----------
    node : Node
        Equation with its arguments resolved to keys.
    references : References
        Where those keys are.

    Raises
    ------
    GrammarError
        A comparison used as a number in a way the two engines read differently, or a formula too long.
    """
    text = _Translator(node, references).text(node.equation.body)
    if len(text) > LONGEST_FORMULA:
        raise GrammarError(f"{node.key}: formula of {len(text)} characters, at most {LONGEST_FORMULA}")
    return text


class _Translator:
    def __init__(self, node: Node, references: References) -> None:
        self._arguments: dict[str, Argument] = {each.name: each for each in node.arguments}
        self._references = references

    def text(self, expression: ast.expr) -> str:
        return self._render(expression)[0]

    def _render(self, expression: ast.expr) -> tuple[str, int]:
        """Return the formula and how tightly it binds."""
        match expression:
            case ast.Name(id=name):
                return self._references.value(self._arguments[name].only), _ATOM
            case ast.Constant(value=value):
                return str(value), _ATOM
            case ast.UnaryOp(operand=operand):
                return f"(-{self._bracketed(operand, _ATOM)})", _ATOM
            case ast.BinOp(left=left, op=operation, right=right):
                return self._binary(left, operation, right)
            case ast.Compare():
                return f"IF({self._comparison(expression)},1,0)", _ATOM
            case ast.Call(func=ast.Name(id=word), args=arguments):
                return self._call(word, arguments), _ATOM
            case _:
                raise GrammarError(f"{ast.unparse(expression)!r} has no formula")

    def _bracketed(self, expression: ast.expr, needed: int) -> str:
        text, tightness = self._render(expression)
        return text if tightness >= needed else f"({text})"

    def _binary(self, left: ast.expr, operation: ast.operator, right: ast.expr) -> tuple[str, int]:
        if isinstance(left, ast.Compare) and isinstance(right, ast.Compare):
            # Arrays of truth values add up to true, spreadsheets count them.
            raise GrammarError("arithmetic between two comparisons; write it with where")
        sign, tightness = _BINARY[type(operation)]
        if isinstance(operation, ast.Pow):
            # -x^2 and 2^3^2 mean different things in a spreadsheet: every power and its operands stand alone.
            return f"({self._bracketed(left, _ATOM)}^{self._bracketed(right, _ATOM)})", _ATOM
        text = f"{self._bracketed(left, tightness)}{sign}{self._bracketed(right, tightness + 1)}"
        return text, tightness

    def _comparison(self, expression: ast.Compare) -> str:
        left, right = expression.left, expression.comparators[0]
        return f"{self._bracketed(left, 1)}{_COMPARE[type(expression.ops[0])]}{self._bracketed(right, 1)}"

    def _call(self, word: str, arguments: list[ast.expr]) -> str:
        first = arguments[0]
        if word in YEARWISE_PATH | YEARWISE_VALUE and isinstance(first, ast.Name):
            return self._references.along_years(word, self._arguments[first.id].only)
        if word in MEMBERWISE and isinstance(first, ast.Name):
            return self._members(word, self._arguments[first.id])
        if word == "where":
            condition = self._comparison(first) if isinstance(first, ast.Compare) else self.text(first)
            return function("IF", condition, self.text(arguments[1]), self.text(arguments[2]))
        return function(_ELEMENTWISE[word], *(self.text(argument) for argument in arguments))

    def _members(self, word: str, argument: Argument) -> str:
        member = MEMBERWISE[word][1]
        if member is not None:
            return self._references.value(dict(argument.keys)[member])
        terms = [self._references.value(k) for _, k in argument.keys]
        if len(terms) == 1:
            return terms[0]
        return function("MAX", *terms) if word == "largest" else f"({'+'.join(terms)})"
