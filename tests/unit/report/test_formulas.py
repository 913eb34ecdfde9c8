import pytest

from sanctions.model.dag import Graph, Quantity
from sanctions.model.equation import equation
from sanctions.model.grammar import GrammarError, across, cumulative, lag, peak, where
from sanctions.report.cells.formulas import function, translate
from sanctions.report.workbook.model_layout import ModelCell, ModelLayout, lagged_keys
from sanctions.units import Unit


@equation(unit=Unit.FACTOR, source="none")
def power(a, x):
    """Power of a negated number."""
    return -((a**x) ** a)


@equation(unit=Unit.FACTOR, source="none")
def running(x, z):
    """Words along years and members."""
    return cumulative(x) - lag(x) + across(z)


@equation(unit=Unit.FACTOR, source="none")
def highest(running, a):
    """Constant read from a path."""
    return where(a > 1, peak(running), 0)


@equation(unit=Unit.FACTOR, source="none")
def truths(a):
    """Comparisons counted."""
    return (a > 0) + (a > 1)


QUANTITIES = [Quantity("a"), Quantity("x", by_year=True), Quantity("z", axes=("segment",), by_year=True)]
MEMBERS = {"segment": ("local", "other")}
ROWS = {"x": 3, "z[local]": 4, "z[other]": 5, "power": 6, "running": 7, "highest": 8}


def graph_of(*equations):
    return Graph(equations, QUANTITIES, MEMBERS, [each.name for each in equations])


def formula(graph, key, year):
    layout = ModelLayout(ROWS, frozenset({"x", "z[local]", "z[other]", "power", "running"}), {"a": "a_"}, 9)
    node = next(node for node in graph.nodes if node.key == key)
    return translate(node, ModelCell(layout, year))


def test_powers_and_minus_are_always_bracketed():
    assert formula(graph_of(power), "power", 2) == "(-((a_^H3)^a_))"


def test_words_along_years_and_members():
    assert formula(graph_of(running, highest), "running", 0) == "SUM($F3:F3)-E3+(F4+F5)"
    assert formula(graph_of(running, highest), "running", 8) == "SUM($F3:N3)-M3+(N4+N5)"
    assert formula(graph_of(running, highest), "highest", None) == "IF(a_>1,MAX($F7:$N7),0)"


def test_opening_values_are_needed_where_last_year_is_read():
    assert lagged_keys(graph_of(running, highest)) == {"x"}


def test_arithmetic_between_comparisons_is_refused():
    with pytest.raises(GrammarError, match=r"^arithmetic between two comparisons; write it with where$"):
        formula(graph_of(truths), "truths", None)


def test_only_allowed_functions():
    assert function("BETA.INV", "A1", "B1", "C1") == "_xlfn.BETA.INV(A1,B1,C1)"
    with pytest.raises(GrammarError, match=r"^INDIRECT is not on the list of functions a workbook may use$"):
        function("INDIRECT", "A1")


def test_a_formula_too_long_is_refused():
    graph = graph_of(running)
    layout = ModelLayout(ROWS, frozenset(ROWS), {"z[local]": "n" * 9000}, 9)
    with pytest.raises(GrammarError, match=r"^running: formula of 90[0-9]+ characters, at most 8192$"):
        translate(graph.nodes[0], ModelCell(layout, 1))
