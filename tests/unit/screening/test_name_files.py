"""The file of names: every problem at once, bad rows set aside, names only ever text."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanctions.errors import InputError
from sanctions.screening.leads import NameQuery
from sanctions.screening.name_files import read_names

CASES = sorted((Path(__file__).resolve().parents[2] / "cases").glob("names_*"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_wrong_file_is_refused_with_its_whole_message(case):
    with pytest.raises(InputError) as caught:
        read_names(case / "names.csv")
    assert f"{caught.value}\n" == (case / "message.txt").read_text(encoding="utf-8")


def test_the_cases_are_there():
    assert len(CASES) >= 5


def test_columns_in_any_order_and_case_quoted_line_breaks_and_bad_rows(tmp_path):
    file = tmp_path / "names.csv"
    file.write_bytes(
        '\ufeffCountry,NAME,lei\r\nRuritania,"Zenda\r\nBank",549\r\n,=1+1,\r\n\r\n,--,\r\na,b\r\n,Żenda,\r\n'.encode()
    )
    found = read_names(file)
    assert found.queries == (
        NameQuery("Zenda\nBank", 2, lei="549", country="Ruritania"),
        NameQuery("=1+1", 4),
        NameQuery("Żenda", 8),
    )
    assert [str(row) for row in found.set_aside] == [
        "names.csv: line 6: the name has no letter or digit",
        "names.csv: line 7: 2 fields instead of 3",
    ]
