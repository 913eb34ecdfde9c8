"""Screen the invented names with other programs too; print the table that sets them side by side.

    PYTHONPATH=. python benchmarks/screening_peers.py

Each program scores every name against every listed one. Its threshold is the one with the best F1 (harmonic
mean of precision and recall) on the sample of another seed. `nomenklatura` is left out where it is missing;
it is no requirement of this project (``pip install nomenklatura``).
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process, utils
from screening_quality import SEED, TUNING_SEED, kinds_in_order, made_sample
from screening_sample import Labelled

from sanctions.lists.types import EntityList, EntityType
from sanctions.screening.against_list import DEFAULT_THRESHOLD, screen
from sanctions.screening.leads import NameQuery

Scores = npt.NDArray[np.float64]
Scorer = Callable[[Sequence[Labelled], EntityList], Scores]
GRID = tuple(round(0.50 + 0.01 * step, 2) for step in range(50))


def by_this_program(sample: Sequence[Labelled], entities: EntityList) -> Scores:
    places = {entity.id: place for place, entity in enumerate(entities.entities)}
    scores = np.zeros((len(sample), len(places)))
    queries = [NameQuery(item.name, line) for line, item in enumerate(sample)]
    for lead in screen(queries, entities).leads:
        scores[lead.query.line, places[lead.entity.id]] = lead.score
    return scores


def by_rapidfuzz(scorer: Callable[..., float]) -> Scorer:
    def scores(sample: Sequence[Labelled], entities: EntityList) -> Scores:
        names, listed = [item.name for item in sample], [entity.name for entity in entities.entities]
        found = process.cdist(names, listed, scorer=scorer, processor=utils.default_process)
        return np.asarray(found, dtype=np.float64) / 100

    return scores


def by_nomenklatura(sample: Sequence[Labelled], entities: EntityList) -> Scores:
    """Score by logic-v2; a listed name is a person's or a company's, a searched one, as here, may be either.

    Listed persons are given with the given names first, and searched names without a type: it found more so.
    """
    ftm = importlib.import_module("followthemoney")
    algorithm = importlib.import_module("nomenklatura.matching").get_algorithm("logic-v2")
    config = algorithm.default_config()

    def made(schema: str, name: str) -> object:
        return ftm.model.get_proxy({"id": name, "schema": schema, "properties": {"name": [name]}})

    columns = []
    for entity in entities.entities:
        schema = "Person" if entity.type is EntityType.INDIVIDUAL else "Company"
        surname, comma, given = entity.name.partition(",")
        listed = made(schema, f"{given.strip()} {surname}" if comma and schema == "Person" else entity.name)
        searched = (made("LegalEntity", item.name) for item in sample)
        columns.append([algorithm.compare(one, listed, config).score for one in searched])
    return np.array(columns).T


PROGRAMS: dict[str, Scorer] = {
    "here": by_this_program,
    "token_sort_ratio": by_rapidfuzz(fuzz.token_sort_ratio),
    "WRatio": by_rapidfuzz(fuzz.WRatio),
    "nomenklatura": by_nomenklatura,
}


def is_there(program: str) -> bool:
    return program != "nomenklatura" or importlib.util.find_spec("nomenklatura") is not None


def title(program: str) -> str:
    """Return the program's name with its version, but for this one."""
    if program == "here":
        return program
    package = "nomenklatura" if program == "nomenklatura" else "rapidfuzz"
    what = "logic-v2" if program == "nomenklatura" else program
    return f"{package} {importlib.metadata.version(package)}, {what}"


def right_and_leads(scores: Scores, sample: Sequence[Labelled], entities: EntityList, threshold: float):
    """Return which names have the right lead (with nobody's: any), and counts of right leads and of all."""
    places = {entity.id: place for place, entity in enumerate(entities.entities)}
    leads = scores >= threshold
    found = np.array(
        [leads[line, places[item.id]] if item.id else leads[line].any() for line, item in enumerate(sample)]
    )
    wanted = np.array([bool(item.id) for item in sample])
    return found, int(found[wanted].sum()), int(leads.sum()), int(wanted.sum())


def best_threshold(program: str) -> float:
    if program == "here":
        return DEFAULT_THRESHOLD
    sample, entities = made_sample(TUNING_SEED)
    scores = PROGRAMS[program](sample, entities)

    def f1(threshold: float) -> float:
        _, right, leads, wanted = right_and_leads(scores, sample, entities, threshold)
        return 2 * right / (leads + wanted)

    return max(GRID, key=f1)


def column(program: str) -> list[str]:
    """Return a program's column: threshold, share found of every kind, recall and precision."""
    sample, entities = made_sample(SEED)
    threshold = best_threshold(program)
    scores = PROGRAMS[program](sample, entities)
    found, right, leads, wanted = right_and_leads(scores, sample, entities, threshold)
    kinds = np.array([item.kind for item in sample])
    shares = [f"{found[kinds == kind].mean():.1%}" for kind in kinds_in_order(sample)]
    return [f"{threshold:.2f}", *shares, f"{right / wanted:.1%}", f"{right / leads:.1%}"]


def labels() -> list[str]:
    """Return what stands in front of each row."""
    sample, _ = made_sample(SEED)
    nobodys = {item.kind for item in sample if not item.id}
    kinds = [f"{kind} (false leads)" if kind in nobodys else kind for kind in kinds_in_order(sample)]
    return ["threshold", *kinds, "recall", "precision"]


def main() -> None:
    programs = [program for program in PROGRAMS if is_there(program)]
    columns = [column(program) for program in programs]
    print("| |", *(f" {title(program)} |" for program in programs), sep="")
    print("|---", *("|---" for _ in programs), "|", sep="")
    for label, *cells in zip(labels(), *columns, strict=True):
        print(f"| {label} |", *(f" {cell} |" for cell in cells), sep="")


if __name__ == "__main__":
    main()
