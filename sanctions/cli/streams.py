"""Standard streams and signals: no terminal, pipe or signal ends the program in a traceback."""

from __future__ import annotations

import io
import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import Final, TextIO

import click

from sanctions.files import printable

_ENDING: Final = ("SIGTERM", "SIGHUP")
_SIGNALLED: Final = 128
_FAILED: Final = 1


def tame_streams() -> None:
    """Let a terminal that lacks a letter show its code instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def end_on_signals() -> None:
    """Let a request to end unwind the program, so that it takes its temporary files with it."""
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            with suppress(ValueError):
                signal.signal(number, _end)


def closed_streams(code: int, opened: TextIO) -> int:
    """Return the exit code once all that was printed has arrived; else say so and return another.

    Parameters
    ----------
    code : int
    opened : file
        Standard output as it was at the start; click puts another in its place when its reader is gone.
    """
    if sys.stdout is not opened:
        return _say_lost("it was closed before everything was written")
    try:
        sys.stdout.flush()
    except OSError as error:
        return _say_lost(error.strerror or str(error))
    return code


def _say_lost(why: str) -> int:
    """Say that standard output took not everything, and give up what it has not taken."""
    with suppress(OSError):
        click.echo(f"error: standard output: {printable(why)}", err=True)
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return _FAILED


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(_SIGNALLED + number)
