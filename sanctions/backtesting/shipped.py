"""The scorecard as shipped: computed once by a script, held current by a test, read by every workbook."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from sanctions.errors import InputError, Problem
from sanctions.resources import shipped_folder

WIDE = 80


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ShippedOutcome(_Part):
    """What happened, and its own range."""

    value: float
    low: float
    high: float


class ShippedForecast(_Part):
    """Percentiles of the model's forecast without market noise."""

    p10: float
    p50: float
    p90: float


class ShippedBand(_Part):
    """A central interval, noise included, and whether the outcome fell inside."""

    level_pct: int
    low: float
    high: float
    covers: bool


class ShippedMark(_Part):
    """Scores of a row."""

    crps: float
    width_80: float
    pit: float
    absolute_error: float
    sign_right: bool | None
    bands: tuple[ShippedBand, ...]


class ShippedRival(_Part):
    """Another forecast of the same outcome."""

    name: str
    crps: float


class ShippedRow(_Part):
    """One row of the scorecard; see the schema sanctions/backtest/1 for the fields."""

    id: str
    event_id: str
    title: str
    counted_in: str
    quantity: str
    unit: str
    status: str
    sentence: str
    outcome_known_to_authors: bool
    knowledge_of: dt.date
    day_zero: dt.date
    confounding: str
    confounding_reason: str
    outcome: ShippedOutcome | None
    forecast: ShippedForecast | None
    score: ShippedMark | None
    rivals: tuple[ShippedRival, ...]
    reason: str

    def band(self, level_pct: int = WIDE) -> ShippedBand | None:
        """Return the interval of a level, or None where the row is not scored."""
        if self.score is None:
            return None
        return next((band for band in self.score.bands if band.level_pct == level_pct), None)


class ShippedScorecard(_Part):
    """Every row of the scorecard."""

    draws: int
    seed: int
    events: tuple[ShippedRow, ...]

    def held(self, counted_in: str) -> tuple[int, int]:
        """Return how many outcomes of a counted set the 80 % interval held, and of how many."""
        bands = [row.band() for row in self.events if row.counted_in == counted_in]
        scored = [band for band in bands if band is not None]
        return sum(band.covers for band in scored), len(scored)


def shipped_scorecard(path: Path | None = None) -> ShippedScorecard:
    """Read the shipped scorecard.

    Parameters
    ----------
    path : pathlib.Path, optional
        Default: the bundled file.

    Raises
    ------
    InputError
        The file is missing or is no scorecard, with every problem.
    """
    path = path or shipped_folder("datasets") / "backtest" / "scorecard.json"
    try:
        return ShippedScorecard.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError.single(str(path), "", f"cannot be read: {error.strerror}") from None
    except ValidationError as error:
        raise InputError(
            Problem(str(path), ".".join(map(str, issue["loc"])), issue["msg"]) for issue in error.errors()
        ) from None
