"""The connectors there are."""

from __future__ import annotations

from sanctions.data.sources.base import Source
from sanctions.data.sources.cbr import BankOfRussia
from sanctions.data.sources.dbnomics import DBnomics
from sanctions.data.sources.ecb import EuropeanCentralBank
from sanctions.data.sources.fred import Fred
from sanctions.data.sources.moex import MoscowExchange
from sanctions.data.sources.tic import TreasuryInternationalCapital


def sources() -> tuple[Source, ...]:
    """Return one of each connector, fresh: what they remember of a page lasts for one update."""
    return (
        EuropeanCentralBank(),
        BankOfRussia(),
        MoscowExchange(),
        Fred(),
        DBnomics(),
        TreasuryInternationalCapital(),
    )
