"""A labelled sample for screening: listed names written in other ways, and names of others close to them.

Everything is made from two short lists of invented names in ``benchmarks/data`` (or from any list of
names) and a seed; the same seed gives the same sample.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sanctions.lists.types import EntityList, EntityType, ListedEntity

DATA = Path(__file__).parent / "data"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Spellings that passports, banks and newspapers use side by side; written down from romanisation tables
# (ISO 9, BGN/PCGN, ICAO, French and German press), not from the folding rules of the program.
_ROMANISATIONS = (
    ("shch", "sch"), ("kh", "h"), ("zh", "j"), ("ts", "tz"), ("ts", "c"), ("ch", "tch"), ("sh", "sch"),
    ("yu", "iu"), ("ya", "ja"), ("ya", "ia"), ("ye", "e"), ("ye", "ie"), ("y", "i"), ("ks", "x"), ("v", "w"),
    ("q", "k"), ("gh", "g"), ("ou", "u"), ("u", "oo"), ("ei", "ai"), ("dd", "d"), ("ss", "s"),
    ("al-", "el "), ("ov", "off"), ("ev", "eff"), ("sky", "skii"), ("iy", "y"), ("ie", "ye"), ("yo", "e"),
)  # fmt: skip
_FORMS = (
    ("public joint stock company", "pjsc", "pao"),
    ("joint stock company", "jsc", "ao"),
    ("limited liability company", "llc", "ooo"),
    ("oao", "ojsc", "open joint stock company"),
    ("zao", "cjsc", "closed joint stock company"),
    ("company limited", "co. ltd.", "ltd"),
    ("corporation", "corp."),
    ("gmbh", "gesellschaft mit beschränkter haftung"),
)
_FORM_WORDS = frozenset(
    [
        "public",
        "joint",
        "stock",
        "company",
        "limited",
        "liability",
        "pjsc",
        "pao",
        "jsc",
        "ao",
        "llc",
        "ooo",
        "oao",
        "ojsc",
        "open",
        "zao",
        "cjsc",
        "closed",
        "co",
        "ltd",
        "corporation",
        "corp",
        "gmbh",
        "s.a",
        "de",
        "c.v",
        "ltda",
        "a.ş",
        "sarl",
        "sp",
        "z",
        "o.o",
        "plc",
        "pte",
        "n.v",
        "inc",
        "ag",
        "fze",
        "federal",
        "state",
        "unitary",
        "enterprise",
        "holding",
        "holdings",
        "group",
        "sa",
        "cv",
    ]
)
_PATRONYMICS = ("ovich", "evich", "ovna", "evna", "ichna", "ovych", "evych", "oglu", "ogly", "kyzy", "uly")
_ABBREVIATIONS = (
    ("international", "intl"), ("national", "natl"), ("industries", "ind."), ("engineering", "eng."),
    ("technology", "tech"), ("development", "dev."), ("brothers", "bros"), ("ministry", "min."),
    ("institute", "inst."), ("services", "svcs"), ("shipping", "shpg"), ("trading", "trdg"),
    ("management", "mgmt"), ("group", "grp"), ("and", "&"), ("company", "co"), ("transport", "transp."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """A name to screen, how it was made, and the id it belongs to (empty: nobody listed)."""

    name: str
    kind: str
    id: str


def made_list() -> tuple[EntityList, dict[str, str]]:
    """Return the list of invented names, and by id the same name in its own script."""
    with (DATA / "listed_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    entities = tuple(
        ListedEntity(row["id"], row["name"], EntityType(row["type"]), file="listed_names.csv") for row in rows
    )
    found = EntityList("made", "invented names", "made", None, entities, files=("listed_names.csv",))
    return found, {row["id"]: row["other_script"] for row in rows if row["other_script"]}


def unlisted_names() -> list[str]:
    """Return invented names close to listed ones that nobody listed bears."""
    with (DATA / "unlisted_names.csv").open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file)]


def listed_otherwise(
    entities: Sequence[ListedEntity], other_script: dict[str, str], seed: int
) -> Iterator[Labelled]:
    """Yield every listed name once for each way of writing that changes it."""
    made = random.Random(seed)
    for entity in entities:
        for kind, change in CHANGES.items():
            name = change(entity, made)
            if name and name != entity.name:
                yield Labelled(name, kind, entity.id)
        if entity.id in other_script:
            yield Labelled(other_script[entity.id], "own script", entity.id)


def near_misses(entities: Sequence[ListedEntity], seed: int, number: int) -> Iterator[Labelled]:
    """Yield names put together from the parts of two listed ones, so that they are nobody's.

    For persons the surname of one and the given names of another; for companies the first half of the words
    of one and the last half of another, legal forms aside, so that no whole name is in it.
    """
    made = random.Random(seed)
    persons = [e for e in entities if e.type is EntityType.INDIVIDUAL and "," in e.name]
    companies = [e for e in entities if e.type is EntityType.ENTITY and len(e.name.split()) > 1]
    real = {_bare(e.name) for e in entities}
    for _ in range(number):
        if len(persons) > 1:
            one, other = made.sample(persons, 2)
            name = f"{other.name.split(',')[1].strip()} {one.name.split(',')[0]}"
            if _bare(name) not in real:
                yield Labelled(name, "persons crossed", "")
        if len(companies) > 1:
            one, other = (_distinctive(e.name) for e in made.sample(companies, 2))
            left, right = one[: (len(one) + 1) // 2], other[len(other) // 2 :]
            name = " ".join([*left, *right])
            if left != one and right != other and _bare(name) not in real:
                yield Labelled(name, "companies crossed", "")


def _distinctive(name: str) -> list[str]:
    """Return the words of a company's name without those of legal forms."""
    return [word for word in name.split() if word.casefold().strip(".,") not in _FORM_WORDS]


def _bare(name: str) -> str:
    return " ".join(sorted(re.findall(r"\w+", name.casefold())))


def _reordered(entity: ListedEntity, made: random.Random) -> str:
    words = re.findall(r"[^\s,]+", entity.name)
    if entity.type is EntityType.INDIVIDUAL and "," in entity.name:
        surname, given = entity.name.split(",", 1)
        return f"{given.strip()} {surname}".title()
    made.shuffle(words)
    return " ".join(words) if len(words) > 1 else ""


def _typo(entity: ListedEntity, made: random.Random) -> str:
    return _mistyped(entity.name.lower(), made)


def _two_typos(entity: ListedEntity, made: random.Random) -> str:
    name = entity.name.lower()
    return _mistyped(_mistyped(name, made), made) if len(name) >= 14 else ""


def _mistyped(name: str, made: random.Random) -> str:
    places = [
        place for place, letter in enumerate(name[:-1]) if letter.isalpha() and name[place + 1].isalpha()
    ]
    if not places:
        return ""
    place = made.choice(places)
    what = made.choice(("drop", "swap", "double", "wrong"))
    if what == "drop":
        return name[:place] + name[place + 1 :]
    if what == "swap":
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    return name[: place + (what == "double")] + made.choice(_LETTERS) + name[place + 1 :]


def _romanised(entity: ListedEntity, made: random.Random) -> str:
    """Change up to three spellings that occur in the name."""
    name = entity.name.lower()
    possible = [(one, other) for one, other in _ROMANISATIONS if one in name]
    for one, other in made.sample(possible, min(3, len(possible))):
        name = name.replace(one, other, 1)
    return name if name != entity.name.lower() else ""


def _other_form(entity: ListedEntity, made: random.Random) -> str:
    """Write the legal form in another way, or leave it out."""
    if entity.type is not EntityType.ENTITY:
        return ""
    name = f" {entity.name.lower()} "
    for spellings in _FORMS:
        for spelling in spellings:
            if f" {spelling} " in name:
                other = made.choice([*(other for other in spellings if other != spelling), ""])
                return " ".join(name.replace(f" {spelling} ", f" {other} ").split())
    return ""


def _abbreviated(entity: ListedEntity, _: random.Random) -> str:
    name = f" {entity.name.lower()} "
    for long, short in _ABBREVIATIONS:
        name = name.replace(f" {long} ", f" {short} ")
    return name.strip() if name.strip() != entity.name.lower() else ""


def _word_left_out(entity: ListedEntity, made: random.Random) -> str:
    """Leave out a second given name, or the last but one word of a long company name."""
    if entity.type is EntityType.INDIVIDUAL and "," in entity.name:
        surname, given = entity.name.split(",", 1)
        words = given.split()
        return f"{words[0]} {surname}".title() if len(words) > 1 else ""
    words = entity.name.split()
    if len(words) < 4:
        return ""
    longest = max(words, key=len)
    words.remove(made.choice([word for word in words[1:] if word != longest]))
    return " ".join(words).title()


def _run_together(entity: ListedEntity, made: random.Random) -> str:
    """Join two words, or part a long one."""
    words = entity.name.split()
    if len(words) > 1 and made.random() < 0.5:
        place = made.randrange(len(words) - 1)
        return " ".join([*words[:place], words[place].rstrip(",") + words[place + 1], *words[place + 2 :]])
    longest = max(range(len(words)), key=lambda place: len(words[place]))
    word = words[longest]
    if len(word) < 8:
        return ""
    words[longest] = f"{word[: len(word) // 2]} {word[len(word) // 2 :]}"
    return " ".join(words)


def _initials(entity: ListedEntity, _: random.Random) -> str:
    """Write the given names of a person as initials, as visas and payment orders do."""
    if entity.type is not EntityType.INDIVIDUAL or "," not in entity.name:
        return ""
    surname, given = entity.name.split(",", 1)
    words = given.split()
    return f"{''.join(f'{word[0]}.' for word in words)} {surname}".title() if len(words) > 1 else ""


def _no_patronymic(entity: ListedEntity, _: random.Random) -> str:
    """Leave out the patronymic of a person, known by the endings that Slavic and Turkic ones have."""
    if entity.type is not EntityType.INDIVIDUAL or "," not in entity.name:
        return ""
    surname, given = entity.name.split(",", 1)
    kept = [word for word in given.split() if not word.casefold().endswith(_PATRONYMICS)]
    return f"{surname}, {' '.join(kept)}" if 0 < len(kept) < len(given.split()) else ""


CHANGES: dict[str, Callable[[ListedEntity, random.Random], str]] = {
    "word order": _reordered,
    "one typo": _typo,
    "two typos": _two_typos,
    "romanisation": _romanised,
    "legal form": _other_form,
    "abbreviation": _abbreviated,
    "word left out": _word_left_out,
    "words joined or parted": _run_together,
    "initials": _initials,
    "patronymic left out": _no_patronymic,
}
