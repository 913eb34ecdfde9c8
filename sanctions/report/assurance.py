"""Quality assurance: what is signed, agreed and filled in, as one state that stays "not" until all is."""

from __future__ import annotations

from sanctions.report.tables import Formula

NOT_ASSURED = "not quality assured"


def state(roles: str, signed: str, agreed: str, objections: str) -> Formula:
    """Return the state of quality assurance.

    Parameters
    ----------
    roles, signed, agreed, objections : str
        References of the cells to fill in: roles and fitness on Cover, sign-offs of assumptions, agreement
        with decisions, objections to them.
    """
    parts = (
        (signed, " assumptions signed off, "),
        (agreed, " decisions agreed, "),
        (roles, " items of Cover filled in"),
    )
    filled = "+".join(f"COUNTA({cells})" for cells, _ in parts)
    all_of_it = "+".join(f"ROWS({cells})" for cells, _ in parts)
    counted = "&".join(f'COUNTA({cells})&" of "&ROWS({cells})&"{words}"' for cells, words in parts)
    open_ = f'IF(COUNTA({objections})=0,"","; objections: "&COUNTA({objections}))'
    text = (
        f'IF({filled}=0,"{NOT_ASSURED}",IF({filled}<{all_of_it},"{NOT_ASSURED} yet: "&{counted},'
        f'"signed off: see below, Assumptions and Decisions"))&{open_}'
    )
    return Formula(text, NOT_ASSURED)
