"""Whom one measure reaches: those it names, those on its list, and those its ownership rule adds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sanctions.entities.register import EntityTables
from sanctions.errors import InputError
from sanctions.lists.read import read_list
from sanctions.ownership.explain import Explainer
from sanctions.ownership.graph import build_graph
from sanctions.ownership.listings import Listing, ListKind
from sanctions.ownership.propagation.engine import expand
from sanctions.ownership.readers.inputs import is_hand_made
from sanctions.ownership.readers.read_listed import read_listed
from sanctions.ownership.stakes import Stake
from sanctions.ownership.verdicts import Basis, Verdict, VerdictStatus
from sanctions.spec.entity_lists import entity_list_path
from sanctions.spec.measures import Measure
from sanctions.spec.terms import IssuerClass, IssuerReach, MeasureKind, OwnershipRule
from sanctions.spec.vocabulary import vocabulary

#: Measures that bite on entities; the others reach bonds of the state, or nothing with a figure.
ENTITY_KINDS = frozenset(
    {
        MeasureKind.ASSET_FREEZE,
        MeasureKind.DEBT_TENOR_CAP,
        MeasureKind.NEW_EQUITY_BAN,
        MeasureKind.ACCOUNT_BAN,
        MeasureKind.LENDING_BAN,
    }
)
_STATE = frozenset({IssuerClass.SOVEREIGN, IssuerClass.CENTRAL_BANK, IssuerClass.WEALTH_FUND})
#: Names that mean everybody, not somebody.
_EVERYBODY = frozenset({"ru-any-entity"})
_ACCOUNT_DIRECTIVE = "EO 14024 D2"
_DATED = re.compile(r"(?P<source>[a-z0-9-]+)@(?P<day>\d{4}-\d{2}-\d{2})")
_KEPT = {"ofac-sdn": "ofac-sdn", "ofac-cons": "ofac-consolidated", "un-consolidated": "un"}


@dataclass(frozen=True)
class MeasureReach:
    """One measure and whom it reaches.

    Parameters
    ----------
    name : str
        ``package#measure``.
    measure : Measure
    verdicts : tuple of Verdict
        Of everybody listed, caught or open; under the register's names.
    notes : tuple of str
        What could not be read.
    """

    name: str
    measure: Measure
    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...] = ()


def reaches_entities(measure: Measure) -> bool:
    """Tell whether a measure bites on entities that are not the state."""
    return measure.kind in ENTITY_KINDS and bool(measure.list or _named_issuers(measure))


def reach_of(
    name: str, measure: Measure, tables: EntityTables, as_of: dt.date, folder: Path | None = None
) -> MeasureReach:
    """Return whom a measure reaches, on what was known on a day.

    Parameters
    ----------
    name : str
        ``package#measure``.
    measure : Measure
    tables : EntityTables
        Already without what was first known after the day.
    as_of : datetime.date
        The day; where the measure begins later, stakes are read on its first day.
    folder : pathlib.Path, optional
        Folder of the spec, for lists beside it.
    """
    issuers = _named_issuers(measure)
    on_list, notes = _list_names(measure, folder)
    titles = vocabulary().issuers
    known = tables.known_names()
    named = [issuer if issuer.casefold() in known else titles[issuer].title for issuer in issuers]
    names = tuple(dict.fromkeys(tables.entity(each).name for each in (*named, *on_list)))
    day = max(as_of, measure.effective)
    if measure.issuer_reach is IssuerReach.NAMED_ONLY or measure.ownership_rule is OwnershipRule.NONE:
        verdicts = tuple(_listed(each, measure, day) for each in names)
    else:
        verdicts = expanded(names, measure, tables, day)
    return MeasureReach(name, measure, verdicts, notes)


def _named_issuers(measure: Measure) -> tuple[str, ...]:
    known = vocabulary().issuers
    return tuple(
        each
        for each in measure.issuers
        if each not in _EVERYBODY and not (each in known and known[each].issuer_class in _STATE)
    )


def _listed(name: str, measure: Measure, day: dt.date) -> Verdict:
    return Verdict(
        entity=name,
        rule=str(measure.ownership_rule),
        status=VerdictStatus.LISTED,
        directives=(),
        limb="listed",
        basis=Basis.STATUTE,
        as_read_on=day,
        share_pct=None,
        share_min_pct="0",
        share_max_pct="0",
        because=(f"{name} is named in {measure.id}",),
    )


def expanded(
    names: Iterable[str], measure: Measure, tables: EntityTables, day: dt.date
) -> tuple[Verdict, ...]:
    """Return the verdicts of the measure's own rule; accounts reach owned entities only if they are banks.

    Parameters
    ----------
    names : iterable of str
        Whom the measure names.
    measure : Measure
    tables : EntityTables
        What is known.
    day : datetime.date
        Day on which stakes are read.
    """
    rule, kind, directive = str(measure.ownership_rule), ListKind.UNSTATED, ""
    if measure.kind is MeasureKind.ACCOUNT_BAN:
        rule, kind, directive = str(OwnershipRule.SSI_50), ListKind.DIRECTIVE, _ACCOUNT_DIRECTIVE
    graph = build_graph(
        Stake(each.owner, each.entity, each.share, valid_from=each.valid_from, valid_to=each.valid_to)
        for each in tables.stakes
    )
    listings = tuple(Listing(each, measure.id, kind, directive) for each in names)
    expansion = expand(graph, listings, rule, day, tables.facts())
    explainer = Explainer(expansion, listings)
    found = [
        explainer.verdict(number)
        for number in range(expansion.graph.entities)
        if expansion.status(number) is not VerdictStatus.NOT_COVERED
    ]
    return tuple(sorted(found, key=lambda each: (list(VerdictStatus).index(each.status), each.entity)))


def _list_names(measure: Measure, folder: Path | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names on the measure's list, and what to say where it cannot be read."""
    if measure.list is None:
        return (), ()
    path = entity_list_path(measure.list, folder)
    try:
        if path is not None and is_hand_made(path):
            return tuple(each.entity for each in read_listed(path).listings), ()
        dated = _DATED.fullmatch(measure.list)
        if path is None and dated is not None:
            day = dt.date.fromisoformat(dated["day"])
            kept = read_list(_KEPT[dated["source"]])
            return tuple(e.name for e in kept.entities if e.listed_on is None or e.listed_on <= day), ()
        return tuple(each.name for each in read_list(path or measure.list).entities), ()
    except InputError as error:
        return (), (f"the list {measure.list} cannot be read, its names are not counted: {error}",)
