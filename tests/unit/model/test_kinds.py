"""Shares of spread by kind of evidence, where the answer is known in closed form."""

from __future__ import annotations

import ast
import dataclasses
import itertools

import numpy as np
import pytest

from sanctions.model.dag import Graph, Quantity
from sanctions.model.draws import DEFAULT_DRAWS, draw
from sanctions.model.equation import Equation
from sanctions.model.kinds import kind_shares
from sanctions.parameters.distributions import Distribution
from sanctions.parameters.parameters import Parameters
from sanctions.units import Kind, Unit

EACH = 6  # parameters of each kind; more than one, so that one lucky column does not hide another's fault


@pytest.mark.parametrize("seed", [1, 2])
def test_shares_of_a_sum_are_those_of_its_variances(parameters_2021: Parameters, seed: int) -> None:
    """A sum of independent normals: each kind's share is its part of the variance, 1 : 2 : 3 : 4 here."""
    kinds = list(Kind) * EACH
    names = [f"x{place}" for place in range(len(kinds))]
    part = dict(zip(Kind, itertools.count(1)))
    values = tuple(
        dataclasses.replace(
            parameters_2021.values[0],
            name=name,
            segment=None,
            kind=kind,
            block="",
            joint=None,
            distribution=Distribution("normal", (0.0, float(np.sqrt(part[kind])))),
        )
        for name, kind in zip(names, kinds, strict=True)
    )
    parameters = dataclasses.replace(parameters_2021, values=values, correlations=())
    body = ast.parse(" + ".join(names), mode="eval").body
    equation = Equation(
        "peak_yield", Unit.BASIS_POINTS, (), "Their sum.", "none", tuple(names), body, lambda *each: sum(each)
    )
    graph = Graph([equation], [Quantity(name) for name in names], {}, ["peak_yield"])
    draws = draw(parameters, DEFAULT_DRAWS, seed)
    found = kind_shares(graph, draws.values, parameters, draws, {"peak_yield_bp": np.arange(2.0)})
    # Jansen's estimator over 4,096 normal pairs has a standard error of sqrt(2/4096), about 2 % of a share.
    assert found["peak_yield_bp"] == pytest.approx(
        {kind: number / sum(part.values()) for kind, number in part.items()}, rel=0.06
    )
