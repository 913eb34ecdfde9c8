"""Screen names against a list: who may be meant, how likely by the name, and why. A lead, never a verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from sanctions.errors import InputError
from sanctions.lists.types import Alias, EntityList, EntityType, Identifier, IdentifierKind
from sanctions.screening.identifiers import identifier_index, other_number, plain_number, same_number
from sanctions.screening.leads import Lead, NameQuery, Screening
from sanctions.screening.name_scores import PairScores, pair_scores
from sanctions.screening.names import NameKey, name_key, name_keys, skeleton
from sanctions.screening.one_word import COMMON_WORD, CONTAINED, contained_pairs, is_common
from sanctions.screening.person_names import listed_person, person_pairs

DEFAULT_THRESHOLD = 0.85
LEAST_THRESHOLD = 0.6  # below, a name has dozens of leads on a full list, and none is of use
PRIMARY_NAME = "name"
# Scores of likenesses that are not counted letter by letter.
_SAME_NAME, _SAME_FOLDED = 1.0, 0.99
_OTHER_LEGAL_FORM = 0.02  # taken off where both names state a legal form and the forms differ
_WEAK_ALIAS = 0.10  # taken off for an alias the publisher itself calls weak
_NO_SURNAME = 0.15  # taken off where words are shared, but not the surname
_OTHER_WORD = 0.08  # taken off where both names have a word unlike all of the other's
_UNLIKE = 50.0  # percent
_SHORT_NAME = 4  # letters; a name this short, like a weak alias, must be the same to be a lead


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name of one entity: its position in the list, and of a person the surname where it is marked."""

    entity: int
    alias: Alias
    key: NameKey
    surname: frozenset[str] = frozenset()


def screen(
    queries: Sequence[NameQuery], entities: EntityList, threshold: float = DEFAULT_THRESHOLD
) -> Screening:
    """Look for names on a list.

    Parameters
    ----------
    queries : sequence of NameQuery
        Names, with numbers where known.
    entities : EntityList
        The list; every alias counts.
    threshold : float, default 0.85
        Least likeness of names for a lead, from 0.6 to 1.

    Returns
    -------
    Screening
        One lead at most for each query and entity: the closest name.

    Raises
    ------
    InputError
        If the threshold is out of range.
    """
    if not LEAST_THRESHOLD <= threshold <= 1:
        raise InputError.single("threshold", "", f"{threshold:g} is out of range", f"{LEAST_THRESHOLD} to 1")
    best: dict[tuple[int, int], Lead] = {}
    for place, lead in _name_leads(queries, entities, threshold):
        if place not in best or _closeness(lead) > _closeness(best[place]):
            best[place] = lead
    contradicted: list[Lead] = []
    for place, lead in list(best.items()):
        against = other_number(lead.query.identifiers, lead.entity)
        if against and same_number(lead.query.identifiers, lead.entity) is None:
            contradicted.append(_contradicted(best.pop(place), against))
        elif against is None and (doubt := _doubt(lead)):
            best[place] = replace(lead, reason=f"{lead.reason}; {doubt}")
    for place, lead in _number_leads(queries, entities, best):
        best[place] = lead
    ordered = [
        lead for _, lead in sorted(best.items(), key=lambda item: (item[0][0], -item[1].score, item[0][1]))
    ]
    leads = tuple(lead for lead in ordered if lead.score >= threshold)
    weaker = tuple(lead for lead in ordered if lead.score < threshold)
    return Screening(entities, tuple(queries), threshold, leads, tuple(contradicted), weaker)


def listed_names(entities: EntityList) -> tuple[ListedName, ...]:
    """Return every name of every entity in comparable form; names without a letter or digit are left out."""
    found = []
    for position, entity in enumerate(entities.entities):
        person = entity.type is EntityType.INDIVIDUAL
        for alias in (Alias(entity.name, PRIMARY_NAME), *entity.aliases):
            key = name_key(alias.name, person=person)
            if key.words:
                marked = alias.name.partition(",") if person else ("", "", "")
                surname = map(skeleton, name_key(marked[0], person=True).folded) if marked[1] else ()
                found.append(ListedName(position, alias, key, frozenset(surname)))
    return tuple(found)


def _name_leads(
    queries: Sequence[NameQuery], entities: EntityList, threshold: float
) -> Iterator[tuple[tuple[int, int], Lead]]:
    """Yield every listed name that is alike enough, with the positions of query and entity."""
    names = listed_names(entities)
    listed, listed_groups = _grouped((place, name.key) for place, name in enumerate(names))
    given, given_groups = _grouped(
        (place, key) for place, query in enumerate(queries) for key in name_keys(query.name) if key.words
    )
    scores = pair_scores(given, listed, threshold)
    pairs = zip(scores.searched.tolist(), scores.listed.tolist(), *_floats(scores), strict=True)
    for one, other, spelling, words in pairs:
        for place, key in given_groups[one]:
            for position, _ in listed_groups[other]:
                name = names[position]
                score, reason = _judge(key, name, spelling, words)
                if score >= threshold:
                    score, reason = _one_common_word(key, name, score, reason)
                    lead = _lead(queries[place], entities, name, score, reason)
                    yield (place, name.entity), lead
    yield from _person_leads(queries, entities, names)
    yield from _contained_leads(queries, entities, names)


def _person_leads(
    queries: Sequence[NameQuery], entities: EntityList, names: Sequence[ListedName]
) -> Iterator[tuple[tuple[int, int], Lead]]:
    """Yield listed persons of the same surname whose given names do not contradict, whatever their score."""
    persons = [
        person
        for place, name in enumerate(names)
        if name.surname and not name.alias.weak and (person := listed_person(place, name.alias.name))
    ]
    pairs = person_pairs(((place, query.name) for place, query in enumerate(queries)), persons)
    for place, listed, score, reason in pairs:
        name = names[listed]
        yield (place, name.entity), _lead(queries[place], entities, name, score, reason)


def _contained_leads(
    queries: Sequence[NameQuery], entities: EntityList, names: Sequence[ListedName]
) -> Iterator[tuple[tuple[int, int], Lead]]:
    """Yield listed names of several words, one of which is all of the name searched: weaker, for a person."""
    searched = (
        (place, key) for place, query in enumerate(queries) for key in name_keys(query.name) if key.words
    )
    listed = ((place, name.entity, name.key) for place, name in enumerate(names) if not name.alias.weak)
    for place, other, reason in contained_pairs(searched, listed):
        name = names[other]
        yield (place, name.entity), _lead(queries[place], entities, name, CONTAINED, reason)


def _one_common_word(key: NameKey, name: ListedName, score: float, reason: str) -> tuple[float, str]:
    """Return score and reason, weaker where all that agrees is one word that many bear."""
    if score > COMMON_WORD and (is_common(key) or is_common(name.key)):
        return COMMON_WORD, f"{reason}; but '{name.key.words[0]}' alone is the name of many"
    return score, reason


def _closeness(lead: Lead) -> tuple[float, bool, Alias, str]:
    """Return what decides between leads to one entity, down to the last letter, whatever their order."""
    return lead.score, lead.matched_name.kind == PRIMARY_NAME, lead.matched_name, lead.reason


def _floats(scores: PairScores) -> tuple[list[float], list[float]]:
    return scores.spelling.tolist(), scores.words.tolist()


def _grouped(
    keys: Iterable[tuple[int, NameKey]],
) -> tuple[list[NameKey], list[list[tuple[int, NameKey]]]]:
    """Return one key for each name, and beside it all that share its words in their order.

    Names in another order stay apart, because their letters run together differ; the groups are sorted, so
    that nothing depends on the order of rows.
    """
    groups: dict[tuple[tuple[str, ...], bool], list[tuple[int, NameKey]]] = defaultdict(list)
    for place, key in keys:
        groups[key.words, key.without_vowels].append((place, key))
    members = [groups[words] for words in sorted(groups)]
    return [group[0][1] for group in members], members


def _judge(key: NameKey, name: ListedName, spelling: float, words: float) -> tuple[float, str]:
    """Return the score of one name against one listed name, and its reason."""
    same_forms = not key.forms or not name.key.forms or bool(set(key.forms) & set(name.key.forms))
    off = (0.0 if same_forms else _OTHER_LEGAL_FORM) + (_WEAK_ALIAS if name.alias.weak else 0.0)
    forms = "" if same_forms else f"; legal form {key.forms[0].upper()} against {name.key.forms[0].upper()}"
    if sorted(key.words) == sorted(name.key.words):
        order = "" if key.words == name.key.words else ", words in another order"
        return _SAME_NAME - off, f"the same name{order}{forms}"
    if key.spelling == name.key.spelling:
        return _SAME_FOLDED - off, f"the same name in another romanisation{forms}"
    if name.alias.weak or len(name.key.letters) <= _SHORT_NAME:
        return 0.0, ""
    if words > spelling:
        without_surname = bool(name.surname) and name.surname.isdisjoint(map(skeleton, key.folded))
        off += _NO_SURNAME if without_surname else 0.0
        return words - off, f"{_shared_words(key, name.key)}{forms}"
    if key.letters == name.key.letters:
        return spelling - off, f"the same letters, divided into other words{forms}"
    off += _OTHER_WORD if _has_other_word(key, name.key) and _has_other_word(name.key, key) else 0.0
    return spelling - off, f"spelled {spelling:.0%} alike{forms}"


def _has_other_word(key: NameKey, other: NameKey) -> bool:
    """Return whether a word of a name is unlike every word of the other ("Amber" beside "Diamond")."""
    return any(
        process.extractOne(word, other.folded, scorer=fuzz.ratio, score_cutoff=_UNLIKE) is None
        for word in set(key.folded) - set(other.folded)
        if len(word) >= _SHORT_NAME
    )


def _shared_words(key: NameKey, listed: NameKey) -> str:
    """Say which words of the list are shared and which it has beside them."""
    theirs = {skeleton(folded): word for folded, word in zip(listed.folded, listed.words, strict=True)}
    ours = {skeleton(folded): word for folded, word in zip(key.folded, key.words, strict=True)}
    shared = " ".join(word for bare, word in theirs.items() if bare in ours)
    parts = [f"shares the words '{shared}'"]
    if left := " ".join(word for bare, word in theirs.items() if bare not in ours):
        parts.append(f"the list has also '{left}'")
    if extra := " ".join(word for bare, word in ours.items() if bare not in theirs):
        parts.append(f"the name searched has also '{extra}'")
    return "; ".join(parts)


def _lead(query: NameQuery, entities: EntityList, name: ListedName, score: float, reason: str) -> Lead:
    alias = name.alias
    by = ""
    if alias.kind != PRIMARY_NAME:
        by = f"{'weak alias' if alias.weak else 'alias'} ({alias.kind}): "
    return Lead(query, entities.entities[name.entity], alias, round(score, 4), "name", by + reason)


def _number_leads(
    queries: Sequence[NameQuery], entities: EntityList, by_name: Mapping[tuple[int, int], Lead]
) -> Iterator[tuple[tuple[int, int], Lead]]:
    """Yield the entities that carry a number of the query, whatever their name."""
    index = identifier_index(entities.entities)
    for place, query in enumerate(queries):
        given = query.identifiers
        numbers = [(identifier.kind, plain_number(identifier.value)) for identifier in given]
        for position in sorted({p for number in numbers for p in index.get(number, ())}):
            entity = entities.entities[position]
            same = same_number(given, entity)
            if same is None:
                continue
            lead = by_name.get((place, position))
            alias = lead.matched_name if lead else Alias(entity.name, PRIMARY_NAME)
            names = f"the names are alike too ({lead.score:.2f})" if lead else "the names are not alike"
            reason = f"the same {_register(same)} number {same.value}; {names}"
            yield (place, position), Lead(query, entity, alias, 1.0, "identifier", reason)


def _contradicted(lead: Lead, numbers: tuple[Identifier, Identifier]) -> Lead:
    given, listed = numbers
    against = f"but the {_register(given)} number is {given.value}, and {listed.value} on the list"
    return replace(lead, decided_by="identifier", reason=f"{lead.reason}; {against}")


def _doubt(lead: Lead) -> str:
    """Return what to say of a different number that no stated country makes comparable."""
    for given in lead.query.identifiers:
        theirs = lead.entity.numbers(given.kind)
        if theirs and plain_number(given.value) not in map(plain_number, theirs):
            return f"the {_register(given)} number differs, but not surely of the same register"
    return ""


def _register(identifier: Identifier) -> str:
    return "LEI" if identifier.kind is IdentifierKind.LEI else str(identifier.kind)
