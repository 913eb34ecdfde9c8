"""Numbers read off the live draws: percentiles, chances, and errors that are not smaller than they are."""

from __future__ import annotations

import numpy as np
import pytest

import sanctions as sx
from sanctions.report.numbers.live_numbers import chance_of, exceeds, keeps_sign, no_effect, percentiles_of

FEW, MANY = 128, 2048
SEEDS = 12
METRICS = ("peak_yield_bp", "currency_fall_pct", "already_priced_in_bp", "effect_left_year_8_pct")
PEAKS = np.array([1.0, 4.0, 6.0, 20.0])
LARGER = np.array([2.0, 3.0, 9.0, 30.0])


def test_percentiles_are_those_of_numpy():
    values = np.arange(101.0)
    found = percentiles_of("Draws!$B$6:$B$106", values)
    assert [found.value(place) for place in range(3)] == [10.0, 50.0, 90.0]
    assert found.percentiles[0].text == "PERCENTILE(Draws!$B$6:$B$106,low_share)"
    # The step is half of a tenth: sqrt(0.5 x 0.5 / 101); a column of whole numbers turns shares into numbers.
    assert found.errors[1].value == pytest.approx(100 * np.sqrt(0.25 / 101))
    assert not found.guarded


def test_a_guarded_number_says_when_it_is_not_stated():
    condition = keeps_sign("Draws!$C$6:$C$9", never_zero=True)
    found = percentiles_of("Draws!$B$6:$B$9", PEAKS, condition)
    assert found.guarded
    assert found.percentiles[1].text == (
        "IF(AND(PERCENTILE(Draws!$C$6:$C$9,lowest_share)*PERCENTILE(Draws!$C$6:$C$9,highest_share)>0,"
        'COUNTIF(Draws!$C$6:$C$9,0)=0),PERCENTILE(Draws!$B$6:$B$9,middle_share),"n/a")'
    )


def test_chances_of_one_option_and_of_two():
    small, other = no_effect("B", PEAKS), no_effect("C", LARGER)
    assert chance_of(small, "B").value(1) == 50.0
    assert chance_of(small - other, "B").value(1) == 0.0
    assert chance_of(exceeds("B", PEAKS, "C", LARGER), "B").value(1) == 25.0
    assert chance_of(small, "B").value(0) is None
    assert chance_of(small, "B").errors[1].value == pytest.approx(25.0)


def test_the_error_of_a_certain_chance_is_one_draw():
    certain = chance_of(no_effect("B", np.zeros(50)), "B")
    assert (certain.value(1), certain.errors[1].value) == (100.0, 2.0)


@pytest.mark.slow
def test_stated_errors_are_not_smaller_than_those_made():
    """The first draws against all of them: what is stated is meant for independent draws, which err more."""
    made: dict[tuple[str, str, int], list[float]] = {}
    stated: dict[tuple[str, str, int], list[float]] = {}
    for seed in range(1, SEEDS + 1):
        for option in sx.run(["measured", "maximal"], draws=MANY, seed=seed).options:
            for metric in METRICS:
                found = percentiles_of("B", option.metrics[metric][:FEW])
                for place, of_all in enumerate(np.percentile(option.metrics[metric], (10, 50, 90))):
                    name = (option.package.id, metric, place)
                    made.setdefault(name, []).append(found.value(place) - of_all)
                    stated.setdefault(name, []).append(float(found.errors[place].value))
    ratios = {name: np.linalg.norm(made[name]) / np.linalg.norm(stated[name]) for name in made}
    assert max(ratios.values()) < 1.2, ratios  # so few scramblings know an error to about a fifth
    assert 0.3 < float(np.mean(list(ratios.values()))) < 0.8  # an error far too wide would say nothing
