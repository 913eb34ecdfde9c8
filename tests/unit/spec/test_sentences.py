"""Every bundled option in words, against the words that were read and approved."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sanctions.spec.load import bundled_packages, load_package
from sanctions.spec.measures import Measure
from sanctions.spec.package import Package
from sanctions.spec.sentences import describe_measure, describe_option, describe_response, option_title

GOLDEN = Path(__file__).resolve().parents[2] / "cases" / "sentences"


@pytest.mark.parametrize("package", bundled_packages(), ids=lambda package: package.id)
def test_words_of_a_bundled_option(package: Package) -> None:
    words = "\n".join((option_title(package), *describe_option(package))) + "\n"
    assert words == (GOLDEN / f"{package.id}.txt").read_text(encoding="utf-8")


def test_no_golden_text_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {package.id for package in bundled_packages()}


def test_joined_options_are_told_part_by_part() -> None:
    parts = describe_option(load_package("measured"))
    joined = describe_option(load_package("measured+us-2019-cbw-directive"))
    assert set(parts[1:]) <= set(joined)


def test_terms_no_bundled_package_uses_have_words_too() -> None:
    terms = load_package("us-2021-secondary-ban").measures[0].model_dump(by_alias=True)
    measure = Measure.model_validate(
        terms
        | {
            "prohibits": ["buy_secondary"],
            "sender": "CA",
            "wind_down_days": 30,
            "phase_in": [
                {"date": dt.date(2021, 7, 1), "pct": 50.0},
                {"date": dt.date(2021, 9, 1), "pct": 100.0},
            ],
            "ends": dt.date(2022, 6, 14),
            "currencies": ["USD", "EUR"],
        }
    )
    assert describe_measure(measure) == (
        "From 14 June 2021 persons of Canada may not buy in the market bonds and bills, old or new, of the "
        "Bank of Russia, the Russian National Wealth Fund and the Russian Ministry of Finance, in the US "
        "dollar or the euro. Existing business may be wound down over 30 days. They may sell only to "
        "persons of other countries. It is phased in: 50% from 1 July 2021 and 100% from 1 September 2021. "
        "It ends on 14 June 2022."
    )


def test_a_reply_says_how_likely_it_is() -> None:
    reply = load_package("measured").responses[0].model_copy(update={"probability": 0.75})
    assert describe_response(reply).endswith("from 14 June 2021 (probability 75%).")
