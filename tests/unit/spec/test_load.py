"""Options as a user writes them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sanctions.errors import InputError
from sanctions.spec.load import bundled_packages, law_in_force, load_package
from sanctions.spec.resolve import baseline_of
from sanctions.spec.terms import Instrument, PackageStatus, Prohibition


def test_aliases_name_the_two_first_options() -> None:
    assert load_package("measured").id == "us-2021-directive-1"
    assert load_package("maximal").id == "us-2021-secondary-ban"


def test_directive_1_says_what_faq_888_says() -> None:
    package = load_package("us-2021-directive-1")
    assert package.announced == dt.date(2021, 4, 15)
    ban = package.measure("primary-ban")
    assert ban is not None
    assert ban.effective == dt.date(2021, 6, 14)
    assert ban.prohibits == {Prohibition.BUY_AT_ISSUE}
    assert ban.covers_currency("RUB")
    assert ban.covers_currency("USD")
    lending = package.measure("lending-ban")
    assert lending is not None
    assert lending.instruments == {Instrument.LOAN}


def test_the_law_of_14_april_2021_holds_the_directive_of_2019_but_not_that_of_2021() -> None:
    ids = {package.id for package in law_in_force("russia", dt.date(2021, 4, 14))}
    assert "us-2019-cbw-directive" in ids
    assert "us-2021-directive-1" not in ids
    assert "us-2021-secondary-ban" not in ids


@pytest.mark.parametrize(("day", "in_force"), [("2021-06-13", False), ("2021-06-14", True)])
def test_law_begins_on_its_effective_date(day: str, in_force: bool) -> None:
    ids = {package.id for package in law_in_force("russia", dt.date.fromisoformat(day))}
    assert ("us-2021-directive-1" in ids) is in_force


def test_a_package_is_never_part_of_its_own_baseline() -> None:
    measured = load_package("measured")
    baseline = {package.id for package in baseline_of(measured, dt.date(2021, 7, 1))}
    assert "us-2019-cbw-directive" in baseline
    assert "us-2021-directive-1" not in baseline


def test_an_empty_baseline_is_no_law_at_all(tmp_path: Path) -> None:
    path = tmp_path / "alone.toml"
    path.write_text(
        'schema = 1\nid = "alone"\ntitle = "t"\ntarget = "russia"\nsummary = "s"\nstatus = "proposed"\n'
        'announced = 2021-04-15\nsources = ["x"]\nextends = "us-2021-directive-1"\nbaseline = []\n'
    )
    assert baseline_of(load_package(path), dt.date(2021, 4, 14)) == ()


def test_joining_is_a_union_that_keeps_every_measure() -> None:
    joined = load_package("us-2021-directive-1 + us-2019-cbw-directive")
    assert joined.id == "us-2021-directive-1+us-2019-cbw-directive"
    assert {measure.id for measure in joined.measures} == {
        "us-2021-directive-1.primary-ban",
        "us-2021-directive-1.lending-ban",
        "us-2019-cbw-directive.non-ruble-primary-ban",
        "us-2019-cbw-directive.non-ruble-lending-ban",
    }


def test_joining_with_itself_changes_nothing() -> None:
    assert load_package("measured+us-2021-directive-1") == load_package("measured")


def test_joining_is_as_certain_as_its_least_certain_part() -> None:
    assert load_package("measured+maximal").status is PackageStatus.COUNTERFACTUAL


def test_none_has_no_measures() -> None:
    assert load_package("none").measures == ()


def test_an_unknown_package_names_the_nearest() -> None:
    with pytest.raises(InputError, match="perhaps us-2021-directive-1"):
        load_package("us-2021-directve-1")


def test_every_part_of_a_joined_option_is_reported() -> None:
    with pytest.raises(InputError) as caught:
        load_package("meassured + missing.toml")
    assert [problem.file for problem in caught.value.problems] == ["meassured", "missing.toml"]


def test_every_bundled_package_is_named_after_its_file_and_has_a_source_for_each_measure() -> None:
    for package in bundled_packages():
        assert load_package(package.id) == package
        assert all(measure.source for measure in package.measures)
        assert package.sources


def test_lifting_all_an_option_adds_leaves_none(tmp_path: Path) -> None:
    path = tmp_path / "undone.toml"
    path.write_text(
        'schema = 1\nid = "undone"\ntitle = "t"\ntarget = "russia"\nsummary = "s"\nstatus = "proposed"\n'
        'announced = 2021-04-15\nsources = ["x"]\nextends = "us-2021-directive-1"\n'
        'lifts = ["us-2021-directive-1#primary-ban", "us-2021-directive-1#lending-ban"]\n'
    )
    undone = load_package(path)
    assert undone.measures == load_package("none").measures
    day = dt.date(2021, 4, 14)
    assert baseline_of(undone, day) == baseline_of(load_package("none"), day)
