"""Output lost, the sender's own cost, what a reply could reach (methodology section 7): mostly judgement."""

from __future__ import annotations

from sanctions.model.equation import equation
from sanctions.model.grammar import (
    Array,
    Members,
    across,
    average_of_year,
    cumulative,
    in_force,
    largest,
    last_year,
    maximum,
    minimum,
    total,
    where,
    with_option,
)
from sanctions.units import Unit

_SEGMENT = ("segment",)
_BY_HOLDER = ("segment", "holder")
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


@equation(unit=Unit.SHARE, axes=("law", "segment", "holder"), source=_OWN)
def lending_barred_by(lend: Members) -> Array:
    """How far one country's banks are barred from lending to the state, mean of the year."""
    return average_of_year(lend)


@equation(unit=Unit.SHARE, axes=("law", "segment"), source=_OWN)
def lending_barred(lending_barred_by: Members) -> Array:
    """How far the hardest-bound country's banks are barred from lending to the state."""
    return largest(lending_barred_by)


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
def old_finance_lost(
    mean_share_withdrawn: Array, stock: Array, pct_per_unit: Array, runoff: Array, year: Array
) -> Array:
    """Foreign money missing in old bonds still outstanding; redemption is not exit."""
    return mean_share_withdrawn / pct_per_unit * stock * (1 - runoff) ** year


@equation(unit=Unit.LOCAL_CURRENCY_BN, axes=_SEGMENT, source=_OWN)
def finance_lost_by_segment(new_finance_lost: Array, old_finance_lost: Array, loans_lost: Array) -> Array:
    """Foreign money missing in the year, in new bonds, old bonds and loans."""
    return new_finance_lost + old_finance_lost + loans_lost


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


@equation(unit=Unit.FACTOR, source="customary, from the middle of the year")
def discount_factor(discount_rate: Array, year: Array, half: Array) -> Array:
    """Value on the day of one dollar spread over the year."""
    return where(year > 0, 1 / (1 + discount_rate) ** maximum(0, year - half), 0)


@equation(unit=Unit.USD_BN, source=_OWN)
def target_cost_discounted(
    gdp_loss: Array, gdp_usd_of_the_day: Array, pct_per_unit: Array, discount_factor: Array
) -> Array:
    """Output lost in the year, at its value on the day and the exchange rate of the day."""
    return gdp_loss / pct_per_unit * gdp_usd_of_the_day * discount_factor


@equation(unit=Unit.USD_BN, source=_OWN)
def target_cost_8y(target_cost_discounted: Array) -> Array:
    """Present value of output lost over eight years; interest and price losses are transfers, kept out."""
    return total(target_cost_discounted)


@equation(unit=Unit.USD_BN, source="Bank of Russia, balance of payments, layout")
def payments_saved(
    finance_lost: Array,
    gdp_usd_of_the_day: Array,
    pct_per_unit: Array,
    local_discount_rate: Array,
    foreign_asset_return: Array,
    discount_factor: Array,
) -> Array:
    """What is no longer paid abroad on the money lost, less what the assets given up for it had earned."""
    return (
        finance_lost
        / pct_per_unit
        * gdp_usd_of_the_day
        * (local_discount_rate - foreign_asset_return)
        * discount_factor
    )


@equation(unit=Unit.USD_BN, source=_OWN)
def target_income_loss_8y(target_cost_8y: Array, payments_saved: Array) -> Array:
    """Present value of national income lost over eight years: output, less what is no longer paid abroad."""
    return target_cost_8y - total(payments_saved)


@equation(unit=Unit.USD_BN, axes=("segment",), source=_OWN)
def gain_of_buyers(price_loss_on_sales: Members) -> Array:
    """What buyers at home gain because foreigners sell below the price before."""
    return across(price_loss_on_sales)


@equation(unit=Unit.USD_BN, axes=("segment",), source=_OWN)
def gain_on_stuck(loss_on_stuck: Members) -> Array:
    """What foreigners lose on what they cannot sell, and nobody abroad gains."""
    return across(loss_on_stuck)


@equation(unit=Unit.USD_BN, source=_OWN)
def transfer_to_target(gain_of_buyers: Members, gain_on_stuck: Members) -> Array:
    """What holders abroad lose and somebody in the target gains: cheap purchases, debt not paid out."""
    return across(gain_of_buyers) + across(gain_on_stuck)


@equation(unit=Unit.USD_BN, axes=_BY_HOLDER, source=_OWN)
def realised_loss(holdings_usd: Array, newly_sold: Array, return_usd: Array) -> Array:
    """Loss that one country's investors realise on what they sell, forced or not."""
    return holdings_usd * newly_sold * (0 - return_usd)


@equation(unit=Unit.USD_BN, axes=_BY_HOLDER, source=_OWN)
def carry_given_up(
    holdings_usd: Array, newly_sold: Array, foregone_carry_pct: Array, pct_per_unit: Array
) -> Array:
    """What one country's investors no longer earn each year over what similar bonds pay."""
    return holdings_usd * newly_sold * foregone_carry_pct / pct_per_unit


@equation(unit=Unit.USD_BN, axes=("holder",), source="UK impact assessments, layout")
def compliance_cost(
    imposes: Array,
    holdings_all: Array,
    compliance_pct: Array,
    compliance_annual_pct: Array,
    pct_per_unit: Array,
    option_announces: Array,
    discount_factor: Array,
) -> Array:
    """What one country's firms spend on knowing and keeping its rule, once and over eight years."""
    return (
        imposes
        * holdings_all
        * (compliance_pct + compliance_annual_pct * total(discount_factor))
        / pct_per_unit
        * option_announces
    )


@equation(unit=Unit.USD_BN, axes=("holder",), source=_OWN)
def country_cost(
    realised_loss: Members,
    loss_on_stuck: Members,
    carry_given_up: Members,
    discount_factor: Array,
    compliance_cost: Array,
) -> Array:
    """Cost to one country over eight years: losses realised, holdings stuck, carry given up, compliance."""
    return (
        across(realised_loss)
        + across(loss_on_stuck)
        + across(carry_given_up) * total(discount_factor)
        + compliance_cost
    )


@equation(unit=Unit.USD_BN, source=_OWN)
def country_cost_all(country_cost: Members) -> Array:
    """Cost to all countries outside the target over eight years."""
    return across(country_cost)


@equation(unit=Unit.USD_BN, axes=("holder",), source=_OWN)
def country_cost_if_imposing(imposes: Array, country_cost: Array) -> Array:
    """Cost to one country where it imposes the option."""
    return imposes * country_cost


@equation(unit=Unit.USD_BN, source=_OWN)
def sender_cost_8y(country_cost_if_imposing: Members) -> Array:
    """Cost to the imposing countries together over eight years; trade is off."""
    return across(country_cost_if_imposing)


@equation(unit=Unit.RATIO, source=_OWN)
def cost_ratio(target_cost_8y: Array, sender_cost_8y: Array, smallest: Array) -> Array:
    """Target's cost for each dollar of the imposing countries'; zero where they bear none."""
    return where(sender_cost_8y > 0, target_cost_8y / maximum(sender_cost_8y, smallest), 0)


@equation(unit=Unit.USD_BN, source=_OWN)
def sender_assets_on_the_day(sender_holdings: Array, option_announces: Array) -> Array:
    """Assets of the imposing countries the target could freeze in reply on the day: the bonds only."""
    return sender_holdings * option_announces


@equation(unit=Unit.USD_BN, source=_OWN)
def sender_assets_in_reach(holdings_left_if_imposing: Members, option_announces: Array) -> Array:
    """Assets of the imposing countries the target could still freeze after twelve months of sales."""
    return across(holdings_left_if_imposing) * option_announces


@equation(unit=Unit.RATIO, source=_OWN)
def reach_ratio(sender_assets_in_reach: Array, target_cost_8y: Array, smallest: Array) -> Array:
    """Assets in reach for each dollar of the target's cost; zero where the target bears none."""
    return where(target_cost_8y > 0, sender_assets_in_reach / maximum(target_cost_8y, smallest), 0)
