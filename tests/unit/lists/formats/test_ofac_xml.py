"""sdn.xml, on a file of our own making."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from sanctions.lists.read import read_list
from sanctions.lists.types import Alias, Directive, EntityType

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="module")
def sdn():
    return read_list(ROOT / "tests/data/lists/ofac/sdn.xml")


def test_the_head_of_the_file(sdn):
    assert sdn.published_on == date(2022, 4, 8)
    assert sdn.notes == ("the file says it holds 7 entries, but 8 are in it",)


def test_it_says_the_same_as_the_csv(sdn):
    from_csv = {e.id: e for e in read_list(ROOT / "tests/data/lists/ofac/sdn.csv").entities}
    bank, same = sdn.entities[0], from_csv["101"]
    assert (bank.name, bank.type, bank.programmes) == (same.name, same.type, same.programmes)
    assert (bank.aliases, bank.lei, bank.tax_numbers) == (same.aliases, same.lei, same.tax_numbers)
    assert bank.listed_on == same.listed_on
    assert bank.directives == (
        Directive("EO 13662", "1"),
        Directive("EO 14024", "3", date(2022, 2, 24), date(2022, 3, 26)),
    )
    assert bank.addresses == ("1 Borgvar Square, Strelsau, 101000, Ruritania",)


def test_persons_are_named_as_in_the_csv(sdn):
    person = sdn.entities[1]
    assert (person.name, person.type) == ("HENTZAU, Rupert Karlovich", EntityType.INDIVIDUAL)
    assert person.aliases == (Alias("VON HENTZAU, Rupert", "nka"),)


def test_links_with_brackets_and_several_links(sdn):
    assert [entity.linked_to for entity in sdn.entities[1:]] == [
        ("BORGVAR MASHINBANK (BVMB)-STRELSAU BRANCH", "ZENDA TRADE (ZT)", "STRELSAU HOLDING"),
        ("TARLENHEIM SHIPPING CO. LTD", "HENTZAU, Rupert Karlovich"),
        ("STRELSAU HOLDING",),
    ]


def test_entries_set_aside_are_all_named(sdn):
    assert [str(row) for row in sdn.set_aside] == [
        "sdn.xml: line 52: the uid should be OFAC's numeric id, not 'x1'",
        "sdn.xml: line 57: entry 111 has no name",
        "sdn.xml: line 61: entry 112 is of the unknown type 'robot'",
        "sdn.xml: line 66: id 103 was already on line 45",
    ]


_MEASURE = """
import resource, sys
from sanctions.lists.read import read_list
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = read_list(sys.argv[1])
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(found.entities), found.entities[-1].line, before / 1000, after / 1000)
"""


@pytest.mark.slow
def test_memory_grows_with_the_entries_and_not_with_the_file(tmp_path):
    pytest.importorskip("resource")  # not on Windows
    maker = importlib.util.spec_from_file_location("made", ROOT / "benchmarks/made_sdn_xml.py")
    made = importlib.util.module_from_spec(maker)
    maker.loader.exec_module(made)
    file = tmp_path / "sdn.xml"
    size_mb = 26
    written = made.write_made_sdn(file, size_mb=size_mb)
    result = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(file)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    entries, last_line, before_mb, after_mb = (float(word) for word in result.stdout.split())
    assert entries == written
    assert last_line > 900_000  # lines beyond 65,535 are still counted, which older parsers did not do
    # 130 MB in 300 MB: with 20 MB for the interpreter, at most 2.15 MB of memory a megabyte of file.
    assert after_mb - before_mb < (300 - 20) / 130 * size_mb
