"""Links of workbooks and pages: addresses of the web, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sanctions.files import web_address
from sanctions.report.cells.tables import Cell, Column, Sheet, Table, linked
from sanctions.report.workbook.writing.finish import book_bytes
from sanctions.report.workbook.writing.writer import BookWriter

WEB = [
    "https://example.org",
    "http://example.org:8080/a?b=c#d",
    "HTTPS://EXAMPLE.ORG/x",
    "https://пример.рф/а",
]
OTHER = [
    "file://host/share/x", "file:///etc/passwd", "smb://host/share", "javascript:alert(1)",
    "data:text/html,x",
    r"\\host\share", "//host/share", "ftp://host/x", "mailto:a@b", "ms-word:ofe|u|https://x", "https:",
    "https://",
    "http://user:secret@host/", " https://example.org", "https://exa\u202emple.org", "https://example.org/\n",
    "",
    "https://[::1", "https://example.org:99999/", r"https:\\host\share", "vbscript:x", "search-ms:query=x",
]  # fmt: skip


@pytest.mark.parametrize("address", WEB)
def test_addresses_of_the_web(address):
    assert web_address(address) == address


@pytest.mark.parametrize("address", OTHER)
def test_other_addresses_are_text(address):
    assert web_address(address) == ""
    assert linked(address).link in ("", "https://example.org/")


@given(st.text())
def test_whatever_is_given_is_an_address_or_text(text):
    assert web_address(text) in ("", text)
    assert not web_address(text) or text.lower().startswith(("http://", "https://"))


def test_the_first_of_several_is_followed():
    assert linked("https://a.org/x; file://b").link == "https://a.org/x"
    assert linked("https://a.org/x (p. 3)").link == "https://a.org/x"


def test_links_of_a_workbook(tmp_path):
    asked = [
        *WEB,
        *OTHER,
        "Sheet!A1",
        "'My sheet'!$B$2",
        "[other.xlsx]S!A1",
        r"'\\host\[b]S'!A1",
        "'C:/b'!A1",
    ]
    rows = tuple((Cell("text", None, link),) for link in asked)
    writer = BookWriter()
    writer.write(Sheet("S", "T", Table("t", (Column("Address", 20),), rows)))
    path = tmp_path / "b.xlsx"
    path.write_bytes(book_bytes(writer.workbook, writer.cache, writer.alternative_texts))
    page = load_workbook(path)["S"]
    links = [cell.hyperlink for (cell,) in page.iter_rows(max_col=1) if cell.hyperlink]
    assert [link.target for link in links if link.target] == WEB
    assert [link.location for link in links if link.location] == ["Sheet!A1", "'My sheet'!$B$2"]
