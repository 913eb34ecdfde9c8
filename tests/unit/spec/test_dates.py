"""Phases, licences, wind-down and days in force."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.spec.dates import bite_pct, days_in_force, mean_bite, phase_pct, released_pct, wind_down_ends
from sanctions.spec.load import load_package
from sanctions.spec.measures import Measure

START = dt.date(2021, 3, 1)
YEAR = (dt.date(2021, 1, 1), dt.date(2021, 12, 31))


def ban(**terms: Any) -> Measure:
    basic = {
        "id": "ban",
        "kind": "transaction_ban",
        "sender": "US",
        "issuers": ["ru-central-bank"],
        "announced": dt.date(2021, 1, 1),
        "effective": START,
        "source": "test",
    }
    return Measure.model_validate(basic | terms)


def licence(**terms: Any) -> dict[str, Any]:
    return {"id": "GL", "authorises": "something", "from": START, "source": "test"} | terms


def test_a_measure_does_nothing_before_it_is_effective_or_after_it_ends() -> None:
    measure = ban(ends=dt.date(2021, 3, 31))
    assert bite_pct(measure, dt.date(2021, 2, 28)) == 0
    assert bite_pct(measure, START) == 100
    assert bite_pct(measure, dt.date(2021, 3, 31)) == 100
    assert bite_pct(measure, dt.date(2021, 4, 1)) == 0
    assert days_in_force(measure, *YEAR) == 31


def test_phases_follow_one_another() -> None:
    phases = [{"date": START, "pct": 25.0}, {"date": dt.date(2021, 9, 1), "pct": 100.0}]
    measure = ban(phase_in=phases)
    assert phase_pct(measure, dt.date(2021, 8, 31)) == 25
    assert phase_pct(measure, dt.date(2021, 9, 1)) == 100


def test_nothing_applies_before_the_first_phase() -> None:
    assert phase_pct(ban(phase_in=[{"date": dt.date(2021, 9, 1), "pct": 50.0}]), START) == 0


def test_year_0_is_weighted_by_days_in_force() -> None:
    assert mean_bite(ban(), *YEAR) == pytest.approx(306 / 365)


def test_a_licence_releases_its_share_until_it_expires() -> None:
    measure = ban(licences=[licence(expires=dt.date(2021, 5, 31), releases_pct=40.0)])
    assert released_pct(measure, dt.date(2021, 5, 31)) == 40
    assert released_pct(measure, dt.date(2021, 6, 1)) == 0


def test_an_assumed_renewal_is_as_good_as_its_probability_and_fades_with_each_term() -> None:
    measure = ban(
        licences=[
            licence(
                expires=dt.date(2021, 3, 31), releases_pct=100.0, renewal="assumed", renewal_probability=0.5
            )
        ]
    )
    assert released_pct(measure, dt.date(2021, 3, 31)) == 100
    assert released_pct(measure, dt.date(2021, 4, 1)) == 50
    assert released_pct(measure, dt.date(2021, 4, 30)) == 50
    assert released_pct(measure, dt.date(2021, 5, 1)) == 25


def test_a_licence_without_a_share_is_not_counted() -> None:
    assert released_pct(ban(licences=[licence()]), START) == 0


def test_licences_release_at_most_everything() -> None:
    two = [licence(id="GL 1", releases_pct=80.0), licence(id="GL 2", releases_pct=80.0)]
    assert bite_pct(ban(licences=two), START) == 0


def test_payments_on_old_debt_fall_off_the_cliff_of_25_may_2022() -> None:
    # https://ofac.treasury.gov/faqs/updated/2022-03-02: until 12:01 a.m. of 25 May.
    measure = load_package("us-2022-directive-4").measure("payments-on-old-debt")
    assert measure is not None
    assert bite_pct(measure, dt.date(2022, 3, 1)) == 100
    assert bite_pct(measure, dt.date(2022, 5, 24)) == 0
    assert bite_pct(measure, dt.date(2022, 5, 25)) == 100


def test_wind_down_counts_from_the_effective_date() -> None:
    assert wind_down_ends(ban(wind_down_days=90)) == dt.date(2021, 5, 30)


@given(
    first=st.dates(dt.date(2020, 1, 1), dt.date(2023, 1, 1)),
    length=st.integers(1, 500),
    ends=st.none() | st.dates(START, dt.date(2023, 1, 1)),
    expires=st.dates(START, dt.date(2022, 6, 1)),
    renewed=st.booleans(),
    phase=st.dates(START, dt.date(2022, 1, 1)),
    pct=st.floats(0, 100),
)
def test_mean_bite_is_the_mean_over_days(
    first: dt.date,
    length: int,
    ends: dt.date | None,
    expires: dt.date,
    renewed: bool,
    phase: dt.date,
    pct: float,
) -> None:
    renewal = {"renewal": "assumed", "renewal_probability": 0.7} if renewed else {}
    measure = ban(
        ends=ends,
        phase_in=[{"date": phase, "pct": pct}],
        licences=[licence(expires=expires, releases_pct=60.0, **renewal)],
    )
    days = [first + dt.timedelta(number) for number in range(length)]
    by_day = sum(bite_pct(measure, day) for day in days) / length / 100
    # Sums of at most 500 terms in double precision.
    assert mean_bite(measure, days[0], days[-1]) == pytest.approx(by_day, abs=1e-12)
