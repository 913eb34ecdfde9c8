"""Carry the fact tables (law, reactions, elasticities, forecasts) into datasets/facts with first_known.

Usage::

    python scripts/retabulate_tables.py SOURCE_FOLDER datasets
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from pathlib import Path

from stated_dates import published_day, reference_day

#: Days after the end of an event's window until a press report of it is taken to be readable everywhere.
REACTION_LAG_DAYS = 7
#: A working paper the source tables give no year for: the year of its published version.
STUDY_YEARS = {"CROZHINZ-WP": "2020"}
TIMELINE_KNOWN = {"US-S242-REPORT": "2018-02-02", "RU-CTRL-2022-03": "2022-03-06 (end of the week of 28 Feb)"}
_OFAC = "https://ofac.treasury.gov/sanctions-programs-and-country-information"
#: Start of a row's id -> the authority's own page, where the row does not cite an official page itself.
OFFICIAL_PAGES = {
    "US-S242": "https://home.treasury.gov/",
    "US-BILL": "https://www.congress.gov/",
    "US-DASKA": "https://www.congress.gov/",
    "US-CBW": "https://www.state.gov/",
    "US-2022": f"{_OFAC}/russian-harmful-foreign-activities-sanctions",
    "US-EO14": f"{_OFAC}/russian-harmful-foreign-activities-sanctions",
    "US-GL9C": f"{_OFAC}/russian-harmful-foreign-activities-sanctions",
    "US-": f"{_OFAC}/ukraine-russia-related-sanctions",
    "BY-": f"{_OFAC}/belarus-sanctions",
    "VE-": f"{_OFAC}/venezuela-related-sanctions",
    "IR-": f"{_OFAC}/iran-sanctions",
    "EU-833-2014": "http://data.europa.eu/eli/reg/2014/833/oj",
    "EU-960-2014": "http://data.europa.eu/eli/reg/2014/960/oj",
    "EU-2022-262": "http://data.europa.eu/eli/reg/2022/262/oj",
    "EU-2022-328": "http://data.europa.eu/eli/reg/2022/328/oj",
    "UK-": "https://www.legislation.gov.uk/",
    "RU-CTRL": "https://www.cbr.ru/eng/",
    "RU-RESP": "https://minfin.gov.ru/en/",
}
OFFICIAL_HOSTS = (
    "https://ofac.treasury.gov/",
    "https://home.treasury.gov/",
    "https://content.govdelivery.com/",
)
TIMELINE_NOTES = {
    "US-CBW-2019": "one OFAC FAQ dates the effect to 19 August 2019, another to 26 August: 26 is used",
}
#: A report written later than the window it speaks of.
REACTION_KNOWN = {"globalsourcepartners": dt.date(2021, 4, 15)}
FORECAST_KNOWN = {"UST242": "2018-02-02"}

Row = dict[str, str]


def _read(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def _later(*days: dt.date | None) -> str:
    return max(day for day in days if day is not None).isoformat()


def timeline(source: Path) -> list[Row]:
    """Return the legal timeline; a measure is known from its announcement."""
    rows = []
    for raw in _read(source / "facts" / "legal_timeline.csv"):
        stated = TIMELINE_KNOWN.get(raw["id"]) or raw["date_announced"] or raw["date_effective"]
        day, note = reference_day(stated)
        notes = "; ".join(part for part in (note, TIMELINE_NOTES.get(raw["id"], "")) if part)
        rows.append({**raw, "primary_address": _official(raw), "first_known": day.isoformat(), "note": notes})
    return rows


def _official(raw: Row) -> str:
    """Return the official page the row cites, or the authority's page on the programme."""
    cited = raw["source_address"].split(" ; ")[0].strip()
    if cited.startswith(OFFICIAL_HOSTS):
        return cited
    return next(page for start, page in OFFICIAL_PAGES.items() if raw["id"].startswith(start))


def market_reactions(source: Path) -> list[Row]:
    """Return market reactions; known from a dated report, otherwise a stated lag after the window."""
    rows = []
    for raw in _read(source / "facts" / "market_reactions.csv"):
        day, note = reference_day(raw["event_date"])
        printed = published_day(raw["source_title"]) or published_day(raw["source_address"])
        for part, known in REACTION_KNOWN.items():
            printed = known if part in raw["source_address"] else printed
        lagged = None if printed else day + dt.timedelta(days=REACTION_LAG_DAYS)
        rows.append(
            {
                **raw,
                "date": day.isoformat(),
                "first_known": _later(day, printed, lagged),
                "first_known_stated": "yes" if printed else "no",
                "note": note,
            }
        )
    return rows


def elasticities(source: Path) -> list[Row]:
    """Return published elasticities; known from the last day of the study's year."""
    rows = []
    for raw in _read(source / "facts" / "elasticities.csv"):
        year = raw["year"] or STUDY_YEARS[raw["id"]]
        rows.append({**raw, "first_known": f"{year}-12-31"})
    return rows


def forecasts(source: Path) -> list[Row]:
    """Return what experts said beforehand; known from the statement's date."""
    rows = []
    for raw in _read(source / "facts" / "expert_estimates.csv"):
        day, note = reference_day(FORECAST_KNOWN.get(raw["id"], raw["date"]))
        rows.append({**raw, "first_known": day.isoformat(), "note": note})
    return rows


def main() -> None:
    """Write the four tables below the datasets folder."""
    source, datasets = map(Path, sys.argv[1:3])
    tables = {
        "legal_timeline": timeline,
        "market_reactions": market_reactions,
        "elasticities": elasticities,
        "expert_forecasts": forecasts,
    }
    for name, build in tables.items():
        rows = build(source)
        with (datasets / "facts" / f"{name}.csv").open("w", newline="", encoding="utf-8") as handle:
            writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main()
