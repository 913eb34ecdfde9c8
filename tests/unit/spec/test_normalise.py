"""What is printed parses to the same package, whatever the package."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.spec.json_schema import spec_schema
from sanctions.spec.kinds import KIND_RULES, WITHOUT_A_NUMBER
from sanctions.spec.load import bundled_packages, load_package
from sanctions.spec.normalise import to_toml
from sanctions.spec.package import Package
from sanctions.spec.read import read_package
from sanctions.spec.spec_file import SpecFile
from sanctions.spec.terms import (
    Binds,
    Derivatives,
    ExistingCommitments,
    Exposure,
    Instrument,
    MeasureKind,
    PackageStatus,
    Prohibition,
    Renewal,
    ResponseKind,
    SaleTo,
)
from sanctions.spec.vocabulary import vocabulary

SCHEMA = jsonschema.Draft202012Validator(spec_schema())
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1).filter(
    lambda text: text.strip() != ""
)
LONG_TEXT = st.one_of(TEXT, st.just('two\nlines with "quotes", a \\ and a tab\t'))
DAYS = st.dates(dt.date(2010, 1, 1), dt.date(2030, 1, 1))
LATER = st.integers(0, 2000).map(dt.timedelta)
IDS = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,12}", fullmatch=True)
PROBABILITY = st.floats(0, 1).map(lambda number: round(number, 6))


@st.composite
def licences(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(DAYS)
    licence: dict[str, Any] = {"id": draw(IDS), "authorises": draw(TEXT), "from": start, "source": draw(TEXT)}
    if draw(st.booleans()):
        licence |= {"expires": start + draw(LATER), "renewal": draw(st.sampled_from(Renewal)).value}
        if licence["renewal"] == "assumed":
            licence["renewal_probability"] = draw(PROBABILITY)
    if draw(st.booleans()):
        licence["releases_pct"] = draw(st.floats(0, 100).map(lambda number: round(number, 3)))
    return licence


@st.composite
def measures(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(MeasureKind))
    rule = KIND_RULES[kind]
    announced = draw(DAYS)
    terms: dict[str, Any] = {
        "id": draw(IDS),
        "kind": kind.value,
        "sender": draw(st.sampled_from(sorted(vocabulary().senders))),
        "announced": announced,
        "source": draw(LONG_TEXT),
        "binds": draw(st.sampled_from(Binds)).value,
        "issuers": draw(
            st.lists(st.sampled_from(sorted(vocabulary().issuers)), min_size=1, max_size=3, unique=True)
        ),
        "wind_down_days": draw(st.integers(0, 400)),
        "existing_commitments": draw(st.sampled_from(ExistingCommitments)).value,
        "derivatives": draw(st.sampled_from(Derivatives)).value,
        "licences": draw(st.lists(licences(), max_size=2, unique_by=lambda licence: licence["id"])),
    }
    after = draw(LATER)
    terms |= {"effective": announced + after} if draw(st.booleans()) else {"effective_after_days": after.days}
    terms["instruments"] = draw(
        st.lists(st.sampled_from(sorted(rule.instruments or Instrument)), min_size=1, unique=True)
    )
    codes = draw(st.lists(st.sampled_from(sorted(vocabulary().currencies)), max_size=3, unique=True))
    terms["currencies"] = [f"!{code}" for code in codes] if draw(st.booleans()) else codes
    if kind not in WITHOUT_A_NUMBER:
        acts = set(draw(st.lists(st.sampled_from(sorted(rule.legal)))))
        acts |= {draw(st.sampled_from(sorted(rule.needs_one_of)))} if rule.needs_one_of else set()
        if Prohibition.SELL in acts:
            acts -= {Prohibition.HOLD}
            terms["sale_to"] = SaleTo.NOBODY.value
        terms["prohibits"] = sorted(acts)
    if kind is MeasureKind.DEBT_TENOR_CAP:
        terms["tenor_schedule"] = [
            {"issued_from": announced, "issued_to": announced + after, "max_days": draw(st.integers(1, 90))},
            {"issued_from": announced + after + dt.timedelta(1), "max_days": draw(st.integers(1, 90))},
        ]
    if draw(st.booleans()):
        terms |= {"issue_cutoff": draw(DAYS), "issue_cutoff_inclusive": draw(st.booleans())}
    if draw(st.booleans()):
        terms["phase_in"] = [{"date": announced + after + dt.timedelta(5), "pct": 50.0}]
    return terms


@st.composite
def packages(draw: st.DrawFn) -> Package:
    status = draw(st.sampled_from(PackageStatus))
    terms: dict[str, Any] = {
        "schema": 1,
        "id": draw(IDS),
        "title": draw(TEXT),
        "target": draw(st.sampled_from(sorted(vocabulary().targets))),
        "summary": draw(LONG_TEXT),
        "status": status.value,
        "announced": draw(DAYS),
        "sources": draw(st.lists(TEXT, min_size=1, max_size=3)),
        # One measure of each sender and id: two of one sender may contradict one another.
        "measures": draw(
            st.lists(measures(), max_size=3, unique_by=(lambda one: one["id"], lambda one: one["sender"]))
        ),
        "said": draw(
            st.lists(
                st.fixed_dictionaries({"by": TEXT, "date": DAYS, "text": LONG_TEXT, "source": TEXT}),
                max_size=2,
            )
        ),
        "tracks_kept_apart": draw(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "track": TEXT,
                        "exposed": st.sampled_from([word.value for word in Exposure]),
                        "why": LONG_TEXT,
                        "by": TEXT,
                    },
                    optional={"source": TEXT},
                ),
                max_size=2,
            )
        ),
        "responses": draw(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "by": TEXT,
                        "kind": st.sampled_from([kind.value for kind in ResponseKind]),
                        "from": DAYS,
                        "source": TEXT,
                    },
                    optional={"probability": PROBABILITY},
                ),
                max_size=2,
            )
        ),
    }
    if status is not PackageStatus.ENACTED and draw(st.booleans()):
        terms["enactment_probability"] = sorted(draw(st.tuples(PROBABILITY, PROBABILITY, PROBABILITY)))
    if draw(st.booleans()):
        terms["baseline"] = draw(st.lists(IDS, max_size=2))
    if draw(st.booleans()):
        terms["lifts"] = [f"{draw(IDS)}#{draw(IDS)}"]
    return Package.model_validate(terms)


@given(packages())
def test_printed_package_parses_to_the_same_package(package: Package) -> None:
    text = to_toml(package)
    assert read_package(SpecFile("printed.toml", text)) == package


@given(packages())
def test_a_package_survives_being_taken_apart_and_put_together(package: Package) -> None:
    assert Package.model_validate(package.model_dump(by_alias=True)) == package


@given(packages())
def test_printing_again_changes_nothing(package: Package) -> None:
    text = to_toml(package)
    assert to_toml(read_package(SpecFile("printed.toml", text))) == text


@given(packages())
def test_printed_package_satisfies_the_schema_for_editors(package: Package) -> None:
    printed = json.loads(json.dumps(tomllib.loads(to_toml(package)), default=str))
    assert list(SCHEMA.iter_errors(printed)) == []


@pytest.mark.parametrize("package", bundled_packages(), ids=lambda package: package.id)
def test_every_bundled_package_survives_printing(package: Package) -> None:
    assert read_package(SpecFile("printed.toml", to_toml(package))) == package


def test_terms_at_their_default_are_left_out() -> None:
    printed = tomllib.loads(to_toml(load_package("us-2021-directive-1")))
    assert "baseline" not in printed
    assert "derivatives" not in printed["measures"][0]
