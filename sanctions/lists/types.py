"""Entity lists as their publishers state them: frozen types, no judgement about who is caught."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: Characters of a name that are compared: no list has names a third as long, and comparing takes the square.
LONGEST_NAME = 1000


class EntityType(StrEnum):
    """What kind of thing is listed; ``entity`` is any organisation."""

    ENTITY = "entity"
    INDIVIDUAL = "individual"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"


class IdentifierKind(StrEnum):
    """What an identifying number is; only the first three decide a screening match."""

    REGISTRATION = "registration"
    TAX = "tax"
    LEI = "lei"
    BIC = "bic"
    PASSPORT = "passport"
    NATIONAL_ID = "national_id"
    VESSEL = "vessel"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Alias:
    """Another name of a listed entity.

    Parameters
    ----------
    name : str
        As the list writes it.
    kind : str
        ``aka``, ``fka`` (formerly) or ``nka`` (now).
    weak : bool
        Marked weak or low quality by the publisher; too broad to match on loosely.
    writing : str
        Script or language, as the list states it; empty when it does not say.
    """

    name: str
    kind: str = "aka"
    weak: bool = False
    writing: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A number given to an entity by a registry.

    Parameters
    ----------
    kind : IdentifierKind
        What the number is.
    value : str
        As the list writes it.
    country : str
        Country of issue as the list writes it; empty when it does not say.
    """

    kind: IdentifierKind
    value: str
    country: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Directive:
    """A directive under an executive order that a listed entity is subject to.

    Parameters
    ----------
    order : str
        ``EO 13662``, ``EO 14024``, ...
    number : str
        ``1``, ``1A``, ``2``, ...
    listed_on, effective_on : date or None
        Dates the list states for this directive; None when it states none.
    """

    order: str
    number: str
    listed_on: date | None = None
    effective_on: date | None = None

    def __str__(self) -> str:
        return f"{self.order} Directive {self.number}"


@dataclass(frozen=True, slots=True)
class ListedEntity:
    """One entry of a list.

    Parameters
    ----------
    id : str
        The publisher's own identifier (OFAC unique id, UN reference number).
    name : str
        Primary name as the list writes it.
    type : EntityType
        Organisation, individual, vessel or aircraft.
    programmes : tuple of str
        Programme tags as the list writes them.
    aliases : tuple of Alias
        Other names, in the order of the list.
    directives : tuple of Directive
        Directives named in the programme or the remarks.
    listed_on : date or None
        Earliest listing date the list itself states; most OFAC entries state none.
    linked_to : tuple of str
        Names after "Linked To", without a closing full stop; a statement of the publisher, not a stake.
    identifiers : tuple of Identifier
        Registration, tax, LEI and other numbers.
    addresses : tuple of str
        One line each.
    remarks : str
        What the list says besides, unparsed.
    legal_basis : tuple of str
        Acts under which it is listed, as the list names them.
    measures : tuple of str
        What the listing imposes ("Asset freeze"), where the list says so.
    born : tuple of str
        Dates of birth or founding, as far as known: ``1960-03-15``, ``1960-03``, ``1960``, ``1960 to 1965``.
    countries : tuple of str
        Nationality, citizenship, jurisdiction or flag, as the list writes them.
    references : tuple of str
        What other lists call the entry, with the publisher in front: ``UN TAi.002``.
    changed_on : date or None
        Day of the last change to the entry that the list states.
    notes : tuple of str
        What the entry holds and the reader does not understand.
    remarks_cut : bool
        The publisher's field was full and its end is missing, so that directives, links or numbers
        may be missing too.
    file : str
        Name of the file the entry was read from.
    line : int
        Line of the entry in that file, counted from 1.
    """

    id: str
    name: str
    type: EntityType
    programmes: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()
    directives: tuple[Directive, ...] = ()
    listed_on: date | None = None
    linked_to: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[str, ...] = ()
    remarks: str = ""
    legal_basis: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    born: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    changed_on: date | None = None
    notes: tuple[str, ...] = ()
    remarks_cut: bool = False
    file: str = ""
    line: int = 0

    def numbers(self, kind: IdentifierKind) -> tuple[str, ...]:
        """Return the identifiers of one kind, as the list writes them."""
        return tuple(identifier.value for identifier in self.identifiers if identifier.kind is kind)

    @property
    def registration_numbers(self) -> tuple[str, ...]:
        """Numbers in company registers."""
        return self.numbers(IdentifierKind.REGISTRATION)

    @property
    def tax_numbers(self) -> tuple[str, ...]:
        """Taxpayer numbers."""
        return self.numbers(IdentifierKind.TAX)

    @property
    def lei(self) -> str:
        """Legal Entity Identifier (ISO 17442), empty when the list gives none."""
        return next(iter(self.numbers(IdentifierKind.LEI)), "")


@dataclass(frozen=True, slots=True, order=True)
class SetAside:
    """A row that could not be read; counted and named, never dropped in silence."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: line {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class EntityList:
    """A whole list as read from the publisher's file.

    Parameters
    ----------
    publisher : str
        ``OFAC``, ``UN``, ``EU``, ``UK``, ``SECO`` or ``OpenSanctions``.
    title : str
        What the list is, for people.
    format : str
        ``ofac-csv``, ``ofac-xml``, ``ofac-advanced-xml``, ``un-xml``, ``eu-xml``, ``eu-csv``,
        ``uk-ofsi-csv``, ``uk-ofsi-xml``, ``uk-csv``, ``uk-xml``, ``seco-xml``,
        ``opensanctions-csv`` or ``ftm-json``.
    published_on : date or None
        Date stated in the file or its name; None when neither says.
    entities : tuple of ListedEntity
        In the order of the file.
    set_aside : tuple of SetAside
        Rows that could not be read.
    notes : tuple of str
        What a reader of results must know (a companion file is missing, remarks are cut).
    files : tuple of str
        Names of the files read.
    not_carried : tuple of str
        Fields of :class:`ListedEntity` that the files at hand do not carry, because the companion file
        with them is missing; what they hold is then not everything.
    """

    publisher: str
    title: str
    format: str
    published_on: date | None
    entities: tuple[ListedEntity, ...]
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    not_carried: tuple[str, ...] = ()

    @property
    def edition(self) -> str:
        """The list and the day of the edition, for people."""
        return f"{self.title}, {self.published_on or 'undated'}"

    def with_programme(self, programme: str) -> tuple[ListedEntity, ...]:
        """Return the entities under one programme (upper and lower case alike)."""
        wanted = programme.casefold()
        return tuple(e for e in self.entities if any(p.casefold() == wanted for p in e.programmes))

    @property
    def programmes(self) -> dict[str, int]:
        """Number of entities under each programme, by name."""
        counts: dict[str, int] = {}
        for entity in self.entities:
            for programme in entity.programmes:
                counts[programme] = counts.get(programme, 0) + 1
        return dict(sorted(counts.items()))
