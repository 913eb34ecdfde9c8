"""Modules of two rooms that are no more, found under their former addresses."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Final

#: Former room -> where its modules are now, the first that has one of the name.
ROOMS: Final = {
    "sanctions.compare": ("sanctions.comparison", "sanctions.backtesting"),
    "sanctions.estimate": ("sanctions.history", "sanctions.history.estimators", "sanctions.parameters"),
}
#: Former module -> present one, where its own name changed as well.
RENAMED: Final = {
    "sanctions.compare.comparison": "sanctions.comparison.results",
    "sanctions.compare.entities": "sanctions.comparison.entity_report",
    "sanctions.estimate.history": "sanctions.history.study",
}


def present(former: str) -> str | None:
    """Return the present name of a module, None where no such module was or is.

    Parameters
    ----------
    former : str
        Full name.
    """
    if former in RENAMED:
        return RENAMED[former]
    room, _, name = former.rpartition(".")
    candidates = (f"{each}.{name}" for each in ROOMS.get(room, ()))
    return next((each for each in candidates if find_spec(each) is not None), None)


class _Present(Loader):
    """Loads the module that took another's place; a room that is no more is empty."""

    def __init__(self, name: str | None) -> None:
        self._name = name
        self._spec: ModuleSpec | None = None

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Return the present module."""
        if self._name is None:
            return None
        found = import_module(self._name)
        self._spec = found.__spec__
        return found

    def exec_module(self, module: ModuleType) -> None:
        """Give the present module back the origin that importing it anew took away."""
        if self._spec is not None:
            module.__spec__ = self._spec


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname in ROOMS:
            return ModuleSpec(fullname, _Present(None), is_package=True)
        name = present(fullname) if fullname.rpartition(".")[0] in ROOMS else None
        if name is None:
            return None
        warnings.warn(f"{fullname} is now {name}", DeprecationWarning, stacklevel=2)
        return ModuleSpec(fullname, _Present(name))


def keep_addresses() -> None:
    """Let modules be imported by their former addresses."""
    if not any(isinstance(each, _Finder) for each in sys.meta_path):
        sys.meta_path.append(_Finder())
