"""Modules of rooms that are no more are the present ones, and hide no function."""

from __future__ import annotations

import sys
from importlib import import_module

import pytest

import sanctions as sx
from sanctions.former import RENAMED, present

FORMER = {
    "sanctions.estimate.changes": "sanctions.history.changes",
    "sanctions.estimate.elasticity": "sanctions.history.estimators.elasticity",
    "sanctions.estimate.registry": "sanctions.parameters.registry",
    "sanctions.compare.scores": "sanctions.backtesting.scores",
    **RENAMED,
}


@pytest.mark.parametrize("former", FORMER)
def test_a_former_address_is_the_present_module_and_says_so(former: str) -> None:
    sys.modules.pop(former, None)
    now = import_module(FORMER[former])
    with pytest.warns(DeprecationWarning, match=f"{former} is now {FORMER[former]}"):
        assert import_module(former) is now
    assert now.__spec__ is not None
    assert now.__spec__.name == FORMER[former]
    assert callable(sx.estimate)
    assert callable(sx.compare)


def test_what_never_was_is_not_found() -> None:
    assert present("sanctions.estimate.no_such") is None
    with pytest.raises(ModuleNotFoundError):
        import_module("sanctions.estimate.no_such")
