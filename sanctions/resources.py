"""Where the shipped folders are, installed or in a checkout."""

from __future__ import annotations

from importlib import util
from pathlib import Path


def shipped_folder(name: str) -> Path:
    """Return the folder of bundled files called `name` ("datasets" or "reports").

    Parameters
    ----------
    name : str
        Name of the mapped package under ``sanctions``.

    Returns
    -------
    pathlib.Path
        The installed folder, or the one beside the package in an uninstalled checkout.

    Raises
    ------
    FileNotFoundError
        Neither place has it: the installation is incomplete.
    """
    root = Path(__file__).resolve().parent
    checkout = root.parent / name
    if (root.parent / "setup.cfg").is_file() and checkout.is_dir():
        return checkout
    found = util.find_spec(f"sanctions.{name}")
    if found is not None and found.submodule_search_locations:
        return Path(next(iter(found.submodule_search_locations)))
    raise FileNotFoundError(f"the shipped folder {name!r} is missing from this installation")
