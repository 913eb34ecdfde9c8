"""Which of OFAC's two lists a file holds: the same formats serve for both, and the law differs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sanctions.errors import InputError
from sanctions.lists.types import ListedEntity

SDN_TITLE = "OFAC SDN list"
CONSOLIDATED_TITLE = "OFAC consolidated (non-SDN) list"
# Who is listed as a member of the Palestinian Legislative Council and for nothing else is not blocked.
_ONLY_CONSOLIDATED = "NS-PLC"


def ofac_title(path: Path, entities: Iterable[ListedEntity]) -> str:
    """Return the title of the list, told by the publisher's file name and checked against the entries.

    Whoever is on the SDN list is blocked, whoever is on the consolidated list is not: a guess would turn
    one into the other.

    Raises
    ------
    InputError
        If the name is of neither list, or of the SDN list while entries are of the other.
    """
    name = path.stem.casefold()
    consolidated = any(entity.programmes == (_ONLY_CONSOLIDATED,) for entity in entities)
    if "cons" in name or "prim" in name:
        return CONSOLIDATED_TITLE
    if consolidated and "sdn" in name:
        message = f"is named as the SDN list, but has entries of the consolidated list ({_ONLY_CONSOLIDATED})"
        raise InputError.single(path.name, "", message, "cons_prim in the name, as OFAC has it")
    if consolidated:
        return CONSOLIDATED_TITLE
    if "sdn" in name:
        return SDN_TITLE
    message = (
        "does not say in its name which of OFAC's lists it is: SDN (blocked) or consolidated (not blocked)"
    )
    raise InputError.single(path.name, "", message, "sdn or cons_prim in the name, as OFAC has it")
