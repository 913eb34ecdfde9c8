"""Every bundled option in words, against the words that were read and approved."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanctions.spec.load import bundled_packages, load_package
from sanctions.spec.package import Package
from sanctions.spec.sentences import describe_option, option_title

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
