"""What is old once an input was changed: said in words, and struck through in grey."""

from __future__ import annotations

from typing import Final

from sanctions.report.cells.tables import Formula

CHANGED: Final = "INPUTS CHANGED"
#: Row of the line that says so: the first below the title, on every sheet that has old numbers.
ROW: Final = 2
HOW: Final = "struck through in grey is old: it is from before the change. Run sanctions rerun."


def state_of_numbers(changed: str, as_delivered: str, after: str = "") -> Formula:
    """Return the line that says which numbers a sheet shows.

    Parameters
    ----------
    changed : str
        Reference of the number of inputs changed; empty on a page that nobody can change.
    as_delivered : str
    after : str, optional
        What is live after a change, as the beginning of a sentence.
    """
    words = f"{CHANGED}: {after}{HOW}"
    if not changed:
        return Formula(f'"{as_delivered}"', as_delivered)
    return Formula(f'IF({changed}=0,"{as_delivered}","{words}")', as_delivered)


def is_old() -> str:
    """Return the condition, on the sheet of the line itself, under which numbers are struck through."""
    return f'LEFT($A${ROW},{len(CHANGED)})="{CHANGED}"'
