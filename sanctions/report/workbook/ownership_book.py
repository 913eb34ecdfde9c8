"""Ownership verdicts as a workbook: one sheet side by side, one per rule, and what is odd."""

from __future__ import annotations

from pathlib import Path

from sanctions.files import write_file
from sanctions.ownership.decision import OwnershipResult, RuleResult
from sanctions.ownership.verdicts import DISCLAIMER, Verdict, VerdictStatus
from sanctions.report.cells.tables import Cell, Column, Content, Look, Sheet, Table
from sanctions.report.workbook.writing.finish import book_bytes
from sanctions.report.workbook.writing.writer import BookWriter

_VERDICT_COLUMNS = (
    Column("Entity", 36, Look.KEY),
    Column("Verdict", 14),
    Column("Directives", 22),
    Column("Limb", 18),
    Column("Basis", 12),
    Column("Share, %", 12),
    Column("Share at least, %", 16),
    Column("Share at most, %", 16),
    Column("By (designated person)", 26),
    Column("Because", 70),
    Column("Notes", 60),
    Column("Circular holding", 16),
    Column("Must resolve", 14),
    Column("Property blocked since", 22, Look.DATE),
)


def write_ownership_book(result: OwnershipResult, path: Path, *, force: bool) -> None:
    """Write the result as a workbook, whole or not at all.

    Raises
    ------
    sanctions.errors.InputError
        The target cannot be written.
    """
    write_file(path, ownership_book(result), force=force)


def ownership_book(result: OwnershipResult) -> bytes:
    """Return the result as the file of a workbook; nothing in it is ever a formula.

    Parameters
    ----------
    result : OwnershipResult
        What to write.
    """
    book = BookWriter()
    book.write(_summary(result))
    for rule in result.rules:
        book.write(_rule_sheet(rule, result))
        if result.what_if:
            book.write(_what_if_sheet(rule, result))
    book.write(_remarks(result))
    book.finish()
    return book_bytes(book.workbook, book.cache, book.alternative_texts)


def _summary(result: OwnershipResult) -> Sheet:
    names: dict[str, int] = {}
    for rule in result.rules:
        for verdict in rule.verdicts:
            firmness = list(VerdictStatus).index(verdict.status)
            names[verdict.entity] = min(firmness, names.get(verdict.entity, firmness))
    by_rule = [{verdict.entity: verdict for verdict in rule.verdicts} for rule in result.rules]
    rows = tuple(
        (name, *[_words(verdicts.get(name)) for verdicts in by_rule])
        for name in sorted(names, key=lambda name: (names[name], name))
    )
    columns = (Column("Entity", 40, Look.KEY), *(Column(rule.rule, 30) for rule in result.rules))
    title = f"Who is caught, as of {result.as_of}"
    return Sheet("Verdicts", title, Table("verdicts", columns, rows), lead=(DISCLAIMER,))


def _words(verdict: Verdict | None) -> str:
    if verdict is None:
        return ""
    words = verdict.status.value.replace("_", " ")
    return f"{words} ({', '.join(verdict.directives)})" if verdict.directives else words


def _rule_sheet(rule: RuleResult, result: OwnershipResult) -> Sheet:
    lead = [f"As of {result.as_of}. {DISCLAIMER}.", f"Read from: {'; '.join(rule.sources)}"]
    lead += [rule.standing_note] if rule.standing_note else []
    rows = tuple(_row(verdict) for verdict in rule.verdicts)
    name = rule.rule.replace("-", "_")
    return Sheet(rule.rule, rule.title, Table(name, _VERDICT_COLUMNS, rows), lead=tuple(lead))


def _row(verdict: Verdict) -> tuple[Content | Cell, ...]:
    return (
        verdict.entity,
        verdict.status.value.replace("_", " "),
        "; ".join(verdict.directives),
        verdict.limb,
        verdict.basis.value,
        verdict.share_pct or "band",
        verdict.share_min_pct,
        verdict.share_max_pct,
        verdict.person,
        "\n".join(verdict.because),
        "\n".join(verdict.notes),
        "yes" if verdict.circular_holding else "no",
        "yes" if verdict.must_resolve else "no",
        verdict.property_blocked_since,
    )


def _what_if_sheet(rule: RuleResult, result: OwnershipResult) -> Sheet:
    columns = (Column("Entity", 40, Look.KEY), Column("Now", 16), Column("Then", 16))
    rows = tuple(
        (each.entity, each.before.value.replace("_", " "), each.after.value.replace("_", " "))
        for each in rule.changes
    ) or (("nothing changes", "", ""),)
    title = f"If {result.what_if} were designated, under {rule.rule}"
    name = rule.rule.replace("-", "_")
    return Sheet(
        f"What if {rule.rule}"[:31], title, Table(f"what_if_{name}", columns, rows), lead=(DISCLAIMER,)
    )


def _remarks(result: OwnershipResult) -> Sheet:
    rows = [(finding.kind.replace("_", " "), finding.entity, finding.message) for finding in result.findings]
    rows += [("row set aside", problem.place, str(problem)) for problem in result.set_aside]
    rows += [("note", "", note) for note in result.notes]
    columns = (Column("What", 22, Look.KEY), Column("Where", 36), Column("In words", 110))
    table = Table("remarks", columns, tuple(rows) or (("nothing odd", "", ""),))
    return Sheet("Remarks", "What is odd about the table", table)
