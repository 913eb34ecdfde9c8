"""Ownership verdicts as tables for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sanctions.files import printable
from sanctions.ownership.decision import OwnershipResult, RuleResult
from sanctions.ownership.ranking import Ranked
from sanctions.ownership.verdicts import CAUGHT, DISCLAIMER, Verdict, VerdictStatus

STYLES = {
    VerdictStatus.LISTED: "bold red",
    VerdictStatus.BLOCKED: "red",
    VerdictStatus.RESTRICTED: "red",
    VerdictStatus.OWNED: "red",
    VerdictStatus.CONTROLLED: "red",
    VerdictStatus.MAY: "yellow",
    VerdictStatus.UNSETTLED: "magenta",
    VerdictStatus.NOT_COVERED: "dim",
}


LONGEST_SHARE = 12


def ownership_tables(result: OwnershipResult, show_all: bool = False) -> RenderableType:
    """Return one table of all rules side by side, the reasons below, and what to know besides.

    Parameters
    ----------
    result : OwnershipResult
        What to show.
    show_all : bool
        Show also whoever no rule reaches and in whom no caught holder has a stake.
    """
    shown = _entities(result, show_all)
    title = Text(f"Who is caught, as of {result.as_of}", style="bold")
    parts: list[RenderableType] = [title, _side_by_side(result, shown), Text("")]
    parts += [_reasons(rule, shown) for rule in result.rules]
    if result.what_if:
        parts += [_changes(rule, result.what_if) for rule in result.rules]
    hidden = len({verdict.entity for rule in result.rules for verdict in rule.verdicts}) - len(shown)
    if hidden:
        who = "entity is" if hidden == 1 else "entities are"
        parts.append(Text(f"{hidden} more {who} reached by no listed holder (--all shows all)."))
    parts += [_text(f"! {finding.message}") for finding in result.findings]
    parts += [_text(f"note: {note}") for note in result.notes]
    if result.set_aside:
        parts.append(Text(f"Rows set aside: {len(result.set_aside)}."))
    parts.append(Text(f"Law and facts as of {result.as_of}. {DISCLAIMER}."))
    return Group(*parts)


def ranking_table(ranked: Iterable[Ranked], rule: str, as_of: str) -> RenderableType:
    """Return candidates by what their designation would add."""
    table = Table(title=f"What one more designation adds under {rule}, as of {as_of}", title_justify="left")
    for column in ("Candidate", "Is now", "Adds", "Opens", "Assets, USD bn", "Newly caught"):
        table.add_column(column, overflow="fold", justify="right" if column in ("Adds", "Opens") else "left")
    for each in ranked:
        unknown = f" ({each.assets_unknown} without figure)" if each.assets_unknown else ""
        assets = "no figure" if each.assets_usd_bn is None else f"{each.assets_usd_bn}{unknown}"
        table.add_row(
            _text(each.entity),
            Text(each.status.value.replace("_", " "), style=STYLES[each.status]),
            str(len(each.newly_caught)),
            str(len(each.newly_open)),
            assets,
            _text(", ".join(each.newly_caught)),
        )
    return Group(table, Text(f"{DISCLAIMER}."))


def _entities(result: OwnershipResult, show_all: bool) -> list[str]:
    names: dict[str, int] = {}
    for rule in result.rules:
        for verdict in rule.verdicts:
            if (
                show_all
                or verdict.status is not VerdictStatus.NOT_COVERED
                or verdict.because
                or _own_notes(rule, verdict)
                or verdict.circular_holding
            ):
                firmest = list(VerdictStatus).index(verdict.status)
                names[verdict.entity] = min(firmest, names.get(verdict.entity, firmest))
    return sorted(names, key=lambda name: (names[name], name))


def _side_by_side(result: OwnershipResult, shown: list[str]) -> Table:
    table = Table()
    table.add_column("Entity", overflow="fold")
    by_rule = []
    for rule in result.rules:
        standing = "" if rule.in_force == "in_force" else f"\n({rule.in_force.value.replace('_', ' ')})"
        table.add_column(rule.rule + standing, overflow="fold")
        by_rule.append({verdict.entity: verdict for verdict in rule.verdicts})
    for name in shown:
        table.add_row(_text(name), *[_cell(verdicts.get(name)) for verdicts in by_rule])
    return table


def _cell(verdict: Verdict | None) -> Text:
    if verdict is None:
        return Text("")
    words = Text(verdict.status.value.replace("_", " "), style=STYLES[verdict.status])
    if verdict.directives:
        words.append(f" {', '.join(verdict.directives)}")
    if verdict.status is not VerdictStatus.LISTED:
        band = f"{_short(verdict.share_min_pct)} to {_short(verdict.share_max_pct)}"
        share = band if verdict.share_pct is None else _short(verdict.share_pct)
        words.append(f" {share} %" if share != "0" else "")
    return words


def _short(share_pct: str) -> str:
    """Return a long decimal cut, with an ellipsis so that it is not taken for the whole."""
    return share_pct if len(share_pct) <= LONGEST_SHARE else f"{share_pct[: LONGEST_SHARE - 1]}…"


def _reasons(rule: RuleResult, shown: list[str]) -> RenderableType:
    names = set(shown)
    lines = [Text(f"{rule.rule}: {rule.title}", style="bold")]
    lines += [_text(f"  {rule.standing_note}")] if rule.standing_note else []
    for verdict in rule.verdicts:
        if verdict.entity in names and (verdict.status is not VerdictStatus.LISTED):
            lines += _reason(rule, verdict)
    lines.append(_text(f"  Read from: {'; '.join(rule.sources)}"))
    return Group(*lines, Text(""))


def _own_notes(rule: RuleResult, verdict: Verdict) -> list[str]:
    """Return the notes that are not said of the rule as a whole already."""
    return [note for note in verdict.notes if note != rule.standing_note]


def _reason(rule: RuleResult, verdict: Verdict) -> list[Text]:
    head = f"  {verdict.entity}: {verdict.status.value.replace('_', ' ')}"
    if verdict.status in CAUGHT or verdict.status in (VerdictStatus.MAY, VerdictStatus.UNSETTLED):
        head += f" by {verdict.limb} ({verdict.basis.value})"
    head += f", by {verdict.person} alone" if verdict.person else ""
    head += f": {'; '.join(verdict.because)}" if verdict.because else ""
    lines = [_text(head)] if verdict.because or _own_notes(rule, verdict) or verdict.circular_holding else []
    lines += [_text(f"    {note}") for note in _own_notes(rule, verdict)]
    if verdict.circular_holding:
        lines.append(_text(f"    circular holding; the other reading: {verdict.other_reading}"))
    if verdict.must_resolve:
        lines.append(_text("    must be resolved before dealing"))
    if verdict.property_blocked_since is not None:
        lines.append(_text(f"    property blocked since {verdict.property_blocked_since}"))
    return lines


def _changes(rule: RuleResult, what_if: str) -> RenderableType:
    title = _text(f"If {what_if} were designated, under {rule.rule}:")
    lines = [
        _text(f"  {each.entity}: {each.before.value} -> {each.after.value}".replace("_", " "))
        for each in rule.changes
    ]
    return Group(title, *(lines or [Text("  nothing changes")]), Text(""))


def _text(words: str) -> Text:
    return Text(printable(words))
