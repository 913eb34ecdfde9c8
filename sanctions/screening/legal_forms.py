"""Legal forms of companies as they stand in names, in several languages, each under one short form."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Short form -> spellings, in lower case Latin letters without points. One short form joins the
# equivalents that the same company uses side by side (PAO in Russian, PJSC in English).
_FORMS = {
    "pjsc": """
        public joint stock company; public joint stock co; publichnoe aktsionernoe obshchestvo;
        publichnoye aktsionernoye obshchestvo; publicnoe akcionernoe obsestvo; publichnoe
        akcionernoe obshchestvo; pjsc; pao; pat
    """,
    "ojsc": """
        open joint stock company; otkrytoe aktsionernoe obshchestvo; otkrytoye aktsionernoye
        obshchestvo; otkrytoe akcionernoe obsestvo; otkrytoe akcionernoe obshchestvo; ojsc; oao
    """,
    "cjsc": """
        closed joint stock company; zakrytoe aktsionernoe obshchestvo; zakrytoye aktsionernoye
        obshchestvo; zakrytoe akcionernoe obsestvo; cjsc; zao; private joint stock company; pjs
    """,
    "jsc": """
        joint stock company; joint stock co; aktsionernoe obshchestvo; aktsionernoye obshchestvo;
        akcionernoe obsestvo; akcionernoe obshchestvo; joint stock commercial bank; jsc; jscb; ao;
        at; ojs
    """,
    "llc": """
        limited liability company; limited liability co; limited liability partnership; obshchestvo
        s ogranichennoi otvetstvennostyu; obshchestvo s ogranichennoy otvetstvennostyu; obsestvo s
        ogranicennoj otvetstvennostu; obshchestvo s ogranichennoj otvetstvennostju; llc; llp; ooo;
        tov; too; gmbh; gesellschaft mit beschrankter haftung; sarl; srl; sro; sp z oo; doo; bvba;
        bv; kft; ou; sp zoo; societe a responsabilite limitee; sociedad de responsabilidad limitada;
        ltda; limitada; spol s r o; uab; sia; shpk; eood; ood; mchj; mmc; wll; eurl; sagl;
        s de rl de cv; d o o; jdoo
    """,
    "ltd": """
        limited; ltd; co ltd; company limited; co limited; joint stock co ltd; private limited; pvt
        ltd; pte ltd; pty ltd; private company limited; limited company; pvt limited; sdn bhd; lc
    """,
    "plc": """
        public limited company; plc; public company limited; ag; aktiengesellschaft; nv; spa; sa;
        societe anonyme; sociedad anonima; ab; as; asa; a s; oyj; oy; se; anonim sirketi; sa de cv;
        sab de cv; kgaa; pcl; berhad; bhd; tbk; aps; ead; zrt; nyrt; saog; saoc; sapi de cv; kabushiki
        kaisha; anonim sirket
    """,
    "inc": """
        incorporated; inc; corporation; corp; company; co; comp
    """,
    "state": """
        federal state unitary enterprise; fgup; fsue; state unitary enterprise; gup
    """,
    "fzco": """
        free zone company; fzco; fze; fz llc; fzc; fz lle; free zone establishment
    """,
    "kg": """
        kg; gmbh and co kg; co kg; and co kg
    """,
}
_PHRASES: dict[tuple[str, ...], str] = {
    tuple(spelling.split()): short for short, spellings in _FORMS.items() for spelling in spellings.split(";")
}
# Two words that stand together only in a legal form, and the words that go with them.
_MARKS = {
    frozenset({"joint", "stock"}): "jsc",
    frozenset({"limited", "liability"}): "llc",
    frozenset({"unitary", "enterprise"}): "state",
}
_BESIDE_MARKS = frozenset({"public", "open", "closed", "company", "federal", "state"})
_LONGEST = max(map(len, _PHRASES))

#: Forms that are also given names or surnames; in a person's name they are no legal form.
ALSO_NAMES = frozenset(
    ("sa", "as", "ag", "ab", "se", "ao", "at", "co", "ou", "oy", "too", "pat", "kg", "spa", "sia")
)


_SHORTEST_CORRECTED = 5
_FORM_WORDS = sorted(
    {word for phrase in _PHRASES for word in phrase if len(word) > _SHORTEST_CORRECTED}
    | {"joint", "stock", "public"}
)


@lru_cache(maxsize=262144)
def corrected(word: str) -> str:
    """Return the word of a legal form that a word is one slip away from ("sotck", "compani"), or the word.

    Words of fewer than five letters are left alone: too many of them are one slip apart.
    """
    if len(word) < _SHORTEST_CORRECTED:
        return word
    found = process.extractOne(word, _FORM_WORDS, scorer=OSA.distance, score_cutoff=1)
    return str(found[0]) if found else word


def split_legal_form(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take legal forms out of a name.

    Parameters
    ----------
    words : tuple of str
        The name, normalised, word by word.

    Returns
    -------
    core : tuple of str
        The words that are left; all of them when nothing else would be left.
    forms : tuple of str
        Short forms found, in the order of the name. Single words count at either end only
        ("Company" in the middle is part of a name), phrases anywhere.
    """
    core: list[str] = []
    forms: list[str] = []
    position = 0
    end = _start_of_closing_forms(words)
    while position < len(words):
        length, short = _longest_at(words, position)
        at_an_end = not core or position + length >= end
        if short and (length > 1 or at_an_end):
            forms.append(short)
            position += length
        else:
            core.append(words[position])
            position += 1
    core, forms = _without_scattered(core, forms)
    return (tuple(core), tuple(forms)) if core else (words, ())


def _without_scattered(core: list[str], forms: list[str]) -> tuple[list[str], list[str]]:
    """Take out the words of a legal form that was torn apart or lost a word ("Joint Stock Zenda")."""
    for marks, short in _MARKS.items():
        if marks <= set(core):
            left = [word for word in core if word not in marks | _BESIDE_MARKS]
            return left, [*forms, short]
    return core, forms


def _longest_at(words: tuple[str, ...], position: int) -> tuple[int, str]:
    for length in range(min(_LONGEST, len(words) - position), 0, -1):
        short = _PHRASES.get(words[position : position + length])
        if short:
            return length, short
    return 1, ""


def _start_of_closing_forms(words: tuple[str, ...]) -> int:
    """Return the first place from which on there are only legal forms; one pass over the words."""
    start, position = 0, 0
    while position < len(words):
        length, short = _longest_at(words, position)
        position += length
        start = start if short else position
    return start
