"""`sanctions data`: what an analyst sees, and what a program reads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sanctions.cli.data import data
from sanctions.data.catalog import FOLDERS, catalogue
from sanctions.data.datapackage import data_package
from sanctions.errors import InputError
from sanctions.report.pages.sparkline import sparkline
from sanctions.resources import shipped_folder


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(data, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_list_names_every_dataset() -> None:
    shown = run("list").stdout
    assert all(card.name in shown for card in catalogue())


def test_list_as_a_data_package_goes_to_stdout_and_the_table_to_stderr() -> None:
    result = run("list", "--json", "-")
    package = json.loads(result.stdout)
    assert {resource["name"] for resource in package["resources"]} >= {"ecb-fixings", "gdp"}
    assert "ecb_fixings" in result.stderr


@pytest.mark.filterwarnings("default")  # frictionless itself uses what newer libraries deprecate
def test_the_data_package_is_valid_by_frictionless(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    for part in FOLDERS:
        shutil.copytree(shipped_folder("datasets") / part, tmp_path / part)
    descriptor = tmp_path / "datapackage.json"
    descriptor.write_text(json.dumps(data_package(catalogue(tmp_path))), encoding="utf-8")
    report = frictionless.Package(str(descriptor)).validate()
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "type", "note"])[:5]
    with (tmp_path / "facts" / "gdp.csv").open("a", encoding="utf-8") as handle:
        handle.write("gdp_usd_bn,soon,much,,,,,,,,\n")
    assert not frictionless.Package(str(descriptor)).validate().valid


def test_show_a_series_says_source_basis_span_and_last_value() -> None:
    shown = run("show", "ofz_nonresident_share_pct", "--as-of", "2021-04-14").stdout
    for part in (
        "Publisher:       Bank of Russia",
        "Licence:",
        "Revised:",
        "Gaps:",
        "basis CBR",
        "last value 22.7, readable from 2021-02-16, data, bundled",
        "basis NSD",
        "last value 20, readable from 2021-04-06, published, bundled",
        "note: an upper bound",
    ):
        assert part in shown
    assert "20.9, readable" not in shown


def test_show_lists_conflicts() -> None:
    shown = run("show", "ofz_share_via_singapore_pct").stdout
    assert "conflict: ofz_share_via_singapore_pct@2021-01-01[CBR]#2 is 1.5" in shown


def test_show_a_dataset_and_a_table() -> None:
    assert "gdp_rub_bn" in run("show", "gdp").stdout
    assert "conflict: ofz_share_via_singapore_pct" in run("show", "ofz_holders_by_custodian").stdout
    shown = run("show", "legal_timeline", "--as-of", "2021-04-14").stdout
    assert "first_known" in shown
    assert "21 rows could be read by then" in shown


def test_show_before_anything_was_known() -> None:
    result = run("show", "ofz_gross_plan_rub_bn", "--as-of", "2013-01-01")
    assert "nothing of ofz_gross_plan_rub_bn could be read by then" in result.stderr


def test_show_an_unknown_name_gives_the_nearest() -> None:
    with pytest.raises(InputError) as error:
        run("show", "usd_ruble")
    assert str(error.value).startswith("usd_ruble: there is no such series or dataset (expected usd_rub, ")


def test_plot_is_a_chart_and_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "yield.png"
    run("show", "ofz_10y_pct", "--plot", str(target))
    first = target.read_bytes()
    assert first.startswith(b"\x89PNG")
    assert len(first) > 20_000
    with pytest.raises(InputError, match="the file exists already"):
        run("show", "ofz_10y_pct", "--plot", str(target))
    run("show", "ofz_10y_pct", "--plot", str(target), "--force")
    assert target.read_bytes() == first
    with pytest.raises(InputError, match="a chart is written as PNG"):
        run("show", "ofz_10y_pct", "--plot", str(tmp_path / "yield.pdf"))
    assert (
        "a chart needs the name of one series" in run("show", "gdp", "--plot", str(target), "--force").stderr
    )


@pytest.mark.slow
def test_verify_says_ok_for_every_dataset() -> None:
    result = run("verify")
    assert result.exit_code == 0
    assert result.stdout.count(" ok ") == 2 * len(catalogue())


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ([], ""),
        ([1.0], "▅"),
        ([2.0, 2.0], "▅▅"),
        ([1, 2, 3, 4, 5, 6, 7, 8], "▁▂▃▄▅▆▇█"),
        ([0, 0, 7, 7], "▁▁██"),
    ],
)
def test_sparkline(values: list[float], line: str) -> None:
    assert sparkline(values) == line


def test_a_long_sparkline_is_averaged_into_its_width() -> None:
    assert sparkline([float(i % 2) for i in range(10)] + [5.0] * 10, width=2) == "▁█"
