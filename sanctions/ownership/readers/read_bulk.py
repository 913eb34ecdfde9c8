"""Very large ownership tables, Parquet or CSV, straight into arrays: exact shares, no dates, no bands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from sanctions.errors import InputError, Problem
from sanctions.ownership.graph import OwnershipGraph, graph_from_arrays

COLUMNS = ("owner", "entity", "share_pct")
MOST_DECIMALS = 9
MOST_LINES_NAMED = 20
_DIGITS = 18


def read_bulk(path: Path, set_aside: bool = False) -> tuple[OwnershipGraph, tuple[Problem, ...]]:
    """Return the graph of a table with the columns owner, entity and share_pct, and the rows set aside.

    Parameters
    ----------
    path : pathlib.Path
        ``.parquet``, or CSV with a comma.
    set_aside : bool
        Leave rows without a name or with a bad share out and report them, instead of refusing the table.

    Raises
    ------
    sanctions.errors.InputError
        The table cannot be read, a share has more than nine decimals, or rows are bad and are not to be
        set aside.
    """
    is_parquet = path.suffix.casefold() == ".parquet"
    table = _read(path, is_parquet)
    units, units_per_pct = _units(path, table["share_pct"])
    first_row = 1 if is_parquet else 2
    good, problems = _checked(path, table, units, first_row, "row" if is_parquet else "line")
    if problems and not set_aside:
        raise InputError(problems)
    if not good.any():
        raise InputError.single(path.name, "", "holds no usable stake", "at least one row")
    names, owner, entity = _numbers(table, good)
    return graph_from_arrays(names, owner, entity, units[good], units_per_pct), tuple(problems)


def _read(path: Path, is_parquet: bool) -> Any:
    try:
        if is_parquet:
            known = parquet.read_schema(path).names
            missing = [name for name in COLUMNS if name not in known]
            if missing:
                raise InputError.single(path.name, "", f"the columns {', '.join(missing)} are missing")
            return _plain(parquet.read_table(path, columns=list(COLUMNS)), path)
        types = {
            "owner": pa.string(),
            "entity": pa.string(),
            "share_pct": pa.decimal128(_DIGITS, MOST_DECIMALS),
        }
        return arrow_csv.read_csv(
            path, convert_options=arrow_csv.ConvertOptions(column_types=types, include_columns=list(COLUMNS))
        )
    except InputError:
        raise
    except (
        pa.ArrowException,
        OSError,
        ValueError,
        LookupError,
        TypeError,
        MemoryError,
        OverflowError,
    ) as error:
        if is_parquet:
            raise InputError.single(path.name, "", "is not a readable Parquet table") from error
        raise InputError.single(
            path.name, "", f"cannot be read: {str(error).partition(chr(10))[0]}"
        ) from error


def _plain(table: Any, path: Path) -> Any:
    """Return the table; raise where a column is nested, of another kind, or holds text that is not UTF-8."""
    problems = []
    for column in COLUMNS:
        kind = table[column].type
        kind = kind.value_type if pa.types.is_dictionary(kind) else kind
        is_text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
        is_number = pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind)
        if not is_text and not (is_number and column == "share_pct"):
            wanted = "numbers" if column == "share_pct" else "text"
            problems.append(Problem(path.name, column, f"the column holds {str(kind)[:60]}", wanted))
    if problems:
        raise InputError(problems)
    table = table.unify_dictionaries()
    table.validate(full=True)
    return table


def _units(path: Path, column: Any) -> tuple[NDArray[np.int64], int]:
    """Return shares as whole numbers of a fraction of a percent; a missing share is -1."""
    if pa.types.is_floating(column.type):
        return _units_of_floats(path, column.to_numpy().astype(np.float64))
    try:
        exact = column.cast(pa.decimal128(_DIGITS, MOST_DECIMALS)).combine_chunks()
    except pa.ArrowException as error:
        message = f"share_pct cannot be read exactly: {str(error).partition(chr(10))[0]}"
        raise InputError.single(path.name, "share_pct", message, f"up to {MOST_DECIMALS} decimals") from error
    missing = pc.is_null(exact).to_numpy(zero_copy_only=False)
    # A 128-bit decimal of at most 18 digits is its lower 64 bits, the first of each pair.
    words = np.frombuffer(exact.buffers()[1], dtype=np.int64)[::2]
    units = words[exact.offset : exact.offset + len(exact)].copy()
    units[missing] = -1
    return _coarsest(units)


def _coarsest(units: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
    decimals = MOST_DECIMALS
    known = units[units >= 0]
    while decimals and not (known % 10).any():
        known //= 10
        decimals -= 1
    units = np.where(units >= 0, units // 10 ** (MOST_DECIMALS - decimals), units)
    return units, 10**decimals


def _units_of_floats(path: Path, shares: NDArray[np.float64]) -> tuple[NDArray[np.int64], int]:
    """Read binary numbers as the decimals they were written from: the fewest that give them back."""
    known = np.nan_to_num(shares, nan=-1.0, posinf=-1.0, neginf=-1.0)
    for decimals in range(MOST_DECIMALS + 1):
        units = np.rint(known * 10**decimals)
        if (units / 10**decimals == known).all():
            return units.astype(np.int64), 10**decimals
    message = f"a share has more than {MOST_DECIMALS} decimals"
    raise InputError.single(path.name, "share_pct", message, "decimals, or fractions in a smaller table")


def _checked(
    path: Path, table: Any, units: NDArray[np.int64], first_row: int, word: str
) -> tuple[NDArray[np.bool_], list[Problem]]:
    def empty(column: str) -> NDArray[np.bool_]:
        values = pc.utf8_trim_whitespace(table[column].cast(pa.string()))
        found: NDArray[np.bool_] = pc.fill_null(pc.equal(values, ""), True).to_numpy()
        return found

    same = pc.fill_null(pc.equal(table["owner"], table["entity"]), False).to_numpy()
    faults: tuple[tuple[str, Callable[[], NDArray[np.bool_]]], ...] = (
        ("the owner is missing", lambda: empty("owner")),
        ("the entity is missing", lambda: empty("entity")),
        ("an entity is given as its own owner", lambda: same),
        ("the share is missing or negative", lambda: units < 0),
    )
    good = np.ones(len(units), dtype=np.bool_)
    problems = []
    for message, find in faults:
        bad = np.flatnonzero(find())
        good[bad] = False
        if len(bad):
            lines = ", ".join(str(first_row + int(row)) for row in bad[:MOST_LINES_NAMED])
            more = f" and {len(bad) - MOST_LINES_NAMED:,} more" if len(bad) > MOST_LINES_NAMED else ""
            problems.append(Problem(path.name, f"{word} {lines}{more}", message))
    return good, problems


def _numbers(table: Any, good: NDArray[np.bool_]) -> tuple[list[str], NDArray[np.int32], NDArray[np.int32]]:
    kept = table if good.all() else table.filter(pa.array(good))
    both = pa.chunked_array(
        [chunk for name in ("owner", "entity") for chunk in kept[name].cast(pa.string()).chunks],
        type=pa.string(),
    )
    encoded = pc.dictionary_encode(both).combine_chunks()
    encoded = encoded.chunk(0) if isinstance(encoded, pa.ChunkedArray) else encoded
    numbers = encoded.indices.to_numpy().astype(np.int32, copy=False)
    half = len(numbers) // 2
    return encoded.dictionary.to_pylist(), numbers[:half], numbers[half:]
