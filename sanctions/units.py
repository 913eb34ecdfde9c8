"""Units of every figure, and the factors between them, named so that no formula holds a bare number."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """Closed set of units a figure, parameter, equation or metric can have."""

    BASIS_POINTS = "bp"
    BASIS_POINTS_PER_PP = "bp per pp"
    PERCENT = "%"
    PERCENTAGE_POINTS = "pp"
    PERCENT_OF_GDP = "% GDP"
    PERCENT_PER_100BP = "% per 100 bp"
    PERCENT_PER_PERCENT_OF_GDP = "% per % GDP"
    PERCENT_PER_YEAR = "% per year"
    PP_PER_PERCENT_OF_GDP = "pp per % GDP"
    SHARE = "share"
    PROBABILITY = "probability"
    FACTOR = "factor"
    FLAG = "flag"
    COUNT = "count"
    YEARS = "years"
    DAYS = "days"
    YEARS_SQUARED = "years squared"
    STANDARD_NORMAL = "standard normal"
    LOCAL_CURRENCY_BN = "local currency bn"
    LOCAL_CURRENCY_BN_PER_YEAR = "local currency bn per year"
    USD_BN = "USD bn"
    LOCAL_CURRENCY_PER_USD = "local currency per USD"
    RATIO = "ratio"


class Kind(StrEnum):
    """How a figure came to be known, from firmest to softest."""

    DATA = "data"
    ESTIMATE = "estimate"
    PUBLISHED = "published"
    JUDGEMENT = "judgement"
