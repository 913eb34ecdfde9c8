"""What a user may type into Inputs, and what it means in Python."""

from __future__ import annotations

from hypothesis import strategies as st

import sanctions as sx

#: Which input, whether it is fixed, and where in its range the new number is.
CHANGE = st.tuples(st.integers(0, 10_000), st.booleans(), st.floats(0.05, 0.95))
_NAME_COLUMN = "V"


def rows_of_parameters(page, comparison):
    """Return row number on Inputs -> parameter."""
    rows = {page[f"{_NAME_COLUMN}{row}"].value: row for row in range(1, page.max_row + 1)}
    named = {each.key.replace("[", "_").rstrip("]"): each for each in comparison.options[0].parameters.values}
    return {rows[name]: parameter for name, parameter in named.items() if name in rows}


def as_typed(number):
    """Return a number of 12 digits; the library that edits the file here keeps only 16, the program 17."""
    return float(f"{number:.12g}")


def edits(parameters, plan):
    """Return cells to set and the overrides they mean, every new number inside what the input can be."""
    cells, overrides = {}, {}
    for number, fixes, share in plan:
        row = sorted(parameters)[number % len(parameters)]
        parameter = parameters[row]
        if parameter.key in overrides:
            continue
        quantile = as_typed(parameter.distribution.at(share))
        if fixes:
            cells[f"E{row}"] = overrides[parameter.key] = quantile
            continue
        name, arguments = parameter.distribution.name, list(parameter.distribution.arguments)
        place = 1 if name in ("pert", "triangular") else 0
        arguments[place] = (
            quantile
            if name in ("pert", "triangular", "uniform")
            else as_typed(arguments[0] * (0.9 + share / 5))
        )
        cells[f"{'JKL'[place]}{row}"] = arguments[place]
        overrides[parameter.key] = sx.Distribution(name, tuple(arguments))
    return cells, overrides
