"""Where a list kept on this machine lies, so that it can be named without a path."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from sanctions.errors import InputError

#: Name of a kept list -> files looked for in the folder, the first that is there wins.
KEPT_LISTS: dict[str, tuple[str, ...]] = {
    "ofac-sdn": ("sdn.xml", "sdn.csv", "sdn_advanced.xml"),
    "ofac-consolidated": ("consolidated.xml", "cons_prim.csv", "cons_advanced.xml"),
    "un": ("un.xml", "consolidated_un.xml"),
    "eu": ("eu.xml", "eu.csv"),
    "uk": ("uk.xml", "UK-Sanctions-List.xml", "UK-Sanctions-List.csv"),
    "seco": ("seco.xml",),
    "opensanctions": ("targets.simple.csv", "entities.ftm.json"),
}
FOLDER_VARIABLE = "SANCTIONS_LISTS"


def lists_folder() -> Path:
    """Return the folder of kept lists: the variable SANCTIONS_LISTS, else ``lists`` in the user data."""
    given = os.environ.get(FOLDER_VARIABLE)
    return Path(given) if given else user_data_path("sanctions", appauthor=False) / "lists"


def stored_list(name: str | Path) -> Path:
    """Return the file that a name or path means.

    Parameters
    ----------
    name : str or Path
        A path, or as text one of `KEPT_LISTS`. A name never fetches anything.

    Raises
    ------
    InputError
        If the name is of a kept list and no file for it is in the folder.
    """
    if isinstance(name, Path) or name not in KEPT_LISTS:
        return Path(name)
    folder = lists_folder()
    for file in KEPT_LISTS[name]:
        if (folder / file).is_file():
            return folder / file
    wanted = " or ".join(KEPT_LISTS[name])
    message = f"no copy of this list is kept in {folder}"
    expected = f"{wanted} in that folder or in the one named by {FOLDER_VARIABLE}, or the path of a list file"
    raise InputError.single(name, "", message, expected)
