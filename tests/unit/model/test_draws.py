"""Joint quasi-random draws: shape, uniformity, stated correlations, repeatability, refused counts."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from scipy import stats

from sanctions.errors import InputError
from sanctions.model.draws import DEFAULT_DRAWS, draw, medians
from sanctions.model.equations import EQUATIONS
from sanctions.parameters.parameters import Parameters

COUNT = 1024


@pytest.fixture(scope="module")
def drawn(parameters_2021: Parameters):
    return draw(parameters_2021, COUNT, 11)


def test_shape_and_order(drawn, parameters_2021: Parameters) -> None:
    assert drawn.uniform.shape == (COUNT, len(parameters_2021.values))
    assert drawn.keys == parameters_2021.keys() == tuple(drawn.values)
    assert all(values.shape == (COUNT,) for values in drawn.values.values())
    assert all(np.isfinite(values).all() for values in drawn.values.values())


def test_each_column_is_uniform(drawn, parameters_2021: Parameters) -> None:
    """A Sobol column has one point in each of `COUNT` equal cells, so its distance from uniform is tiny."""
    linked = {name for each in parameters_2021.correlations for name in (each.first, each.second)}
    for place, name in enumerate(drawn.keys):
        column = drawn.uniform[:, place]
        assert column.min() > 0.0
        assert column.max() < 1.0
        if name not in linked:
            np.testing.assert_array_equal(np.sort(np.floor(column * COUNT)), np.arange(COUNT))
        # Correlated columns are mixed: uniform, but no longer one point a cell. 1.63/sqrt(n) is the 1 % point
        # of the Kolmogorov statistic of independent draws, which quasi-random ones stay well inside.
        assert stats.kstest(column, "uniform").statistic < 1.63 / np.sqrt(COUNT)


def test_columns_are_independent_but_for_the_stated_ones(drawn, parameters_2021: Parameters) -> None:
    found = stats.spearmanr(drawn.uniform).statistic
    # Independent draws would scatter by 1/sqrt(1024) = 0.03, up to 0.12 in the largest of a thousand pairs.
    assert np.abs(found - stated(parameters_2021))[same_block(parameters_2021)].max() < 0.12
    for each in parameters_2021.correlations:
        pair = drawn.keys.index(each.first), drawn.keys.index(each.second)
        assert found[pair] == pytest.approx(each.rank_correlation, abs=0.06)  # two standard errors


def stated(parameters: Parameters) -> np.ndarray:
    """Return the rank correlations the parameters ask for, none between any other two."""
    keys = parameters.keys()
    found = np.eye(len(keys))
    for each in parameters.correlations:
        pair = keys.index(each.first), keys.index(each.second)
        found[pair] = found[pair[::-1]] = each.rank_correlation
    return found


def same_block(parameters: Parameters) -> np.ndarray:
    block = np.array([each.block for each in parameters.values])
    return block[:, None] == block[None, :]


@pytest.mark.parametrize("seed", [1, 11])
def test_columns_are_independent_at_the_set_number_of_draws(parameters_2021: Parameters, seed: int) -> None:
    """Dimensions far apart in the sequence fill the square of a pair only with many points.

    Until they do, a pair of one early and one late dimension keeps a correlation of 3 over a power of two,
    much the same in every scrambling: 3/8 for the worst pair at 1,024 draws, 3/64 at the set number. A pair
    within a block is at 3/32 at most from 1,024 draws on.
    """
    error = np.abs(
        stats.spearmanr(draw(parameters_2021, DEFAULT_DRAWS, seed).uniform).statistic
        - stated(parameters_2021)
    )
    same = same_block(parameters_2021)
    assert error[same].max() < 0.012
    assert error[~same].max() < 3 / 64 + 0.001


def test_no_quantity_reads_two_blocks(parameters_2021: Parameters) -> None:
    """What is left of a correlation between two blocks reaches no number: no quantity mixes them."""
    block = {each.name: each.block for each in parameters_2021.values}
    equations = {each.name: each for each in EQUATIONS}

    @cache
    def blocks(name: str) -> frozenset[str]:
        if name in equations:
            return frozenset().union(*(blocks(each) for each in equations[name].arguments))
        return frozenset({block[name]} if name in block else ())

    assert {name for name in equations if len(blocks(name)) > 1} == set()
    assert {each for name in equations for each in blocks(name)} == set(block.values())


@pytest.mark.parametrize("rank_correlation", [-0.9, -0.3, 0.0, 0.6, 0.95])
def test_any_rank_correlation_is_met(parameters_2021: Parameters, rank_correlation: float) -> None:
    from dataclasses import replace

    link = replace(parameters_2021.correlations[0], rank_correlation=rank_correlation)
    drawn = draw(replace(parameters_2021, correlations=(link,)), 4096, 2)
    found = stats.spearmanr(drawn.values[link.first], drawn.values[link.second]).statistic
    assert found == pytest.approx(rank_correlation, abs=0.03)  # two standard errors of 4,096 draws


def test_values_are_the_quantiles_of_the_uniforms(drawn, parameters_2021: Parameters) -> None:
    for place, each in enumerate(parameters_2021.values):
        np.testing.assert_array_equal(
            drawn.values[each.key], each.distribution.quantile(drawn.uniform[:, place])
        )


def test_the_seed_decides_and_nothing_else(drawn, parameters_2021: Parameters) -> None:
    again = draw(parameters_2021, COUNT, 11)
    np.testing.assert_array_equal(again.uniform, drawn.uniform)
    assert not np.array_equal(draw(parameters_2021, COUNT, 12).uniform, drawn.uniform)


def test_an_override_moves_no_other_parameter(drawn, parameters_2021: Parameters) -> None:
    changed = draw(parameters_2021.with_values({"trapped_operational": 0.5}), COUNT, 11)
    for name in drawn.keys:
        if name != "trapped_operational":
            np.testing.assert_array_equal(changed.values[name], drawn.values[name])
    assert np.all(changed.values["trapped_operational"] == 0.5)


@pytest.mark.parametrize(
    ("count", "near"),
    [
        (0, 64),
        (-5, 64),
        (1, 64),
        (32, 64),
        (63, 64),
        (100, 128),
        (1000, 1024),
        (16_383, 16_384),
        (2**21, 2**20),
    ],
)
def test_counts_that_will_not_do(parameters_2021: Parameters, count: int, near: int) -> None:
    with pytest.raises(InputError) as caught:
        draw(parameters_2021, count)
    assert str(caught.value) == (
        f"draws: {count} is not a number of draws (expected a power of two from 64 to 1048576,"
        f" for example {near})"
    )


def test_a_seed_below_zero(parameters_2021: Parameters) -> None:
    with pytest.raises(InputError) as caught:
        draw(parameters_2021, 64, -1)
    assert str(caught.value) == "seed: -1 is below zero (expected 0 or a positive whole number)"


def test_default_is_a_power_of_two() -> None:
    assert DEFAULT_DRAWS & (DEFAULT_DRAWS - 1) == 0


def test_medians_are_one_draw_at_a_half(parameters_2021: Parameters) -> None:
    found = medians(parameters_2021)
    assert set(found) == set(parameters_2021.keys())
    assert all(value.shape == (1,) for value in found.values())
    assert float(found["primary_leakage"][0]) == 0.5
