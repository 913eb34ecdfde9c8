"""What each kind of measure can bar: one `KindRule` per kind is all a new kind needs."""

from __future__ import annotations

from dataclasses import dataclass

from sanctions.spec.terms import Instrument, MeasureKind, Prohibition

_ALL = frozenset(Prohibition)
_P = Prohibition


@dataclass(frozen=True, slots=True)
class KindRule:
    """The terms one kind of measure allows and needs.

    Parameters
    ----------
    legal : frozenset of Prohibition
        Acts the kind can bar at all.
    usual : frozenset of Prohibition
        Acts it bars when the spec does not say.
    needs : tuple of str
        Fields without which the kind has no meaning.
    needs_names : bool
        Whether it must say whom it hits, by `issuers` or by `list`.
    instruments : frozenset of Instrument or None
        Instruments the kind can concern; None for any.
    needs_one_of : frozenset of Prohibition
        At least one of these acts must be barred; empty where any choice makes sense.
    """

    legal: frozenset[Prohibition]
    usual: frozenset[Prohibition]
    needs: tuple[str, ...] = ()
    needs_names: bool = True
    instruments: frozenset[Instrument] | None = None
    needs_one_of: frozenset[Prohibition] = frozenset()


_MARKET = frozenset({Instrument.BOND, Instrument.BILL, Instrument.EQUITY, Instrument.FUND_SHARE})
_LENDING = frozenset({Instrument.LOAN, Instrument.REPO, Instrument.BOND, Instrument.BILL})

KIND_RULES: dict[MeasureKind, KindRule] = {
    MeasureKind.PRIMARY_MARKET_BAN: KindRule(
        legal=frozenset({_P.BUY_AT_ISSUE}),
        usual=frozenset({_P.BUY_AT_ISSUE}),
        needs=("instruments",),
        instruments=_MARKET,
        needs_one_of=frozenset({_P.BUY_AT_ISSUE}),
    ),
    MeasureKind.SECONDARY_MARKET_BAN: KindRule(
        legal=frozenset({_P.BUY_AT_ISSUE, _P.BUY_SECONDARY, _P.SELL, _P.HOLD, _P.LEND}),
        usual=frozenset({_P.BUY_AT_ISSUE, _P.BUY_SECONDARY}),
        needs=("instruments",),
        instruments=_MARKET | {Instrument.REPO, Instrument.DERIVATIVE},
        needs_one_of=frozenset({_P.BUY_SECONDARY, _P.SELL, _P.HOLD}),
    ),
    MeasureKind.LENDING_BAN: KindRule(
        legal=frozenset({_P.LEND}),
        usual=frozenset({_P.LEND}),
        needs=("instruments",),
        instruments=_LENDING,
        needs_one_of=frozenset({_P.LEND}),
    ),
    MeasureKind.RESERVE_FREEZE: KindRule(
        legal=frozenset({_P.SELL, _P.LEND, _P.RECEIVE_PAYMENT, _P.SETTLE}), usual=frozenset({_P.SETTLE})
    ),
    MeasureKind.TRANSACTION_BAN: KindRule(legal=_ALL, usual=_ALL - {_P.HOLD}),
    MeasureKind.ASSET_FREEZE: KindRule(legal=_ALL - {_P.HOLD}, usual=_ALL - {_P.HOLD}),
    MeasureKind.DEBT_TENOR_CAP: KindRule(
        legal=_ALL - {_P.RECEIVE_PAYMENT},
        usual=frozenset({_P.BUY_AT_ISSUE, _P.BUY_SECONDARY, _P.LEND}),
        needs=("tenor_schedule", "instruments"),
        instruments=frozenset({Instrument.BOND, Instrument.BILL, Instrument.LOAN, Instrument.REPO}),
    ),
    MeasureKind.NEW_EQUITY_BAN: KindRule(
        legal=frozenset({_P.BUY_AT_ISSUE, _P.BUY_SECONDARY}),
        usual=frozenset({_P.BUY_AT_ISSUE, _P.BUY_SECONDARY}),
        needs=("instruments",),
        instruments=frozenset({Instrument.EQUITY, Instrument.FUND_SHARE}),
    ),
    MeasureKind.ACCOUNT_BAN: KindRule(
        legal=frozenset({_P.SETTLE, _P.RECEIVE_PAYMENT, _P.LEND}), usual=frozenset({_P.SETTLE})
    ),
    MeasureKind.SETTLEMENT_BAN: KindRule(
        legal=frozenset({_P.SETTLE, _P.RECEIVE_PAYMENT}), usual=frozenset({_P.SETTLE}), needs_names=False
    ),
    MeasureKind.THIRD_COUNTRY_SANCTION: KindRule(legal=_ALL, usual=frozenset({_P.SETTLE}), needs_names=False),
    MeasureKind.DIPLOMATIC: KindRule(legal=frozenset(), usual=frozenset(), needs_names=False),
    MeasureKind.UNPRICED: KindRule(legal=frozenset(), usual=frozenset(), needs_names=False),
}

#: Kinds that never change a number; they count against `measures_priced_pct`.
WITHOUT_A_NUMBER = frozenset({MeasureKind.DIPLOMATIC, MeasureKind.UNPRICED})
