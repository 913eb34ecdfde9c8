"""Where the program keeps what it downloads."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

#: Environment variable that puts the store elsewhere.
PLACE = "SANCTIONS_STORE"


def default_place() -> Path:
    """Return the file of the store: in the user's data folder, or where the environment says."""
    told = os.environ.get(PLACE)
    return Path(told) if told else user_data_path("sanctions-calculator", appauthor=False) / "figures.duckdb"
