"""Screen names against several lists: every lead says its list, leads to one person stand together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sanctions.errors import InputError, Problem
from sanctions.lists.types import EntityList, EntityType, ListedEntity
from sanctions.screening.against_list import DEFAULT_THRESHOLD, screen
from sanctions.screening.identifiers import same_number
from sanctions.screening.leads import Lead, NameQuery, names_without_lead
from sanctions.screening.names import name_key

# What the publishers' own ids are called where another list refers to them.
_OWN = {
    "uk-csv": "UK",
    "uk-xml": "UK",
    "uk-ofsi-csv": "OFSI",
    "uk-ofsi-xml": "OFSI",
    "un-xml": "UN",
    "eu-xml": "EU",
    "eu-csv": "EU",
}
_FEWEST_WORDS = 2  # of a name that says by itself that two entries are the same
_YEAR = 4  # digits
_MOST_COMPARED = 200  # leads of one name; a name with more says nothing by itself


@dataclass(frozen=True, slots=True)
class AlsoOn:
    """The same person or company on another list, and what says so."""

    entities: EntityList
    entity: ListedEntity
    because: str


@dataclass(frozen=True, slots=True)
class ListedLead:
    """A lead, the list it is on, and where else the same person or company stands."""

    lead: Lead
    entities: EntityList
    also_on: tuple[AlsoOn, ...] = ()


@dataclass(frozen=True, slots=True)
class ListsScreening:
    """What screening found on all lists.

    Parameters
    ----------
    lists : tuple of EntityList
        In the order given.
    queries : tuple of NameQuery
        The names looked for.
    threshold : float
        Least score of a lead.
    leads : tuple of ListedLead
        By query; leads to one person stand together, the highest score first.
    contradicted, weaker : tuple of ListedLead
        As for one list.
    """

    lists: tuple[EntityList, ...]
    queries: tuple[NameQuery, ...]
    threshold: float
    leads: tuple[ListedLead, ...]
    contradicted: tuple[ListedLead, ...]
    weaker: tuple[ListedLead, ...] = ()

    @property
    def without_lead(self) -> tuple[NameQuery, ...]:
        """The names that gave nothing on any list, not even a contradicted or weaker lead, as ordered."""
        found = (*self.leads, *self.contradicted, *self.weaker)
        return names_without_lead(self.queries, (each.lead for each in found))


def screen_lists(
    queries: Sequence[NameQuery], lists: Sequence[EntityList], threshold: float = DEFAULT_THRESHOLD
) -> ListsScreening:
    """Look for names on each list by itself: a score does not depend on which other lists are given.

    Raises
    ------
    InputError
        If the threshold is out of range, or two of the lists are editions of one.
    """
    _require_different(lists)
    screenings = [screen(queries, each, threshold) for each in lists]
    leads = [ListedLead(lead, one.entities) for one in screenings for lead in one.leads]
    contradicted = [ListedLead(lead, one.entities) for one in screenings for lead in one.contradicted]
    weaker = [ListedLead(lead, one.entities) for one in screenings for lead in one.weaker]
    order = {query: place for place, query in reversed(list(enumerate(queries)))}
    by_query: dict[int, list[ListedLead]] = {}
    for each in leads:
        by_query.setdefault(order[each.lead.query], []).append(each)
    for kind in (contradicted, weaker):
        kind.sort(key=lambda each: order[each.lead.query])
    together = [each for place in sorted(by_query) for each in _together(by_query[place])]
    return ListsScreening(
        tuple(lists), tuple(queries), threshold, tuple(together), tuple(contradicted), tuple(weaker)
    )


def _require_different(lists: Sequence[EntityList]) -> None:
    first: dict[str, EntityList] = {}
    problems = []
    for each in lists:
        if each.title in first:
            message = f"is the {each.title}, and so is {first[each.title].files[0]}"
            problems.append(Problem(each.files[0], "", message, "one edition of each list"))
        first.setdefault(each.title, each)
    if problems:
        raise InputError(problems)


def _together(leads: Sequence[ListedLead]) -> list[ListedLead]:
    """Return the leads of one name, those to one person side by side and each naming the others."""
    ordered = sorted(leads, key=lambda each: -each.lead.score)
    if len(ordered) > _MOST_COMPARED:
        return ordered
    groups: list[list[ListedLead]] = []
    for each in ordered:
        group = next((group for group in groups if any(_same(each, other) for other in group)), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return [
        ListedLead(each.lead, each.entities, tuple(_others(each, group)))
        for group in groups
        for each in group
    ]


def _others(one: ListedLead, group: Sequence[ListedLead]) -> Iterable[AlsoOn]:
    for other in group:
        if other.entities is not one.entities:
            because = _same(one, other) or "the same as an entry that is the same"
            yield AlsoOn(other.entities, other.lead.entity, because)


def _same(one: ListedLead, other: ListedLead) -> str:
    """Return what says that entries of two lists are the same person or company; empty when nothing does."""
    if one.entities is other.entities:
        return ""
    left, right = one.lead.entity, other.lead.entity
    if shared := sorted(_keys(one) & _keys(other)):
        return f"both are {shared[0]}"
    if number := same_number(left.identifiers, right):
        return f"the same {number.kind} number {number.value}"
    apart = left.type is not right.type or not _born_alike(left, right)
    return "" if apart or not _names(left) & _names(right) else "the same name"


def _keys(lead: ListedLead) -> set[str]:
    own = _OWN.get(lead.entities.format)
    return {*lead.lead.entity.references, *([f"{own} {lead.lead.entity.id}"] if own else [])}


def _born_alike(one: ListedEntity, other: ListedEntity) -> bool:
    """Return whether years of birth leave it open that two are the same: shared, or not known of one."""
    years = [{born[:_YEAR] for born in each.born if born[:_YEAR].isdigit()} for each in (one, other)]
    return not all(years) or bool(years[0] & years[1])


def _names(entity: ListedEntity) -> set[tuple[str, ...]]:
    person = entity.type is EntityType.INDIVIDUAL
    strong = (entity.name, *(alias.name for alias in entity.aliases if not alias.weak))
    keys = (tuple(sorted(name_key(name, person=person).words)) for name in strong)
    return {words for words in keys if len(words) >= _FEWEST_WORDS}
