"""Options as a user writes them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from sanctions.errors import InputError
from sanctions.spec.entity_lists import entity_list_path
from sanctions.spec.load import bundled_packages, law_in_force, load_package
from sanctions.spec.normalise import to_toml
from sanctions.spec.package import Package
from sanctions.spec.resolve import baseline_of, bundled_package
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


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        (b"a = " + b"[" * 100_000, "is nested too deeply"),
        (b"a." * 2_000 + b"b = 1", "is nested too deeply"),
        (b"\xff\xfd", "is not text in UTF-8"),
        (b"#" * 250_001, "is 250001 bytes long"),
    ],
)
def test_files_that_are_no_spec(tmp_path: Path, contents: bytes, message: str) -> None:
    path = tmp_path / "hostile.toml"
    path.write_bytes(contents)
    with pytest.raises(InputError, match=message):
        load_package(path)


def test_a_file_from_windows_is_read_with_its_line_numbers(tmp_path: Path) -> None:
    path = tmp_path / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbfschema = 1\r\nid = 'x'\r\nstatus = 'odd'\r\n")
    with pytest.raises(InputError, match="line 3: status"):
        load_package(path)


def test_what_one_package_takes_from_another_is_law_only_once() -> None:
    law = law_in_force("russia", dt.date(2021, 7, 1))
    ids = [measure.id for package in law for measure in package.measures]
    assert ids.count("primary-ban") == 1


def test_a_package_that_extends_another_does_not_meet_it_as_law() -> None:
    day = load_package("us-2021-april-15-day")
    ids = {package.id for package in baseline_of(day, dt.date(2021, 7, 1))}
    assert not ids & {"us-2021-directive-1", "us-2021-april-15-day"}


def test_what_was_lifted_is_no_longer_law() -> None:
    def in_force(day: str) -> set[str]:
        law = law_in_force("venezuela", dt.date.fromisoformat(day))
        return {f"{package.id}#{measure.id}" for package in law for measure in package.measures}

    assert "ve-2019-gl3#government-bonds" in in_force("2023-10-17")
    assert "ve-2019-gl3#government-bonds" not in in_force("2023-10-18")
    assert "ve-2017-eo-13808#government-new-debt" in in_force("2023-10-18")


def test_a_joined_package_can_lift_what_another_brings(tmp_path: Path) -> None:
    path = tmp_path / "easing.toml"
    path.write_text(
        'schema = 1\nid = "easing"\ntitle = "t"\ntarget = "russia"\nsummary = "s"\nstatus = "proposed"\n'
        'announced = 2021-04-15\nsources = ["x"]\n'
        'lifts = ["us-2021-directive-1#primary-ban", "us-2021-directive-1#lending-ban"]\n'
    )
    joined = load_package(f"measured+{path}")
    assert joined.measures == ()
    assert joined.lifts == ()
    with pytest.raises(InputError, match="is not in force"):
        load_package(path)


def test_packages_on_two_targets_cannot_be_joined() -> None:
    with pytest.raises(InputError, match="joins packages on russia and venezuela"):
        load_package("measured+ve-2017-eo-13808")


def test_a_child_replaces_measures_of_the_same_id(tmp_path: Path) -> None:
    path = tmp_path / "child.toml"
    path.write_text(
        'schema = 1\nid = "child"\ntitle = "t"\ntarget = "russia"\nsummary = "s"\nstatus = "proposed"\n'
        'announced = 2021-04-15\nsources = ["x"]\nextends = "us-2021-directive-1"\n'
        '[[measures]]\nid = "lending-ban"\nkind = "lending_ban"\nsender = "US"\nsource = "x"\n'
        'issuers = ["ru-central-bank"]\ninstruments = ["loan"]\neffective = 2021-05-01\n'
    )
    child = load_package(path)
    assert [measure.id for measure in child.measures] == ["primary-ban", "lending-ban"]
    assert child.measures[1].issuers == ("ru-central-bank",)
    assert child.sources[-1] == "x"


def test_the_law_of_a_day_does_not_know_how_it_was_tightened_later() -> None:
    def caps(day: str) -> list[tuple[int, dt.date | None]]:
        law = law_in_force("russia", dt.date.fromisoformat(day))
        found = next(package for package in law if package.id == "us-2014-ssi-directive-1")
        steps = found.measures[0].tenor_schedule
        return [(step.max_days, step.issued_to) for step in steps]

    assert caps("2014-08-01") == [(90, None)]
    assert caps("2017-11-27") == [(90, dt.date(2014, 9, 11)), (30, None)]
    assert caps("2017-11-28") == [(90, dt.date(2014, 9, 11)), (30, dt.date(2017, 11, 27)), (14, None)]


def test_the_law_of_a_day_does_not_know_later_licences() -> None:
    def licences(day: str) -> list[str]:
        law = law_in_force("russia", dt.date.fromisoformat(day))
        found = next(package for package in law if package.id == "us-2022-directive-4")
        return [licence.id for measure in found.measures for licence in measure.licences]

    assert licences("2022-03-01") == ["GL 8A"]
    assert licences("2022-03-02") == ["GL 8A", "GL 13", "GL 14", "GL 9A"]


def _write(path: Path, package_id: str, *lines: str) -> Path:
    head = (
        "schema = 1",
        f'id = "{package_id}"',
        'title = "t"',
        'target = "russia"',
        'summary = "s"',
        'status = "proposed"',
        "announced = 2021-04-15",
        f'sources = ["source of {package_id}"]',
    )
    path.write_text("\n".join((*head, *lines)))
    return path


def test_a_grandchild_can_lift_what_it_has_from_a_file_or_from_the_library(tmp_path: Path) -> None:
    _write(tmp_path / "parent.toml", "parent", 'extends = "us-2021-directive-1"')
    lifts = 'lifts = ["parent#primary-ban", "us-2021-directive-1#lending-ban"]'
    child = load_package(_write(tmp_path / "child.toml", "child", 'extends = "parent.toml"', lifts))
    assert child.measures == ()
    assert child.sources[-2:] == ("source of parent", "source of child")


def test_a_child_with_lifts_survives_printing(tmp_path: Path) -> None:
    lifts = 'lifts = ["us-2021-directive-1#lending-ban"]'
    child = load_package(_write(tmp_path / "child.toml", "child", 'extends = "us-2021-directive-1"', lifts))
    printed = tmp_path / "printed.toml"
    printed.write_text(to_toml(child), encoding="utf-8")
    assert load_package(printed) == child


def test_a_joined_package_survives_printing(tmp_path: Path) -> None:
    joined = load_package("us-2021-directive-1+us-2022-directive-4")
    printed = tmp_path / "printed.toml"
    printed.write_text(to_toml(joined), encoding="utf-8")
    assert load_package(printed) == joined


def test_the_line_of_a_bad_lift_is_that_of_the_child(tmp_path: Path) -> None:
    _write(tmp_path / "parent.toml", "parent", 'lifts = ["us-2019-cbw-directive#non-ruble-primary-ban"]')
    lifts = 'lifts = ["us-2019-cbw-directive#nothing"]'
    path = _write(tmp_path / "child.toml", "child", 'extends = "parent.toml"', lifts)
    with pytest.raises(InputError, match=r"line 10: lifts\[0\]: 'us-2019-cbw-directive#nothing' is not"):
        load_package(path)


def test_an_answer_of_the_same_kind_replaces_the_parents(tmp_path: Path) -> None:
    answer = (
        "[[responses]]",
        'by = "Ministry of Finance of the Russian Federation"',
        'kind = "stop_reopenings"',
        "from = 2021-06-14",
        "probability = 0.5",
        'source = "x"',
    )
    child = load_package(_write(tmp_path / "child.toml", "child", 'extends = "us-2021-directive-1"', *answer))
    assert [reply.probability for reply in child.responses] == [0.5]


WRITTEN_FROM_THE_RECORD = [package for package in bundled_packages() if package.id != "none"]


@pytest.mark.parametrize("package", WRITTEN_FROM_THE_RECORD, ids=lambda package: package.id)
def test_every_source_of_a_bundled_package_is_an_address(package: Package) -> None:
    sources = [*package.sources, *(measure.source for measure in package.measures)]
    sources += [statement.source for statement in package.said]
    sources += [reply.source for reply in package.responses]
    sources += [licence.source for measure in package.measures for licence in measure.licences]
    assert all(re.match(r"https?://\S+$", source) for source in sources)


@pytest.mark.parametrize("package", WRITTEN_FROM_THE_RECORD, ids=lambda package: package.id)
def test_no_bundled_package_says_what_was_said_after_the_fact(package: Package) -> None:
    # FAQ 1054 was explained in July 2022; nothing else is quoted from later than its package.
    last = {"us-2022-purchase-ban": dt.date(2022, 7, 22), "us-2018-sdn-april": dt.date(2018, 4, 23)}
    latest = last.get(
        package.id, max(package.announced, *(m.effective for m in package.measures), package.lifted_on)
    )
    assert all(statement.date <= latest for statement in package.said)


def test_a_child_that_contradicts_its_parent_is_told_so(tmp_path: Path) -> None:
    order_to_sell = (
        "[[measures]]",
        'id = "no-sales"',
        'kind = "secondary_market_ban"',
        'sender = "US"',
        'issuers = ["ru-ministry-of-finance"]',
        'instruments = ["bond"]',
        'prohibits = ["sell"]',
        'sale_to = "nobody"',
        "effective = 2021-06-14",
        'source = "x"',
    )
    path = _write(tmp_path / "child.toml", "child", 'extends = "us-2021-secondary-ban"', *order_to_sell)
    with pytest.raises(InputError, match="contradictory: with 'secondary-ban', holding and selling"):
        load_package(path)


def test_only_bundled_packages_are_bundled() -> None:
    with pytest.raises(InputError, match="there is no such package"):
        bundled_package("us-2021-directive-2")


def test_a_folder_is_no_spec(tmp_path: Path) -> None:
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    with pytest.raises(InputError, match="is not a file"):
        load_package(folder)


def test_an_entity_list_is_found_beside_the_spec_in_the_library_or_at_its_publisher(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("entity\nX\n")
    assert entity_list_path("names.csv", tmp_path) == tmp_path / "names.csv"
    shipped = entity_list_path("us-2018-sdn-april", tmp_path)
    assert shipped is not None
    assert "entity,list,directive" in shipped.read_text(encoding="utf-8")
    assert entity_list_path("ofac-sdn@2018-04-06", tmp_path) is None


@pytest.mark.parametrize("name", ["names.csv", "us-2018-sdn-april", "ofac-sdn@2018-04-06"])
def test_a_measure_can_name_each_sort_of_list(name: str, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("entity\nX\n")
    freeze = (
        "[[measures]]",
        'id = "freeze"',
        'kind = "asset_freeze"',
        'sender = "US"',
        f'list = "{name}"',
        "effective = 2021-06-14",
        'source = "x"',
    )
    package = load_package(_write(tmp_path / "freeze.toml", "freeze", *freeze))
    assert package.measures[0].list == name


def test_no_law_has_more_measures_than_can_be_read(tmp_path: Path) -> None:
    measures = [
        f'[[measures]]\nid = "m{number}"\nkind = "unpriced"\nsender = "US"\nsource = "x"'
        for number in range(301)
    ]
    with pytest.raises(InputError) as caught:
        load_package(_write(tmp_path / "long.toml", "long", *measures))
    assert [problem.message for problem in caught.value.problems] == ["has 301 entries"]


@pytest.mark.parametrize("option", ["maximal+coalition-2021-full-blocking", "maximal+us-2022-directive-1a"])
def test_laws_that_disagree_can_still_be_joined(option: str, tmp_path: Path) -> None:
    joined = load_package(option)
    printed = tmp_path / "printed.toml"
    printed.write_text(to_toml(joined), encoding="utf-8")
    assert load_package(printed) == joined


@pytest.mark.parametrize("first", bundled_packages(), ids=lambda package: package.id)
def test_any_two_packages_on_one_target_can_be_joined(first: Package) -> None:
    for second in bundled_packages():
        if first.target == second.target:
            joined = load_package(f"{first.id}+{second.id}")
            parts = {first.id: first, second.id: second}.values()
            brought = sum(len(part.measures) for part in parts)
            lifted = {lift for part in parts for lift in part.lifts}
            own = {f"{part.id}#{measure.id}" for part in parts for measure in part.measures}
            assert len(joined.measures) == brought - len(lifted & own)


def test_joining_none_changes_nothing() -> None:
    assert load_package("none+measured") == load_package("measured")
    assert load_package("none+none") == load_package("none")
