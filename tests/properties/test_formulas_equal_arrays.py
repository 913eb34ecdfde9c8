"""Random expressions within the grammar: the formula in a spreadsheet program equals the array result."""

import ast
import random
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from sanctions.model import grammar
from sanctions.model.dag import Graph, Quantity
from sanctions.model.equation import Equation
from sanctions.model.evaluate import NotFiniteError, evaluate
from sanctions.report.cells.formulas import translate
from sanctions.report.workbook.model_layout import ModelCell, ModelLayout
from sanctions.units import Unit
from tests.spreadsheet import needs_libreoffice, recalculated, values_of

YEARS = 4
EXPRESSIONS = 400
DEPTH = 5
LARGEST = 1e12
RELATIVE = 1e-9  # the two engines may round each operation differently; far above that, far below a mistake

MEMBERS = {"segment": ("local", "other")}
QUANTITIES = [
    Quantity("a"),
    Quantity("b"),
    Quantity("x", by_year=True),
    Quantity("y", by_year=True),
    Quantity("z", axes=("segment",), by_year=True),
]
NAMESPACE = {name: getattr(grammar, name) for name in dir(grammar) if not name.startswith("_")}
LEAVES = [*"abxy01", "lag(x)", "cumulative(y)", "first_year(x)", "last_year(y)"]
LEAVES += ["peak(x)", "total(y)", "across(z)", "local_law(z)"]
PATH_KEYS = ("x", "y", "z[local]", "z[other]")


def expression(source: random.Random, depth: int) -> str:
    if depth == 0 or source.random() < 0.15:
        return source.choice(LEAVES)
    one, two, three = (expression(source, depth - 1) for _ in range(3))
    comparison = f"({one} {source.choice(['<', '<=', '>', '>='])} {two})"
    return source.choice(
        [
            f"({one} + {two})",
            f"({one} - {two})",
            f"({one} * {two})",
            f"({one} / {two})",
            f"({one} - {two} - {three})",
            f"{one} ** {two}",
            f"-{one} ** {two}",
            f"{one} ** {two} ** {three}",
            f"(-{one})",
            f"where({comparison}, {two}, {three})",
            f"({comparison} * {three})",
            f"minimum({one}, {two})",
            f"maximum({one}, {two})",
            f"exp({one})",
            f"log({one})",
            f"sqrt({one})",
        ]
    )


def declared(text: str) -> Equation:
    """Return the expression as an equation, as the decorator would make it of a function."""
    body = ast.parse(text, mode="eval").body
    names = tuple(dict.fromkeys(n.id for n in ast.walk(body) if isinstance(n, ast.Name) and len(n.id) == 1))
    grammar.check(body, frozenset(names))
    function = eval(f"lambda {', '.join(names)}: {text}", dict(NAMESPACE))
    return Equation("e", Unit.FACTOR, (), "Random.", "none", names, body, function)


def largest_operand(equation: Equation, inputs: dict[str, grammar.Array]) -> float:
    """Return the largest number met on the way, which is what rounding errors are relative to."""
    largest = 1.0
    for node in ast.walk(equation.body):
        if isinstance(node, ast.BinOp | ast.UnaryOp | ast.Call | ast.Name):
            text = ast.unparse(node)
            if text in {"z", *NAMESPACE}:
                continue
            part = declared(text)
            with np.errstate(all="ignore"):
                value = part.function(*(members(inputs) if n == "z" else inputs[n] for n in part.arguments))
            if not np.all(np.isfinite(value)):
                return np.inf
            largest = max(largest, float(np.max(np.abs(value))))
    return largest


def members(inputs: dict[str, grammar.Array]) -> dict[str, grammar.Array]:
    return {member: inputs[f"z[{member}]"] for member in MEMBERS["segment"]}


def made(seed: int) -> tuple[dict[str, grammar.Array], list[tuple[str, Graph, grammar.Array, float]]]:
    """Return inputs and the expressions that are finite on them, with their results."""
    source = random.Random(seed)
    inputs = {k: np.array([[source.uniform(-3, 4)] for _ in range(YEARS)]) for k in PATH_KEYS}
    inputs |= {"a": np.array(source.uniform(-2, 3)), "b": np.array(source.uniform(0.1, 3))}
    found = []
    while len(found) < EXPRESSIONS:
        text = expression(source, DEPTH)
        try:
            equation = declared(text)
            largest = largest_operand(equation, inputs)
            if not equation.arguments or largest > LARGEST:
                continue
            graph = Graph([equation], QUANTITIES, MEMBERS, ["e"])
            result = evaluate(graph, inputs, 1)["e"]
        except (NotFiniteError, TypeError, ValueError, ArithmeticError):  # no number, or truth values
            continue
        found.append((text, graph, result[..., 0], largest))
    return inputs, found


def written(book: Path, inputs: dict[str, grammar.Array], found: list) -> None:
    workbook = Workbook()
    page = workbook.active
    rows = {k: row for row, k in enumerate(inputs, start=1)}
    layout = ModelLayout(rows, frozenset({*PATH_KEYS}), {"b": "named_b"}, YEARS)
    for k, value in inputs.items():
        for year, number in enumerate(np.ravel(value)):
            page.cell(rows[k], 5 if value.ndim == 0 else 6 + year, float(number))
        if value.ndim:
            page.cell(rows[k], 5, 0)
    workbook.defined_names["named_b"] = DefinedName("named_b", attr_text=f"{page.title}!$E${rows['b']}")
    for row, (_, graph, result, _) in enumerate(found, start=len(rows) + 1):
        node = graph.nodes[-1]
        for column, year in enumerate(range(YEARS) if result.ndim else [None], start=6 if result.ndim else 5):
            page.cell(row, column, "=" + translate(node, ModelCell(layout, year)))
    workbook.save(book)


@pytest.mark.libreoffice
@needs_libreoffice
@pytest.mark.parametrize("seed", [1, 2])
def test_random_expressions(seed: int, tmp_path: Path) -> None:
    inputs, found = made(seed)
    book = tmp_path / "expressions.xlsx"
    written(book, inputs, found)
    cells = values_of(recalculated(book, tmp_path))["Sheet"]
    wrong = []
    for row, (text, _, result, largest) in enumerate(found, start=len(inputs) + 1):
        columns = "FGHI" if result.ndim else "E"
        for column, expected in zip(columns, np.ravel(result), strict=True):
            got = cells.get(f"{column}{row}")
            if not isinstance(got, int | float) or abs(got - expected) > RELATIVE * max(
                abs(expected), largest
            ):
                wrong.append((text, column, got, float(expected)))
    assert wrong == []
