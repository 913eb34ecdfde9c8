"""Rules of the house that no linter here checks: packaging, sizes, what is loaded when, the metric ids."""

from __future__ import annotations

import ast
import configparser
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sanctions.data.catalog import catalogue
from sanctions.model.metrics import METRICS
from sanctions.model.paths import PATHS
from sanctions.resources import shipped_folder

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = sorted((ROOT / "sanctions").rglob("*.py"))
LONGEST_MODULE = 350
LONGEST_FUNCTION = 50
#: Ids that readers of the JSON rely on. Adding one is a decision; renaming or dropping one breaks them.
METRIC_IDS = [
    "new_bond_premium_bp",
    "new_bond_yield_year_1_bp",
    "old_bond_yield_12m_bp",
    "peak_yield_bp",
    "extra_interest_year_1_lcu_bn",
    "extra_interest_8y_lcu_bn",
    "extra_interest_8y_pct_gdp",
    "foreign_share_lost_pp",
    "outflow_usd_bn",
    "absorbed_at_home_pct",
    "unmet_funding_year_1_pct_of_plan",
    "currency_fall_pct",
    "gdp_loss_year_8_pct",
    "target_cost_8y_usd_bn",
    "sender_cost_8y_usd_bn",
    "sender_holder_loss_usd_bn",
    "allied_holder_loss_usd_bn",
    "other_holder_loss_usd_bn",
    "domestic_holder_loss_usd_bn",
    "sender_trade_loss_8y_usd_bn",
    "cost_ratio_target_to_sender",
    "days_to_full_effect",
    "effect_left_year_8_pct",
    "recovered_if_lifted_pct",
    "sender_share_of_foreign_holdings_pct",
    "gain_if_allies_join_bp",
    "already_priced_in_bp",
    "expected_move_on_announcement_bp",
    "sender_assets_in_reach_usd_bn",
    "reach_ratio",
    "probability_no_effect_pct",
    "measures_priced_pct",
    "entities_listed",
    "entities_by_rule",
    "entity_assets_usd_bn",
    "entity_refinancing_at_risk_usd_bn",
    "peak_yield_if_reply_bp",
    "peak_yield_if_no_reply_bp",
    "target_income_loss_8y_usd_bn",
    "transfer_to_target_usd_bn",
    "cost_us_8y_usd_bn",
    "cost_eu_8y_usd_bn",
    "cost_uk_8y_usd_bn",
    "cost_others_8y_usd_bn",
    "cost_all_8y_usd_bn",
    "holder_loss_us_usd_bn",
    "holder_loss_eu_usd_bn",
    "holder_loss_uk_usd_bn",
    "holder_loss_others_usd_bn",
    "holder_loss_all_usd_bn",
    "act_on_the_day_bp",
    "threat_held_back_bp",
    "currency_fall_on_the_day_pct",
    "foreign_loss_on_the_day_usd_bn",
    "sender_assets_in_reach_day_0_usd_bn",
]


def settings() -> configparser.ConfigParser:
    found = configparser.ConfigParser()
    found.read(ROOT / "setup.cfg", encoding="utf-8")
    return found


def test_packages_of_setup_cfg_are_the_folders_on_disk() -> None:
    listed = settings()["options"]["packages"].split()
    mapped = dict(
        (part.strip() for part in line.split("="))
        for line in settings()["options"]["package_dir"].strip().splitlines()
    )
    on_disk = {
        ".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "sanctions").rglob("__init__.py")
    }
    assert sorted(listed) == sorted(on_disk | set(mapped))
    assert listed == sorted(listed)
    for name, folder in mapped.items():
        assert (ROOT / folder / "__init__.py").is_file(), name
    bare = {path.parent for path in LIBRARY} - {path.parent for path in LIBRARY if path.name == "__init__.py"}
    assert bare == set(), "a folder of modules without __init__.py is not shipped"


def test_every_dataset_has_a_card() -> None:
    for folder in ("market", "facts"):
        for table in sorted((shipped_folder("datasets") / folder).glob("*.csv")):
            assert table.with_suffix(".toml").is_file(), table.name
    assert len(catalogue()) >= 15  # reading them checks every card and checksum


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    long = [
        f"{node.name}: {_code_lines(node)} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and _code_lines(node) > LONGEST_FUNCTION
    ]
    assert long == []


def _code_lines(node: ast.FunctionDef) -> int:
    """Return the lines of a function without its docstring, which says more the more it is read."""
    words = node.body[0]
    documented = isinstance(words, ast.Expr) and isinstance(words.value, ast.Constant)
    return node.end_lineno - node.lineno + 1 - (words.end_lineno - words.lineno + 1 if documented else 0)


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_library_never_prints(path: Path) -> None:
    calls = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert calls == []


def public_functions(path: Path) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: str(path.relative_to(ROOT)))
def test_everything_public_says_what_it_is(path: Path) -> None:
    assert [node.name for node in public_functions(path) if not ast.get_docstring(node)] == []


def loaded(code: str) -> set[str]:
    """Return the modules a fresh interpreter has loaded after running some code."""
    shown = "\nimport sys\nsys.stderr.write('LOADED ' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code + shown], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stderr.rpartition("LOADED ")[2].split())


def test_importing_the_package_loads_no_pandas() -> None:
    found = loaded("import sanctions")
    assert "sanctions" in found
    assert not found & {"pandas", "numpy", "statsmodels", "openpyxl", "click", "pydantic"}


HELP = """
import sys
sys.argv = ["sanctions", "--help"]
import runpy
try:
    runpy.run_module("sanctions", run_name="__main__")
except SystemExit as stop:
    assert not stop.code
"""


def test_help_loads_neither_pandas_nor_statsmodels() -> None:
    found = loaded(HELP)
    assert "click" in found
    assert not found & {"pandas", "numpy", "scipy", "statsmodels", "openpyxl", "matplotlib"}


def test_reading_a_spec_loads_no_pandas() -> None:
    found = loaded("from sanctions.spec.load import load_package\nload_package('measured')")
    assert not found & {"pandas", "numpy", "statsmodels"}


def test_pricing_loads_statsmodels_only_where_a_run_up_is_estimated() -> None:
    code = "import sanctions as sx, datetime as dt\nsx.run(['measured'], as_of=dt.date(2021, 1, 1), draws=64)"
    assert "statsmodels" not in loaded(code)


def test_the_metric_ids_are_the_contract() -> None:
    assert sorted(metric.id for metric in METRICS) == sorted(METRIC_IDS)


def test_metrics_and_paths_are_named_after_their_unit() -> None:
    endings = {"bp": "_bp", "pp": "_pp", "USD bn": "_usd_bn", "local currency bn": "_lcu_bn"}
    for each in (*METRICS, *PATHS):
        ending = endings.get(str(each.unit))
        assert ending is None or each.id.endswith(ending), each.id


def test_no_source_names_a_machine() -> None:
    """Absolute paths of one machine have no place in what is shipped."""
    for path in (*LIBRARY, *sorted((ROOT / "datasets").rglob("*.toml"))):
        text = path.read_text(encoding="utf-8")
        assert not any(mark in text for mark in ("/work/", "/tmp/", "/home/")), path.name
