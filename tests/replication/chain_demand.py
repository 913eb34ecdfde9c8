"""Who is lost as holder and buyer, derived once more in plain NumPy, for one state of the law.

Written from the methodology, decision 12 and the review behind it, without the program's equations. Arrays
run along years (0 to 8), countries (US, UK, EU, others) and draws; holders are taken apart by the hardest
bar on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

COUNTRIES = ("us", "uk", "eu", "other")
YEAR = np.arange(9.0)
LIMBS = ("primary", "old", "new", "locked", "forced", "lend", "freeze")
LEAST_TRADABLE = 0.1


class Figures:
    """One joint draw of every parameter of the one segment with figures."""

    def __init__(self, values: Mapping[str, np.ndarray]) -> None:
        self._values = values

    def __getattr__(self, name: str) -> np.ndarray:
        local = f"{name}[local]"
        return self._values[local if local in self._values else name]

    @property
    def shares(self) -> np.ndarray:
        """Countries' parts of what foreigners hold: the rest is split again and again."""
        us = self.custody_share_us
        uk = self.uk_share_of_rest * (1 - us)
        eu = self.eu_share_of_rest * (1 - us - uk)
        return np.stack([us, uk, eu, 1 - us - uk - eu])

    @property
    def reserve_shares(self) -> np.ndarray:
        """Countries' parts of the reserves."""
        held = [self.reserves_held_us, self.reserves_held_uk, self.reserves_held_eu]
        return np.stack([*held, 0 * held[0]])


class Law:
    """Facts of one state of the law."""

    def __init__(self, facts: Mapping[str, tuple[float, ...]], state: str) -> None:
        self._facts, self._state = facts, state

    def strength(self, limb: str, timing: str) -> np.ndarray:
        """Return how far each country is barred, years by countries by one."""
        rows = [self._facts[f"{limb}[{self._state},local,{timing},{each}]"] for each in COUNTRIES]
        return np.array(rows).T[:, :, None]

    def by_country(self, name: str) -> np.ndarray:
        """Return one number for each country, countries by one."""
        return np.array([self._facts[f"{name}[{self._state},local,{each}]"][0] for each in COUNTRIES])[
            :, None
        ]

    def for_the_state(self, name: str) -> float:
        """Return one number for all countries."""
        return self._facts[f"{name}[{self._state},local]"][0]


@dataclass(frozen=True)
class Demand:
    """What one state of the law does to holders, read on average over the year or at its end."""

    law: Law
    timing: str
    p: Figures

    def limb(self, name: str) -> np.ndarray:
        return self.law.strength(name, self.timing)

    @cached_property
    def settles(self) -> np.ndarray:
        """What settlement lets go."""
        return 1 - self.p.trapped_operational

    @cached_property
    def kept(self) -> np.ndarray:
        """Gone where holders may keep: a part of the rest leaves each year the bar is in force."""
        years = np.maximum(YEAR[:, None, None] - self.law.by_country("old_effective_years"), 0)
        return self.settles * (1 - np.power(1 - self.p.exit_rate, years))

    @cached_property
    def told_to_sell(self) -> np.ndarray:
        """Gone where holders must sell: evenly over the days they are given."""
        days = self.law.by_country("wind_down_days")
        passed = 365 * YEAR[:, None, None] / np.where(days > 0, days, 1)
        return self.settles * np.where(days > 0, np.clip(passed, 0, 1), 1.0)

    @cached_property
    def only_forced(self) -> np.ndarray:
        """Bound to sell and not locked in."""
        return np.clip(self.limb("forced") - self.limb("locked"), 0, None)

    def barred_leave(self, at_least: np.ndarray) -> np.ndarray:
        """Return what barred holders give up beyond a part that leaves anyway: the harder of two bans."""
        sale = self.limb("forced") * np.clip(self.told_to_sell - at_least, 0, None)
        freeze = self.limb("locked") * np.clip(self.settles - at_least, 0, None)
        return np.where(sale > freeze, sale, freeze)

    @cached_property
    def fear(self) -> np.ndarray:
        """Contagion: who stays must be scared neither by a ban nor by a freeze, so the chances multiply."""
        locked = self.limb("locked").max(axis=1)
        return 1 - (1 - self.p.contagion) * (1 - self.p.contagion_if_frozen * locked)

    @cached_property
    def first_buyers(self) -> np.ndarray:
        """Lost at issue: what is barred there, less what leaks where the secondary market is open."""
        open_after = np.clip(self.limb("primary") - self.limb("new"), 0, None)
        return self.limb("primary") - self.p.primary_leakage * open_after

    @cached_property
    def unease(self) -> np.ndarray:
        return self.first_buyers.max(axis=1) * self.p.chill_ratio * self.p.contagion * self.settles

    @cached_property
    def flight(self) -> np.ndarray:
        """Gone of those nobody bars, years by one by draws."""
        strictest = self.limb("old") * self.kept + self.barred_leave(self.kept)
        return np.maximum(self.fear * strictest.max(axis=1), self.unease)[:, None]

    @cached_property
    def for_sale(self) -> np.ndarray:
        """Layer by layer: barred by nobody, barred but free to keep, bound to sell; locked in: nothing."""
        hard = np.maximum(self.limb("forced"), self.limb("locked"))
        old = self.limb("old")
        keeping = np.maximum(self.kept, self.flight)
        selling = np.maximum(self.told_to_sell, keeping)
        return (1 - old) * self.flight + (old - hard) * keeping + self.only_forced * selling

    @cached_property
    def withdrawn(self) -> np.ndarray:
        """Lost as financiers: as above, and a freeze at least as the strictest ban it contains."""
        keeping = np.maximum(self.kept, self.flight)
        old = self.limb("old")
        return (1 - old) * self.flight + old * keeping + self.barred_leave(keeping)

    def left_over(self, sellers: str, days: str) -> np.ndarray:
        """Return the part of what sellers bring that the market does not take in the days it has."""
        abroad = self.p.stock * self.p.foreign_share / 100
        must = (self.law.by_country(sellers) * self.p.shares).sum(axis=0) * abroad
        taken = self.p.daily_turnover * self.p.participation * self.law.for_the_state(days) * 250 / 365
        return 1 - np.clip(taken / np.where(must > 0, must, np.inf), 0, 1) if np.any(must > 0) else 0 * must

    @cached_property
    def unsaleable(self) -> np.ndarray:
        return self.left_over("sale_forced", "selling_days")

    @cached_property
    def unsaleable_at_most(self) -> np.ndarray:
        """As if the locked in had to sell beside the others: a freeze makes no room for anybody's sales."""
        return self.left_over("holding_barred", "fewest_selling_days")

    @cached_property
    def overhang(self) -> np.ndarray:
        return self.only_forced * np.clip(self.told_to_sell - self.flight, 0, None) * self.unsaleable

    @cached_property
    def stuck(self) -> np.ndarray:
        return self.limb("locked") + self.overhang + self.only_forced * self.p.trapped_operational

    @cached_property
    def sold(self) -> np.ndarray:
        return np.clip(self.for_sale - self.overhang, 0, None)

    def of_stock(self, part: np.ndarray) -> np.ndarray:
        """Return a part of each country's holdings in points of the stock, all countries."""
        return (part * self.p.shares).sum(axis=1) * self.p.foreign_share

    @cached_property
    def tradable(self) -> np.ndarray:
        gone = self.told_to_sell * self.unsaleable_at_most + self.p.trapped_operational
        out = self.limb("locked") + self.only_forced * gone
        return np.clip(1 - self.of_stock(out) / 100, LEAST_TRADABLE, None)

    @cached_property
    def flow_at_issue(self) -> np.ndarray:
        return (self.first_buyers * self.p.shares).sum(axis=1) * self.p.foreign_share_new

    @cached_property
    def flow_in_market(self) -> np.ndarray:
        """Barred holders are lost, and of the others those who follow."""
        new = self.limb("new")
        follow = (self.fear * new.max(axis=1))[:, None]
        return ((1 - (1 - new) * (1 - follow)) * self.p.shares).sum(axis=1) * self.p.foreign_share_new

    @property
    def flow_lost(self) -> np.ndarray:
        return np.maximum(self.flow_at_issue, self.flow_in_market)

    @property
    def pressure(self) -> dict[str, np.ndarray]:
        """Points lost per unit of what is left to trade: on sale, holders lost, buyers of new bonds lost."""
        lost = self.of_stock(self.withdrawn) / self.tradable
        at_issue = self.p.foreign_share * self.unease + self.flow_at_issue
        return {
            "sale": self.of_stock(self.for_sale) / self.tradable,
            "lost": lost,
            "new": np.max([lost, at_issue, self.flow_in_market], axis=0),
        }
