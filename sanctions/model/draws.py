"""Joint quasi-random draws of every parameter, shared by all options of a comparison."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from scipy import special
from scipy.stats import qmc

from sanctions.errors import InputError
from sanctions.model.grammar import Array
from sanctions.parameters.parameters import Parameters

DEFAULT_DRAWS = 16_384
FEWEST_DRAWS = 64
MOST_DRAWS = 2**20
#: Dimensions of the quasi-random sequence set aside for each block of parameters.
_BLOCK_DIMENSIONS = 256
#: Uniform draws are kept this far from 0 and 1, so that every quantile is finite.
_EDGE = 2.0**-34


@dataclass(frozen=True)
class Draws:
    """Joint draws, standardised and in units, one column for each parameter.

    Parameters
    ----------
    keys : tuple of str
        Parameter keys, in the order of the columns.
    uniform : array
        Shape ``(draws, parameters)``, each column uniform on (0, 1), correlated columns already joint.
    values : mapping of str to array
        The draws of every parameter in its own unit, each of shape ``(draws,)``.
    """

    keys: tuple[str, ...]
    uniform: Array
    values: Mapping[str, Array]


def check_count(count: int) -> None:
    """Raise unless the number of draws is a power of two within bounds.

    Raises
    ------
    InputError
        Naming the bounds and the nearest number that would do.
    """
    if count < FEWEST_DRAWS or count > MOST_DRAWS or count & (count - 1):
        near = 2 ** int(np.clip(round(np.log2(max(count, 1))), np.log2(FEWEST_DRAWS), np.log2(MOST_DRAWS)))
        raise InputError.single(
            "draws",
            "",
            f"{count} is not a number of draws",
            f"a power of two from {FEWEST_DRAWS} to {MOST_DRAWS}, for example {near}",
        )


def draw(parameters: Parameters, count: int = DEFAULT_DRAWS, seed: int = 1) -> Draws:
    """Return scrambled Sobol draws.

    Parameters
    ----------
    parameters : Parameters
    count : int
        A power of two.
    seed : int
        Seed of the scrambling; the same seed gives the same draws.

    Raises
    ------
    InputError
        `count` is not a power of two between 64 and 1,048,576, or `seed` is negative.
    """
    check_count(count)
    if seed < 0:
        raise InputError.single("seed", "", f"{seed} is below zero", "0 or a positive whole number")
    keys = parameters.keys()
    others = dict.fromkeys(each.block for each in parameters.values if each.block)
    uniform = np.empty((count, len(keys)))
    for number, block in enumerate(("", *others)):
        columns = [place for place, each in enumerate(parameters.values) if each.block == block]
        if columns:
            drawn = _block(len(columns), number * _BLOCK_DIMENSIONS, count, _seed_of(block, seed))
            uniform[:, columns] = drawn
    uniform = _correlated(uniform, parameters)
    return Draws(keys, uniform, _in_units(parameters, uniform))


def _in_units(parameters: Parameters, uniform: Array) -> dict[str, Array]:
    """Return the draws of every parameter in its own unit.

    Inverting beta distributions is most of the work of a comparison, and the library does it without holding
    Python's lock: one thread a core, each parameter by itself, so that the numbers are the same as in a row.
    """
    with ThreadPoolExecutor() as pool:
        found = pool.map(
            lambda each: each[1].distribution.quantile(uniform[:, each[0]]), enumerate(parameters.values)
        )
        return dict(zip(parameters.keys(), found, strict=True))


def _block(width: int, first: int, count: int, seed: int | list[int]) -> Array:
    """Return the draws of one block, from dimensions of the sequence that no other block has.

    The same dimension scrambled twice stays correlated with itself; different ones scrambled apart are as
    good as one sequence scrambled whole.
    """
    sobol = qmc.Sobol(d=first + width, scramble=True, rng=np.random.default_rng(seed))
    return np.clip(sobol.random(count)[:, first:], _EDGE, 1.0 - _EDGE)


def _seed_of(block: str, seed: int) -> int | list[int]:
    """Return the seed of one block: the main one has the plain seed, each other one its own."""
    return [seed, zlib.crc32(block.encode())] if block else seed


def _correlated(uniform: Array, parameters: Parameters) -> Array:
    """Return draws with the stated rank correlations, through a Gaussian copula."""
    keys = parameters.keys()
    linked = [each for each in parameters.correlations if each.first in keys and each.second in keys]
    if not linked:
        return uniform
    matrix = np.eye(len(keys))
    for each in linked:
        first, second = keys.index(each.first), keys.index(each.second)
        # Pearson correlation of the normals that gives the rank correlation asked for.
        matrix[first, second] = matrix[second, first] = 2.0 * np.sin(np.pi * each.rank_correlation / 6.0)
    columns = sorted({keys.index(k) for each in linked for k in (each.first, each.second)})
    factor = np.linalg.cholesky(matrix[np.ix_(columns, columns)])
    joint = uniform.copy()
    joint[:, columns] = special.ndtr(special.ndtri(uniform[:, columns]) @ factor.T)
    return np.clip(joint, _EDGE, 1.0 - _EDGE)


def medians(parameters: Parameters) -> Mapping[str, Array]:
    """Return every parameter at its median, as arrays of one draw."""
    return {each.key: np.array([each.middle]) for each in parameters.values}
