"""Shared fixtures: raw list files, the day before April 2021, and the profiles of property tests."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import settings

from sanctions.data.vintage import Market, snapshot
from sanctions.parameters.estimate import estimate
from sanctions.parameters.parameters import Parameters

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile(
    "fuzz",
    max_examples=int(os.environ.get("SANCTIONS_TEST_EXAMPLES", "5000")),
    deadline=None,
    print_blob=True,
)
settings.load_profile(os.environ.get("SANCTIONS_TEST_PROFILE", "ci"))

# No test sees what whoever runs it has downloaded.
os.environ["SANCTIONS_STORE"] = str(Path(__file__).with_name("no-store") / "figures.duckdb")

RAW_FILES = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def raw_files() -> Path:
    """Return the folder of raw files; tests that want it skip where it is absent."""
    if not RAW_FILES.is_dir():
        pytest.skip("raw files for cross-checks are not on this machine")
    return RAW_FILES


@pytest.fixture(scope="session")
def market_2021() -> Market:
    """What was known the day before the announcement of April 2021."""
    return snapshot(dt.date(2021, 4, 14))


@pytest.fixture(scope="session")
def parameters_2021(market_2021: Market) -> Parameters:
    """Parameters of that day."""
    return estimate(market_2021)
