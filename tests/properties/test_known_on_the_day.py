"""No parameter of any day rests on anything first known later."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanctions.data.vintage import snapshot
from sanctions.errors import InputError
from sanctions.parameters.estimate import estimate
from sanctions.parameters.parameters import Parameters
from sanctions.parameters.registry import load_registry, registry_path


@given(st.dates(dt.date(2014, 6, 1), dt.date(2023, 12, 31)))
@settings(max_examples=25)
def test_nothing_known_later_is_used(as_of: dt.date) -> None:
    found = estimate(snapshot(as_of))
    assert isinstance(found, Parameters)
    assert found.as_of == as_of
    for each in found.values:
        assert each.known_from <= as_of, each.key
        for figure in each.figures:
            assert figure.first_known <= as_of, (each.key, figure.id)
            assert figure.date <= as_of, (each.key, figure.id)


@given(st.dates(dt.date(2014, 6, 1), dt.date(2023, 12, 31)))
@settings(max_examples=25)
def test_every_parameter_is_there_on_every_day(as_of: dt.date) -> None:
    registered = [
        entry for name in ("russia", "entities") for entry in load_registry(registry_path(name)).parameters
    ]
    found = estimate(snapshot(as_of))
    assert [each.name for each in found.values] == [entry.name for entry in registered]
    for each, entry in zip(found.values, registered, strict=True):
        version = entry.version_on(as_of)
        assert version is not None
        assert each.kind is version.kind
        assert each.source == version.source
        assert each.low <= each.middle <= each.high


@pytest.mark.parametrize("as_of", [dt.date(2012, 2, 1), dt.date(2013, 1, 15), dt.date(2014, 2, 1)])
def test_too_early_a_day_names_all_that_is_missing(as_of: dt.date) -> None:
    with pytest.raises(InputError) as caught:
        estimate(snapshot(as_of))
    problems = caught.value.problems
    assert all((each.file, each.place) == ("as_of", str(as_of)) for each in problems)
    names = [each.message.partition(":")[0] for each in problems]
    assert "yield_per_pp" in names
    assert len(names) == len(set(names))
    assert f"yield_per_pp: nothing was known on {as_of}" in [each.message for each in problems]


def test_a_target_without_figures_says_so() -> None:
    found = estimate(snapshot(dt.date(2021, 12, 1)), "belarus")
    of_entities = {entry.name for entry in load_registry(registry_path("entities")).parameters}
    assert {each.name for each in found.values} == of_entities
    assert found.segments == ()
    assert list(found.missing.values()) == ["no holder figures are bundled for bonds of belarus"]
