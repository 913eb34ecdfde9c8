"""Names of one word: which say little because many bear them, and which are part of a longer listed name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sanctions.screening.names import NameKey, fold

#: A name of one word that many bear, the same or nearly: weaker.
COMMON_WORD = 0.80
#: A name of one word that is one of several of the listed name: weaker.
CONTAINED = 0.75
_SHORTEST = 5  # letters; a shorter word is part of too many names
_MOST = 20  # listed entities that hold the word; one that more hold says nothing by itself

# Words by which companies and ships call themselves everywhere, and given names: alone, they name nobody.
# A judgement, kept short; a word that is missing here is a full lead, never lost.
_COMMON = frozenset(
    fold(word)
    for word in """
    admiral agro alfa alliance alpha amber amir anchor angel apex apollo aqua arena argo ark asia aspect asset
    association atlantic atlas aurora avangard bank baltic bear beta blue bridge bright bulk caesar capital
    carbon cargo caspian castle center central centre century champion charity city classic club coal coast
    commerce committee concord construction continental copper cosmos council crown crystal dawn delta
    development diamond direct dragon dream dynasty eagle east eastern eco elite emerald empire energy
    engineering enterprise epsilon euro europe evolution excellence express falcon farm fidelity finance
    first flora focus fortuna fortune forum foundation freedom frontier fund future galaxy gamma garant gas
    gate gateway general genesis global gold golden grand green group guard harmony harbor harbour heritage
    hope horizon house ideal imperial impulse industries industry infinity insurance integral international
    invest investment iron island jade jupiter justice kapital king kingdom lady legend leader legacy liberty
    light line lion logistics lotus luna lux magnum maritime mars marine market maximum mega mercury meridian
    metal metro ministry mir mira mirage modern moon motor mountain national nature neptune network nova
    ocean oil omega omni onyx optima orbit orient orion pacific palace panda paradise paragon partner partners
    pearl phoenix pioneer planet platinum polar polaris port power premier premium press prestige prime
    princess progress project prometheus quality queen radius rainbow red regal regent renaissance resource
    resources river rodina rose royal ruby safari sapphire saturn service services shipping sierra sigma
    silver sky smart solar solid solution solutions source south southern soyuz spectrum spirit sport spring
    standard star steel stone strategy success summit sun sunrise supreme swan symbol synergy system systems
    tech technology telecom temple terra tiger titan topaz total tower trade trading tradition trans transit
    transport trident triton triumph trust turbo union unique united unity universal urban vector vega venture
    venus victor victoria victory viking vision vista vita volga voyager water wave west western white wind
    wolf world zenith zeus zodiac
    abbas abdullah ahmad ahmed aleksandr aleksei alexander alexei ali amin ana anatoly andrei anna antonio
    boris carlos daniel david denis dmitry elena fatima fernando francisco george hamid hasan hassan hussein
    ibrahim igor ilya ivan jamal james john jorge jose juan karim khalid khaled konstantin leonid luis mahmoud
    maria mario maksim martin mehdi michael miguel mikhail mohammad mohammed muhammad mustafa natalia nikolai
    oleg olga omar osama pavel pedro peter rahman ramzan reza roman said salah saleh salem samir sergei tariq
    tatiana usman vadim valery viktor vitaly vladimir vyacheslav yusuf yuri yury
    """.split()  # noqa: SIM905 - a table reads better
)


def is_common(key: NameKey) -> bool:
    """Return whether a name is one word that many bear."""
    return len(key.folded) == 1 and key.folded[0] in _COMMON


def contained_pairs(
    searched: Iterable[tuple[int, NameKey]], listed: Iterable[tuple[int, int, NameKey]]
) -> Iterator[tuple[int, int, str]]:
    """Yield place searched, place listed and reason where a name of one word is a word of a longer one.

    Parameters
    ----------
    searched : iterable of (place, NameKey)
    listed : iterable of (place, entity, NameKey)
    """
    names: dict[str, list[int]] = defaultdict(list)
    holders: dict[str, set[int]] = defaultdict(set)
    for place, entity, key in listed:
        if len(key.folded) > 1:
            for word in set(key.folded):
                names[word].append(place)
                holders[word].add(entity)
    for place, key in searched:
        word = key.folded[0]
        said = len(key.folded) == 1 and len(word) >= _SHORTEST and not is_common(key)
        if said and 0 < len(holders.get(word, ())) <= _MOST:
            for other in names[word]:
                yield place, other, f"one word, '{key.words[0]}', of the several of the listed name"
