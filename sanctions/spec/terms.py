"""Closed vocabularies of the spec language: every word a spec may use where the set cannot grow by data."""

from __future__ import annotations

from enum import StrEnum


class PackageStatus(StrEnum):
    """Where a package stands in law."""

    ENACTED = "enacted"
    PROPOSED = "proposed"
    THREATENED = "threatened"
    LAPSED = "lapsed"
    COUNTERFACTUAL = "counterfactual"


class MeasureKind(StrEnum):
    """What sort of measure it is. Easing is no kind: it is `lifts`."""

    PRIMARY_MARKET_BAN = "primary_market_ban"
    SECONDARY_MARKET_BAN = "secondary_market_ban"
    LENDING_BAN = "lending_ban"
    RESERVE_FREEZE = "reserve_freeze"
    TRANSACTION_BAN = "transaction_ban"
    ASSET_FREEZE = "asset_freeze"
    DEBT_TENOR_CAP = "debt_tenor_cap"
    NEW_EQUITY_BAN = "new_equity_ban"
    ACCOUNT_BAN = "account_ban"
    SETTLEMENT_BAN = "settlement_ban"
    THIRD_COUNTRY_SANCTION = "third_country_sanction"
    DIPLOMATIC = "diplomatic"
    UNPRICED = "unpriced"


class Prohibition(StrEnum):
    """One act a measure bars."""

    BUY_AT_ISSUE = "buy_at_issue"
    BUY_SECONDARY = "buy_secondary"
    SELL = "sell"
    HOLD = "hold"
    LEND = "lend"
    RECEIVE_PAYMENT = "receive_payment"
    SETTLE = "settle"


class Instrument(StrEnum):
    """What is issued, lent or traded."""

    BOND = "bond"
    BILL = "bill"
    LOAN = "loan"
    EQUITY = "equity"
    REPO = "repo"
    FUND_SHARE = "fund_share"
    DERIVATIVE = "derivative"


class Binds(StrEnum):
    """Who has to obey."""

    FINANCIAL_INSTITUTIONS = "financial_institutions"
    ALL_PERSONS = "all_persons"


class IssuerReach(StrEnum):
    """How far beyond the named issuers the measure goes."""

    NAMED_ONLY = "named_only"
    OWNED = "owned"
    GOVERNMENT_DEFINITION = "government_definition"


class OwnershipRule(StrEnum):
    """Rule by which companies owned by a named one are caught; a property of the measure."""

    NONE = "none"
    OFAC_50 = "ofac-50"
    SSI_50 = "ssi-50"
    EU_FREEZE = "eu-freeze"
    EU_SECTORAL = "eu-sectoral"
    UK = "uk"
    UK_MARKETS = "uk-markets"
    BIS_50 = "bis-50"
    GOVERNMENT_DEFINITION = "government_definition"


class Reopenings(StrEnum):
    """Which date counts when an old line is tapped again; left out where the law does not say."""

    REOPENING_DATE = "reopening_date"
    FIRST_ISSUE_DATE = "first_issue_date"


class SaleTo(StrEnum):
    """To whom those bound may sell what they hold."""

    ANYONE = "anyone"
    NON_SENDERS = "non_senders"
    NOBODY = "nobody"


class ExistingCommitments(StrEnum):
    """Whether drawing on agreements older than the measure is covered."""

    EXEMPT_IF_UNMODIFIED = "exempt_if_unmodified"
    COVERED = "covered"


class Derivatives(StrEnum):
    """Whether derivatives linked to what is barred are barred too."""

    COVERED = "covered"
    LICENSED = "licensed"
    NOT_COVERED = "not_covered"


class Renewal(StrEnum):
    """Whether a licence is expected to be renewed when it expires."""

    NONE = "none"
    ASSUMED = "assumed"


class ResponseKind(StrEnum):
    """What the target does in answer."""

    STOP_REOPENINGS = "stop_reopenings"
    CAPITAL_CONTROLS = "capital_controls"
    AUCTION_PAUSE = "auction_pause"
    INDEX_EXCLUSION = "index_exclusion"
    CENTRAL_BANK_PURCHASES = "central_bank_purchases"


class Exposure(StrEnum):
    """Whether cooperation the analyst wants untouched is exposed to the package or to a reply."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class IssuerClass(StrEnum):
    """What sort of issuer it is."""

    SOVEREIGN = "sovereign"
    CENTRAL_BANK = "central_bank"
    WEALTH_FUND = "wealth_fund"
    STATE_BANK = "state_bank"
    COMPANY = "company"
