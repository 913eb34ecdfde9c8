"""Measure precision and recall of screening on the labelled sample; print the tables of the guide.

    PYTHONPATH=. python benchmarks/screening_quality.py [LIST]

Without LIST, the invented names are screened; with it, a sample of the names of that list.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from screening_sample import (
    CHANGES,
    Labelled,
    listed_otherwise,
    made_list,
    near_misses,
    unlisted_names,
)

from sanctions.lists.read import read_list
from sanctions.lists.types import EntityList
from sanctions.screening.against_list import screen
from sanctions.screening.leads import NameQuery

SEED = 20190127
TUNING_SEED = 1  # the only one looked at while weights were chosen
THRESHOLDS = (0.80, 0.85, 0.90, 0.95)
REAL_NAMES = 1500
KINDS = (*CHANGES, "own script", "unlisted, alike", "persons crossed", "companies crossed")


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts at one threshold, in all and by the way a name was made."""

    threshold: float
    names: int
    wanted: int
    found: int
    leads: int
    right_leads: int
    by_kind: tuple[
        tuple[str, int, int], ...
    ]  # kind, names, names with the right lead (or with any, if nobody's)

    @property
    def recall(self) -> float:
        """Share of the names of listed entities that lead to the right one."""
        return self.found / self.wanted

    @property
    def precision(self) -> float:
        """Share of the leads that are right."""
        return self.right_leads / self.leads


def measure(sample: Sequence[Labelled], entities: EntityList, threshold: float) -> Quality:
    """Screen the sample and count."""
    queries = [NameQuery(item.name, line) for line, item in enumerate(sample)]
    leads = [(lead.query.line, lead.entity.id) for lead in screen(queries, entities, threshold).leads]
    right = {line for line, entity in leads if sample[line].id == entity}
    any_lead = {line for line, _ in leads}
    kinds = {item.kind: [0, 0] for item in sample}
    for line, item in enumerate(sample):
        kinds[item.kind][0] += 1
        kinds[item.kind][1] += line in (right if item.id else any_lead)
    return Quality(
        threshold=threshold,
        names=len(sample),
        wanted=sum(1 for item in sample if item.id),
        found=len(right),
        leads=len(leads),
        right_leads=sum(1 for line, entity in leads if sample[line].id == entity),
        by_kind=tuple((kind, *kinds[kind]) for kind in kinds_in_order(sample)),
    )


def kinds_in_order(sample: Sequence[Labelled]) -> list[str]:
    """Return the ways in which the names were made, in the order of the tables."""
    return sorted({item.kind for item in sample}, key=KINDS.index)


def made_sample(seed: int) -> tuple[list[Labelled], EntityList]:
    """Return the sample of invented names."""
    entities, other_script = made_list()
    sample = [
        *listed_otherwise(entities.entities, other_script, seed),
        *(Labelled(name, "unlisted, alike", "") for name in unlisted_names()),
        *near_misses(entities.entities, seed, 150),
    ]
    return sample, entities


def real_sample(entities: EntityList, seed: int) -> list[Labelled]:
    """Return a sample from a real list: some of its names written otherwise, and names of nobody on it."""
    chosen = random.Random(seed).sample(entities.entities, min(REAL_NAMES, len(entities.entities)))
    return [
        *listed_otherwise(chosen, {}, seed),
        *(Labelled(name, "unlisted, alike", "") for name in unlisted_names()),
        *near_misses(entities.entities, seed, REAL_NAMES),
    ]


def threshold_table(sample: Sequence[Labelled], entities: EntityList) -> str:
    """Return precision and recall at several thresholds, in Markdown."""
    lines = ["| threshold | recall | precision | names | leads |", "|---|---|---|---|---|"]
    for threshold in THRESHOLDS:
        quality = measure(sample, entities, threshold)
        lines.append(
            f"| {threshold:.2f} | {quality.recall:.1%} | {quality.precision:.1%} "
            f"| {quality.names:,} | {quality.leads:,} |"
        )
    return "\n".join(lines)


def kind_table(sample: Sequence[Labelled], entities: EntityList, threshold: float = 0.85) -> str:
    """Return what was found by the way the name was made, in Markdown."""
    lines = ["| how the name was made | names | found | share |", "|---|---|---|---|"]
    nobodys = {item.kind for item in sample if not item.id}
    for kind, names, found in measure(sample, entities, threshold).by_kind:
        label = f"{kind} (nobody's: false leads)" if kind in nobodys else kind
        lines.append(f"| {label} | {names:,} | {found:,} | {found / names:.1%} |")
    return "\n".join(lines)


def main() -> None:
    seed = TUNING_SEED if "--tuning" in sys.argv else SEED
    files = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    if files:
        entities = read_list(files[0])
        sample = real_sample(entities, seed)
    else:
        sample, entities = made_sample(seed)
    print(threshold_table(sample, entities), kind_table(sample, entities), sep="\n\n")
    if "--misses" in sys.argv:
        _print_misses(sample, entities)


def _print_misses(sample: Sequence[Labelled], entities: EntityList) -> None:
    names = {entity.id: entity.name for entity in entities.entities}
    found = screen([NameQuery(item.name, line) for line, item in enumerate(sample)], entities)
    right = {lead.query.line for lead in found.leads if sample[lead.query.line].id == lead.entity.id}
    for line, item in enumerate(sample):
        if item.id and line not in right:
            print("missed:", item.kind, "|", item.name, "|", names[item.id])
    for lead in found.leads:
        if sample[lead.query.line].id != lead.entity.id:
            print(
                "false:",
                sample[lead.query.line].kind,
                "|",
                lead.query.name,
                "|",
                lead.matched_name.name,
                lead.score,
            )


if __name__ == "__main__":
    main()
