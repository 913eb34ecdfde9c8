"""Damaged registers: never a traceback, and no caught entity goes free without a word."""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanctions.errors import InputError
from sanctions.ownership.readers.inputs import read_ownership
from sanctions.ownership.verdicts import VerdictStatus
from tests.ownership_registers import Json, company, ftm, holding, person, shares, verdicts_of

pytestmark = pytest.mark.fuzz

EXAMPLES = max(150, settings().max_examples)
DAY = dt.date(2020, 6, 1)
BODS: list[Json] = [
    person("p1", "Ivo Testov", birthDate="1970-01-01"),
    company("c1", "Larch Holdings"),
    company("j1", "Joint shareholding", {"type": "arrangement", "subtype": "other"}),
    holding("r1", "p1", "c1", shares(60, startDate="2015-01-01", endDate="2021-06-01"), date="2015-02-01"),
    holding("r1", "p1", "c1", shares(30, startDate="2021-06-01"), date="2021-06-02", recordStatus="updated"),
    holding("r2", "j1", "c1", shares(100, kind="votingRights"), date="2015-02-01"),
    holding("r3", "p1", "j1", shares(50), date="2015-02-01"),
]
OLD: list[Json] = [
    {"statementID": "p", "statementType": "personStatement", "names": [{"fullName": "Ivo Testov"}]},
    {"statementID": "c", "statementType": "entityStatement", "name": "Larch Holdings"},
    {
        "statementID": "o",
        "statementType": "ownershipOrControlStatement",
        "statementDate": "2015-02-01",
        "subject": {"describedByEntityStatement": "c"},
        "interestedParty": {"describedByPersonStatement": "p"},
        "interests": [{"type": "shareholding", "interestLevel": "direct", "share": {"exact": 60}}],
    },
]
FTM: list[Json] = [
    ftm("p1", "Person", name="Ivo Testov", alias=["I. Testov"]),
    ftm("c1", "Company", name="Larch Holdings", parent=["p1"]),
    ftm("o1", "Ownership", owner="p1", asset="c1", percentage=["60", "60.0"], startDate="2015"),
    ftm("u1", "UnknownLink", subject="p1", object="c1"),
]
REGISTERS = {"0.4": BODS, "0.2": OLD, "ftm": FTM}
junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        ["", "0001-01-01", "9999-12-31", "2021-02-30", "1e999999", "\u202e", "p1", "c1", "9" * 50]
    ),
    st.lists(st.none(), max_size=2),
    st.dictionaries(
        st.sampled_from(["id", "schema", "type", "reason", "exact"]), st.text(max_size=3), max_size=2
    ),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every part of a JSON document but the whole."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield (*path, key)
        yield from places(part, (*path, key))


def changed(records: list[Json], path: tuple[Any, ...], *value: Any) -> list[Json]:
    """Return records with the part at `path` taken out, or replaced by `value`."""
    found = copy.deepcopy(records)
    at: Any = found
    for key in path[:-1]:
        at = at[key]
    if value:
        at[path[-1]] = value[0]
    else:
        del at[path[-1]]
    return found


def read_all(records: list[Json], folder: Path) -> None:
    """Read and decide; only a refusal may stop it."""
    for set_aside in (False, True):
        with contextlib.suppress(InputError):
            verdicts_of(records, folder, day=DAY, set_aside=set_aside)


@pytest.mark.parametrize("name", REGISTERS)
@given(data=st.data())
@settings(max_examples=EXAMPLES)
def test_a_register_with_junk_in_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    records = REGISTERS[name]
    for _ in range(data.draw(st.integers(1, 3))):
        paths = list(places(records))
        if paths:
            path = data.draw(st.sampled_from(paths))
            records = (
                changed(records, path, data.draw(junk))
                if data.draw(st.booleans())
                else changed(records, path)
            )

    read_all([each for each in records if isinstance(each, dict)], tmp_path_factory.mktemp("junk"))


@pytest.mark.parametrize("name", REGISTERS)
@given(data=st.data())
@settings(max_examples=EXAMPLES)
def test_a_register_with_broken_text_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    text = json.dumps(REGISTERS[name], indent=data.draw(st.sampled_from([None, 1])))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    path = tmp_path_factory.mktemp("text") / "register.json"
    path.write_bytes(text[:start].encode() + data.draw(st.binary(max_size=6)) + text[end:].encode())

    with contextlib.suppress(InputError):
        read_ownership(path, set_aside=True)


REMOVALS = [
    pytest.param(name, path, id=f"{name}-{'.'.join(map(str, path))}")
    for name, records in REGISTERS.items()
    for path in places(records)
]


@pytest.mark.parametrize(("name", "path"), REMOVALS)
def test_nobody_goes_free_without_a_word_because_a_part_is_missing(
    tmp_path: Path, name: str, path: tuple[Any, ...]
) -> None:
    whole, _ = verdicts_of(REGISTERS[name], tmp_path, day=DAY)
    assert whole["Larch Holdings"].status is VerdictStatus.BLOCKED
    try:
        verdicts, said = verdicts_of(changed(REGISTERS[name], path), tmp_path, day=DAY, set_aside=True)
    except InputError:
        return

    held = [each for entity, each in verdicts.items() if entity.startswith(("Larch Holdings", "[c", "c1"))]
    assert any(each.status is not VerdictStatus.NOT_COVERED for each in held) or said
