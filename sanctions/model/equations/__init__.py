"""Every equation of the model, by theme."""

from __future__ import annotations

from types import ModuleType

from sanctions.model.equation import Equation
from sanctions.model.equations import (
    currency,
    demand,
    durability,
    elasticity,
    entities,
    expectations,
    fiscal,
    holders,
    macro,
    market,
    prices,
)


def _declared(module: ModuleType) -> tuple[Equation, ...]:
    return tuple(
        each
        for each in vars(module).values()
        if isinstance(each, Equation) and each.function.__module__ == module.__name__
    )


#: Theme -> equations, in the order of the methodology.
THEMES: dict[str, tuple[Equation, ...]] = {
    "Demand: who may no longer hold or buy": _declared(demand),
    "Market: what can be sold and what cannot": _declared(market),
    "Elasticity: how steep, how long, how far ahead": _declared(elasticity),
    "Prices": _declared(prices),
    "Expectations": _declared(expectations),
    "Debt service and funding": _declared(fiscal),
    "Holders": _declared(holders),
    "Currency": _declared(currency),
    "Output, sender's cost and reply": _declared(macro),
    "Durability": _declared(durability),
    "Listed entities": _declared(entities),
}

EQUATIONS: tuple[Equation, ...] = tuple(each for theme in THEMES.values() for each in theme)
