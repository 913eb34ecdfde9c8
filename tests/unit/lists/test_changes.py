"""Two editions of one list compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.errors import InputError
from sanctions.lists.changes import FieldChange, compare_lists
from sanctions.lists.read import read_list

LISTS = Path(__file__).resolve().parents[2] / "data" / "lists"
OLD, NEW = LISTS / "later" / "sdn_2022-02-17.csv", LISTS / "later" / "sdn_2022-04-08.csv"


def test_added_removed_and_changed():
    changes = compare_lists(read_list(OLD), read_list(NEW))
    assert [entity.id for entity in changes.added] == ["120"]
    assert [entity.id for entity in changes.removed] == ["102"]
    assert {change.new.id: change.fields for change in changes.changed} == {
        "101": (
            FieldChange("programmes", ("RURITANIA-EO13662",), ()),
            FieldChange("identifiers", (), ("5493001KJTIIGC8Y1R12 (lei)",)),
        ),
        "105": (
            FieldChange("name", ("TARLENHEIM SHIPPING CO., LTD.",), ("TARLENHEIM SHIPPING COMPANY LIMITED",)),
        ),
    }
    assert changes.not_compared == ("aliases", "addresses")


def test_the_wrong_order_is_refused():
    with pytest.raises(InputError) as caught:
        compare_lists(read_list(NEW), read_list(OLD))
    assert str(caught.value) == (
        "sdn_2022-04-08.csv: is dated 2022-04-08, after sdn_2022-02-17.csv (2022-02-17) "
        "(expected the older list first)"
    )


def test_two_different_lists_are_refused():
    with pytest.raises(InputError) as caught:
        compare_lists(read_list(OLD), read_list(LISTS / "un" / "consolidated.xml"))
    assert str(caught.value) == (
        "consolidated.xml: is the UN Security Council consolidated list, but sdn_2022-02-17.csv is the "
        "OFAC SDN list (expected two editions of one list)"
    )


def test_csv_and_xml_of_one_list_are_compared_on_what_both_word_alike():
    old, new = read_list(LISTS / "ofac" / "sdn.csv"), read_list(LISTS / "ofac" / "sdn.xml")
    changes = compare_lists(old, new)
    assert changes.not_compared == ("identifiers", "addresses")
    fields = {change.new.id: [field.field for field in change.fields] for change in changes.changed}
    assert fields["101"] == ["directives"]


@given(order=st.permutations(range(8)))
def test_a_list_never_differs_from_itself_in_another_order(order):
    whole = read_list(LISTS / "ofac" / "sdn.csv")
    shuffled = replace(whole, entities=tuple(whole.entities[i] for i in order))
    changes = compare_lists(whole, shuffled)
    assert (changes.added, changes.removed, changes.changed) == ((), (), ())


@given(kept=st.sets(st.integers(0, 7)))
def test_what_one_way_adds_the_other_way_removes(kept):
    whole = read_list(LISTS / "ofac" / "sdn.csv")
    part = replace(whole, entities=tuple(e for i, e in enumerate(whole.entities) if i in kept))
    assert compare_lists(part, whole).added == compare_lists(whole, part).removed


def test_what_only_the_remarks_say_is_compared_statement_by_statement(tmp_path):
    eu = LISTS / "eu" / "eu.xml"
    later = tmp_path / "eu.xml"
    later.write_text(eu.read_text(encoding="utf-8").replace("Chancellor", "Pretender"), encoding="utf-8")
    (change,) = compare_lists(read_list(eu), read_list(later)).changed
    assert [(field.field, field.lost, field.gained) for field in change.fields] == [
        ("remarks", ("function: Chancellor",), ("function: Pretender",))
    ]
