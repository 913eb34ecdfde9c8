"""What the backtest scores: fixed rows, each with the way its forecast is made and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from sanctions.data.catalog import load_card, verify_checksums
from sanctions.data.read import read_table
from sanctions.errors import InputError, Problem
from sanctions.resources import shipped_folder

CountedIn = Literal["bond", "currency", "mixed", "unusable", "none"]
RowStatus = Literal["comparable", "constructed", "concept mismatch", "no channel", "unusable"]
Construction = Literal[
    "announcement",
    "premium",
    "move_times_odds",
    "odds_appear",
    "odds_vanish",
    "currency_announcement",
    "no_move",
    "none",
]
#: In words, for readers of the scorecard.
CONSTRUCTIONS: dict[Construction, str] = {
    "announcement": "move of the yield expected on the day, after what was priced in",
    "premium": "premium of new over comparable old bonds",
    "move_times_odds": "announcement move, times the odds of enactment",
    "odds_appear": "all that the odds alone price in, from nothing",
    "odds_vanish": "all that the odds alone price in, taken out",
    "currency_announcement": "announcement move of the yield, carried to the currency",
    "no_move": "no move",
    "none": "no forecast",
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the scorecard before it is scored; see the card of the table for the fields."""

    row_id: str
    event_id: str
    counted_in: CountedIn
    asset: str
    quantity: str
    unit: str
    construction: Construction
    package: str
    status: RowStatus
    sentence: str
    outcome_known: bool
    published: tuple[str, ...]
    fixed_on: dt.date


def load_plan(path: Path | None = None) -> tuple[PlanRow, ...]:
    """Read the plan.

    Parameters
    ----------
    path : pathlib.Path, optional
        Its card; default: the bundled one.

    Raises
    ------
    InputError
        Every cell outside the closed sets, every row listed twice, and a file changed without its card.
    """
    card = load_card(path or shipped_folder("datasets") / "backtest" / "plan.toml")
    verify_checksums([card])
    rows = read_table(card).to_dict("records")
    allowed = {"counted_in": CountedIn, "status": RowStatus, "construction": Construction}
    problems = [
        Problem(card.table.name, str(row["row_id"]), f"{name} is {row[name]!r}", ", ".join(get_args(choice)))
        for row in rows
        for name, choice in allowed.items()
        if row[name] not in get_args(choice)
    ]
    ids = [row["row_id"] for row in rows]
    problems += [
        Problem(card.table.name, str(name), "is listed twice", "one row per id")
        for name in sorted({name for name in ids if ids.count(name) > 1})
    ]
    if problems:
        raise InputError(problems)
    return tuple(
        PlanRow(
            **{name: row[name] for name in PlanRow.__slots__ if name in row and name not in _CONVERTED},
            outcome_known=row["outcome_known"] == "yes",
            published=tuple(name for name in row["published"].split(";") if name),
            fixed_on=row["first_known"],
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class KeptScore:
    """A row of an earlier scorecard, kept so that a later change shows both scores."""

    row_id: str
    crps: float
    forecast_p50: float
    width_80: float
    inside_80: bool


def first_scores() -> dict[str, KeptScore]:
    """Return the scores of the first scorecard computed after the plan was fixed, by row."""
    return _kept_scores("first_scores")


def scores_before() -> dict[str, KeptScore]:
    """Return the scores of the last scorecard before the equations of bonds were rewritten, by row."""
    return _kept_scores("before_scores")


def _kept_scores(name: str) -> dict[str, KeptScore]:
    card = load_card(shipped_folder("datasets") / "backtest" / f"{name}.toml")
    verify_checksums([card])
    return {
        str(row["row_id"]): KeptScore(
            str(row["row_id"]),
            float(row["crps"]),
            float(row["forecast_p50"]),
            float(row["width_80"]),
            row["inside_80"] == "yes",
        )
        for row in read_table(card).to_dict("records")
    }


_CONVERTED = frozenset({"outcome_known", "published"})
