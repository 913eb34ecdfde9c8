"""The local store: every vintage of every downloaded reading, in one DuckDB file; nothing is overwritten."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple, fields
from pathlib import Path

import duckdb
import pandas as pd
from filelock import FileLock, Timeout
from pydantic import ValidationError

from sanctions.data.catalog import SeriesCard
from sanctions.data.readings import OWN, StoredReading
from sanctions.errors import InputError, SanctionsError

LAYOUT = 1
LOCK_SECONDS = 60.0
_TABLES = f"""
create table layout (version integer);
insert into layout values ({LAYOUT});
create table validators (address varchar primary key, etag varchar, modified varchar);
create table cards (series varchar primary key, card varchar not null);
create table readings (
    series varchar not null, date date not null, value double not null, unit varchar not null,
    basis varchar not null, first_known date not null, retrieved_at timestamp not null,
    source varchar not null, publisher varchar not null, address varchar not null, checksum varchar not null,
    primary key (series, basis, date, retrieved_at)
);
"""


_COLUMNS = tuple(field.name for field in fields(StoredReading))
_NEWEST = f"""
select {", ".join(_COLUMNS)} from readings
where ($series = '' or series = $series)
    and first_known <= $day
    and (retrieved_at < $day + interval 1 day or source = '{OWN}')
qualify row_number() over (partition by series, basis, date order by retrieved_at desc) = 1
order by series, basis, date
"""


def known_readings(place: Path, as_of: dt.date, series: str = "") -> tuple[StoredReading, ...]:
    """Return the readings the store held on a day, the last vintage of each.

    Parameters
    ----------
    place : pathlib.Path
        The store's file; a missing file is an empty store.
    as_of : datetime.date
        Both the publication and the download must not be later (UTC), so that updating the store never
        changes what an earlier day shows. Series brought along count from their publication alone.
    series : str
        Only this one; empty for all.

    Returns
    -------
    tuple of StoredReading
        By series, basis and date.

    Raises
    ------
    SanctionsError
        The file is there but is no store.
    """
    if not place.is_file():
        return ()
    with _reading(place) as connection:
        rows = connection.execute(_NEWEST, {"day": as_of, "series": series}).fetchall()
    return tuple(StoredReading(*row) for row in rows)


def known_frame(place: Path, as_of: dt.date) -> pd.DataFrame:
    """Return what :func:`known_readings` does as a table, which is what thousands of readings need.

    Returns
    -------
    pandas.DataFrame
        The fields of StoredReading as columns, dates as datetimes; empty for a missing file.
    """
    if not place.is_file():
        return pd.DataFrame(columns=list(_COLUMNS))
    with _reading(place) as connection:
        return connection.execute(_NEWEST, {"day": as_of, "series": ""}).df()


def known_cards(place: Path) -> dict[str, SeriesCard]:
    """Return the cards of the series the store holds, by series."""
    if not place.is_file():
        return {}
    with _reading(place) as connection:
        rows = connection.execute("select series, card from cards order by series").fetchall()
    try:
        return {series: SeriesCard.model_validate_json(card) for series, card in rows}
    except ValidationError:
        raise SanctionsError(
            f"{place} holds a card that is none; move it away and add its series again"
        ) from None


def known_validators(place: Path) -> dict[str, tuple[str, str]]:
    """Return address to (ETag, Last-Modified) of the pages seen last."""
    if not place.is_file():
        return {}
    with _reading(place) as connection:
        rows = connection.execute("select address, etag, modified from validators").fetchall()
    return {address: (etag, modified) for address, etag, modified in rows}


def keep_validators(place: Path, validators: Mapping[str, tuple[str, str]]) -> None:
    """Remember what to ask with next time; a store that is not there yet is not made for it."""
    if not place.is_file() or known_validators(place) == dict(validators):
        return
    with _writing(place) as copy, _connect(copy, read_only=False) as connection:
        rows = [[address, *seen] for address, seen in sorted(validators.items())]
        connection.executemany("insert or replace into validators values (?, ?, ?)", rows)


def add_readings(place: Path, readings: Sequence[StoredReading], cards: Iterable[SeriesCard] = ()) -> int:
    """Add the readings that say something new, all or none.

    A reading equal to the newest vintage of its series, basis and date is left out; a different one is a
    revision: a further row, first known on the day it was seen.

    Parameters
    ----------
    place : pathlib.Path
        The store's file; made where missing, its folder too.
    readings : sequence of StoredReading
    cards : iterable of SeriesCard
        What is said about their series; a newer card takes the place of an older one.

    Returns
    -------
    int
        Rows added.

    Raises
    ------
    InputError
        The folder cannot be written, or another update has held the store for a minute.
    SanctionsError
        The file is there but is no store.

    Notes
    -----
    The rows are written to a copy that takes the store's place when it is complete. A reader, or an update
    that is killed, therefore never meets a half-written file.
    """
    if not readings:
        return 0
    with _writing(place) as copy:
        with _connect(copy, read_only=False) as connection:
            newest = _newest_values(connection)
            candidates = (_as_revision(one, newest) for one in readings)
            fresh = [row for row in candidates if row is not None]
            _insert(connection, fresh)
            for card in cards:
                row = [card.id, card.model_dump_json()]
                connection.execute("insert or replace into cards values (?, ?)", row)
        return len(fresh)


def _as_revision(
    reading: StoredReading, newest: dict[tuple[str, str, dt.date], float]
) -> StoredReading | None:
    key = (reading.series, reading.basis, reading.date)
    if key not in newest:
        return reading
    if newest[key] == reading.value:
        return None
    values = {name: getattr(reading, name) for name in _COLUMNS}
    return StoredReading(**{**values, "first_known": max(reading.first_known, reading.retrieved_at.date())})


def _newest_values(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, dt.date], float]:
    rows = connection.execute(
        "select series, basis, date, arg_max(value, retrieved_at) from readings group by all"
    ).fetchall()
    return {(series, basis, date): value for series, basis, date, value in rows}


def _insert(connection: duckdb.DuckDBPyConnection, rows: Sequence[StoredReading]) -> None:
    if not rows:
        return
    table = pd.DataFrame([astuple(row) for row in rows], columns=list(_COLUMNS))
    connection.register("arriving", table)
    connection.execute("begin")
    connection.execute("insert into readings by name select * from arriving")
    connection.execute("commit")


@contextmanager
def _writing(place: Path) -> Iterator[Path]:
    """Yield a copy of the store that takes its place when the block ends well; one writer at a time."""
    temporary = ""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{place}.lock", timeout=LOCK_SECONDS):
            for left_by_a_killed_update in place.parent.glob(f".{place.name}-*"):
                left_by_a_killed_update.unlink()
            handle, temporary = tempfile.mkstemp(prefix=f".{place.name}-", dir=place.parent)
            os.close(handle)
            copy = Path(temporary)
            if place.is_file():
                with _connect(place, read_only=True):
                    pass  # it is a store, and no other program writes to it
                shutil.copyfile(place, copy)
            else:
                copy.unlink()
                with duckdb.connect(str(copy)) as connection:
                    connection.execute(_TABLES)
            yield copy
            copy.replace(place)
    except Timeout:
        message = f"another update has held the store for {LOCK_SECONDS:.0f} seconds"
        raise InputError.single(str(place), "", message, "one update at a time") from None
    except OSError as error:
        raise InputError.single(str(place), "", f"the store cannot be written: {error}") from None
    finally:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()


@contextmanager
def _reading(place: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with _connect(place, read_only=True) as connection:
        yield connection


@contextmanager
def _connect(place: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        connection = duckdb.connect(str(place), read_only=read_only)
        try:
            found = connection.execute("select version from layout").fetchone()
            if found != (LAYOUT,):
                raise SanctionsError(f"{place} is a store of another version {found}, not {LAYOUT}")
            yield connection
        finally:
            connection.close()
    except duckdb.ConstraintException:
        raise SanctionsError(f"{place.name}: the same readings were added a moment ago; try again") from None
    except duckdb.Error as error:
        if _is_in_use(error):
            message = "the store is in use by another program"
            raise InputError.single(str(place), "", message, "close it there and try again") from None
        reason = (str(error).splitlines() or ["no reason given"])[0]
        raise SanctionsError(
            f"{place} is not a store of figures ({reason}); move it away and run: sanctions data update"
        ) from None


def _is_in_use(error: duckdb.Error) -> bool:
    """Tell whether a store could not be opened because another program holds it open."""
    text = str(error).casefold()
    return isinstance(error, duckdb.IOException) and ("lock on file" in text or "another process" in text)
