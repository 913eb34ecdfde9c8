"""The packages shipped with the calculator, as written in their files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sanctions.errors import InputError
from sanctions.resources import shipped_folder
from sanctions.spec.package import Package
from sanctions.spec.read import read_package
from sanctions.spec.spec_file import SpecFile
from sanctions.spec.vocabulary import nearest

#: Short names for the two options the project began with.
ALIASES = {"measured": "us-2021-directive-1", "maximal": "us-2021-secondary-ban"}


def packages_folder() -> Path:
    """Return the folder of bundled packages."""
    return shipped_folder("datasets") / "packages"


@cache
def bundled_ids() -> tuple[str, ...]:
    """Return the ids of all bundled packages, in alphabetical order."""
    return tuple(sorted(path.stem for path in packages_folder().glob("*.toml")))


@cache
def bundled_as_written(package_id: str) -> Package:
    """Return one bundled package before `extends` is followed.

    Raises
    ------
    InputError
        There is no such package; names the nearest ones.
    """
    if package_id not in bundled_ids():
        raise InputError.single(package_id, "", "there is no such package", expected_names(package_id))
    return read_package(bundled_file(package_id))


def bundled_file(package_id: str) -> SpecFile:
    """Return the spec file of a bundled package."""
    return SpecFile.read(packages_folder() / f"{package_id}.toml", name=f"{package_id}.toml")


def expected_names(name: str) -> str:
    """Return words that help somebody who named no bundled package."""
    close = nearest(name, (*bundled_ids(), *ALIASES))
    return (
        f"perhaps {' or '.join(close)}" if close else "one of `sanctions packages list`, or a path to a .toml"
    )
