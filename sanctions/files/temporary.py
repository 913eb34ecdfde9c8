"""Temporary files beside their targets: recognised by their name, and cleared when their process is gone."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

_NAME: Final = re.compile(r"\.sanctions-([0-9a-f]{8})-([0-9]{1,10})-[0-9a-f]{32}\.part$")
#: Age after which a file of a process that cannot be asked about counts as left behind.
OLD_SECONDS: Final = 86_400


def temporary_beside(path: Path) -> Path:
    """Return the name of a new temporary file in the folder of `path`."""
    return path.with_name(f".sanctions-{_machine()}-{os.getpid()}-{uuid4().hex}.part")


def clear_left_behind(folder: Path) -> None:
    """Delete temporary files in a folder whose process was killed; all others are left alone.

    Parameters
    ----------
    folder : pathlib.Path
        Only plain files with a name from `temporary_beside` that belong to this user are looked at.
    """
    with suppress(OSError):
        for entry in os.scandir(folder):
            if found := _NAME.fullmatch(entry.name):
                with suppress(OSError):
                    if _left_behind(entry.stat(follow_symlinks=False), found.group(1), int(found.group(2))):
                        Path(entry.path).unlink()


def _left_behind(found: os.stat_result, machine: str, process: int) -> bool:
    if not stat.S_ISREG(found.st_mode) or (hasattr(os, "getuid") and found.st_uid != os.getuid()):
        return False
    if os.name == "posix" and machine == _machine():
        return not _runs(process)
    return time.time() - found.st_mtime > OLD_SECONDS


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]
