"""Debt service, funding, output and costs, derived once more in plain NumPy, by loops over vintages."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from tests.replication.chain_demand import COUNTRIES, YEAR
from tests.replication.chain_prices import Prices, mean_of_years

IDS = {"us": "us", "uk": "uk", "eu": "eu", "other": "others"}


class Costs:
    """What the prices and the lost holders cost whom."""

    def __init__(self, prices: Prices) -> None:
        self.prices, self.p = prices, prices.p
        self.imposes = np.array([prices.fact(f"imposes[{each}]") for each in COUNTRIES])[:, None]
        self.announces = prices.fact("option_announces")
        self.covered_part = np.array(prices.facts["issuance_covered[local]"])[:, None]

    def alive(self, year: int, since: int) -> np.ndarray:
        """Return what is left in one year of what was issued in another."""
        return np.power(1 - self.p.runoff, year - since)

    def outstanding(self, issued: np.ndarray) -> np.ndarray:
        """Return what is outstanding of all issues up to each year."""
        rows = [sum(self.alive(t, v) * issued[v] for v in range(t + 1)) for t in range(len(YEAR))]
        return np.array(rows)

    @cached_property
    def plan(self) -> np.ndarray:
        """Bonds issued in each year; none on the day."""
        growth = 1 + self.p.issuance_growth
        first = self.p.gross_issuance
        return np.array([0 * first, *(first * growth ** (t - 1) for t in range(1, len(YEAR)))])

    @cached_property
    def covered(self) -> np.ndarray:
        return self.plan * self.covered_part

    @cached_property
    def interest(self) -> np.ndarray:
        """Extra interest of each year: earlier issues in full, this year's for half of the covered time."""
        carried = self.covered * self.p.fixed_coupon_share * self.prices.new / 10_000
        earlier = self.outstanding(carried) - carried
        return earlier + carried * self.covered_part / 2

    @cached_property
    def new_money_missing(self) -> np.ndarray:
        """Foreign money each year's new bonds would have brought."""
        return self.covered * self.prices.added("flow_lost", "end") / 100

    @cached_property
    def gap(self) -> np.ndarray:
        """Bonds somebody at home must take: new ones unsold, old ones given up and still outstanding."""
        gone = self.prices.added_of_stock("withdrawn", "end") / 100
        newly = np.diff(gone, axis=0, prepend=0 * gone[:1])
        left = np.array([self.alive(max(t - 1, 0), 0) for t in range(len(YEAR))])
        return self.new_money_missing + newly * self.p.stock * left

    @cached_property
    def by_banks(self) -> np.ndarray:
        return np.minimum(self.gap, self.p.bank_capacity)

    @cached_property
    def unmet(self) -> np.ndarray:
        ready = self.p.reserves_usd_bn * self.p.usd_rate * self.p.reserves_usable * (1 - self.prices.frozen)
        return np.maximum(self.gap - self.by_banks - ready, 0)

    @cached_property
    def finance_missing(self) -> np.ndarray:
        """Foreign money missing in each year in percent of output: new bonds, old bonds, loans."""
        gone = self.prices.added_of_stock("withdrawn", "average") / 100
        old = gone * self.p.stock * np.array([self.alive(t, 0) for t in range(len(YEAR))])
        barred = [
            self.prices.demand(state, "average").limb("lend").max(axis=1)
            for state in ("with_option", "in_force")
        ]
        loans = self.p.foreign_bank_loans * self.p.sender_loan_share * (barred[0] - barred[1])
        missing = self.outstanding(self.new_money_missing) + old + self.outstanding(loans)
        return 100 * missing / self.p.gdp_lcu_bn

    @cached_property
    def output_lost(self) -> np.ndarray:
        grown = np.clip(YEAR[:, None] / self.p.gdp_ramp_years, 0, 1)
        return self.p.gdp_per_finance_lost * self.finance_missing * grown

    @cached_property
    def discount(self) -> np.ndarray:
        """Value on the day of a dollar spread over each year; the day itself has no flow."""
        found = np.power(1 + self.p.discount_rate, 0.5 - YEAR[:, None])
        found[0] = 0
        return found

    def present(self, percent_of_output: np.ndarray) -> np.ndarray:
        """Return the present value, USD bn, of yearly flows in percent of output."""
        dollars = percent_of_output / 100 * self.p.gdp_lcu_bn / self.p.usd_rate
        return (dollars * self.discount).sum(axis=0)

    @cached_property
    def income_lost(self) -> np.ndarray:
        """Output, less what is no longer paid abroad, plus what the assets given up for it had earned."""
        spread = self.p.local_discount_rate - self.p.foreign_asset_return
        return self.present(self.output_lost - spread * self.finance_missing)

    @cached_property
    def abroad(self) -> np.ndarray:
        """Holdings at face value by country, USD bn."""
        return self.p.stock * self.p.foreign_share / 100 / self.p.usd_rate * self.p.shares

    def newly(self, what: str) -> np.ndarray:
        """Return how much more of its holdings each country sells or cannot sell, mean of the years ahead."""
        return np.clip(mean_of_years(self.prices.added(what, "average")), 0, None)

    @cached_property
    def written_off(self) -> np.ndarray:
        return self.abroad * self.newly("stuck") * (1 - self.p.recovery)

    @cached_property
    def return_usd(self) -> np.ndarray:
        local = 1 + self.prices.return_local
        return local - 1 - local * self.prices.currency_fall / 100

    @cached_property
    def day_loss(self) -> np.ndarray:
        """Loss on the day by country: written off where stuck, at market prices where not."""
        return self.written_off - self.abroad * (1 - self.newly("stuck")) * self.return_usd

    @cached_property
    def country_cost(self) -> np.ndarray:
        """Eight years by country: losses realised, holdings stuck, carry given up, compliance."""
        years = self.discount.sum(axis=0)
        sold = self.abroad * self.newly("sold")
        carry = sold * self.p.foregone_carry_pct / 100 * years
        rule = self.p.compliance_pct + self.p.compliance_annual_pct * years
        compliance = self.imposes * self.announces * self.abroad * rule / 100
        return self.written_off - sold * self.return_usd + carry + compliance

    @cached_property
    def holdings_left(self) -> np.ndarray:
        """Holdings after twelve months of sales by country."""
        return self.abroad * (1 - np.clip(self.prices.added("sold", "end")[1], 0, None))

    def target(self) -> dict[str, np.ndarray]:
        """Return every metric of the target's debt service, funding, output and income."""
        left = self.prices.added_of_stock("sold", "end")[1]
        gap, banks = self.gap.sum(axis=0), self.by_banks.sum(axis=0)
        sales = self.abroad * self.newly("sold") * self.prices.return_local
        price_after = 1 + self.prices.return_local
        return {
            "extra_interest_year_1_lcu_bn": self.interest[1],
            "extra_interest_8y_lcu_bn": self.interest.sum(axis=0),
            "extra_interest_8y_pct_gdp": 100 * self.interest.sum(axis=0) / self.p.gdp_lcu_bn,
            "foreign_share_lost_pp": left,
            "outflow_usd_bn": left / 100 * self.p.stock * price_after / self.p.usd_rate,
            "absorbed_at_home_pct": 100 * np.divide(banks, gap, out=np.ones_like(gap), where=gap > 0),
            "unmet_funding_year_1_pct_of_plan": 100 * self.unmet[1] / self.plan[1],
            "gdp_loss_year_8_pct": self.output_lost[8],
            "target_cost_8y_usd_bn": self.present(self.output_lost),
            "target_income_loss_8y_usd_bn": self.income_lost,
            "transfer_to_target_usd_bn": (self.written_off - sales).sum(axis=0),
        }

    def senders(self) -> dict[str, np.ndarray]:
        """Return every metric of holders' losses, costs to countries and what a reply could reach."""
        loss, cost, mine = self.day_loss, self.country_cost, self.imposes
        target = self.present(self.output_lost)
        reach = (mine * self.holdings_left).sum(axis=0) * self.announces
        paid = (mine * cost).sum(axis=0)
        home = self.p.stock * (1 - self.p.foreign_share / 100) / self.p.usd_rate
        return {
            **{f"holder_loss_{IDS[c]}_usd_bn": loss[i] for i, c in enumerate(COUNTRIES)},
            **{f"cost_{IDS[c]}_8y_usd_bn": cost[i] for i, c in enumerate(COUNTRIES)},
            "holder_loss_all_usd_bn": loss.sum(axis=0),
            "cost_all_8y_usd_bn": cost.sum(axis=0),
            "sender_cost_8y_usd_bn": paid,
            "sender_holder_loss_usd_bn": (mine * loss).sum(axis=0),
            "allied_holder_loss_usd_bn": ((1 - mine) * loss)[:3].sum(axis=0),
            "other_holder_loss_usd_bn": loss[3],
            "domestic_holder_loss_usd_bn": -home * self.prices.return_local,
            "cost_ratio_target_to_sender": np.divide(target, paid, out=np.zeros_like(paid), where=paid > 0),
            "sender_share_of_foreign_holdings_pct": 100 * (mine * self.p.shares).sum(axis=0),
            "sender_assets_in_reach_day_0_usd_bn": (mine * self.abroad).sum(axis=0) * self.announces,
            "sender_assets_in_reach_usd_bn": reach,
            "reach_ratio": np.divide(reach, target, out=np.zeros_like(reach), where=target > 0),
            "days_to_full_effect": self.prices.fact("full_force_days") * self.announces + 0 * paid,
            "recovered_if_lifted_pct": 100 * self.p.holders_return * self.announces,
        }

    def shown(self) -> dict[str, np.ndarray]:
        """Return quantities that only the Model sheet shows."""
        worth = np.power(1 + self.p.local_discount_rate, 0.5 - YEAR[:, None])
        return {"extra_interest_present_value": (self.interest * worth).sum(axis=0)}

    def paths(self) -> dict[str, np.ndarray]:
        """Return every path the program reports."""
        return {
            "old_bond_yield_bp": self.prices.old,
            "new_bond_yield_bp": self.prices.new,
            "benchmark_10y_bp": self.prices.benchmark,
            "extra_interest_lcu_bn": self.interest,
            "foreign_share_lost_pp": self.prices.added_of_stock("sold", "end"),
            "gdp_loss_pct": self.output_lost,
        }
