"""Whatever stands in a spec, reading it ends in a package or in problems, never in anything else."""

from __future__ import annotations

import copy
import datetime as dt
import tomllib
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from sanctions.errors import InputError
from sanctions.spec.library import bundled_file, bundled_ids
from sanctions.spec.package import Package
from sanctions.spec.resolve import resolve_file
from sanctions.spec.spec_file import SpecFile

NEW_KEYS = ["", "extra", "extends", "lifts", "list", "ends"]
ODD_VALUES = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.booleans(),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=20),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.just([]),
    st.just({}),
    st.just([[]]),
    st.just([{}]),
    st.just([1, "two", dt.date(2021, 4, 15)]),
    st.just({"deep": {"er": [1]}}),
)


def _containers(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    below = [found for item in inner for found in _containers(item)]
    return [value, *below] if isinstance(value, dict | list) and value else below


@st.composite
def mangled_specs(draw: st.DrawFn) -> str:
    spec = copy.deepcopy(tomllib.loads(bundled_file(draw(st.sampled_from(bundled_ids()))).text))
    for _ in range(draw(st.integers(1, 4))):
        containers = _containers(spec)
        container = containers[draw(st.integers(0, len(containers) - 1))]
        keys = list(container) if isinstance(container, dict) else list(range(len(container)))
        key = draw(st.sampled_from(keys))
        odd_value = copy.deepcopy(draw(ODD_VALUES))
        action = draw(st.sampled_from(["replace", "replace", "remove", "add"]))
        if action == "replace":
            container[key] = odd_value
        elif action == "remove" and len(keys) > 1:
            del container[key]
        elif isinstance(container, dict):
            container[draw(st.sampled_from(NEW_KEYS))] = odd_value
    return tomlkit.dumps(spec)


def _outcome(text: str) -> Package | InputError:
    try:
        return resolve_file(SpecFile("mangled.toml", text))
    except InputError as error:
        return error


@given(mangled_specs())
def test_a_mangled_spec_is_a_package_or_a_list_of_problems(text: str) -> None:
    outcome = _outcome(text)
    if isinstance(outcome, InputError):
        assert outcome.problems
        assert all(problem.message for problem in outcome.problems)


@given(st.text(max_size=200))
def test_any_text_is_a_package_or_a_list_of_problems(text: str) -> None:
    with pytest.raises(InputError):
        resolve_file(SpecFile("text.toml", text))
