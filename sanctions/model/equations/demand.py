"""Who may no longer hold or buy: percentage points of the outstanding stock that lose their buyer.

Methodology section 2. Two readings of what holders do are kept apart. What they *sell* moves the yield of
existing bonds and leaves the country; where the law bars any sale, nothing is sold. What is *withdrawn* also
counts locked-in holders, as under the strictest ban the freeze contains: they buy nothing new and are lost as
financiers. So, draw by draw, a wider coalition, a wider scope, a stricter holding rule, less time or a
shorter lead never lowers what is withdrawn; only a bar on any sale lowers what is sold.
"""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import Array, Members, across, largest, maximum, minimum, where
from sanctions.units import Unit

_STATE = ("law", "segment")
_TIMED = ("law", "segment", "timing")
_HELD = ("law", "segment", "timing", "holder")
_BY_HOLDER = ("law", "segment", "holder")
_SEGMENT = ("segment",)
_OWN = "own, methodology section 2"


@equation(unit=Unit.SHARE, axes=_SEGMENT, source="Bank of Russia, holdings by country of custodian")
def custody_share_uk(custody_share_us: Array, uk_share_of_rest: Array) -> Array:
    """Share of foreign-held bonds kept through custodians in the United Kingdom."""
    return (1 - custody_share_us) * uk_share_of_rest


@equation(unit=Unit.SHARE, axes=_SEGMENT, source="Bank of Russia, holdings by country of custodian")
def custody_share_eu(custody_share_us: Array, custody_share_uk: Array, eu_share_of_rest: Array) -> Array:
    """Share of foreign-held bonds kept through custodians in the European Union."""
    return (1 - custody_share_us - custody_share_uk) * eu_share_of_rest


@equation(unit=Unit.SHARE, axes=("segment", "holder"), source=_OWN)
def holder_share(
    is_us: Array,
    is_uk: Array,
    is_eu: Array,
    is_other: Array,
    custody_share_us: Array,
    custody_share_uk: Array,
    custody_share_eu: Array,
) -> Array:
    """Share of foreign-held bonds kept through custodians of one country, the others last."""
    return (
        is_us * custody_share_us
        + is_uk * custody_share_uk
        + is_eu * custody_share_eu
        + is_other * (1 - custody_share_us - custody_share_uk - custody_share_eu)
    )


@equation(unit=Unit.YEARS, axes=_BY_HOLDER, source=_OWN)
def years_in_force(year: Array, old_effective_years: Array) -> Array:
    """Time the bar on old bonds has been in force at the column's date."""
    return maximum(0, year - old_effective_years)


@equation(unit=Unit.SHARE, axes=_BY_HOLDER, source=_OWN)
def wind_down_progress(year: Array, wind_down_days: Array, days_per_year: Array) -> Array:
    """Part of the wind-down that has passed by the column's date."""
    return where(
        wind_down_days > 0,
        minimum(1, year * days_per_year / maximum(wind_down_days, 1)),
        minimum(1, year + 1),
    )


@equation(unit=Unit.SHARE, axes=_BY_HOLDER, source=_OWN)
def exit_if_kept(years_in_force: Array, trapped_operational: Array, exit_rate: Array) -> Array:
    """Part of barred holdings for sale by the column's date where holders may keep what they have."""
    return (1 - trapped_operational) * (1 - (1 - exit_rate) ** years_in_force)


@equation(unit=Unit.SHARE, axes=_BY_HOLDER, source=_OWN)
def exit_if_forced(wind_down_progress: Array, trapped_operational: Array) -> Array:
    """Part of barred holdings for sale by the column's date where holders must sell."""
    return wind_down_progress * (1 - trapped_operational)


@equation(unit=Unit.SHARE, axes=_HELD, source=_OWN)
def leaving_all(
    old: Array,
    locked: Array,
    forced: Array,
    exit_if_kept: Array,
    exit_if_forced: Array,
    trapped_operational: Array,
) -> Array:
    """Part of a country's holdings withdrawn: a freeze counts as the strictest ban it contains."""
    return old * exit_if_kept + maximum(
        forced * maximum(0, exit_if_forced - exit_if_kept),
        locked * (1 - trapped_operational - exit_if_kept),
    )


@equation(unit=Unit.SHARE, axes=_TIMED, source=_OWN)
def contagion_under(contagion: Array, contagion_if_frozen: Array, locked: Members) -> Array:
    """Part of the other foreign holders who leave with those barred; more where some are locked in."""
    return contagion + (1 - contagion) * contagion_if_frozen * largest(locked)


@equation(unit=Unit.SHARE, axes=_HELD, source=_OWN)
def first_buyers_closed(primary: Array, new: Array) -> Array:
    """How far a country's investors are barred from new bonds at issue and in the secondary market alike."""
    return minimum(primary, new)


@equation(unit=Unit.SHARE, axes=_HELD, source=_OWN)
def first_buyers_lost(primary: Array, first_buyers_closed: Array, primary_leakage: Array) -> Array:
    """How far a country's first buyers are lost; the rest comes back through the open secondary market."""
    return first_buyers_closed + (1 - primary_leakage) * (primary - first_buyers_closed)


@equation(unit=Unit.SHARE, axes=_TIMED, source=_OWN)
def chill(
    first_buyers_lost: Members, chill_ratio: Array, trapped_operational: Array, contagion: Array
) -> Array:
    """Part of foreign holders who sell out of unease when new bonds are barred; none when it all leaks."""
    return largest(first_buyers_lost) * chill_ratio * (1 - trapped_operational) * contagion


@equation(unit=Unit.SHARE, axes=_TIMED, source=_OWN)
def flight(contagion_under: Array, leaving_all: Members, chill: Array) -> Array:
    """Part of holders outside the ban who leave, as fast as under the strictest ban in force."""
    return maximum(contagion_under * largest(leaving_all), chill)


@equation(unit=Unit.SHARE, axes=_HELD, source=_OWN)
def exit_at_least(exit_if_kept: Array, flight: Array) -> Array:
    """Part of barred holdings for sale in any case: barred holders leave at least as others do."""
    return maximum(exit_if_kept, flight)


@equation(unit=Unit.SHARE, axes=_HELD, source=_OWN)
def for_sale(
    old: Array, locked: Array, forced: Array, exit_if_forced: Array, exit_at_least: Array, flight: Array
) -> Array:
    """Part of a country's holdings that presses on the market; nothing that is locked in does."""
    return flight * (1 - locked) + (
        (exit_at_least - flight) * maximum(0, old - locked)
        + (maximum(exit_if_forced, exit_at_least) - exit_at_least) * maximum(0, forced - locked)
    )


@equation(unit=Unit.SHARE, axes=_HELD, source=_OWN)
def withdrawn(
    old: Array,
    locked: Array,
    forced: Array,
    exit_if_forced: Array,
    exit_at_least: Array,
    flight: Array,
    trapped_operational: Array,
) -> Array:
    """Part of a country's holdings whose holder is lost as a financier, locked-in ones included."""
    return flight + (
        old * (exit_at_least - flight)
        + maximum(
            forced * maximum(0, exit_if_forced - exit_at_least),
            locked * maximum(0, 1 - trapped_operational - exit_at_least),
        )
    )


@equation(unit=Unit.SHARE, axes=_HELD, source=_OWN)
def sold(for_sale: Array, overhang: Array) -> Array:
    """Part of a country's holdings sold by the column's date."""
    return maximum(0, for_sale - overhang)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_HELD, source=_OWN)
def pp_for_sale(foreign_share: Array, holder_share: Array, for_sale: Array) -> Array:
    """Part of the outstanding stock that one country's holders want to sell."""
    return foreign_share * holder_share * for_sale


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_HELD, source=_OWN)
def pp_withdrawn(foreign_share: Array, holder_share: Array, withdrawn: Array) -> Array:
    """Part of the outstanding stock whose holder of one country is lost as a financier."""
    return foreign_share * holder_share * withdrawn


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_HELD, source=_OWN)
def pp_sold(foreign_share: Array, holder_share: Array, sold: Array) -> Array:
    """Part of the outstanding stock that one country's holders have sold."""
    return foreign_share * holder_share * sold


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_HELD, source=_OWN)
def pp_out_of_market(foreign_share: Array, holder_share: Array, out_of_market: Array) -> Array:
    """Part of the outstanding stock that one country's holders keep out of the market."""
    return foreign_share * holder_share * out_of_market


@equation(unit=Unit.SHARE, axes=_TIMED, source=_OWN)
def tradable(pp_out_of_market: Members, pct_per_unit: Array, least_tradable: Array) -> Array:
    """Part of the outstanding stock that is left to trade."""
    return maximum(least_tradable, 1 - across(pp_out_of_market) / pct_per_unit)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_TIMED, source=_OWN)
def stock_withdrawn_under(pp_withdrawn: Members) -> Array:
    """Part of the outstanding stock whose foreign holder is lost, under one state of the law."""
    return across(pp_withdrawn)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_TIMED, source=_OWN)
def stock_sold_under(pp_sold: Members) -> Array:
    """Part of the outstanding stock that foreigners have sold, under one state of the law."""
    return across(pp_sold)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_HELD, source=_OWN)
def pp_lost_at_issue(foreign_share_new: Array, holder_share: Array, first_buyers_lost: Array) -> Array:
    """Part of a new bond that loses a first buyer of one country to a ban at issue."""
    return foreign_share_new * holder_share * first_buyers_lost


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_TIMED, source=_OWN)
def flow_lost_at_issue(pp_lost_at_issue: Members) -> Array:
    """Part of a new bond that loses its first buyer to a ban at issue."""
    return across(pp_lost_at_issue)


@equation(unit=Unit.SHARE, axes=_TIMED, source=_OWN)
def new_barred(new: Members) -> Array:
    """How far the hardest-bound country bars dealing in new bonds."""
    return largest(new)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_HELD, source=_OWN)
def pp_lost_in_market(
    foreign_share_new: Array, holder_share: Array, new: Array, contagion_under: Array, new_barred: Array
) -> Array:
    """Part of a new bond that loses a holder of one country once dealing is barred, others following."""
    return foreign_share_new * holder_share * (new + contagion_under * new_barred * (1 - new))


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_TIMED, source=_OWN)
def flow_lost_in_market(pp_lost_in_market: Members) -> Array:
    """Part of a new bond that loses its holder once dealing in it is barred."""
    return across(pp_lost_in_market)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_TIMED, source=_OWN)
def flow_lost(flow_lost_at_issue: Array, flow_lost_in_market: Array) -> Array:
    """Part of a new bond that loses its foreign buyer, whichever bar bites harder."""
    return maximum(flow_lost_at_issue, flow_lost_in_market)


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_TIMED, source=_OWN)
def priced_old(pp_for_sale: Members, tradable: Array) -> Array:
    """Old bonds that press on the market, per unit of what is left to trade."""
    return across(pp_for_sale) / tradable


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_TIMED, source=_OWN)
def priced_withdrawn(stock_withdrawn_under: Array, tradable: Array) -> Array:
    """Old bonds whose holder is lost as a financier, per unit of what is left to trade."""
    return stock_withdrawn_under / tradable


@equation(unit=Unit.PERCENTAGE_POINTS, axes=_TIMED, source=_OWN)
def priced_new(
    priced_withdrawn: Array,
    foreign_share: Array,
    chill: Array,
    flow_lost_at_issue: Array,
    flow_lost_in_market: Array,
) -> Array:
    """New bonds that lose their holder: the hardest of the bars that apply."""
    return maximum(priced_withdrawn, maximum(foreign_share * chill + flow_lost_at_issue, flow_lost_in_market))
