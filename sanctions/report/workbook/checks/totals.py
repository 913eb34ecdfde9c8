"""Totals: parts against wholes, by another way than the model takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from sanctions.report.cells.tables import Formula
from sanctions.report.numbers.settings import DELIVERED, TOLERANCE
from sanctions.report.workbook.checks.check import Check, Subject, number, rounding
from sanctions.report.workbook.checks.rows import ModelRows, model_rows

_OVERWRITTEN: Final = "Holds by the model's own equations: a formula of the model was overwritten."


def total_checks(subject: Subject) -> Iterator[Check]:
    """Yield the identities of every option's model."""
    kinds: tuple[Callable[[ModelRows], Iterator[Check]], ...] = (
        _interest,
        _funding,
        _output,
        _holders,
        _countries,
        _freeze,
        _day,
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
    if not rows.has("target_cost_8y", "gdp_loss", "gdp_usd_of_the_day"):
        return
    rate, output, hundred, half = (
        rows.cell(name) for name in ("discount_rate", "gdp_usd_of_the_day", "pct_per_unit", "half")
    )
    loss, year = rows.years("gdp_loss"), rows.years("year")
    scale = number(output) / number(hundred)
    pairs = list(zip(rows.along("gdp_loss"), rows.along("year"), strict=True))
    value = sum(lost / (1 + number(rate)) ** (t - number(half)) for lost, t in pairs if t > 0) * scale
    middle = f"({year}-{half.text})"
    text = f"SUMPRODUCT(({year}>0)*{loss}/(1+{rate.text})^{middle})*{output.text}/{hundred.text}"
    whole = rows.cell("target_cost_8y")
    what = "Output lost is that of each year, discounted from its middle"
    yield _equal(rows, what, whole, Formula(text, value))
    size = _size_along(rows, "gdp_loss")
    dollars = Formula(f"{size.text}*{output.text}/{hundred.text}", number(size) * scale)
    yield _discounted(rows, "output lost", whole, dollars, rate)
    if rows.has("target_income_loss_8y", "payments_saved"):
        income, saved = rows.cell("target_income_loss_8y"), rows.total("payments_saved")
        part = Formula(f"{whole.text}-{saved.text}", number(whole) - number(saved))
        yield _equal(rows, "Income lost is output lost less payments abroad saved", income, part)


def _holders(rows: ModelRows) -> Iterator[Check]:
    if not rows.has("holder_share", "holder_loss_all", "newly_stuck", "return_usd", "holdings_usd"):
        return
    segments = [key.partition("[")[2].rstrip("]") for key in rows.keys("return_usd")]
    for segment in segments:
        cells = [rows.cell(key) for key in rows.of_segment("holder_share", segment)]
        shares = Formula("+".join(cell.text for cell in cells), sum(number(cell) for cell in cells))
        what = "Shares of holders by country add up to all foreigners"
        why = "Custodians by country share what foreigners hold: a formula or a share was overwritten."
        yield Check(what, f"{rows.side.model_sheet}, {segment}", shares, 1.0, rounding(shares), why)
    terms = [_loss_of_all(rows, segment) for segment in segments]
    whole = Formula("+".join(term.text for term in terms), sum(number(term) for term in terms))
    what = "Losses of holders by country add up to all foreigners'"
    yield _equal(rows, what, rows.total("holder_loss"), whole)
    if rows.has("sender_holder_loss", "allied_holder_loss", "other_holder_loss"):
        parts = rows.total("sender_holder_loss", "allied_holder_loss", "other_holder_loss")
        what = "Losses of senders, allies and others add up to all foreigners'"
        yield _equal(rows, what, rows.cell("holder_loss_all"), parts)


def _loss_of_all(rows: ModelRows, segment: str) -> Formula:
    """Return what all foreigners lose: the fall in price on all, and what is stuck at recovery instead."""
    gain, held = rows.cell(f"return_usd[{segment}]"), rows.cell(f"foreign_holdings_usd[{segment}]")
    recovered = rows.cell(rows.own("recovery", segment))
    stuck = [
        (rows.cell(one), rows.cell(other))
        for one, other in zip(
            rows.of_segment("holdings_usd", segment), rows.of_segment("newly_stuck", segment), strict=True
        )
    ]
    texts = "+".join(f"{mine.text}*{part.text}" for mine, part in stuck)
    apart = sum(number(mine) * number(part) for mine, part in stuck)
    text = f"({texts})*(1-{recovered.text}+{gain.text})-{held.text}*{gain.text}"
    return Formula(text, apart * (1 - number(recovered) + number(gain)) - number(held) * number(gain))


def _countries(rows: ModelRows) -> Iterator[Check]:
    once = ("realised_loss", "loss_on_stuck", "compliance_cost")
    if not rows.has("country_cost", "country_cost_all", "carry_given_up", "discount_factor", *once):
        return
    whole = rows.cell("country_cost_all")
    yield _equal(rows, "Costs by country add up to that of all", whole, rows.total("country_cost"))
    parts, carry, years = (rows.total(*names) for names in (once, ("carry_given_up",), ("discount_factor",)))
    value = number(parts) + number(carry) * number(years)
    summed = Formula(f"{parts.text}+{carry.text}*{years.text}", value)
    yield _equal(rows, "Cost of all is losses realised and stuck, carry and compliance", whole, summed)
    if rows.has("transfer_to_target", "price_loss_on_sales"):
        gained = rows.total("price_loss_on_sales", "loss_on_stuck")
        what = "What the target is given is what holders lose on sales and on what is stuck"
        yield _equal(rows, what, rows.cell("transfer_to_target"), gained)
    share, held, hundred = (
        rows.cell(name)
        for name in ("sender_share_of_foreign_holdings", "foreign_holdings_all", "pct_per_unit")
    )
    part = Formula(f"{share.text}*{held.text}/{hundred.text}", number(share) * number(held) / number(hundred))
    yield _equal(
        rows, "The sender's share of all holdings is what it holds", rows.cell("sender_holdings"), part
    )


def _freeze(rows: ModelRows) -> Iterator[Check]:
    """Yield that nobody sells more than is withdrawn: what is locked in is withdrawn and not sold."""
    if not rows.has("sold", "withdrawn"):
        return
    pairs = [
        (key, key.replace("sold[", "withdrawn["))
        for key in rows.keys("sold")
        if key.startswith("sold[with_option")
    ]
    text = "+".join(f"SUMPRODUCT(({rows.years(a)}-{rows.years(b)}>{TOLERANCE})*1)" for a, b in pairs)
    room = DELIVERED[TOLERANCE]
    count = sum(x - y > room for a, b in pairs for x, y in zip(rows.along(a), rows.along(b), strict=True))
    why = "What the law locks in has lost its holder and is not sold: a formula was overwritten."
    about = rows.side.model_sheet
    yield Check("Nobody sells more than is withdrawn", about, Formula(text, float(count)), why=why)


def _day(rows: ModelRows) -> Iterator[Check]:
    if not rows.has("priced_after", "act", "threat_held_back"):
        return
    what = "What is priced right after is the act and what is held back"
    yield _equal(rows, what, rows.cell("priced_after"), rows.total("act", "threat_held_back"))


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
