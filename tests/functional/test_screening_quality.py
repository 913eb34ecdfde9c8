"""The tables of the guide are what the program does today."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanctions.lists.read import read_list
from sanctions.screening.against_list import screen
from sanctions.screening.leads import NameQuery

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "guide" / "screening.md").read_text(encoding="utf-8")


@pytest.fixture
def quality(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import screening_quality

    return screening_quality


@pytest.fixture
def made(quality):
    return quality.made_sample(quality.SEED)


def test_the_tables_of_invented_names_stand_in_the_guide(quality, made):
    assert quality.threshold_table(*made) in GUIDE
    assert quality.kind_table(*made) in GUIDE


def test_the_default_threshold_keeps_both_high(quality, made):
    found = quality.measure(*made, threshold=0.85)
    assert found.recall > 0.95
    assert found.precision > 0.95


def test_the_sample_is_labelled_as_described(quality, made):
    sample, entities = made
    assert len(entities.entities) == 90
    ids = {entity.id: entity.name for entity in entities.entities}
    assert {item.id for item in sample} - {""} == set(ids)
    assert all(item.name != ids.get(item.id) for item in sample)
    nobodys = [item for item in sample if not item.id]
    assert len(nobodys) > len(sample) / 4
    assert quality.made_sample(quality.SEED)[0] == sample


@pytest.fixture
def peers(quality):
    import screening_peers

    return screening_peers


def beside():
    """Return the table of other programs in the guide, row by row; the first cell of a row is its label."""
    lines = GUIDE[GUIDE.index("| | here |") :].partition("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in (lines[0], *lines[2:])]


@pytest.mark.parametrize("program", ["here", "token_sort_ratio", "WRatio", "nomenklatura"])
def test_the_columns_of_other_programs_stand_in_the_guide(peers, program):
    if not peers.is_there(program):
        pytest.skip(f"{program} is not installed, and no requirement")
    titles, *rows = beside()
    if peers.title(program) not in titles:
        pytest.skip(f"the guide has another version than {peers.title(program)}")
    place = titles.index(peers.title(program))
    assert [row[0] for row in rows] == peers.labels()
    assert [row[place] for row in rows] == peers.column(program)


@pytest.mark.slow
def test_the_tables_of_the_sdn_list_stand_in_the_guide(quality, raw_files):
    entities = quality.read_list(raw_files / "ofac" / "sdn.csv")
    sample = quality.real_sample(entities, quality.SEED)
    assert quality.threshold_table(sample, entities) in GUIDE
    assert quality.kind_table(sample, entities) in GUIDE


def test_the_examples_of_the_guide_are_what_screening_says():
    sdn = read_list(ROOT / "tests" / "data" / "lists" / "ofac" / "sdn.csv")
    rows = [line.strip("| ").split(" | ") for line in GUIDE.splitlines() if line.count(" | ") == 3]
    examples = [
        row for row in rows if len(row) == 4 and row[2].replace(".", "").isdigit() and "%" not in row[3]
    ]
    assert len(examples) == 5
    for name, listed, score, reason in examples:
        (lead,) = screen([NameQuery(name)], sdn).leads
        assert (lead.matched_name.name, f"{lead.score:.2f}", lead.reason) == (listed, score, reason)
