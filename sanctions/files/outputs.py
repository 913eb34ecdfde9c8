"""The outputs of one command: checked before any work, written together at its end, or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sanctions.errors import InputError, Problem
from sanctions.files.targets import OutputTarget, refused
from sanctions.files.temporary import clear_left_behind, temporary_beside

Content = str | bytes
Named = Mapping[str, str | Path | None]


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where the results of one command go.

    Parameters
    ----------
    targets : mapping of str to Target
        Option -> where it goes.
    force : bool
        Whether files that are there may be replaced.
    """

    targets: Mapping[str, OutputTarget]
    force: bool

    @classmethod
    def of(
        cls,
        named: Named,
        inputs: Iterable[str | Path | None] = (),
        *,
        kept: Named | None = None,
        force: bool,
    ) -> Outputs:
        """Check every target at once; nothing is touched.

        Parameters
        ----------
        named : mapping of str to str, pathlib.Path or None
            Option -> file; ``-`` is standard output, None is an option not given.
        inputs : iterable of str, pathlib.Path or None
            What the command reads; names that are no files are passed over.
        kept : mapping of str to str, pathlib.Path or None, optional
            Option -> file that the command reads and brings up to date.
        force : bool
            Whether files that are there may be replaced; inputs never are.

        Raises
        ------
        InputError
            Everything that stands against writing them.
        """
        kept = kept or {}
        targets, problems = _found({**named, **kept}, frozenset(kept))
        read = [*inputs, *kept.values()]
        problems += [*_doubled(targets), *_also_read(targets, read)]
        spoiled = {problem.file for problem in problems}
        for target in targets.values():
            if target.name not in spoiled:
                problems += _standing_against(target, force=force)
        if problems:
            raise InputError(problems)
        return cls(targets, force)

    @property
    def take_standard_output(self) -> bool:
        """Whether a document goes to standard output, so that tables have to go elsewhere."""
        return any(target.descriptor == 1 for target in self.targets.values())

    def write(
        self,
        contents: Mapping[str, Callable[[], Content | None]],
        read: Iterable[str | Path | None] = (),
    ) -> tuple[str, ...]:
        """Write every output that was asked for: all of them, or none.

        Parameters
        ----------
        contents : mapping of str to callable
            Option -> what makes its content, None to leave the file as it is; called only for options that
            were given.
        read : iterable of str, pathlib.Path or None
            Files the command turned out to read besides the inputs named before.

        Returns
        -------
        tuple of str
            Names of the files written.

        Raises
        ------
        InputError
            An output cannot be written; what was there is untouched.
        """
        if problems := _also_read(self.targets, list(read)):
            raise InputError(problems)
        said = [(target, contents[option]()) for option, target in self.targets.items()]
        made = [(target, _encoded(content)) for target, content in said if content is not None]
        plain = [(target, content) for target, content in made if not target.flows]
        _replace(plain, [(t, content) for t, content in made if t.flows], force=self.force)
        return tuple(target.name for target, _ in made if target.descriptor is None)


def write_file(path: str | Path, content: Content, *, force: bool = False) -> None:
    """Write one output, whole or not at all.

    Raises
    ------
    InputError
        As `Outputs.of` and `Outputs.write`.
    """
    Outputs.of({"": path}, force=force).write({"": lambda: content})


def _found(named: Named, kept: frozenset[str]) -> tuple[dict[str, OutputTarget], list[Problem]]:
    """Return what the names stand for, and what stands against those that stand for nothing."""
    targets: dict[str, OutputTarget] = {}
    problems: list[Problem] = []
    for option, name in named.items():
        if name is None:
            continue
        try:
            targets[option] = replace(OutputTarget.of(name), kept=option in kept)
        except InputError as error:
            problems += error.problems
    return targets, problems


def _encoded(content: Content) -> bytes:
    return content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content


def _doubled(targets: Mapping[str, OutputTarget]) -> list[Problem]:
    """Return a problem for each two outputs of one command that are the same thing."""
    problems: list[Problem] = []
    seen: list[tuple[str, OutputTarget]] = []
    for option, target in targets.items():
        first = next((other for other, one in seen if _same(one, target)), None)
        if first is not None:
            what = "name the same file" if target.descriptor is None else "both go to one stream"
            said = f"{first} and {option} {what}"
            problems.append(Problem(target.name, "", said, "two files"))
        seen.append((option, target))
    return problems


def _same(one: OutputTarget, other: OutputTarget) -> bool:
    if one.path == other.path:
        return not (one.flows and _is_null(one.path))
    if one.descriptor is not None or other.descriptor is not None:
        return one.descriptor == other.descriptor
    return _stands_for(one.path, other.path)


def _is_null(path: Path) -> bool:
    return str(path) == os.devnull


def _also_read(targets: Mapping[str, OutputTarget], inputs: Iterable[str | Path | None]) -> list[Problem]:
    """Return a problem for each output that would replace what the same command reads."""
    names = [str(name) for name in inputs if name is not None]
    return [
        Problem(target.name, "", f"{option} would replace {name}, which this command reads", "another file")
        for option, target in targets.items()
        if not (target.flows or target.kept)
        for name in names
        if _stands_for(target.path, name)
    ]


def _stands_for(one: Path, other: str | Path) -> bool:
    try:
        return os.path.samestat(os.stat(one), os.stat(other))  # noqa: PTH116 - also true of hard links
    except (OSError, ValueError):
        return False


def _standing_against(target: OutputTarget, *, force: bool) -> tuple[Problem, ...]:
    try:
        target.check(force=force)
    except InputError as error:
        return error.problems
    except OSError as error:
        return refused(target.name, error).problems
    return ()


def _replace(
    plain: list[tuple[OutputTarget, bytes]], flowing: list[tuple[OutputTarget, bytes]], *, force: bool
) -> None:
    """Prepare every file, write to what flows, and only then put the files in their places."""
    for target, _ in plain:
        target.check(force=force)
    for folder in dict.fromkeys(target.path.parent for target, _ in plain):
        clear_left_behind(folder)
    prepared: dict[Path, OutputTarget] = {}
    try:
        for target, content in plain:
            temporary = temporary_beside(target.path)
            prepared[temporary] = target
            _guarded(target, _prepare, temporary, target, content)
        for target, content in flowing:
            _guarded(target, _pour, target, content)
        _put_in_place(prepared)
    finally:
        for temporary in prepared:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _guarded(target: OutputTarget, act: Callable[..., None], *given: object) -> None:
    try:
        act(*given)
    except OSError as error:
        if target.descriptor is not None:
            raise
        raise refused(target.name, error) from None


def _prepare(temporary: Path, target: OutputTarget, content: bytes) -> None:
    """Write a temporary file with the rights the target has or would get."""
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if target.path.exists():
        temporary.chmod(stat.S_IMODE(target.path.stat().st_mode))


def _pour(target: OutputTarget, content: bytes) -> None:
    """Write to a stream, device or pipe as it stands; documents are UTF-8 whatever the terminal is."""
    if target.descriptor is None:
        with os.fdopen(os.open(target.path, os.O_WRONLY), "wb") as opened:
            opened.write(content)
        return
    stream = sys.stdout if target.descriptor == 1 else sys.stderr
    stream.flush()
    below = getattr(stream, "buffer", None)
    if below is None:
        stream.write(content.decode())
    else:
        below.write(content)
    stream.flush()


def _put_in_place(prepared: Mapping[Path, OutputTarget]) -> None:
    """Rename every temporary file; when one cannot be, put back what the others replaced."""
    kept: list[tuple[Path, Path | None]] = []
    try:
        for temporary, target in prepared.items():
            several = len(prepared) > 1
            kept.append((target.path, _kept_aside(target.path) if several else None))
            try:
                temporary.replace(target.path)
            except OSError as error:
                kept_aside = kept.pop()[1]
                if kept_aside is not None:
                    kept_aside.unlink(missing_ok=True)
                raise refused(target.name, error) from None
    except BaseException:
        for path, aside in kept:
            _put_back(path, aside, several=len(prepared) > 1)
        raise
    for _, aside in kept:
        if aside is not None:
            aside.unlink(missing_ok=True)


def _kept_aside(path: Path) -> Path | None:
    """Return a second name for what is there, so that it can be put back."""
    if not path.exists():
        return None
    aside = temporary_beside(path)
    try:
        os.link(path, aside)
    except OSError:
        aside.write_bytes(path.read_bytes())
    return aside


def _put_back(path: Path, aside: Path | None, *, several: bool) -> None:
    if not several:
        return
    if aside is None:
        path.unlink(missing_ok=True)
    else:
        aside.replace(path)
