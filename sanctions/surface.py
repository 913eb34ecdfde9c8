"""Surfaces of rooms: public names that are found on first use, so that importing a room loads nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def surface(room: str, homes: Mapping[str, str]) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return what a room's `__getattr__` and `__dir__` are.

    Parameters
    ----------
    room : str
        Full name of the package.
    homes : mapping of str to str
        Public name -> full name of the module that holds it.

    Returns
    -------
    tuple of callable
        The first raises AttributeError for a name that is not public.
    """

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(homes[name]), name)

    def names() -> list[str]:
        return sorted({*vars(sys.modules[room]), *homes})

    return find, names
