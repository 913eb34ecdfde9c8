"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sanctions.errors import InputError


def check_target(path: Path, *, force: bool) -> None:
    """Raise unless a file can be written at `path`; nothing is touched.

    Parameters
    ----------
    path : pathlib.Path
    force : bool
        Whether a file that is there may be replaced.

    Raises
    ------
    InputError
        The folder is missing or cannot be written, the path is a folder, or the file is write-protected or
        exists without force.
    """
    folder = path.parent
    if not folder.is_dir():
        raise InputError.single(str(path), "", f"the folder {folder} does not exist", "an existing folder")
    if path.is_dir():
        raise InputError.single(str(path), "", "this is a folder", "the name of a file")
    if path.exists() and not force:
        raise InputError.single(str(path), "", "the file exists already", "another name, or --force")
    if path.exists() and not os.access(path, os.W_OK):
        raise InputError.single(str(path), "", "the file is write-protected", "another name, or a free file")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InputError.single(str(path), "", f"the folder {folder} cannot be written", "a folder you own")


def check_name(path: Path, what: str) -> None:
    """Raise unless a file has the name of an Excel workbook.

    Parameters
    ----------
    path : pathlib.Path
    what : str
        What it is to be, for the message.

    Raises
    ------
    InputError
        The name does not end in .xlsx.
    """
    if path.suffix.lower() != ".xlsx":
        raise InputError.single(str(path), "", f"is no name for a {what}", "a name that ends in .xlsx")


@contextmanager
def replacing(path: Path, *, force: bool) -> Iterator[Path]:
    """Yield a temporary path beside `path` that takes its place when the block ends well.

    Parameters
    ----------
    path : pathlib.Path
    force : bool
        Whether a file that is there may be replaced.

    Raises
    ------
    InputError
        The target cannot be written or is locked; what was there is untouched.
    """
    check_target(path, force=force)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str, *, force: bool) -> None:
    """Write a text file, whole or not at all.

    Raises
    ------
    InputError
        As `replacing`.
    """
    with replacing(path, force=force) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> InputError:
    if isinstance(error, PermissionError):
        message = "the file cannot be replaced: it is open in another program or locked"
        return InputError.single(str(path), "", message, "a free file")
    return InputError.single(str(path), "", f"the file cannot be written: {error.strerror}", "room to write")
