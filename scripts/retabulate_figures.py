"""Retabulate scalar figures into the long observation format of datasets/facts.

Usage::

    python scripts/retabulate_figures.py SOURCE_FOLDER datasets

SOURCE_FOLDER holds ``facts/sovereign_debt.csv``, ``figures/nonresident_holdings.csv``,
``figures/ofz_auctions_monthly.csv`` and ``figures/ofz_yields_and_factors.csv``. The mapping from their
wording to series, basis and publisher is figure_mapping.py; run stamp_cards.py afterwards.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
import sys
from collections import defaultdict
from pathlib import Path

from figure_mapping import (
    ADDED,
    AUCTION_SERIES,
    DEBT_SERIES,
    DROPPED,
    HOLDINGS_BASES,
    HOLDINGS_KNOWN,
    KNOWN_BY_ADDRESS,
    PUBLISHERS,
)
from stated_dates import published_day, reference_day

COLUMNS = (
    "series",
    "date",
    "value",
    "unit",
    "basis",
    "first_known",
    "publisher",
    "address",
    "seen_via",
    "kind",
    "note",
)
BUCKETS = {
    "<1y": "lt1y",
    "1-3y": "1_3y",
    "3-5y": "3_5y",
    "5-7y": "5_7y",
    "7-10y": "7_10y",
    "10-15y": "10_15y",
    ">15y": "gt15y",
    "total": "total",
}
CBR_STRUCTURE = "http://bulldog.bankodrom.ru/eng/analytics/fin_stab/Structure_OFZ/structure_OFZ_01102013_e"
FIRST_FIXING_YEAR, LAST_FULL_FIXING_YEAR = 2012, 2021

Row = dict[str, str]


def observation(publisher: str, **fields: str) -> Row:
    """Return one row; the publisher's key gives its name and primary address."""
    name, address = PUBLISHERS[publisher]
    row = {"publisher": name, "address": address, "first_known": "", "basis": "", "note": "", **fields}
    return {column: row[column] for column in COLUMNS}


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


def _number(text: str) -> str:
    return f"{float(text):.10g}"


def _day(stated: str, known: str) -> tuple[str, str]:
    """Return the reference day, never after the day the figure was already in print."""
    day, note = reference_day(stated)
    if known and re.match(r"\d{4}-\d\d(?!-)", stated) and dt.date.fromisoformat(known) < day:
        day = dt.date.fromisoformat(known)
    return day.isoformat(), note


def holdings(source: Path) -> list[Row]:
    """Return the non-resident holdings, one row per measure, each with its basis."""
    rows = []
    for raw in _read(source / "figures" / "nonresident_holdings.csv"):
        basis, prefix, publisher = HOLDINGS_BASES[raw["basis"]]
        day, date_note = _day(raw["as_of"], raw["first_known"])
        for column, ending, unit in (
            ("share_pct", "_share_pct", "%"),
            ("holdings_rub_bn", "_holdings_rub_bn", "RUB bn"),
            ("market_rub_bn", None, "RUB bn"),
        ):
            if not raw[column]:
                continue
            series = f"{prefix[0]}{ending}" if ending else prefix[1]
            if ("nonresident_holdings", series, day, raw[column]) in DROPPED:
                continue
            known = HOLDINGS_KNOWN.get((series, day), raw["first_known"])
            derived = (ending == "_share_pct" and "computed" in raw["note"]) or "derived" in raw[
                "note"
            ].split(":")[0]
            seen = _joined(raw["publisher"], raw["url"])
            rows.append(
                observation(
                    publisher,
                    series=series,
                    date=day,
                    value=_number(raw[column]),
                    unit=unit,
                    basis=basis,
                    first_known=known,
                    seen_via=seen,
                    kind="derived" if derived else "data",
                    note=_joined(raw["note"], date_note),
                )
            )
    return rows


def debt(source: Path) -> dict[str, list[Row]]:
    """Return the debt facts by target file."""
    tables: dict[str, list[Row]] = defaultdict(list)
    for raw in _read(source / "facts" / "sovereign_debt.csv"):
        if raw["series"].startswith("ofz_holdings_"):
            tables["ofz_holders_by_maturity"].append(_holder(raw))
            continue
        target, series, unit, basis, publisher, note = DEBT_SERIES[raw["series"], raw["unit"]]
        known = _known(raw, target)
        day, date_note = _day(raw["date"], known)
        if ("sovereign_debt", series, day, raw["value"]) in DROPPED:
            continue
        if target == "long_term_yields":
            day = reference_day(day[:7])[0].isoformat()
            basis = "OECD to July 2015" if day < "2015-08" else "OECD from August 2015"
        if (
            basis == "MinFin plan"
        ):  # a plan is dated the first day of what it plans; here always a Q1 or a year
            day = f"{raw['date'][:4]}-01-01"
        source_address = CBR_STRUCTURE if raw["source_address"] == "see table" else raw["source_address"]
        derived = raw["verified"] == "derived"
        doubt = "only partly verified" if raw["verified"] == "partial" and target != "key_rate" else ""
        tables[target].append(
            observation(
                publisher,
                series=series,
                date=day,
                value=_number(raw["value"]),
                unit=unit,
                basis=basis,
                first_known=known,
                seen_via=_joined(raw["source_title"], source_address),
                **({"address": source_address} if publisher == "press" else {}),
                kind="derived" if derived else "data",
                note=_joined(raw["paraphrase"], note, date_note, doubt),
            )
        )
    return tables


def _known(raw: Row, target: str) -> str:
    if target in {"long_term_yields", "key_rate", "gdp", "reserves"}:
        return ""
    for part, day in KNOWN_BY_ADDRESS.items():
        if part in raw["source_address"] or part in raw["source_title"]:
            return day
    found = published_day(raw["source_title"]) or published_day(raw["source_address"])
    return found.isoformat() if found else ""


def _holder(raw: Row) -> Row:
    holder, bucket = raw["series"].removeprefix("ofz_holdings_").rsplit("_", 1)
    return observation(
        "cbr",
        series=f"ofz_held_by_{holder}_{BUCKETS[bucket]}_rub_bn",
        date=raw["date"],
        value=_number(raw["value"]),
        unit="RUB bn",
        basis="CBR notional",
        seen_via=_joined(raw["source_title"], raw["source_address"]),
        kind="data",
        note=raw["paraphrase"],
    )


def auctions(source: Path) -> list[Row]:
    """Return monthly auction totals, dated the last day of the month."""
    rows = []
    for raw in _read(source / "figures" / "ofz_auctions_monthly.csv"):
        day = reference_day(raw["month"])[0].isoformat()
        for column, (series, unit) in AUCTION_SERIES.items():
            if raw[column]:
                rows.append(
                    observation(
                        "minfin_auctions",
                        series=series,
                        date=day,
                        value=_number(raw[column]),
                        unit=unit,
                        basis="MinFin auctions",
                        kind="derived",
                        note="sum or volume-weighted mean over the month's auctions",
                        seen_via="MinFin auction table, every auction 2019-2025",
                    )
                )
    return rows


def gdp_in_rubles(gdp: list[Row], fixings: Path) -> list[Row]:
    """Return GDP in rubles: dollars times the mean of the year's USD/RUB fixings, marked derived."""
    rates: dict[str, list[float]] = defaultdict(list)
    for raw in _read(fixings):
        if raw["rub_per_eur"]:
            rates[raw["date"][:4]].append(float(raw["rub_per_eur"]) / float(raw["usd_per_eur"]))
    rows = []
    for row in gdp:
        year = row["date"][:4]
        if FIRST_FIXING_YEAR <= int(year) <= LAST_FULL_FIXING_YEAR:
            mean = sum(rates[year]) / len(rates[year])
            rows.append(
                {
                    **row,
                    "series": "gdp_rub_bn",
                    "unit": "RUB bn",
                    "kind": "derived",
                    "value": f"{float(row['value']) * mean:.0f}",
                    "note": f"USD GDP times {mean:.4f}, mean of {len(rates[year])} USD/RUB fixings of {year}",
                }
            )
    return rows


def _read(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def write(path: Path, rows: list[Row]) -> None:
    """Write one table, oldest first within a series, without rows that repeat an earlier one's figure."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for row in sorted(rows, key=lambda row: (row["series"], row["date"], row["first_known"] or "9999")):
        key = tuple(row[name] for name in ("series", "date", "value", "basis"))
        if key not in seen:
            seen.add(key)
            kept.append(row)
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)


def main() -> None:
    """Write every observation table below the datasets folder."""
    source, datasets = map(Path, sys.argv[1:3])
    facts, market = datasets / "facts", datasets / "market"
    shutil.copyfile(source / "figures" / "ofz_yields_and_factors.csv", market / "ofz_yields_and_factors.csv")
    tables = debt(source)
    for row in holdings(source):
        table = "sovereign_debt" if row["series"] == "ofz_outstanding_rub_bn" else "nonresident_holdings"
        tables[table].append(row)
    tables["ofz_auctions_monthly"] = auctions(source)
    tables["gdp"] += gdp_in_rubles(tables["gdp"], market / "ecb_fixings.csv")
    for publisher, fields in ADDED:
        tables[fields["table"]].append(
            observation(publisher, **{name: text for name, text in fields.items() if name != "table"})
        )
    for name, rows in tables.items():
        write(facts / f"{name}.csv", rows)


if __name__ == "__main__":
    main()
