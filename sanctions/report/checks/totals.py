"""Totals: parts against wholes, by another way than the model takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from sanctions.report.checks.check import Check, Subject, number, rounding
from sanctions.report.checks.rows import ModelRows, model_rows
from sanctions.report.tables import Formula

_OVERWRITTEN: Final = "Holds by the model's own equations: a formula of the model was overwritten."


def total_checks(subject: Subject) -> Iterator[Check]:
    """Yield the identities of every option's model."""
    kinds: tuple[Callable[[ModelRows], Iterator[Check]], ...] = (
        _interest,
        _funding,
        _output,
        _holders,
        _sender,
        _benchmark,
    )
    for rows in model_rows(subject):
        for each in kinds:
            yield from each(rows)


def _equal(rows: ModelRows, what: str, whole: Formula, parts: Formula) -> Check:
    return Check(what, rows.side.model_sheet, whole, parts, rounding(whole, parts), _OVERWRITTEN)


def _interest(rows: ModelRows) -> Iterator[Check]:
    if not rows.has("extra_interest_8y", "extra_interest"):
        return
    whole = rows.cell("extra_interest_8y")
    yield _equal(rows, "Extra interest is the sum of bonds and years", whole, rows.total("extra_interest"))
    if rows.has("extra_interest_present_value"):
        value = rows.cell("extra_interest_present_value")
        size = _size_along(rows, "extra_interest_all")
        yield _discounted(rows, "extra interest", value, size, rows.cell("local_discount_rate"))


def _size_along(rows: ModelRows, key: str) -> Formula:
    return Formula(f"SUMPRODUCT(ABS({rows.years(key)}))", sum(abs(value) for value in rows.along(key)))


def _discounted(rows: ModelRows, of: str, value: Formula, size: Formula, rate: Formula) -> Check:
    """Return the check that a present value is no larger than the sum, where the rate is not below zero."""
    over = max(0.0, abs(number(value)) - number(size)) if number(rate) >= 0 else 0.0
    text = f"IF({rate.text}<0,0,MAX(0,ABS({value.text})-{size.text}))"
    what = f"The present value of {of} is no larger than its sum"
    why = "Money later is worth no more than money now while the discount rate is not below zero."
    return Check(what, rows.side.model_sheet, Formula(text, over), 0.0, rounding(value, size), why)


def _funding(rows: ModelRows) -> Iterator[Check]:
    parts = ("absorbed_by_banks", "absorbed_by_reserves", "unmet_funding")
    if not rows.has("funding_gap", *parts):
        return
    what = "What must be taken is taken by banks, reserves or nobody"
    yield _equal(rows, what, rows.total("funding_gap"), rows.total(*parts))


def _output(rows: ModelRows) -> Iterator[Check]:
    if not rows.has("target_cost_8y", "gdp_loss"):
        return
    rate, output, hundred = (rows.cell(name) for name in ("discount_rate", "gdp_usd_bn", "pct_per_unit"))
    loss, year = rows.years("gdp_loss"), rows.years("year")
    scale = number(output) / number(hundred)
    pairs = list(zip(rows.along("gdp_loss"), rows.along("year"), strict=True))
    value = sum(lost / (1 + number(rate)) ** t for lost, t in pairs) * scale
    text = f"SUMPRODUCT({loss}/(1+{rate.text})^{year})*{output.text}/{hundred.text}"
    whole = rows.cell("target_cost_8y")
    yield _equal(rows, "Total cost is output lost, year by year, discounted", whole, Formula(text, value))
    size = _size_along(rows, "gdp_loss")
    dollars = Formula(f"{size.text}*{output.text}/{hundred.text}", number(size) * scale)
    yield _discounted(rows, "output lost", whole, dollars, rate)


def _holders(rows: ModelRows) -> Iterator[Check]:
    if not rows.has("holder_fraction", "holder_loss", "trapped_loss", "return_usd"):
        return
    segments = [key.partition("[")[2].rstrip("]") for key in rows.keys("return_usd")]
    for segment in segments:
        classes = [key for key in rows.keys("holder_fraction") if key.split("[")[1].startswith(f"{segment},")]
        cells = [rows.cell(key) for key in classes]
        shares = Formula("+".join(cell.text for cell in cells), sum(number(cell) for cell in cells))
        what = "Classes of foreign holders add up to all of them"
        why = "Senders, allies and others share what foreigners hold: a formula or a share was overwritten."
        yield Check(what, f"{rows.side.model_sheet}, {segment}", shares, 1.0, rounding(shares), why)
    terms = [_loss_of_all(rows, segment) for segment in segments]
    whole = Formula("+".join(term.text for term in terms), sum(number(term) for term in terms))
    yield _equal(
        rows,
        "Losses of senders, allies and others add up to all foreigners'",
        rows.total("holder_loss"),
        whole,
    )


def _loss_of_all(rows: ModelRows, segment: str) -> Formula:
    """Return what all foreigners lose: what is trapped, and the fall in price on all the rest."""
    names = (
        "trapped_loss",
        "foreign_holdings_usd",
        "sender_holdings_by_segment",
        "newly_frozen",
        "return_usd",
    )
    cells = [rows.cell(f"{name}[{segment}]") for name in names]
    trapped, all_held, held, frozen, gain = (number(cell) for cell in cells)
    texts = [cell.text for cell in cells]
    text = f"{texts[0]}-({texts[1]}-{texts[2]}*{texts[3]})*{texts[4]}"
    return Formula(text, trapped - (all_held - held * frozen) * gain)


def _sender(rows: ModelRows) -> Iterator[Check]:
    parts = ("forced_sale_loss", "trapped_loss", "compliance_cost")
    if not rows.has("sender_cost_8y", *parts):
        return
    whole = rows.cell("sender_cost_8y")
    yield _equal(rows, "The sender's cost is sales, trapped holdings, compliance", whole, rows.total(*parts))
    share, held, hundred = (
        rows.cell(name)
        for name in ("sender_share_of_foreign_holdings", "foreign_holdings_all", "pct_per_unit")
    )
    part = Formula(f"{share.text}*{held.text}/{hundred.text}", number(share) * number(held) / number(hundred))
    yield _equal(
        rows, "The sender's share of all holdings is what it holds", rows.cell("sender_holdings"), part
    )


def _benchmark(rows: ModelRows) -> Iterator[Check]:
    if not rows.has("peak_yield", "benchmark_10y"):
        return
    peak = rows.cell("peak_yield")
    highest = Formula(f"MAX({rows.years('benchmark_10y')})", max(rows.along("benchmark_10y")))
    yield _equal(rows, "The peak is the highest year of the benchmark yield", peak, highest)
    if not rows.has("effect_left_year_8"):
        return
    left, hundred = rows.cell("effect_left_year_8"), rows.cell("pct_per_unit")
    last = rows.cell("benchmark_10y", rows.model.layout.years - 1)
    value = number(last) if number(peak) > 0 else 0.0
    end = Formula(f"IF({peak.text}>0,{last.text},0)", value)
    part = Formula(
        f"{left.text}*MAX({peak.text},0)/{hundred.text}",
        number(left) * max(number(peak), 0.0) / number(hundred),
    )
    yield _equal(rows, "The effect left in year 8 is that part of the peak", part, end)
