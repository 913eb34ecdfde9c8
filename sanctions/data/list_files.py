"""Keeping every edition of an entity list that was downloaded, and the newest where it is looked for."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from sanctions.data.sources.http import Page
from sanctions.data.sources.lists import ListFile
from sanctions.errors import InputError

EDITIONS = "editions"


def keep_list(folder: Path, wanted: ListFile, page: Page, day: dt.date) -> bool:
    """Keep an edition of a list file unless it is the newest one already.

    Parameters
    ----------
    folder : pathlib.Path
        The newest edition lies in it under the list's usual name (``sdn.csv``), all of them below it (as
        ``editions/ofac-sdn/2026-11-23/SDN.CSV``).
    wanted : ListFile
    page : Page
    day : datetime.date
        Of the download.

    Returns
    -------
    bool
        Whether it was new.

    Raises
    ------
    InputError
        The folder cannot be written.
    """
    shelf = folder / EDITIONS / wanted.name
    editions = sorted(shelf.glob(f"*/{wanted.file}"))
    new = not editions or editions[-1].read_bytes() != page.content
    if new:
        _write(shelf / str(day) / wanted.file, page.content)
    newest = folder / wanted.kept_as
    if new or not newest.is_file():
        _write(newest, page.content)
    return new


def is_kept(folder: Path, wanted: ListFile) -> bool:
    """Return whether the newest edition is where it is looked for."""
    return (folder / wanted.kept_as).is_file()


def _write(target: Path, content: bytes) -> None:
    temporary = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(target)
    except OSError as error:
        message = f"the list cannot be kept: {error.strerror}"
        raise InputError.single(str(target), "", message) from None
    finally:
        with suppress(OSError):
            Path(temporary).unlink()
