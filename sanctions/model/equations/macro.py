"""Output lost, the sender's own cost, what a reply could reach (methodology section 7): mostly judgement."""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import (
    Array,
    Members,
    across,
    cumulative,
    in_force,
    last_year,
    maximum,
    minimum,
    total,
    where,
    with_option,
)
from sanctions.units import Unit

_SEGMENT = ("segment",)
_OWN = "own, methodology section 7"
_GURVICH = "Gurvich & Prilepskiy 2015, transferred"


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_SEGMENT, source=_OWN)
def new_finance_lost_at_start(
    covered_issuance: Array, new_bond_buyers_lost: Array, pct_per_unit: Array, runoff: Array, year: Array
) -> Array:
    """Foreign money one year's new bonds would have brought, scaled back to the start for run-off."""
    return covered_issuance * new_bond_buyers_lost / pct_per_unit / (1 - runoff) ** year


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_SEGMENT, source=_OWN)
def new_finance_lost(new_finance_lost_at_start: Array, runoff: Array, year: Array) -> Array:
    """Foreign money in new bonds that is missing at the column's date."""
    return cumulative(new_finance_lost_at_start) * (1 - runoff) ** year


@equation(unit=Unit.SHARE, axes=("law", "segment"), source=_OWN)
def lending_barred(lend_us: Array, lend_uk: Array, lend_eu: Array) -> Array:
    """How far the hardest-bound sender's banks are barred from lending to the state."""
    return maximum(lend_us, maximum(lend_uk, lend_eu))


@equation(unit=Unit.LOCAL_CURRENCY_BN_PER_YEAR, axes=_SEGMENT, source=_OWN)
def loans_barred(lending_barred: Members, foreign_bank_loans: Array, sender_loan_share: Array) -> Array:
    """New loans of the year that the option takes away."""
    return foreign_bank_loans * sender_loan_share * (with_option(lending_barred) - in_force(lending_barred))


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_SEGMENT, source=_OWN)
def loans_lost_at_start(loans_barred: Array, runoff: Array, year: Array) -> Array:
    """New loans the option takes away in the year, scaled back to the start for run-off."""
    return loans_barred / (1 - runoff) ** year


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_SEGMENT, source=_OWN)
def loans_lost(loans_lost_at_start: Array, runoff: Array, year: Array) -> Array:
    """Loans to the state that are missing at the column's date."""
    return cumulative(loans_lost_at_start) * (1 - runoff) ** year


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_SEGMENT, source=_OWN)
def finance_lost_by_segment(new_finance_lost: Array, stock_left: Array, loans_lost: Array) -> Array:
    """Foreign money missing at the column's date, in new bonds, old bonds and loans."""
    return new_finance_lost + stock_left + loans_lost


@equation(unit=Unit.PERCENT_OF_GDP, source=_OWN)
def finance_lost(finance_lost_by_segment: Members, gdp_lcu_bn: Array, pct_per_unit: Array) -> Array:
    """Foreign money missing at the column's date, in percent of one year's output."""
    return across(finance_lost_by_segment) / gdp_lcu_bn * pct_per_unit


@equation(unit=Unit.PERCENT, source=_GURVICH)
def gdp_loss(gdp_per_finance_lost: Array, finance_lost: Array, year: Array, gdp_ramp_years: Array) -> Array:
    """Loss of output in the year, growing in as firms run out of other money."""
    return gdp_per_finance_lost * finance_lost * minimum(1, year / gdp_ramp_years)


@equation(unit=Unit.PERCENT, source=_GURVICH)
def gdp_loss_year_8(gdp_loss: Array) -> Array:
    """Loss of output in year 8."""
    return last_year(gdp_loss)


@equation(unit=Unit.USD_BN, source=_OWN)
def target_cost_discounted(
    gdp_loss: Array, gdp_usd_bn: Array, pct_per_unit: Array, discount_rate: Array, year: Array
) -> Array:
    """Output lost in the year, in dollars of the day."""
    return gdp_loss / pct_per_unit * gdp_usd_bn / (1 + discount_rate) ** year


@equation(unit=Unit.USD_BN, source=_OWN)
def target_cost_8y(target_cost_discounted: Array) -> Array:
    """Present value of output lost over eight years; interest and price losses are transfers, kept out."""
    return total(target_cost_discounted)


@equation(unit=Unit.USD_BN, axes=_SEGMENT, source=_OWN)
def forced_sale_loss(
    sender_holdings_by_segment: Array, newly_forced: Array, trapped: Array, return_usd: Array
) -> Array:
    """Loss that the senders' investors realise because they must sell."""
    return sender_holdings_by_segment * newly_forced * (1 - trapped) * (0 - return_usd)


@equation(unit=Unit.USD_BN, axes=_SEGMENT, source=_OWN)
def trapped_loss(sender_holdings_by_segment: Array, newly_frozen: Array, recovery: Array) -> Array:
    """Loss of the senders' investors on what they cannot sell."""
    return sender_holdings_by_segment * newly_frozen * (1 - recovery)


@equation(unit=Unit.USD_BN, source="UK impact assessments, layout")
def compliance_cost(
    sender_holdings: Array, compliance_pct: Array, option_announces: Array, pct_per_unit: Array
) -> Array:
    """What the senders' firms spend on knowing and keeping the rule."""
    return sender_holdings * compliance_pct / pct_per_unit * option_announces


@equation(unit=Unit.USD_BN, source=_OWN)
def sender_cost_8y(forced_sale_loss: Members, trapped_loss: Members, compliance_cost: Array) -> Array:
    """Cost to the senders: realised losses, losses on what is trapped, compliance; trade is off."""
    return across(forced_sale_loss) + across(trapped_loss) + compliance_cost


@equation(unit=Unit.RATIO, source=_OWN)
def cost_ratio(target_cost_8y: Array, sender_cost_8y: Array, smallest: Array) -> Array:
    """Target's cost for each dollar of the senders'; zero where the senders bear none."""
    return where(sender_cost_8y > 0, target_cost_8y / maximum(sender_cost_8y, smallest), 0)


@equation(unit=Unit.USD_BN, source=_OWN)
def sender_assets_in_reach(sender_holdings: Array, option_announces: Array) -> Array:
    """Senders' assets the target could freeze in reply: the bonds only, nothing else has a figure here."""
    return sender_holdings * option_announces


@equation(unit=Unit.RATIO, source=_OWN)
def reach_ratio(sender_assets_in_reach: Array, target_cost_8y: Array, smallest: Array) -> Array:
    """Assets in reach for each dollar of the target's cost; zero where the target bears none."""
    return where(target_cost_8y > 0, sender_assets_in_reach / maximum(target_cost_8y, smallest), 0)
