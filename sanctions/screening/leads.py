"""What screening takes and gives: names to look for, and leads, which are never verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sanctions.lists.types import Alias, EntityList, Identifier, IdentifierKind, ListedEntity
from sanctions.screening.identifiers import plain_number


@dataclass(frozen=True, slots=True)
class NameQuery:
    """A name to look for.

    Parameters
    ----------
    name : str
        In any script and word order.
    line : int
        Line of the file it came from; 0 when it came from none.
    registration_id, tax_id, lei, country : str
        What is known besides; empty when it is not.
    reference : str
        The user's own number for the name, under which decisions on its leads are kept.
    """

    name: str
    line: int = 0
    registration_id: str = ""
    tax_id: str = ""
    lei: str = ""
    country: str = ""
    reference: str = ""

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """The numbers given, each under the country given."""
        numbers = (
            (IdentifierKind.LEI, self.lei),
            (IdentifierKind.TAX, self.tax_id),
            (IdentifierKind.REGISTRATION, self.registration_id),
        )
        return tuple(Identifier(kind, value, self.country) for kind, value in numbers if plain_number(value))


@dataclass(frozen=True, slots=True)
class Lead:
    """A listed entity that a name may mean; whether it does is for a person to decide.

    Parameters
    ----------
    query : NameQuery
        What was looked for.
    entity : ListedEntity
        What was found.
    matched_name : Alias
        The name or alias that came closest; its kind is ``name`` for the primary name.
    score : float
        From 0 to 1. A likeness of names, not a probability; 1 when a number decided.
    decided_by : str
        ``identifier`` or ``name``.
    reason : str
        Why the score is what it is.
    """

    query: NameQuery
    entity: ListedEntity
    matched_name: Alias
    score: float
    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Screening:
    """What screening found.

    Parameters
    ----------
    entities : EntityList
        The list screened against.
    queries : tuple of NameQuery
        The names looked for.
    threshold : float
        Least score of a lead.
    leads : tuple of Lead
        By query in the order given, then by falling score.
    contradicted : tuple of Lead
        Names alike enough, but a number says it is someone else; shown apart, never dropped unseen.
    weaker : tuple of Lead
        Names of persons that agree as far as they go, but score below the threshold; shown apart.
    """

    entities: EntityList
    queries: tuple[NameQuery, ...]
    threshold: float
    leads: tuple[Lead, ...]
    contradicted: tuple[Lead, ...]
    weaker: tuple[Lead, ...] = ()

    @property
    def without_lead(self) -> tuple[NameQuery, ...]:
        """The names that gave nothing, not even a contradicted or weaker lead, in the order given."""
        return names_without_lead(self.queries, (*self.leads, *self.contradicted, *self.weaker))


def names_without_lead(queries: Iterable[NameQuery], leads: Iterable[Lead]) -> tuple[NameQuery, ...]:
    """Return the names that none of the leads is for."""
    given = {lead.query for lead in leads}
    return tuple(query for query in queries if query not in given)
