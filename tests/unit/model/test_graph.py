"""The graph: order, axes, what varies by year, every refusal; and evaluation in blocks."""

from __future__ import annotations

import ast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanctions.model import grammar
from sanctions.model.assess import build_graph
from sanctions.model.dag import Graph, Quantity, key
from sanctions.model.equation import Equation
from sanctions.model.equations import EQUATIONS, THEMES, entities
from sanctions.model.evaluate import NotFiniteError, evaluate
from sanctions.model.grammar import GrammarError
from sanctions.units import Unit

MEMBERS = {"law": ("in_force", "with_option"), "segment": ("local", "foreign"), "holder": ("sender",)}
NAMESPACE = {name: getattr(grammar, name) for name in dir(grammar) if not name.startswith("_")}
GIVEN = [
    Quantity("a"),
    Quantity("b"),
    Quantity("path", by_year=True),
    Quantity("s", ("segment",)),
    Quantity("ls", ("law", "segment"), by_year=True),
]


def declared(name: str, text: str, axes: tuple[str, ...] = ()) -> Equation:
    """Return an equation from text, as the decorator would make it of a function."""
    body = ast.parse(text, mode="eval").body
    called = {n.func.id for n in ast.walk(body) if isinstance(n, ast.Call)}
    names = [n.id for n in ast.walk(body) if isinstance(n, ast.Name) and n.id not in called]
    arguments = tuple(dict.fromkeys(names))
    grammar.check(body, frozenset(arguments))
    function = eval(f"lambda {', '.join(arguments)}: {text}", dict(NAMESPACE))
    return Equation(name, Unit.FACTOR, axes, "Words.", "none", arguments, body, function)


def graph_of(*equations: Equation, outputs: tuple[str, ...] = ("y",)) -> Graph:
    return Graph(equations, GIVEN, MEMBERS, outputs)


@pytest.mark.parametrize(
    ("equations", "message"),
    [
        ([declared("y", "a + gone")], "nothing gives 'gone'"),
        ([declared("x", "a"), declared("z", "x")], "nothing gives 'y'"),
        ([declared("y", "a"), declared("y", "b")], "two quantities share a name"),
        ([declared("y", "a"), declared("a", "b")], "two quantities share a name"),
        ([declared("y", "y + a")], "the equations run in a circle: y -> y"),
        (
            [declared("y", "s")],
            "y: s runs along ['segment']; say which member, or across",
        ),
        (
            [declared("y", "across(ls)")],
            "y: ls runs along ['law', 'segment']; say which member, or across",
        ),
        ([declared("y", "across(a)")], "y: across on a, which has no further axis"),
        ([declared("y", "local_law(s)", ("segment",))], "y: local_law on s, which has no further axis"),
        ([declared("y", "in_force(s)")], "y: ['in_force'] do not fit the axis 'segment' of s"),
        ([declared("y", "with_allies(ls)", ("segment",))], "y: ls has no member with_allies"),
        ([declared("y", "lag(a)")], "y: lag on a quantity that does not vary by year"),
        ([declared("y", "peak(a)")], "y: peak on a quantity that does not vary by year"),
        (
            [declared("x", "first_year(path)"), declared("y", "total(x)")],
            "y: total on a quantity that does not vary by year",
        ),
    ],
)
def test_what_the_graph_refuses(equations: list, message: str) -> None:
    with pytest.raises(GrammarError) as caught:
        graph_of(*equations)
    assert str(caught.value) == message


def test_a_longer_circle_is_named_in_full() -> None:
    with pytest.raises(GrammarError) as caught:
        graph_of(declared("y", "x"), declared("x", "w + a"), declared("w", "y"))
    head, _, round_trip = str(caught.value).partition(": ")
    names = round_trip.split(" -> ")
    assert head == "the equations run in a circle"
    assert names[0] == names[-1]
    assert set(names) == {"y", "x", "w"}


def test_equations_are_sorted_whatever_their_order_in_the_file() -> None:
    chain = [declared("y", "x + b"), declared("x", "w"), declared("w", "a * path"), declared("idle", "a")]
    for equations in (chain, chain[::-1]):
        graph = graph_of(*equations)
        assert [node.key for node in graph.nodes] == ["w", "x", "y"]
        assert set(graph.input_keys) == {"a", "b", "path"}


def test_axes_expand_and_only_what_leads_to_an_output_is_kept() -> None:
    graph = graph_of(
        declared("u", "ls + s", ("law", "segment")),
        declared("v", "with_option(u) - in_force(u)", ("segment",)),
        declared("y", "local_law(v)"),
    )
    assert [node.key for node in graph.nodes] == [
        "u[in_force,local]",
        "u[with_option,local]",
        "v[local]",
        "y",
    ]
    assert set(graph.input_keys) == {"ls[in_force,local]", "ls[with_option,local]", "s[local]"}
    assert graph.keys_of("u") == ("u[in_force,local]", "u[with_option,local]")
    assert graph.axes_of("u") == ("law", "segment")
    assert graph.axes_of("s") == ("segment",)
    with pytest.raises(GrammarError, match=r"^nothing gives 'gone'$"):
        graph.axes_of("gone")


def test_what_varies_by_year_is_read_off_the_body() -> None:
    graph = graph_of(
        declared("once", "a * first_year(path)"),
        declared("sums", "cumulative(path) + once"),
        declared("mixed", "a + lag(sums)"),
        declared("y", "peak(mixed) + once"),
    )
    assert {name: graph.by_year(name) for name in ("once", "sums", "mixed", "y", "path", "a")} == {
        "once": False,
        "sums": True,
        "mixed": True,
        "y": False,
        "path": True,
        "a": False,
    }


def test_the_part_that_leads_to_another_output() -> None:
    graph = graph_of(declared("x", "a"), declared("y", "x + b"))
    assert [node.key for node in graph.upto("x").nodes] == ["x"]


def test_keys() -> None:
    assert (key("a"), key("a", ["x"]), key("a", ("x", "y"))) == ("a", "a[x]", "a[x,y]")


EXAMPLE = graph_of(
    declared("u", "ls * s + a", ("law", "segment")),
    declared("v", "with_option(u) - in_force(u)", ("segment",)),
    declared("w", "cumulative(path) + lag(path) * b"),
    declared("y", "across(v) + w"),
    declared("z", "total(y) + last_year(y)"),
    outputs=("y", "z", "v"),
)
YEARS = 3


def given_inputs(draws: int, seed: int = 1) -> dict[str, np.ndarray]:
    generator = np.random.default_rng(seed)
    inputs = {k: generator.normal(size=draws) for k in ("a", "b", "s[local]", "s[foreign]")}
    inputs["path"] = generator.normal(size=(YEARS, 1))
    for law in MEMBERS["law"]:
        for segment in MEMBERS["segment"]:
            inputs[f"ls[{law},{segment}]"] = generator.normal(size=(YEARS, 1))
    return inputs


@given(st.integers(1, 200), st.integers(1, 250))
@settings(max_examples=25)
def test_blocks_give_the_same_as_one_block(draws: int, block: int) -> None:
    inputs = given_inputs(draws)
    whole = evaluate(EXAMPLE, inputs, draws, block=draws)
    parts = evaluate(EXAMPLE, inputs, draws, block=block)
    assert set(whole) == set(parts) == {"y", "z", "v[local]", "v[foreign]"}
    for name in whole:
        np.testing.assert_array_equal(whole[name], parts[name])


def test_evaluation_is_the_formula_by_hand() -> None:
    inputs = given_inputs(5)
    found = evaluate(EXAMPLE, inputs, 5)
    v = sum(
        (inputs[f"ls[with_option,{s}]"] - inputs[f"ls[in_force,{s}]"]) * inputs[f"s[{s}]"]
        for s in MEMBERS["segment"]
    )
    path = inputs["path"]
    w = np.cumsum(path, axis=0) + np.vstack([np.zeros((1, 1)), path[:-1]]) * inputs["b"]
    np.testing.assert_allclose(found["y"], v + w, rtol=1e-12, atol=1e-12)  # sums taken in another order
    np.testing.assert_allclose(found["z"], (v + w).sum(axis=0) + (v + w)[-1], rtol=1e-12, atol=1e-12)
    assert found["y"].shape == (YEARS, 5)
    assert found["z"].shape == (5,)


def test_keep_chooses_what_is_returned() -> None:
    inputs = given_inputs(4)
    found = evaluate(EXAMPLE, inputs, 4, keep=["w", "u[in_force,local]"])
    assert set(found) == {"w", "u[in_force,local]"}


@pytest.mark.parametrize(
    ("text", "bad", "places"),
    [
        ("a / b", {"b": 0.0}, 2),
        ("log(a)", {"a": -1.0}, 2),
        ("exp(a)", {"a": 1000.0}, 2),
        ("a * path", {"a": np.nan}, 6),
    ],
)
def test_a_result_that_is_not_finite_is_refused(text: str, bad: dict, places: int) -> None:
    inputs = {k: np.ones(4) for k in ("a", "b")} | {"path": np.ones((YEARS, 1))}
    for name, value in bad.items():
        inputs[name][1:3] = value
    with pytest.raises(NotFiniteError) as caught:
        evaluate(graph_of(declared("y", text)), inputs, 4)
    assert str(caught.value) == f"y is not a finite number in {places} places"


def test_a_branch_not_taken_may_be_infinite() -> None:
    graph = graph_of(declared("y", "where(b > 0, a / b, 0)"))
    found = evaluate(graph, {"a": np.ones(2), "b": np.array([0.0, 2.0])}, 2)
    np.testing.assert_array_equal(found["y"], [0.0, 0.5])


def test_the_model_is_one_graph_with_every_equation_in_it(parameters_2021) -> None:
    graph = build_graph(parameters_2021, expectations=True)
    used = {node.equation.name for node in graph.nodes}
    of_entities = {each.name for each in EQUATIONS if each.function.__module__ == entities.__name__}
    assert used == {each.name for each in EQUATIONS} - of_entities, "an equation that leads nowhere"
    assert sum(len(theme) for theme in THEMES.values()) == len(EQUATIONS) == len(used | of_entities)
    read = {k.partition("[")[0] for k in graph.input_keys}
    read |= {name for each in EQUATIONS if each.name in of_entities for name in each.arguments}
    parameters = {each.name for each in parameters_2021.values}
    assert parameters <= read, f"read by no equation: {sorted(parameters - read)}"


def test_without_reference_packages_there_are_no_expectations(parameters_2021) -> None:
    graph = build_graph(parameters_2021, expectations=False)
    assert "already_priced_in" not in graph.outputs
    assert not any("measured_state" in node.key or "maximal_state" in node.key for node in graph.nodes)
