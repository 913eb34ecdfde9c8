"""Where the program keeps what it downloads."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

#: Environment variable that puts the store elsewhere.
PLACE = "SANCTIONS_STORE"
#: Environment variable that puts the entity lists elsewhere.
LISTS = "SANCTIONS_LISTS"


def default_place() -> Path:
    """Return the file of the store: in the user's data folder, or where the environment says."""
    told = os.environ.get(PLACE)
    return Path(told) if told else user_data_path("sanctions", appauthor=False) / "figures.duckdb"


def lists_place(store: Path) -> Path:
    """Return the folder entity lists are kept in: where the environment says, or beside the store."""
    told = os.environ.get(LISTS)
    return Path(told) if told else store.parent / "lists"
