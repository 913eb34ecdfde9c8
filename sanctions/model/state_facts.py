"""The facts of one state of the law, in the words of the page that lists them."""

from __future__ import annotations

from collections.abc import Iterator

from sanctions.model.dag import key
from sanctions.model.inputs import TIMINGS
from sanctions.model.law import LIMBS, SENDERS, LawState, Segment
from sanctions.model.results import LawFact
from sanctions.periods import YEARS
from sanctions.units import Unit

_STATE_TITLES = {
    "in_force": "law in force",
    "with_option": "with the option",
    "with_allies": "if allies joined",
    "measured_state": "reference measured package",
    "maximal_state": "reference maximal package",
    "escalated_state": "reference maximal package on top of the option",
}

_TIMING_TITLES = {"average": "mean of the year", "end": "on the column's date"}


def state_facts(name: str, state: LawState, segment: Segment) -> Iterator[LawFact]:
    """Yield what one state of the law says of one segment, country by country."""
    title = _STATE_TITLES[name]
    for short, sender in SENDERS.items():
        yield from _sender_facts(name, short, sender, state, segment)
    for limb, meaning in LIMBS.items():
        for timing in TIMINGS:
            yield LawFact(
                key(limb, [name, segment.name, timing, "other"]),
                f"investors of other countries {meaning}, {title}, {_TIMING_TITLES[timing]}",
                Unit.SHARE,
                (0.0,) * len(YEARS),
                (),
            )
    for quantity, unit in (
        ("sale_forced", Unit.FLAG),
        ("holding_barred", Unit.FLAG),
        ("wind_down_days", Unit.DAYS),
        ("old_effective_years", Unit.YEARS),
    ):
        yield LawFact(
            key(quantity, [name, segment.name, "other"]), f"no law binds others, {title}", unit, (0.0,), ()
        )
    yield from _market_facts(name, title, state, segment)


def _market_facts(name: str, title: str, state: LawState, segment: Segment) -> Iterator[LawFact]:
    """Yield the days the market has, as the law stands and were locked-in holders bound to sell."""
    yield LawFact(
        key("selling_days", [name, segment.name]),
        f"days the market has to take what must be sold, {title}",
        Unit.DAYS,
        (state.selling_days,),
        state.measures("forced"),
    )
    yield LawFact(
        key("fewest_selling_days", [name, segment.name]),
        f"days the market would have if locked-in holders had to sell, {title}",
        Unit.DAYS,
        (state.fewest_selling_days,),
        state.measures("forced") + state.measures("locked"),
    )


def _sender_facts(name: str, short: str, sender: str, state: LawState, segment: Segment) -> Iterator[LawFact]:
    title = _STATE_TITLES[name]
    for limb, meaning in LIMBS.items():
        for timing in TIMINGS:
            yield LawFact(
                key(limb, [name, segment.name, timing, short]),
                f"{sender} investors {meaning}, {title}, {_TIMING_TITLES[timing]}",
                Unit.SHARE,
                state.limb(limb, sender, timing),
                state.measures(limb, sender),
            )
    members = [name, segment.name, short]
    forcing = state.measures("forced", sender)
    yield LawFact(
        key("sale_forced", members),
        f"{sender} investors may not hold on, {title}",
        Unit.FLAG,
        (float(bool(forcing)),),
        forcing,
    )
    barring = forcing + state.measures("locked", sender)
    yield LawFact(
        key("holding_barred", members),
        f"{sender} investors may not hold on or may not sell, {title}",
        Unit.FLAG,
        (float(bool(barring)),),
        barring,
    )
    yield LawFact(
        key("wind_down_days", members),
        f"days from announcement until {sender} holders must have sold, {title}",
        Unit.DAYS,
        (state.wind_down_days(sender),),
        forcing,
    )
    yield LawFact(
        key("old_effective_years", members),
        f"years from announcement until {sender} bars old bonds, {title}",
        Unit.YEARS,
        (state.old_effective_years(sender),),
        state.measures("old", sender),
    )
