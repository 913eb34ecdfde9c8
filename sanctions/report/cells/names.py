"""Names that formulas can use for inputs, made from the keys the equations use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

LONGEST_NAME: Final = 255
_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*(?:[Cc][0-9]*)?|[Cc][0-9]*|[Tt]rue|[Ff]alse")


def defined_names(keys: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Return a legal, distinct defined name for each key.

    >>> defined_names(["foreign_share[local]", "q1"])
    {'foreign_share[local]': 'foreign_share_local', 'q1': 'q1_'}
    """
    used = {name.lower() for name in taken}
    names: dict[str, str] = {}
    for key in keys:
        stem = re.sub(r"\W", "_", key, flags=re.ASCII).rstrip("_")[: LONGEST_NAME - 8] or "_"
        if not re.match(r"[A-Za-z_]", stem):
            stem = f"_{stem}"
        if _CELL_LIKE.fullmatch(stem):
            stem += "_"
        name, number = stem, 1
        while name.lower() in used:
            number += 1
            name = f"{stem}_{number}"
        used.add(name.lower())
        names[key] = name
    return names
