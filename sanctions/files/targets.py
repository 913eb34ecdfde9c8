"""Where an output goes: a plain file, which is replaced whole, or a device, pipe or standard stream."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sanctions.errors import InputError

STANDARD_OUTPUT: Final = "-"
_STDOUT, _STDERR = 1, 2


@dataclass(frozen=True, slots=True)
class OutputTarget:
    """One output of a command.

    Parameters
    ----------
    name : str
        As the user wrote it.
    path : pathlib.Path
        Where it is, links followed.
    descriptor : int or None
        The standard stream it is, if it is one.
    flows : bool
        Whether it is written to as it stands (a stream, device or pipe) instead of being replaced.
    kept : bool
        Whether the command reads it too and brings it up to date, so that it is replaced without force.
    """

    name: str
    path: Path
    descriptor: int | None = None
    flows: bool = False
    kept: bool = False

    @classmethod
    def of(cls, name: str | Path) -> OutputTarget:
        """Find out what a name stands for.

        Raises
        ------
        InputError
            It is a link that leads nowhere, or a name the system does not take.
        """
        text = str(name)
        if text == STANDARD_OUTPUT:
            return cls(text, Path(text), _STDOUT, flows=True)
        try:
            found = os.stat(text) if os.path.lexists(text) and os.path.exists(text) else None  # noqa: PTH110, PTH116
            path = Path(os.path.realpath(text))
            path.is_dir()
            path.exists()
        except (OSError, RuntimeError, ValueError) as error:
            raise refused(text, error) from None
        if found is None:
            return cls(text, path)
        descriptor = _standard_stream(found)
        flows = descriptor is not None or stat.S_ISCHR(found.st_mode) or stat.S_ISFIFO(found.st_mode)
        return cls(text, path, descriptor, flows)

    def check(self, *, force: bool) -> None:
        """Raise unless it can be written; nothing is touched.

        Raises
        ------
        InputError
            The folder is missing or cannot be written, the path is a folder or a thing that is neither file,
            device nor pipe, or the file is write-protected or exists without force.
        """
        if self.descriptor is not None:
            return
        path, folder = self.path, self.path.parent
        if path.is_dir():
            raise InputError.single(self.name, "", "this is a folder", "the name of a file")
        if not folder.is_dir():
            shown = Path(self.name).parent
            raise InputError.single(self.name, "", f"the folder {shown} does not exist", "an existing folder")
        if not self.flows:
            self._check_plain(force=force)
        if path.exists() and not os.access(path, os.W_OK):
            message = "the file is write-protected"
            raise InputError.single(self.name, "", message, "another name, or a free file")
        if not self.flows and not os.access(folder, os.W_OK | os.X_OK):
            message = f"the folder {folder} cannot be written"
            raise InputError.single(self.name, "", message, "a folder you own")

    def _check_plain(self, *, force: bool) -> None:
        if self.path.is_symlink():
            raise InputError.single(self.name, "", "the link leads to itself", "a link to a file")
        if self.path.exists() and not self.path.is_file():
            expected = "a plain file, a device of characters or a pipe"
            raise InputError.single(self.name, "", "this is neither a file, a device nor a pipe", expected)
        if self.path.exists() and not (force or self.kept):
            raise InputError.single(self.name, "", "the file exists already", "another name, or --force")


def check_target(path: str | Path, *, force: bool) -> None:
    """Raise unless an output can be written at `path`; nothing is touched.

    Raises
    ------
    InputError
        As `Target.of` and `Target.check`.
    """
    OutputTarget.of(path).check(force=force)


def check_name(path: str | Path, what: str) -> None:
    """Raise unless a file has the name of an Excel workbook; devices and pipes may have any name.

    Parameters
    ----------
    path : str or pathlib.Path
    what : str
        What it is to be, for the message.

    Raises
    ------
    InputError
        The name does not end in .xlsx.
    """
    plain = str(path) == STANDARD_OUTPUT or not OutputTarget.of(path).flows
    if plain and Path(path).suffix.lower() != ".xlsx":
        raise InputError.single(str(path), "", f"is no name for a {what}", "a name that ends in .xlsx")


def refused(name: str, error: Exception) -> InputError:
    """Return the error to raise when the system does not write something."""
    if isinstance(error, PermissionError):
        message = "the file cannot be replaced: it is open in another program or locked"
        return InputError.single(name, "", message, "a free file")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError.single(name, "", f"the file cannot be written: {reason}", "room to write")


def _standard_stream(found: os.stat_result) -> int | None:
    """Return which standard stream a thing is: /dev/stdout may lead to a plain file that is already open."""
    for descriptor in (_STDOUT, _STDERR):
        try:
            if os.path.samestat(found, os.fstat(descriptor)) and not _is_null(found):
                return descriptor
        except OSError:
            continue
    return None


def _is_null(found: os.stat_result) -> bool:
    return os.path.exists(os.devnull) and os.path.samestat(found, os.stat(os.devnull))  # noqa: PTH110, PTH116
