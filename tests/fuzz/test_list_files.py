"""Damaged list files of every format give a list or an InputError, never anything else.

Seeded and bounded: the same examples every time, few by default, many in `make fuzz`.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanctions.errors import InputError
from sanctions.lists.read import read_list
from sanctions.lists.types import EntityList
from sanctions.report.documents.list_documents import list_document
from sanctions.screening.against_lists import screen_lists
from sanctions.screening.case_file import cases_text, read_cases
from sanctions.screening.leads import NameQuery
from tests.made_lists import FOLDER, MADE_LISTS

EXAMPLES = settings().max_examples // 4
#: What damaged and hostile files hold: markup, quotes, days that are none, numbers too long, half characters.
PIECES = (
    b"<", b">", b"</", b"&", b"&a;", b"<!DOCTYPE a>", b'"', b"'", b";", b",", b"\n", b"\r", b"\x00", b"\xff",
    b"\xef\xbb\xbf", b"\\ud800", b"{", b"}", b"[", b"]", b"true", b"null", b"99/99/9999", b"0000-00-00",
    b"31/02/2022", b"9" * 5000, b"(1) (2)", b"=1+1", "\u202e".encode(), "\u2028".encode(), b"-0- ", b"\x1a",
    b"<a>" * 300, b'[' * 300, b"(Linked To: " * 50, b"Executive Order 1 Directive " * 20,
)  # fmt: skip

pytestmark = pytest.mark.fuzz


@st.composite
def damages(draw: st.DrawFn) -> list[tuple[str, float, float, bytes]]:
    """Return some damages: what is done, where, how far (as shares of the file), with which piece."""
    share = st.floats(0, 1)
    kind = st.sampled_from(("insert", "replace", "drop", "double", "swap", "cut"))
    return draw(st.lists(st.tuples(kind, share, share, st.sampled_from(PIECES)), min_size=1, max_size=4))


def damaged(content: bytes, how: list[tuple[str, float, float, bytes]]) -> bytes:
    for kind, where, far, piece in how:
        start = int(where * len(content))
        end = min(len(content), start + int(far * 200))
        part = content[start:end]
        if kind == "insert":
            content = content[:start] + piece + content[start:]
        elif kind == "replace":
            content = content[:start] + piece + content[end:]
        elif kind == "drop":
            content = content[:start] + content[end:]
        elif kind == "double":
            content = content[:end] + part * 3 + content[end:]
        elif kind == "swap":
            content = content[:start] + part[::-1] + content[end:]
        else:
            content = content[:start]
    return content


def read_or_refuse(name: str, content: bytes) -> EntityList | None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(content)
        try:
            return read_list(file)
        except InputError as error:
            refused = error
    assert refused.problems
    assert all(problem.message for problem in refused.problems)
    str(refused).encode()
    return None


@pytest.mark.parametrize("made", MADE_LISTS)
def test_damaged_files_are_read_or_refused(made: str) -> None:
    source = FOLDER / made

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(how=damages())
    def check(how: list[tuple[str, float, float, bytes]]) -> None:
        found = read_or_refuse(source.name, damaged(source.read_bytes(), how))
        if found is not None:
            assert found.entities
            json.dumps(list_document(found, found.entities), ensure_ascii=False, allow_nan=False).encode()
            screen_lists([NameQuery("Rupert von Hentzau")], [found])

    check()


@pytest.mark.parametrize("made", MADE_LISTS)
def test_an_undamaged_file_loses_nothing_by_a_second_reading(made: str) -> None:
    assert read_list(FOLDER / made) == read_list(FOLDER / made)


def test_damaged_case_files_are_read_or_refused(tmp_path: Path) -> None:
    content = (
        b'schema = "sanctions/case-file/1"\n\n[[lead]]\nname = "A"\nlist = "L"\nentry = "1"\n'
        b'decision = "match"\nby = "me"\non = 2026-03-10\nwhy = "x"\nseen = { name = "ab" }\n'
        b'history = [{ decision = "no match", by = "b", on = 2026-01-01, why = "w", because = "c" }]\n'
    )
    file = tmp_path / "cases.toml"

    @settings(
        max_examples=4 * EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(how=damages())
    def check(how: list[tuple[str, float, float, bytes]]) -> None:
        file.write_bytes(damaged(content, how))
        try:
            cases, _ = read_cases(file)
        except InputError:
            return
        file.write_text(cases_text(cases), encoding="utf-8")
        assert read_cases(file)[0] == cases

    check()
