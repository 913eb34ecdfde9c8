"""Yields, expectations and holders' losses, derived once more in plain NumPy."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from tests.replication.chain_demand import YEAR, Demand, Figures, Law

WEIGHTS = np.where(YEAR > 0, np.exp(-YEAR / 10), 0)[:, None]


def mean_ahead(path: np.ndarray) -> np.ndarray:
    """Return, for each year, the weighted mean of what that year and the years after it bring."""
    return np.array([(WEIGHTS[t:] * path[t:]).sum(axis=0) / WEIGHTS[t:].sum() for t in range(len(path))])


def mean_of_years(path: np.ndarray) -> np.ndarray:
    """Return the weighted mean of all years; the years come first, countries may follow."""
    return np.tensordot(WEIGHTS[:, 0], path, axes=1) / WEIGHTS.sum()


class Prices:
    """What is in yields under each state of the law."""

    def __init__(self, facts: dict[str, tuple[float, ...]], p: Figures) -> None:
        self.facts, self.p = facts, p
        self._demand: dict[tuple[str, str], Demand] = {}

    def fact(self, name: str) -> float:
        return self.facts[name][0]

    def demand(self, state: str, timing: str) -> Demand:
        """Return holders under one state of the law."""
        place = (state, timing)
        if place not in self._demand:
            self._demand[place] = Demand(Law(self.facts, state), timing, self.p)
        return self._demand[place]

    def added(self, what: str, timing: str) -> np.ndarray:
        """Return what the option adds to the law in force, of an attribute of `Demand`."""
        before, after = (getattr(self.demand(state, timing), what) for state in ("in_force", "with_option"))
        return after - before

    def added_of_stock(self, what: str, timing: str) -> np.ndarray:
        """Return the same in points of the stock."""
        return self.demand("in_force", timing).of_stock(self.added(what, timing))

    @cached_property
    def slope(self) -> np.ndarray:
        p = self.p
        chance = np.where(
            p.foreign_share > p.stress_threshold_pp, p.stress_probability_high_share, p.stress_probability
        )
        steeper = np.where(p.stress_draw < chance, 1 + p.stress_amplification, 1.0)
        scale = np.exp(p.scale_exponent * np.log(p.stock / p.gdp_lcu_bn / 0.6))
        return p.yield_per_pp * scale * steeper

    @cached_property
    def reaction(self) -> np.ndarray:
        """Reaction on the day and its yearly means: (1 + (o - 1) e^(-t / tau)) over its first-year mean."""
        tau = self.p.half_life / np.log(2)
        excess = self.p.overshoot - 1
        edges = np.exp(-YEAR[:, None] / tau)
        means = 1 + excess * tau * (edges[:-1] - edges[1:])
        return np.concatenate([1 + excess + 0 * means[:1], means]) / means[0]

    def shift(self, state: str, bond: str) -> np.ndarray:
        """Return the rise of a yield under one state; `sale`, `lost` or `new` says which bond is meant."""
        pressure = self.demand(state, "average").pressure
        old_left = np.power(1 - self.p.runoff, YEAR[:, None])
        stock_like = "lost" if bond == "new" else bond
        market = old_left * pressure[stock_like] + (1 - old_left) * pressure["new"]
        felt = (1 - self.p.substitution) * pressure[bond] + self.p.substitution * market
        points = mean_ahead(felt)
        return self.slope * (points + self.p.nonlinearity * points * points / 10)

    def rise(self, bond: str, state: str = "with_option", over: str = "in_force") -> np.ndarray:
        """Return the path of the rise: the day itself prices all that is ahead, then yearly means."""
        path = self.shift(state, bond) - self.shift(over, bond)
        path[0] = path[1]
        return self.reaction * path

    @cached_property
    def old(self) -> np.ndarray:
        return self.rise("sale")

    @cached_property
    def new(self) -> np.ndarray:
        return self.rise("new")

    @cached_property
    def benchmark_if_closed(self) -> np.ndarray:
        moved = np.clip(YEAR[:, None] / self.p.benchmark_years, 0, 1)
        return self.old + moved * (self.new - self.old)

    @cached_property
    def benchmark(self) -> np.ndarray:
        chance = np.maximum(self.fact("closed_for_sure"), self.fact("closed_in_reply") * self.p.reply_odds)
        return np.where(self.p.reply_draw < chance, self.benchmark_if_closed, self.old)

    @cached_property
    def frozen(self) -> np.ndarray:
        """Part of the reserves the option puts out of reach, mean of the year."""
        more = self.demand("with_option", "average").limb("freeze")
        less = self.demand("in_force", "average").limb("freeze")
        return ((more - less) * self.p.reserve_shares).sum(axis=1)

    @cached_property
    def currency_fall(self) -> np.ndarray:
        p, frozen = self.p, self.frozen[1]
        by_yield = p.fx_per_100bp * self.rise("lost")[0] / 100
        lost = mean_of_years(self.added_of_stock("withdrawn", "average")) / 100 * p.stock
        by_outflow = p.fx_per_outflow * 100 * lost / p.gdp_lcu_bn
        defence = p.reserves_used_in_defence * p.reserves_usd_bn * frozen * p.usd_rate
        by_reserves = p.fx_per_outflow * 100 * defence / p.gdp_lcu_bn
        run = np.where(p.run_draw < p.run_probability * frozen, p.run_size_pct, 0)
        log_fall = by_outflow + p.weight_of_yield_reading * (by_yield - by_outflow) + by_reserves + run
        return -100 * np.expm1(-log_fall / 100)

    @cached_property
    def return_local(self) -> np.ndarray:
        step = self.p.duration_years * self.old[0] / 10_000
        return 1.3 / 2 * step * step - step

    def expectations(self) -> dict[str, np.ndarray]:
        """Return what was priced before and is priced after the day, and the move between."""
        p, announces = self.p, self.fact("option_announces")
        odds = np.array([p.weight_measured, p.weight_maximal]) / (
            p.weight_measured + p.weight_maximal + p.weight_none
        )
        worth = [self.rise("sale", each)[0] for each in ("measured_state", "maximal_state")]
        prior = odds[0] * worth[0] + odds[1] * worth[1]
        precision = 1 / np.var(prior), 1 / (p.run_up_noise_bp * p.run_up_noise_bp)
        reading = p.run_up_attributable * p.run_up_bp + p.run_up_noise_bp * p.run_up_shock
        before = (precision[0] * prior + precision[1] * reading) / (precision[0] + precision[1])
        step = np.clip(self.rise("sale", "escalated_state", "with_option")[0], 0, None)
        act = self.old[0] * announces
        threat = odds[1] * p.escalation_remaining * step * announces
        after = act + threat
        priced = announces * (after if self.fact("already_announced") else np.clip(before, 0, None))
        move = announces * after - priced
        currency = p.fx_per_100bp * move / 100
        abroad = p.stock * p.foreign_share / 100 / p.usd_rate
        return {
            "act_on_the_day_bp": act,
            "threat_held_back_bp": threat,
            "already_priced_in_bp": priced,
            "expected_move_on_announcement_bp": move,
            "currency_fall_on_the_day_pct": currency,
            "foreign_loss_on_the_day_usd_bn": abroad * (p.duration_years * move / 10_000 + currency / 100),
        }

    def shown(self) -> dict[str, np.ndarray]:
        """Return quantities that only the Model sheet shows."""
        return {"currency_fall_path": self.currency_fall * self.reaction / self.reaction[0]}

    def yields(self) -> dict[str, np.ndarray]:
        """Return every metric of yields."""
        benchmark = self.benchmark
        top = benchmark.max(axis=0)
        allies = self.shift("with_allies", "new")[1] - self.shift("with_option", "new")[1]
        return {
            "new_bond_yield_year_1_bp": self.new[1],
            "old_bond_yield_12m_bp": self.old[1],
            "new_bond_premium_bp": self.new[1] - self.old[1],
            "peak_yield_bp": top,
            "peak_yield_if_reply_bp": self.benchmark_if_closed.max(axis=0),
            "peak_yield_if_no_reply_bp": self.old.max(axis=0),
            "effect_left_year_8_pct": np.divide(
                100 * benchmark[8], top, out=np.zeros_like(top), where=top > 0
            ),
            "gain_if_allies_join_bp": allies,
            "probability_no_effect_pct": np.where(np.abs(top) < 5, 100.0, 0.0),
            "currency_fall_pct": self.currency_fall,
        }
