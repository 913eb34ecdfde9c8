"""Shared fixtures: where the optional raw list files are, and a fixed profile for property tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("repeatable")

RAW_FILES = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def raw_files() -> Path:
    """Return the folder of raw files; tests that want it skip where it is absent."""
    if not RAW_FILES.is_dir():
        pytest.skip("raw files for cross-checks are not on this machine")
    return RAW_FILES
