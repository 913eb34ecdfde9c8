"""Keeping every edition of an entity list that was downloaded."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from sanctions.data.sources.http import Page
from sanctions.data.sources.lists import ListFile
from sanctions.errors import InputError


def keep_list(folder: Path, wanted: ListFile, page: Page, day: dt.date) -> bool:
    """Keep an edition of a list file unless it is the newest one already.

    Parameters
    ----------
    folder : pathlib.Path
        Editions are kept below it as ``ofac-sdn/2026-11-23/SDN.CSV``.
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
    editions = sorted((folder / wanted.name).glob(f"*/{wanted.file}"))
    if editions and editions[-1].read_bytes() == page.content:
        return False
    target = folder / wanted.name / str(day) / wanted.file
    temporary = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{wanted.file}-")
        with os.fdopen(handle, "wb") as file:
            file.write(page.content)
        Path(temporary).replace(target)
    except OSError as error:
        message = f"the list cannot be kept: {error.strerror}"
        raise InputError.single(str(target), "", message) from None
    finally:
        with suppress(OSError):
            Path(temporary).unlink()
    return True
