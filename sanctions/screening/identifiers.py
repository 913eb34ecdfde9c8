"""Numbers of registries compared: the same number decides a match, a different one speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sanctions.lists.types import Identifier, IdentifierKind, ListedEntity
from sanctions.screening.names import plain_words

DECIDING = (IdentifierKind.LEI, IdentifierKind.TAX, IdentifierKind.REGISTRATION)
# A shorter number without a country is shared by companies of several countries too easily.
_LONG_ENOUGH = 8
_COUNTRY_CODE = 3  # letters; a code is not compared with a country's name


def plain_number(value: str) -> str:
    """Return a number without blanks and punctuation, in upper case."""
    return "".join(character for character in value.upper() if character.isalnum())


def identifier_index(entities: Sequence[ListedEntity]) -> dict[tuple[IdentifierKind, str], list[int]]:
    """Return the positions of the entities that carry each deciding number."""
    index: dict[tuple[IdentifierKind, str], list[int]] = {}
    for position, entity in enumerate(entities):
        for identifier in entity.identifiers:
            if identifier.kind in DECIDING:
                index.setdefault((identifier.kind, plain_number(identifier.value)), []).append(position)
    return index


def same_number(given: Iterable[Identifier], entity: ListedEntity) -> Identifier | None:
    """Return the entity's identifier that equals a given one, or None.

    A number shorter than eight characters counts only when both sides state the same country; numbers of
    two stated, different countries are never the same, except for the LEI, which is global.
    """
    for one in given:
        for other in entity.identifiers:
            if one.kind is not other.kind or plain_number(one.value) != plain_number(other.value):
                continue
            agree = countries_agree(one.country, other.country)
            long_enough = len(plain_number(one.value)) >= _LONG_ENOUGH
            if one.kind is IdentifierKind.LEI or agree or (agree is None and long_enough):
                return other
    return None


def other_number(given: Iterable[Identifier], entity: ListedEntity) -> tuple[Identifier, Identifier] | None:
    """Return a given number and the entity's different number of the same register, or None.

    Registers are the same when kind, stated country and length agree; an LEI has one register.
    """
    for one in given:
        rivals = [other for other in entity.identifiers if _same_register(one, other)]
        if rivals and all(plain_number(one.value) != plain_number(other.value) for other in rivals):
            return one, rivals[0]
    return None


def countries_agree(one: str, other: str) -> bool | None:
    """Return whether two countries are the same; None when either is missing or only a code.

    "Russia" and "Russian Federation" agree: the first word of one begins with the other's.
    """
    left, right = plain_words(one), plain_words(other)
    if not left or not right:
        return None
    if left == right:
        return True
    if len("".join(left)) <= _COUNTRY_CODE or len("".join(right)) <= _COUNTRY_CODE:
        return None
    return left[0].startswith(right[0]) or right[0].startswith(left[0])


def _same_register(one: Identifier, other: Identifier) -> bool:
    if one.kind is not other.kind or one.kind not in DECIDING:
        return False
    if one.kind is IdentifierKind.LEI:
        return True
    same_length = len(plain_number(one.value)) == len(plain_number(other.value))
    return same_length and countries_agree(one.country, other.country) is True
