"""The parameter registry: every rule of the file, and which version counts on a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sanctions.errors import InputError
from sanctions.parameters.registry import Registry, RegistryEntry, load_registry, registry_path
from sanctions.spec.library import bundled_ids
from sanctions.units import Unit

HEAD = """schema = 1
target = "russia"
title = "Bonds"
review_after_days = 365
[segments.local]
currency = "RUB"
title = "ruble bonds"
"""
PARAMETER = """
[[parameters]]
name = "trapped"
label = "Trapped"
unit = "share"
[[parameters.versions]]
known_from = 2012-01-01
distribution = "beta"
arguments = [2, 6]
kind = "judgement"
source = "none"
why = "none"
quality = "weak"
"""


def refused(tmp_path: Path, text: str) -> str:
    path = tmp_path / "made.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_registry(path)
    return str(caught.value)


def changed(old: str, new: str) -> str:
    assert old in HEAD + PARAMETER
    return (HEAD + PARAMETER).replace(old, new, 1)


def linked(first: str, second: str, rank_correlation: float) -> str:
    link = f'[[correlations]]\nfirst = "{first}"\nsecond = "{second}"\n'
    return (
        HEAD.replace("[segments", f'{link}rank_correlation = {rank_correlation}\nwhy = "x"\n[segments')
        + PARAMETER
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("schema = ", "made.toml: not TOML: Invalid value (at end of document)"),
        (changed("schema = 1", "schema = 2"), "made.toml: schema: Input should be 1"),
        (changed("schema = 1\n", ""), "made.toml: schema: Field required"),
        (
            changed("title", "titel"),
            "made.toml: title: Field required\nmade.toml: titel: Extra inputs are not permitted",
        ),
        (
            changed("review_after_days = 365", "review_after_days = 0"),
            "made.toml: review_after_days: Input should be greater than 0",
        ),
        (changed('unit = "share"', 'unit = "shares"'), "UNIT"),
        (
            changed('"beta"', '"cauchy"'),
            "made.toml: parameters.0.versions.0: unknown distribution 'cauchy'; known: fixed, uniform,"
            " normal, lognormal, one_plus_lognormal, beta, gamma, pert, triangular",
        ),
        (
            changed("[2, 6]", "[2]"),
            "made.toml: parameters.0.versions.0: beta takes alpha, beta",
        ),
        (
            changed('quality = "weak"', 'quality = "bad"'),
            "made.toml: parameters.0.versions.0.quality: Input should be 'good', 'fair' or 'weak'",
        ),
        (
            changed('kind = "judgement"', 'kind = "guess"'),
            "made.toml: parameters.0.versions.0.kind: Input should be 'data', 'estimate', 'published' or"
            " 'judgement'",
        ),
        (
            changed('source = "none"', 'source = ""'),
            "made.toml: parameters.0.versions.0.source: String should have at least 1 character",
        ),
        (
            changed('why = "none"', 'why = ""\nbecause = "none"'),
            "made.toml: parameters.0.versions.0.why: String should have at least 1 character\n"
            "made.toml: parameters.0.versions.0.because: Extra inputs are not permitted",
        ),
        (
            changed('quality = "weak"', 'quality = "weak"\nfigure = { series = "x", use = "times" }'),
            "made.toml: parameters.0.versions.0.figure.use: Input should be 'scale' or 'shift'",
        ),
        (
            changed(
                'quality = "weak"',
                'quality = "weak"\nfigure = { series = "x", use = "scale", drift_per_root_year = 0.1 }',
            ),
            "made.toml: parameters.0.versions.0: drift_per_root_year widens a lognormal only",
        ),
        (
            changed(
                'quality = "weak"', 'quality = "weak"\nestimator = { name = "guess", since = 2021-01-01 }'
            ),
            "made.toml: parameters.0.versions.0.estimator.name: Input should be 'run_up'",
        ),
        (HEAD, "made.toml: parameters: Field required"),
        (
            HEAD + '[[parameters]]\nname = "x"\nlabel = "x"\nunit = "share"\nversions = []\n',
            "made.toml: parameters.0: x has no version",
        ),
        (HEAD + PARAMETER + PARAMETER, "made.toml: trapped is given twice"),
        (
            changed('label = "Trapped"', 'label = "Trapped"\nsegment = "foreign"'),
            "made.toml: trapped: there is no segment 'foreign'",
        ),
        (
            linked("trapped", "traped", 0.5),
            "made.toml: correlations: there is no parameter 'traped'",
        ),
        (
            linked("a", "b", 1.0),
            "made.toml: correlations.0.rank_correlation: Input should be less than 1",
        ),
    ],
)
def test_what_a_registry_refuses(tmp_path: Path, text: str, message: str) -> None:
    found = refused(tmp_path, text)
    if message == "UNIT":  # the closed set of units, in full
        words = [f"'{unit}'" for unit in Unit]
        message = f"made.toml: parameters.0.unit: Input should be {', '.join(words[:-1])} or {words[-1]}"
    assert found == message


def entry(*versions: dict[str, object]) -> RegistryEntry:
    same = {
        "distribution": "fixed",
        "kind": "data",
        "source": "a",
        "why": "b",
        "quality": "good",
    }
    return RegistryEntry.model_validate(
        {"name": "x", "label": "x", "unit": "share", "versions": [{**same, **each} for each in versions]}
    )


DATED = entry(
    {"known_from": dt.date(2018, 1, 1), "arguments": (2.0,)},
    {"known_from": dt.date(2016, 1, 1), "arguments": (1.0,)},
    {"known_from": dt.date(2020, 1, 1), "valid_until": dt.date(2020, 6, 30), "arguments": (3.0,)},
)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (dt.date(2015, 12, 31), None),
        (dt.date(2016, 1, 1), 1.0),
        (dt.date(2017, 12, 31), 1.0),
        (dt.date(2018, 1, 1), 2.0),
        (dt.date(2020, 1, 1), 3.0),
        (dt.date(2020, 6, 30), 3.0),
        (dt.date(2020, 7, 1), 2.0),
    ],
)
def test_the_version_known_last_counts(day: dt.date, value: float | None) -> None:
    found = DATED.version_on(day)
    assert (found.arguments[0] if found else None) == value


@pytest.fixture(scope="module")
def russia() -> Registry:
    return load_registry(registry_path("russia"))


def test_the_bundled_registry_names_bundled_packages(russia: Registry) -> None:
    assert russia.states is not None
    assert {russia.states.measured, russia.states.maximal} <= set(bundled_ids())


def test_every_version_of_the_bundled_registry_follows_the_one_before(russia: Registry) -> None:
    for each in russia.parameters:
        days = [version.known_from for version in each.versions]
        assert days == sorted(set(days)), each.name


def test_data_and_published_versions_say_where(russia: Registry) -> None:
    for each in russia.parameters:
        for version in each.versions:
            if version.kind in ("data", "published"):
                assert version.address.startswith("http") or version.figure, (each.name, version.known_from)


def test_every_figure_a_version_names_is_bundled(russia: Registry, market_2021) -> None:
    for each in russia.parameters:
        for version in each.versions:
            if version.figure is not None:
                assert market_2021.figures(version.figure.series, version.figure.basis), each.name
