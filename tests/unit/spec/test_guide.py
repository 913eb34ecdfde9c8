"""The guide speaks of every word of the language, and its examples are specs."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from sanctions.spec import terms
from sanctions.spec.base import SpecModel
from sanctions.spec.kinds import KIND_RULES
from sanctions.spec.load import load_package
from sanctions.spec.measures import Measure
from sanctions.spec.package import Package
from sanctions.spec.parts import Licence, PhaseIn, Response, Statement, TenorStep, Track
from sanctions.spec.vocabulary import vocabulary

ROOT = Path(__file__).resolve().parents[3]
GUIDE = (ROOT / "docs" / "guide" / "specs.md").read_text(encoding="utf-8")
IN_CODE = set(re.findall(r"[\w#-]+", " ".join(re.findall(r"`([^`\n]+)`", GUIDE))))
#: Sorts of issuer belong to the vocabulary file, not to a spec.
ENUMS = [
    enum
    for enum in vars(terms).values()
    if isinstance(enum, type) and issubclass(enum, StrEnum) and enum not in (StrEnum, terms.IssuerClass)
]


@pytest.mark.parametrize("model", [Package, Measure, Licence, PhaseIn, Response, Statement, TenorStep, Track])
def test_every_key_is_explained(model: type[SpecModel]) -> None:
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert keys <= IN_CODE


@pytest.mark.parametrize("enum", ENUMS)
def test_every_word_is_named(enum: type[StrEnum]) -> None:
    assert {str(word) for word in enum} <= IN_CODE


def test_every_target_is_named() -> None:
    assert all(target in GUIDE for target in vocabulary().targets)


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL))
def test_every_example_is_a_spec(example: str, tmp_path: Path) -> None:
    path = tmp_path / "example.toml"
    path.write_text(example, encoding="utf-8")
    assert load_package(path).title in example


@pytest.mark.parametrize("kind", KIND_RULES)
def test_the_table_of_kinds_says_what_the_rules_say(kind: terms.MeasureKind) -> None:
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| `{kind}`"))
    cell = row.split("|")[2]
    legal, everything = KIND_RULES[kind].legal, frozenset(terms.Prohibition)
    named = {act for act in terms.Prohibition if f"`{act}`" in cell}
    if "everything but" in cell:
        assert legal == everything - named
    elif "everything" in cell:
        assert legal == everything
    else:
        assert legal == named


def test_the_glossary_begins_with_the_pair_most_often_confused() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    first_entry = glossary.split("\n\n")[1]
    assert "Secondary sanction" in first_entry
    assert "secondary-market ban" in first_entry
