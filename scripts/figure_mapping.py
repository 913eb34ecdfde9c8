"""What each source series is called here, on which basis, by which publisher, in which table."""

from __future__ import annotations

PUBLISHERS = {
    "cbr": ("Bank of Russia", "https://www.cbr.ru/eng/statistics/"),
    "cbr_key_rate": ("Bank of Russia", "https://www.cbr.ru/eng/hd_base/KeyRate/"),
    "cbr_reserves": ("Bank of Russia", "https://www.cbr.ru/eng/hd_base/mrrf/mrrf_m/"),
    "nsd": ("National Settlement Depository", "https://www.nsd.ru/en/"),
    "imf": (
        "International Monetary Fund",
        "https://www.imf.org/en/Publications/WP/Issues/2016/12/31/Tracking-Global-Demand-for-Emerging-Market-Sovereign-Debt-41399",
    ),
    "minfin": ("Ministry of Finance of Russia", "https://minfin.gov.ru/en/"),
    "minfin_auctions": (
        "Ministry of Finance of Russia",
        "https://minfin.gov.ru/en/perfomance/public_debt/internal/",
    ),
    "ach": ("Accounts Chamber of Russia", "https://ach.gov.ru/"),
    "world_bank": ("World Bank", "https://data.worldbank.org/indicator/NY.GDP.MKTP.CD?locations=RU"),
    "oecd": ("OECD via FRED", "https://fred.stlouisfed.org/series/IRLTLT01RUM156N"),
    "press": ("press report, no primary release identified", ""),
}

#: basis in the source -> basis here, (prefix of share and holdings, series of the market's size), publisher
_OFZ = ("ofz_nonresident", "ofz_outstanding_rub_bn")
HOLDINGS_BASES = {
    "CBR": ("CBR", _OFZ, "cbr"),
    "NSD": ("NSD", _OFZ, "nsd"),
    "NSD foreign nominees": ("NSD", _OFZ, "nsd"),
    "IMF Arslanalp-Tsuda (wider denominator than the OFZ market)": (
        "IMF Arslanalp-Tsuda",
        ("lc_government_debt_nonresident", "lc_government_debt_rub_bn"),
        "imf",
    ),
}
#: Days on which single figures were in print, where the source row dates only another of its figures.
HOLDINGS_KNOWN = {("ofz_nonresident_holdings_rub_bn", "2021-01-01"): "2021-03-09"}

_HOLD, _DEBT, _ISSUE = "nonresident_holdings", "sovereign_debt", "ofz_issuance"
_CUSTODY = "ofz_holders_by_custodian"
_BY_CUSTODIAN = "by country of custodian or investor record, not of the final owner"
#: (source series, source unit) -> table, series, unit, basis, publisher, note
DEBT_SERIES = {
    ("ofz_nonresident_share", "%"): (_HOLD, "ofz_nonresident_share_pct", "%", "CBR", "cbr", ""),
    ("ofz_nonresident_holdings", "RUB bn"): (
        _HOLD,
        "ofz_nonresident_holdings_rub_bn",
        "RUB bn",
        "CBR",
        "cbr",
        "",
    ),
    ("ofz_share_foreign_nominee_accounts", "%"): (_HOLD, "ofz_nonresident_share_pct", "%", "NSD", "nsd", ""),
    ("eurobond_nonresident_share", "%"): (_HOLD, "eurobond_nonresident_share_pct", "%", "CBR", "cbr", ""),
    ("ofz_outstanding", "RUB bn"): (_DEBT, "ofz_outstanding_rub_bn", "RUB bn", "CBR", "cbr", ""),
    ("ofz_held_via_us", "RUB bn"): (
        _CUSTODY,
        "ofz_held_via_us_rub_bn",
        "RUB bn",
        "CBR",
        "cbr",
        _BY_CUSTODIAN,
    ),
    ("ofz_held_via_uk", "RUB bn"): (
        _CUSTODY,
        "ofz_held_via_uk_rub_bn",
        "RUB bn",
        "CBR",
        "cbr",
        _BY_CUSTODIAN,
    ),
    ("ofz_share_via_belgium", "%"): (_CUSTODY, "ofz_share_via_belgium_pct", "%", "CBR", "cbr", _BY_CUSTODIAN),
    ("ofz_share_via_singapore", "%"): (
        _CUSTODY,
        "ofz_share_via_singapore_pct",
        "%",
        "CBR",
        "cbr",
        _BY_CUSTODIAN,
    ),
    ("us_share_of_nonresident_ofz", "%"): (
        _CUSTODY,
        "us_share_of_nonresident_ofz_pct",
        "%",
        "CBR",
        "cbr",
        _BY_CUSTODIAN,
    ),
    ("sovereign_debt_held_by_us", "RUB bn"): (
        _CUSTODY,
        "sovereign_debt_held_by_us_rub_bn",
        "RUB bn",
        "agency estimate",
        "press",
        "",
    ),
    ("ofz_gross_plan", "RUB bn"): (_ISSUE, "ofz_gross_plan_rub_bn", "RUB bn", "MinFin plan", "minfin", ""),
    ("ofz_gross_issuance", "RUB bn"): (_ISSUE, "ofz_gross_issuance_rub_bn", "RUB bn", "MinFin", "minfin", ""),
    ("ofz_gross_issuance", "% GDP"): (_ISSUE, "ofz_gross_issuance_pct_gdp", "% GDP", "MinFin", "minfin", ""),
    ("net_borrowing_plan", "RUB bn"): (
        _ISSUE,
        "net_borrowing_plan_rub_bn",
        "RUB bn",
        "MinFin plan",
        "minfin",
        "",
    ),
    ("ofz_q_plan", "RUB bn"): (_ISSUE, "ofz_quarter_plan_rub_bn", "RUB bn", "MinFin plan", "minfin", ""),
    ("us_demand_removed_2021_issuance", "USD bn"): (
        _ISSUE,
        "us_demand_removed_2021_issuance_usd_bn",
        "USD bn",
        "analyst",
        "press",
        "",
    ),
    ("russian_banks_share_of_month_issue", "%"): (
        _ISSUE,
        "russian_banks_share_of_month_issue_pct",
        "%",
        "analyst",
        "press",
        "",
    ),
    ("ofz_single_buyer_share_of_auction", "%"): (
        _ISSUE,
        "ofz_single_buyer_share_of_auction_pct",
        "%",
        "analyst",
        "press",
        "",
    ),
    ("foreign_share_primary_ofz", "%"): (
        _ISSUE,
        "foreign_share_primary_ofz_pct",
        "%",
        "MinFin",
        "minfin",
        "",
    ),
    ("ofz_auction_record_day", "RUB bn"): (
        _ISSUE,
        "ofz_auction_record_day_rub_bn",
        "RUB bn",
        "MinFin",
        "minfin",
        "",
    ),
    ("ofz_auction_yield_26235 10y", "%"): (
        _ISSUE,
        "ofz_auction_yield_26235_pct",
        "%",
        "MinFin",
        "minfin",
        "",
    ),
    ("ofz_auction_yield_26233 14y", "%"): (
        _ISSUE,
        "ofz_auction_yield_26233_pct",
        "%",
        "MinFin",
        "minfin",
        "",
    ),
    ("ofz_auction_yield_10y", "%"): (_ISSUE, "ofz_auction_yield_10y_pct", "%", "MinFin", "minfin", ""),
    ("ofz_auction_yield_26234 2025", "%"): (
        _ISSUE,
        "ofz_auction_yield_26234_pct",
        "%",
        "MinFin",
        "minfin",
        "",
    ),
    ("ofz_floater_share", "% of marketable internal debt"): (
        _DEBT,
        "ofz_floater_share_pct",
        "%",
        "share of marketable internal debt",
        "ach",
        "",
    ),
    ("public_debt", "RUB bn"): (_DEBT, "public_debt_rub_bn", "RUB bn", "Accounts Chamber", "ach", ""),
    ("domestic_debt", "RUB bn"): (_DEBT, "domestic_debt_rub_bn", "RUB bn", "Accounts Chamber", "ach", ""),
    ("external_state_debt", "USD bn"): (
        _DEBT,
        "external_state_debt_usd_bn",
        "USD bn",
        "Accounts Chamber",
        "ach",
        "",
    ),
    ("public_debt_gdp", "% GDP"): (_DEBT, "public_debt_pct_gdp", "% GDP", "MinFin", "minfin", ""),
    ("debt_service", "RUB bn/yr"): (
        _DEBT,
        "debt_service_rub_bn",
        "RUB bn",
        "MinFin",
        "minfin",
        "a year's spending",
    ),
    ("eurobonds_face", "USD bn"): (_DEBT, "eurobonds_face_usd_bn", "USD bn", "face value", "press", ""),
    ("foreign_ownership_russian_debt", "USD bn"): (
        _DEBT,
        "foreign_ownership_russian_debt_usd_bn",
        "USD bn",
        "IIF",
        "press",
        "",
    ),
    ("nonresident_share_total_sovereign_debt", "%"): (
        _DEBT,
        "nonresident_share_total_sovereign_debt_pct",
        "%",
        "Fitch",
        "press",
        "",
    ),
    ("nwf", "RUB bn"): ("reserves", "nwf_rub_bn", "RUB bn", "MinFin", "minfin", ""),
    ("nwf_liquid", "RUB bn"): ("reserves", "nwf_liquid_rub_bn", "RUB bn", "MinFin", "minfin", ""),
    ("reserves", "USD bn"): ("reserves", "reserves_usd_bn", "USD bn", "CBR", "cbr_reserves", ""),
    ("gdp_nominal_usd", "USD bn"): ("gdp", "gdp_usd_bn", "USD bn", "World Bank WDI", "world_bank", ""),
    ("long_term_yield_oecd_monthly", "%"): (
        "long_term_yields",
        "long_term_yield_oecd_pct",
        "%",
        "",
        "oecd",
        "",
    ),
    ("cbr_key_rate", "%"): ("key_rate", "key_rate_pct", "%", "CBR", "cbr_key_rate", ""),
}

#: Part of a source's title or address -> the day it can first have been read.
KNOWN_BY_ADDRESS = {
    "RusRPTMay21": "2021-05-01",
    "RusRPTMar19": "2019-03-31",
    "pionerprodukt": "2022-02-28",
    "intellinews.com/share-of": "2022-02-15",
    "spektrnews": "2017-11-30",
    "saminvestor": "2014-09-04",
    "forextoancau": "2021-04-08",
    "minfin.gov.ru/en/document/?id_4=132302": "2020-12-31",
    "minfin.gov.ru/en/document/?id_4=132400": "2021-01-20",
    "TASS 9 Mar 2021": "2021-03-09",
    # The Bank of Russia printed these shares each month; the article of 2022 only looks back at them.
    "Interfax 24 Jun 2022": "",
}

#: (source sheet, series, date, value as printed) left out because another row carries the same figure with
#: its own date, or says on which basis it stands.
DROPPED = {
    ("nonresident_holdings", "ofz_outstanding_rub_bn", "2021-02-01", "13860.0"),
    ("sovereign_debt", "ofz_nonresident_share_pct", "2022-01-28", "18.8"),
    ("sovereign_debt", "ofz_nonresident_share_pct", "2022-02-25", "17.4"),
    ("sovereign_debt", "ofz_nonresident_holdings_rub_bn", "2022-02-25", "2700"),
    ("sovereign_debt", "ofz_nonresident_share_pct", "2021-04-10", "20"),
}

#: Rows the source tables carry only inside a note, or in a form that needs a better source.
ADDED: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "nsd",
        {
            "table": _HOLD,
            "series": "ofz_nonresident_share_pct",
            "date": "2021-04-02",
            "value": "20",
            "unit": "%",
            "basis": "NSD",
            "first_known": "2021-04-06",
            "kind": "published",
            "seen_via": "Agenzia Nova 6 Apr 2021 on a VTB Capital review; delovoy-journal.ru on Kommersant",
            "note": "an upper bound: the reviews say below 20 %, first time since August 2015; the Bank of "
            "Russia later gave 20.9 % for 1 April on its own, wider basis",
        },
    ),
    (
        "cbr",
        {
            "table": _DEBT,
            "series": "ofz_outstanding_rub_bn",
            "date": "2021-01-01",
            "value": "13639",
            "unit": "RUB bn",
            "basis": "CBR",
            "first_known": "2021-03-09",
            "kind": "derived",
            "seen_via": "TASS 9 Mar 2021; https://tass.com/economy/1264063",
            "note": "non-resident holdings 3178 divided by the non-resident share of 23.3 %",
        },
    ),
    (
        "cbr",
        {
            "table": _CUSTODY,
            "series": "ofz_held_via_other_rub_bn",
            "date": "2021-01-01",
            "value": "1288",
            "unit": "RUB bn",
            "basis": "CBR",
            "first_known": "2021-03-09",
            "kind": "data",
            "seen_via": "CBR financial market risks review Feb 2021 via t247 / TASS 9 Mar 2021; https://tass.com/economy/1264063",
            "note": "all countries but the United States and the United Kingdom; " + _BY_CUSTODIAN,
        },
    ),
    (
        "cbr",
        {
            "table": _CUSTODY,
            "series": "ofz_share_via_singapore_pct",
            "date": "2021-01-01",
            "value": "1.5",
            "unit": "%",
            "basis": "CBR",
            "first_known": "2021-03-09",
            "kind": "data",
            "seen_via": "t247 copy of the CBR financial market risks review Feb 2021",
            "note": "the other copy of the same review says 1.0; " + _BY_CUSTODIAN,
        },
    ),
)

AUCTION_SERIES = {
    "auctions": ("ofz_auctions_count", "count"),
    "demand_rub_bn": ("ofz_auction_demand_rub_bn", "RUB bn"),
    "placed_rub_bn": ("ofz_auction_placed_rub_bn", "RUB bn"),
    "fixed_coupon_wavg_yield_pct": ("ofz_auction_yield_fixed_coupon_pct", "%"),
    "wavg_years_to_maturity": ("ofz_auction_years_to_maturity", "years"),
}
