"""The slice of the model the headline metrics need: a column for each quantity and year, live per draw."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sanctions.model.dag import Argument, Node
from sanctions.model.grammar import MEMBERWISE, YEARWISE_PATH, YEARWISE_VALUE
from sanctions.periods import YEARS
from sanctions.report.cells.tables import ROW, letter
from sanctions.report.numbers.sides import Side
from sanctions.report.workbook.live import terms
from sanctions.report.workbook.live.terms import Term
from sanctions.report.workbook.sheets.model import PRIOR_VARIANCE, ModelPlaces

Array = npt.NDArray[np.float64]
_OPEN, _CLOSE = "\x01", "\x02"
#: Longest formula that is written into those that read it, instead of taking a column.
LONGEST_INSIDE = 400
#: Most letters that may be written again for that.
MOST_REPEATED = 60
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_ELEMENTWISE = {"exp": "EXP", "log": "LN", "sqrt": "SQRT"}


@dataclass(frozen=True)
class LiveColumn:
    """One column: a number for each draw.

    Parameters
    ----------
    header : str
    template : str or None
        Formula with `ROW` for the row number; None for plain values.
    values : array
        Shape ``(draws,)``.
    """

    header: str
    template: str | None
    values: Array


@dataclass
class Columns:
    """Columns as they are found; the same formula is never held twice."""

    columns: list[LiveColumn] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    def add(self, header: str, template: str | None, values: Array) -> Term:
        """Return the mark of a column with this formula, new or already there."""
        if template is not None and template in self._places:
            return Term(mark(self._places[template]), drawn=True)
        place = len(self.columns)
        self.columns.append(LiveColumn(header, template, values))
        if template is not None:
            self._places[template] = place
        return Term(mark(place), drawn=True)

    def used_by(self, wanted: Iterable[int]) -> frozenset[int]:
        """Return the columns that some wanted ones read, and these themselves."""
        found: set[int] = set()
        pending = list(wanted)
        while pending:
            place = pending.pop()
            if place not in found:
                found.add(place)
                pending += marked(self.columns[place].template or "")
        return frozenset(found)

    def standing(self, wanted: Iterable[int]) -> list[int]:
        """Return the columns that wanted ones read and that stand alone; others are written where used."""
        return [place for place, text in self._written(set(wanted)).items() if text is not None]

    def kept(self, wanted: Iterable[int]) -> tuple[dict[int, str], tuple[LiveColumn, ...]]:
        """Return letters (from B on) of the columns that stand, and the columns with letters in them."""
        written = {p: text for p, text in self._written(set(wanted)).items() if text is not None}
        letters = {place: letter(1 + order) for order, place in enumerate(written)}
        columns = tuple(
            LiveColumn(
                self.columns[place].header, lettered(text, letters) or None, self.columns[place].values
            )
            for place, text in written.items()
        )
        return letters, columns

    def _written(self, wanted: set[int]) -> dict[int, str | None]:
        """Return the formula of every column used ("" for plain values); None where its readers hold it.

        A column stands before those that read it, so one walk is enough.
        """
        used = sorted(self.used_by(wanted))
        readers = Counter(each for place in used for each in marked(self.columns[place].template or ""))
        inside: dict[int, str] = {}
        found: dict[int, str | None] = {}
        for place in used:
            template = self.columns[place].template or ""
            text = _MARK.sub(lambda each: inside.get(int(each.group(1)), each.group(0)), template)
            more = (readers[place] - 1) * len(text)
            is_inside = place not in wanted and 0 < len(text) <= LONGEST_INSIDE and more <= MOST_REPEATED
            if is_inside:
                inside[place] = f"({text})"
            found[place] = None if is_inside else text
        return found


def mark(place: int) -> str:
    """Return what stands for a column in a formula until its letter is known."""
    return f"{_OPEN}{place}{_CLOSE}"


def marked(text: str) -> list[int]:
    """Return the columns a formula reads."""
    return [int(each) for each in _MARK.findall(text)]


def lettered(text: str, letters: Mapping[int, str]) -> str:
    """Return a formula with the letters of its columns."""
    return _MARK.sub(lambda found: f"${letters[int(found.group(1))]}{ROW}", text)


@dataclass
class Slice:
    """One option's quantities, found backwards from what is asked for.

    Parameters
    ----------
    side : Side
    model : ModelPlaces
        Where quantities that are the same in every draw are read.
    common : ModelPlaces
        Model sheet of the first option, for what all options share.
    names : mapping of str to str
        Key -> defined name of constants.
    parameters : mapping of str to Term
        Key -> column with the parameter's draws.
    values : mapping of str to array
        Key -> draws of every quantity of the graph, ``(draws,)`` or ``(years, draws)``.
    columns : Columns
    """

    side: Side
    model: ModelPlaces
    common: ModelPlaces
    names: Mapping[str, str]
    parameters: Mapping[str, Term]
    values: Mapping[str, Array]
    columns: Columns
    _known: dict[tuple[str, int | None], Term] = field(default_factory=dict)
    _nodes: dict[str, Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        graph = self.side.assessment.graph
        if graph is not None:
            self._nodes = {node.key: node for node in graph.nodes}

    def find(self, key: str, year: int | None = None) -> Term:
        """Return where one quantity (in one year) is found, adding the columns it needs."""
        place = (key, year if key in self.model.layout.by_year else None)
        if place not in self._known:
            self._known[place] = self._found(*place)
        return self._known[place]

    def _found(self, key: str, year: int | None) -> Term:
        if key in self.parameters:
            return self.parameters[key]
        if key in self.names:
            return Term(self.names[key], drawn=False)
        if key == PRIOR_VARIANCE:
            return Term(self.model.cell(key), drawn=False)
        if key not in self._nodes:
            return self._given(key, year)
        node = self._nodes[key]
        term = _Reader(self, node, year).term(node.equation.body)
        if term.settled in (0.0, 1.0) or _is_reference(term):
            return term
        if not term.drawn:
            return Term(self.model.cell(key, year), drawn=False, settled=term.settled)
        values = self.values[key]
        drawn = values[year] if values.ndim > 1 and year is not None else values
        when = "" if year is None else f" t={year}"
        return self.columns.add(f"{key}{when}", term.text, drawn)

    def _given(self, key: str, year: int | None) -> Term:
        """Return a fact of law or a fixed path: settled, since no blue cell changes it."""
        worked = self.side.assessment.worked
        if worked is None:
            raise ValueError(f"{key}: nothing was worked out")
        numbers = worked.inputs[key]
        value = numbers[year if year is not None and len(numbers) > 1 else 0]
        facts = {fact.key for fact in self.side.assessment.law_facts}
        shared = key not in facts and key in self.common.layout.rows
        sheet = self.common if shared else self.model
        return terms.settled(sheet.cell(key, year), value)


@dataclass(frozen=True)
class _Reader:
    """Reads one equation for one year."""

    owner: Slice
    node: Node
    year: int | None

    def term(self, expression: ast.expr) -> Term:
        match expression:
            case ast.Name(id=name):
                return self.owner.find(self._argument(name).only, self.year)
            case ast.Constant(value=value):
                return terms.ONE if value else terms.ZERO
            case ast.UnaryOp(operand=operand):
                return terms.negative(self.term(operand))
            case ast.BinOp(left=left, op=operation, right=right):
                return terms.binary(self._number(left), operation, self._number(right))
            case ast.Compare(left=left, ops=[operation], comparators=[right]):
                return terms.compared(self.term(left), operation, self.term(right))
            case ast.Call(func=ast.Name(id=word), args=arguments):
                return self._call(word, arguments)
            case _:
                raise ValueError(f"{ast.unparse(expression)!r} has no formula")

    def _number(self, expression: ast.expr) -> Term:
        term = self.term(expression)
        if isinstance(expression, ast.Compare) and term.settled is None:
            return terms.chosen(term, terms.ONE, terms.ZERO)
        return term

    def _argument(self, name: str) -> Argument:
        return next(each for each in self.node.arguments if each.name == name)

    def _call(self, word: str, arguments: list[ast.expr]) -> Term:
        first = arguments[0]
        if isinstance(first, ast.Name):
            if word in YEARWISE_PATH | YEARWISE_VALUE:
                return self._along_years(word, self._argument(first.id).only)
            if word in MEMBERWISE:
                return self._members(word, self._argument(first.id))
        if word == "where":
            return self._where(*arguments)
        found = [self.term(argument) for argument in arguments]
        match word:
            case "minimum":
                return terms.called("MIN", *found)
            case "maximum":
                return terms.called("MAX", *found)
            case _:
                return terms.called(_ELEMENTWISE[word], *found)

    def _where(self, condition: ast.expr, if_so: ast.expr, if_not: ast.expr) -> Term:
        holds = self.term(condition)
        if holds.settled is not None:
            return self.term(if_so if holds.settled else if_not)
        return terms.chosen(holds, self.term(if_so), self.term(if_not))

    def _along_years(self, word: str, key: str) -> Term:
        year = self.year or 0
        match word:
            case "lag":
                return terms.ZERO if year == 0 else self.owner.find(key, year - 1)
            case "cumulative":
                return terms.added([self.owner.find(key, each) for each in YEARS[: year + 1]])
            case "first_year":
                return self.owner.find(key, YEARS[1])
            case "last_year":
                return self.owner.find(key, YEARS[-1])
            case "peak":
                return terms.called("MAX", *(self.owner.find(key, each) for each in YEARS))
            case _:
                return terms.added([self.owner.find(key, each) for each in YEARS])

    def _members(self, word: str, argument: Argument) -> Term:
        member = MEMBERWISE[word][1]
        if member is not None:
            return self.owner.find(dict(argument.keys)[member], self.year)
        found = [self.owner.find(k, self.year) for _, k in argument.keys]
        return terms.called("MAX", *found) if word == "largest" else terms.added(found)


def _is_reference(term: Term) -> bool:
    """Tell whether a term is just another column."""
    return _MARK.fullmatch(term.text) is not None
