"""When a number decides, and when it is left alone."""

from __future__ import annotations

import pytest

from sanctions.lists.types import EntityType, Identifier, IdentifierKind, ListedEntity
from sanctions.screening.identifiers import countries_agree, other_number, same_number

TAX, REGISTRATION, LEI = IdentifierKind.TAX, IdentifierKind.REGISTRATION, IdentifierKind.LEI


def _entity(*identifiers):
    return ListedEntity("1", "ZENDA", EntityType.ENTITY, identifiers=identifiers)


@pytest.mark.parametrize(
    ("given", "listed", "same"),
    [
        (Identifier(TAX, "7709990001"), Identifier(TAX, "770-999-0001", "Ruritania"), True),
        (Identifier(TAX, "7709990001", "Ruritania"), Identifier(TAX, "7709990001", "Grauland"), False),
        (Identifier(TAX, "91061"), Identifier(TAX, "91061", "Ruritania"), False),
        (Identifier(TAX, "91061", "ruritania"), Identifier(TAX, "91061", "Ruritania"), True),
        (Identifier(TAX, "7709990001"), Identifier(REGISTRATION, "7709990001"), False),
        (
            Identifier(LEI, "5493001kjtiigc8y1r12", "Grauland"),
            Identifier(LEI, "5493001KJTIIGC8Y1R12", "X-land"),
            True,
        ),
        (Identifier(TAX, "7709990001", "RU"), Identifier(TAX, "7709990001", "Ruritania"), True),
    ],
)
def test_same_number(given, listed, same):
    assert (same_number([given], _entity(listed)) is not None) is same


@pytest.mark.parametrize(
    ("given", "listed", "other"),
    [
        (Identifier(LEI, "5493001KJTIIGC8Y1R12"), Identifier(LEI, "5493001KJTIIGC8Y1R99"), True),
        (Identifier(TAX, "7709990002", "Ruritania"), Identifier(TAX, "7709990001", "Ruritania"), True),
        (Identifier(TAX, "7709990002"), Identifier(TAX, "7709990001", "Ruritania"), False),
        (Identifier(TAX, "77099", "Ruritania"), Identifier(TAX, "7709990001", "Ruritania"), False),
        (Identifier(TAX, "7709990001", "Ruritania"), Identifier(TAX, "7709990001", "Ruritania"), False),
    ],
)
def test_other_number(given, listed, other):
    assert (other_number([given], _entity(listed)) is not None) is other


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Russia", "Russian Federation", True),
        ("RURITANIA", "Ruritania", True),
        ("Ruritania", "Grauland", False),
        ("RU", "Ruritania", None),
        ("", "Ruritania", None),
    ],
)
def test_countries(one, other, agree):
    assert countries_agree(one, other) is agree
