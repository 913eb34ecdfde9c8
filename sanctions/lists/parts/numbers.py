"""What an identifying number is, told by the publisher's words for it."""

from __future__ import annotations

import re

from sanctions.lists.types import Identifier, IdentifierKind

# The first that fits counts: a tax registration number is a tax number, an IMO company number a vessel's.
_KINDS: tuple[tuple[re.Pattern[str], IdentifierKind], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\blei\b|legal entity id", IdentifierKind.LEI),
        (r"swift|\bbic\b", IdentifierKind.BIC),
        (r"\bimo\b|\bmmsi\b|\bhull\b|\bvessel\b|call sign", IdentifierKind.VESSEL),
        (r"passport", IdentifierKind.PASSPORT),
        (r"\btax|\bfiscal|\bvat\b|\binn\b|\btin\b|\bnit\b|\bruc\b", IdentifierKind.TAX),
        (r"regist|regnumber|\bogrn\b|(company|business|enterprise) (number|no)|trade ?lic|chamber",
         IdentifierKind.REGISTRATION),
        (r"national|identit|identification|\bid\b|\bssn\b|social security|personal|cedula",
         IdentifierKind.NATIONAL_ID),
    )
)  # fmt: skip
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_LABELLED = re.compile(r"(?P<label>[^:;\n]{2,60}?)\s*[:#]\s*(?P<number>[^:;\n]{2,60})")
_LEI_MODULUS, _LEI_REST = 97, 1


def kind_of_number(words: str) -> IdentifierKind:
    """Return what a number is called; `IdentifierKind.OTHER` when the words do not tell."""
    return next((kind for pattern, kind in _KINDS if pattern.search(words)), IdentifierKind.OTHER)


def labelled_number(text: str, otherwise: IdentifierKind | None = None) -> Identifier | None:
    """Return the number in a statement such as ``IMO Number: 8405270``.

    Parameters
    ----------
    text : str
        One statement.
    otherwise : IdentifierKind, optional
        What a number without a label is; without it, such text holds no number.
    """
    match = _LABELLED.fullmatch(text.strip())
    if match is None:
        return Identifier(otherwise, text.strip()) if otherwise and text.strip() else None
    kind = kind_of_number(match["label"])
    if otherwise is None and (kind is IdentifierKind.OTHER or not _has_digit(match["number"])):
        return None
    value = match["number"].strip(" .,")
    return Identifier(otherwise if kind is IdentifierKind.OTHER and otherwise else kind, value)


def is_lei(text: str) -> bool:
    """Return whether a number is a legal entity identifier by form and check digits (ISO 17442)."""
    number = text.strip().upper()
    if not (number.isascii() and _LEI.fullmatch(number)):
        return False
    return int("".join(str(int(letter, 36)) for letter in number)) % _LEI_MODULUS == _LEI_REST


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
