"""What an option adds on entities: named, owned, lifted, unchanged; each counted once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sanctions.entities.exposed import IN_FORCE, WITH_OPTION, EntityExposure, PackageExposure
from sanctions.entities.exposure import expose
from sanctions.entities.figures import FigureName
from sanctions.entities.register import EntityTables, bundled_entities
from sanctions.entities.tables import read_figures
from sanctions.ownership.verdicts import VerdictStatus
from sanctions.spec.package import Package
from sanctions.spec.resolve import baseline_of, bundled_package

RATES = {"USD": 1.0, "RUB": 0.0125, "EUR": 1.2}
HEADER = "entity,figure,value,unit,date,first_known,owner,issued,matures,included_in\n"


def exposure(option: str | Package, day: str, tables: EntityTables | None = None) -> PackageExposure:
    package = bundled_package(option) if isinstance(option, str) else option
    as_of = dt.date.fromisoformat(day)
    before = baseline_of(package.model_copy(update={"lifts": ()}), as_of)
    after = baseline_of(package, as_of)
    known = tables or bundled_entities()
    return expose(package, before, after, as_of, known, lambda code, _: RATES.get(code))


def with_rows(tmp_path: Path, rows: str) -> EntityTables:
    (tmp_path / "mine.csv").write_text(HEADER + rows, encoding="utf-8")
    card = 'title = "t"\npublisher = "p"\naddress = "a"\ncoverage = "c"\nlicence = "l"\n'
    (tmp_path / "mine.toml").write_text(card, encoding="utf-8")
    return bundled_entities().with_table(read_figures(tmp_path / "mine.csv"))


def found(given: PackageExposure, name: str) -> EntityExposure:
    return next(each for each in given.entities if each.name == name)


def test_april_2018_on_its_eve() -> None:
    given = exposure("us-2018-sdn-april", "2018-04-05")
    assert given.listed == 11
    assert given.by_rule == 1
    assert found(given, "Sulzer").verdict.status is VerdictStatus.BLOCKED
    assert found(given, "Sulzer").verdict.because == ("Renova Group -> Sulzer 63.42",)
    assert found(given, "Rusal").usd_bn[FigureName.ASSETS] == 14.452
    assert found(given, "EN+ Group").no_figure == (FigureName.ASSETS, FigureName.REVENUE, FigureName.DEBT)
    # Swiss francs have no bundled rate: the figure is shown, no dollars are made up for it.
    assert found(given, "Sulzer").figure(FigureName.REVENUE) is not None
    assert FigureName.REVENUE not in found(given, "Sulzer").usd_bn
    assert given.covered(FigureName.ASSETS) == 1


def test_sulzer_is_free_after_the_buyback() -> None:
    """Blocked at 63.42 %, not at 48.83 % from 11 April on; known from the release of 12 April."""
    given = exposure("us-2018-sdn-april", "2018-04-12")
    assert not [each for each in given.entities if each.name == "Sulzer"]
    assert given.by_rule == 0


def test_minority_stakes_of_unstated_size_do_not_catch() -> None:
    given = exposure("us-2018-sdn-april", "2018-04-10")
    assert not {"OC Oerlikon", "Schmolz + Bickenbach"} & {each.name for each in given.entities}


def test_delisting_gives_back() -> None:
    given = exposure("us-2018-rusal-delisting", "2019-01-26")
    assert {each.name for each in given.entities} == {"EN+ Group", "Rusal", "EuroSibEnergo"}
    assert given.listed == -3
    rusal = found(given, "Rusal")
    assert rusal.blocked[IN_FORCE][1] == 1.0
    assert rusal.blocked[WITH_OPTION][1] == 0.0


def test_account_ban_reaches_owned_banks_and_not_steelworks(tmp_path: Path) -> None:
    """L5: a bank half owned is restricted, a steelworks wholly owned is not."""
    rows = "House Bank,stake,50,%,2021-12-31,2022-01-01,Sberbank,,,\n"
    rows += "Steelworks,stake,100,%,2021-12-31,2022-01-01,Sberbank,,,\n"
    tables = with_rows(tmp_path, rows)
    register = tables.entities + tuple(
        type(tables.entities[0])(name, financial_institution=bank)
        for name, bank in (("House Bank", True), ("Steelworks", False))
    )
    tables = EntityTables(register, tables.listings, tables.tables)
    names = {each.name for each in exposure("us-2022-february-banks", "2022-02-23", tables).entities}
    assert "House Bank" in names
    assert "Steelworks" not in names


def test_measure_without_ownership_rule_reaches_only_the_named(tmp_path: Path) -> None:
    tables = with_rows(tmp_path, "House Bank,stake,100,%,2013-12-31,2014-01-01,Sberbank,,,\n")
    package = bundled_package("us-2018-house-bill")
    names = {each.name for each in exposure(package, "2018-04-04", tables).entities}
    assert "House Bank" not in names


def test_known_only_later_reaches_nothing(tmp_path: Path) -> None:
    rows = "GAZ Group,assets,3,USD bn,2017-12-31,2018-05-01,,,,\n"
    given = exposure("us-2018-sdn-april", "2018-04-05", with_rows(tmp_path, rows))
    assert found(given, "GAZ Group").figures == ()


def test_bank_and_its_listed_subsidiary_count_once(tmp_path: Path) -> None:
    rows = "EN+ Group,assets,22,USD bn,2016-12-31,2017-06-01,,,,\n"
    given = exposure("us-2018-sdn-april", "2018-04-05", with_rows(tmp_path, rows))
    assert found(given, "Rusal").counted_in == "EN+ Group"
    assert found(given, "EN+ Group").counted_in == ""
    alone = exposure("us-2018-sdn-april", "2018-04-05")
    assert found(alone, "Rusal").counted_in == ""


def test_shared_figure_counts_when_all_who_share_it_are_caught() -> None:
    given = exposure("us-2022-february-banks", "2022-02-24")
    assert [(each.name, each.usd_bn[FigureName.ASSETS]) for each in given.shared] == [
        ("Otkritie + Novikombank + Sovcombank", 80.0)
    ]
    assert given.covered(FigureName.ASSETS) == 3
    vtb = found(given, "VTB").figure(FigureName.BANK_ASSETS_SHARE)
    assert vtb is not None
    assert vtb.value == 20
    eve = exposure("us-2022-february-banks", "2022-02-23")
    assert eve.shared == ()


def test_debt_under_a_cap_already_in_force_is_not_counted_again(tmp_path: Path) -> None:
    """Sberbank was under a 14-day cap: Directive 3 of 2022 adds nothing to its long debt."""
    rows = "Sberbank,debt,4,USD bn,2021-12-31,2022-01-01,,2013-05-23,2023-05-23,\n"
    rows += "Rostelecom,debt,2,USD bn,2021-12-31,2022-01-01,,2020-05-23,2023-05-23,\n"
    given = exposure("us-2022-directive-3", "2022-02-23", with_rows(tmp_path, rows))
    rostelecom = found(given, "Rostelecom").debt_stopped_usd_bn
    assert sum(rostelecom[WITH_OPTION]) == 2.0
    assert sum(rostelecom[IN_FORCE]) == 0.0
    assert "Sberbank" in given.unchanged


@pytest.mark.parametrize("day", ["2014-07-15", "2014-09-11", "2021-04-14"])
def test_packages_without_entities_have_no_exposure(day: str) -> None:
    given = exposure("us-2021-directive-1", day)
    assert given.entities == ()
    assert given.measures == ()
