"""Random names, addresses and text on the way out: nothing steers, and nothing is lost."""

import contextlib
import csv
import io
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanctions.cli.outputs import plain, print_table
from sanctions.errors import InputError, Problem
from sanctions.files import Outputs, complaint_lines, printable, web_address, write_file
from sanctions.report.documents.list_documents import csv_text
from sanctions.report.pages.html import _safe

pytestmark = pytest.mark.fuzz

#: Letters that steer, hide, turn or end lines, among plain ones; halves of characters included.
HOSTILE = st.text(
    st.one_of(
        st.sampled_from([chr(code) for code in (*range(0x20), 0x7F, 0x9B, 0x2028, 0x2029, 0xFEFF)]),
        st.sampled_from([chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xD800)]),
        st.characters(),
        st.sampled_from("[]<>&\"'=+-@/\\:;,ЯЖ中é"),
    ),
    max_size=60,
)


@given(HOSTILE)
def test_what_is_printed_steers_nothing(text):
    for shown in (printable(text), plain(text).plain):
        assert not any(ord(each) < 0x20 or 0x7F <= ord(each) < 0xA0 for each in shown)
        assert not set(shown) & set("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
        shown.encode()


@pytest.mark.parametrize("page", ["cp1252", "cp866", "ascii", "utf-8"])
@given(rows=st.lists(st.tuples(HOSTILE, HOSTILE), max_size=4), title=HOSTILE)
@settings(max_examples=25 if settings().max_examples < 1000 else None)
def test_tables_reach_every_code_page(page, rows, title):
    below = io.BytesIO()
    stream = io.TextIOWrapper(below, encoding=page, errors="backslashreplace")
    with contextlib.redirect_stdout(stream):
        print_table(title, ("a", title), rows, to_stderr=False)
    stream.flush()
    assert b"\x1b" not in below.getvalue()


@given(st.lists(st.builds(Problem, HOSTILE, HOSTILE, HOSTILE, HOSTILE), max_size=120))
def test_messages_are_bounded_lines(problems):
    lines = complaint_lines(problems)
    assert len(lines) <= 51
    assert all(printable(line) == line for line in lines)


@given(st.lists(HOSTILE, min_size=1, max_size=5))
def test_csv_reads_back_and_is_never_a_formula(cells):
    rows = list(csv.reader(io.StringIO(csv_text([f"c{n}" for n in range(len(cells))], [cells]))))
    assert len(rows) == 2
    for cell in rows[-1]:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(HOSTILE)
def test_html_holds_text_only(text):
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, _: found.append(tag)
    parser.feed(f"<p>{_safe(text)}</p>")
    assert found == ["p"]


@given(st.sampled_from(["file:", "javascript:", "smb://", "http://", "https://", "//", ""]), HOSTILE)
def test_links_lead_to_the_web(scheme, rest):
    found = web_address(scheme + rest)
    assert not found or found.lower().startswith(("http://", "https://"))
    assert found.isprintable()


@given(HOSTILE, st.binary(max_size=50), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_name_is_written_whole_or_refused(tmp_path, name, content, force):
    target = tmp_path / name.replace("/", "_")
    before = _held(tmp_path)
    try:
        write_file(target, content, force=force)
    except InputError:
        assert _held(tmp_path) == before
    else:
        assert target.read_bytes() == content
    assert not [each for each in _held(tmp_path) if each.endswith(".part")]


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=3), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_several_outputs_appear_together(tmp_path, names, force):
    before = _held(tmp_path)
    named = {f"--{place}": tmp_path / name for place, name in enumerate(names)}
    try:
        Outputs.of(named, force=force).write({option: lambda: "new" for option in named})
    except InputError:
        assert _held(tmp_path) == before
    else:
        assert len(set(names)) == len(names)
        assert all((tmp_path / name).read_text() == "new" for name in names)


def _held(folder: Path):
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
