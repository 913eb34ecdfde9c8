"""The paths a comparison reports: metrics followed through the annual columns."""

from __future__ import annotations

from dataclasses import dataclass

from sanctions.units import Unit


@dataclass(frozen=True)
class Path:
    """A metric followed through the annual columns."""

    id: str
    unit: Unit
    label: str
    quantity: str


PATHS: tuple[Path, ...] = (
    Path("old_bond_yield_bp", Unit.BASIS_POINTS, "Yield on existing bonds", "old_bond_yield_path"),
    Path("new_bond_yield_bp", Unit.BASIS_POINTS, "Yield on new bonds", "new_bond_yield_path"),
    Path("benchmark_10y_bp", Unit.BASIS_POINTS, "10-year benchmark yield", "benchmark_10y"),
    Path("extra_interest_lcu_bn", Unit.LOCAL_CURRENCY_BN, "Extra interest of the year", "extra_interest_all"),
    Path(
        "foreign_share_lost_pp",
        Unit.PERCENTAGE_POINTS,
        "Share of bonds that foreigners leave",
        "foreign_share_lost_path",
    ),
    Path("gdp_loss_pct", Unit.PERCENT, "Loss of output", "gdp_loss"),
)
