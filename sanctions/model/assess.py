"""One option, priced: package, market and parameters in; draws of every metric out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from sanctions.data.vintage import Market
from sanctions.entities.exposure import expose
from sanctions.entities.register import EntityTables, bundled_entities
from sanctions.model import inputs as given
from sanctions.model.dag import Graph, Quantity
from sanctions.model.draws import DEFAULT_DRAWS, Draws, draw, medians
from sanctions.model.entities import ENTITY_METRICS, EntityCase, rates
from sanctions.model.equations import EQUATIONS
from sanctions.model.evaluate import evaluate
from sanctions.model.facts import QUANTITIES, LawSituation
from sanctions.model.grammar import Array
from sanctions.model.kinds import kind_shares
from sanctions.model.law import Segment
from sanctions.model.metrics import METRICS, NotApplicable
from sanctions.model.outcome import (
    NO_EFFECT_BP,
    applicable,
    not_counted,
    reach_of_model,
    stale_figures,
    why_unpriced,
)
from sanctions.model.paths import PATHS
from sanctions.model.remarks import remarks, silent_terms, zero_reasons
from sanctions.model.results import Assessment, LawFact, WorkedCase
from sanctions.parameters.parameters import Parameters
from sanctions.spec.package import Package
from sanctions.spec.resolve import baseline_of, bundled_package

_EXPECTATIONS = frozenset(
    {
        "already_priced_in",
        "expected_move_on_announcement",
        "act",
        "threat_held_back",
        "currency_fall_on_the_day",
        "foreign_loss_on_the_day",
    }
)
_PRIOR = "priced_by_odds"


def assess(
    package: Package,
    market: Market,
    parameters: Parameters,
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    *,
    shared: Draws | None = None,
    entities: EntityTables | None = None,
    no_effect_bp: float = NO_EFFECT_BP,
) -> Assessment:
    """Price one option against the law in force.

    Parameters
    ----------
    package : Package
    market : Market
        Snapshot of the as-of date; gives the day the law is read on.
    parameters : Parameters
        Of the package's target, as of the same day.
    draws, seed : int
        Number of joint quasi-random draws, a power of two, and their seed.
    shared : Draws, optional
        Draws made before, so that options of one comparison share them.
    entities : EntityTables, optional
        Who entities are and what is known of them; the shipped tables by default.
    no_effect_bp : float, optional
        Rise of the yield under which there is no effect worth the name.

    Returns
    -------
    Assessment

    Raises
    ------
    InputError
        The number of draws will not do.
    NotFiniteError
        A result is not a finite number.
    """
    situation, used = situation_of(package, market, parameters), shared or draw(parameters, draws, seed)
    count, reason = len(used.uniform), why_unpriced(situation, parameters)
    case = entity_case(situation, market, entities or bundled_entities())
    if reason is not None and not case.outputs:
        return _unpriced(situation, parameters, case, count, seed, reason)
    graph = build_graph(
        parameters, expectations=bool(situation.references), bonds=reason is None, entities=case
    )
    facts = (*(situation.facts() if reason is None else ()), *case.facts())
    inputs = _inputs(graph, facts, used)
    values = evaluate(graph, inputs, count, keep=_wanted(graph))
    metrics, absent = applicable(situation, values, reason, no_effect_bp)
    metrics |= {m.id: values[m.quantity] for m in METRICS if m.quantity in ENTITY_METRICS & values.keys()}
    shares = kind_shares(graph, inputs, parameters, used, metrics)
    priced, reach_absent = reach_of_model(situation, case)
    metrics |= {name: np.full(count, value) for name, value in priced.items()}
    return Assessment(
        package=package,
        law=situation.before,
        as_of=market.as_of,
        announced=situation.origin,
        seed=seed,
        draws=count,
        parameters=parameters,
        graph=graph,
        law_facts=facts,
        worked=worked_case(graph, parameters, facts, inputs),
        metrics={m.id: metrics[m.id] for m in METRICS if m.id in metrics},
        paths={path.id: values[path.quantity] for path in PATHS if path.quantity in values},
        not_applicable={k: v for k, v in {**absent, **reach_absent}.items() if k not in metrics},
        kind_shares=shares,
        not_counted=not_counted(situation, parameters, case),
        warnings=situation.warnings() + stale_figures(parameters) + case.warnings(),
        silent_terms=silent_terms(package),
        **(_said(situation, metrics) if reason is None else {}),
        exposure=case.exposure,
        entity_totals={name: values[name] for name in case.outputs},
    )


def _said(situation: LawSituation, metrics: Mapping[str, Array]) -> dict[str, tuple[str, ...]]:
    return {"zero_reasons": zero_reasons(situation, metrics), "remarks": remarks(situation)}


def entity_case(situation: LawSituation, market: Market, tables: EntityTables) -> EntityCase:
    """Return what an option changes for entities, on what was known on the market's day."""
    return EntityCase(
        expose(situation.package, situation.before, situation.after, situation.as_of, tables, rates(market))
    )


def situation_of(package: Package, market: Market, parameters: Parameters) -> LawSituation:
    """Return everything legal about one assessment."""
    references = {}
    if parameters.states is not None:
        names = ("measured_state", "maximal_state")
        references = {n: bundled_package(i) for n, i in zip(names, parameters.states, strict=True)}
    return LawSituation(
        package=package,
        before=baseline_of(package.model_copy(update={"lifts": ()}), market.as_of),
        after=baseline_of(package, market.as_of),
        references=references,
        as_of=market.as_of,
        segments=tuple(Segment(name, parameters.currencies[name]) for name in parameters.segments),
    )


def build_graph(
    parameters: Parameters, *, expectations: bool, bonds: bool = True, entities: EntityCase | None = None
) -> Graph:
    """Return the graph of every metric and path for the segments of a target, and of its listed entities.

    Parameters
    ----------
    parameters : Parameters
    expectations : bool
        Whether reference packages exist whose odds can be priced.
    bonds : bool, optional
        Whether bonds are priced.
    entities : EntityCase, optional
        Entities the option catches or releases.
    """
    quantities = given.parameter_quantities(parameters)
    if entities is None or not entities.outputs:
        return _graph(quantities, parameters.segments, expectations)
    outputs = _bond_outputs(expectations) if bonds else ()
    return Graph(
        EQUATIONS,
        (*given.QUANTITIES, *QUANTITIES, *entities.quantities(), *quantities),
        {**_members(parameters.segments, expectations), "entity": entities.members},
        (*outputs, *entities.outputs),
    )


@cache
def _graph(parameters: tuple[Quantity, ...], segments: tuple[str, ...], expectations: bool) -> Graph:
    """Return the graph of bonds; it is the same for every option of a target, so it is built once."""
    return Graph(
        EQUATIONS,
        (*given.QUANTITIES, *QUANTITIES, *parameters),
        _members(segments, expectations),
        _bond_outputs(expectations),
    )


def _members(segments: tuple[str, ...], expectations: bool) -> dict[str, tuple[str, ...]]:
    references = ("measured_state", "maximal_state", "escalated_state") if expectations else ()
    return {
        "law": ("in_force", "with_option", "with_allies", *references),
        "segment": segments,
        "timing": given.TIMINGS,
        "bonds": given.BONDS,
        "holder": given.HOLDERS,
    }


def _bond_outputs(expectations: bool) -> tuple[str, ...]:
    left_out = ENTITY_METRICS if expectations else ENTITY_METRICS | _EXPECTATIONS
    wanted = [m.quantity for m in METRICS if m.quantity is not None and m.quantity not in left_out]
    outputs = [quantity.partition("[")[0] for quantity in wanted]
    return tuple(dict.fromkeys([*outputs, *(path.quantity for path in PATHS), *given.ALSO_SHOWN]))


def _wanted(graph: Graph) -> tuple[str, ...]:
    names = (name for name in graph.outputs if name not in given.ALSO_SHOWN)
    return tuple(each for name in names for each in graph.keys_of(name))


def _inputs(graph: Graph, facts: tuple[LawFact, ...], used: Draws) -> dict[str, Array]:
    """Return everything the equations read, the variance of what the odds price in included."""
    found = {**given.constants(), **given.fact_arrays(facts), **used.values}
    return {**found, **_prior_variance(graph, found, len(used.uniform))}


def _prior_variance(graph: Graph, inputs: Mapping[str, Array], count: int) -> dict[str, Array]:
    """Return the variance, over the draws, of what the odds alone price in; it weighs the run-up."""
    if not graph.keys_of(_PRIOR):
        return {}
    prior = evaluate(graph.upto(_PRIOR), inputs, count, keep=[_PRIOR])[_PRIOR]
    return {"prior_variance_bp2": np.asarray(np.var(prior))}


def worked_case(
    graph: Graph, parameters: Parameters, facts: tuple[LawFact, ...], inputs: Mapping[str, Array]
) -> WorkedCase:
    """Return the model run once with every parameter at its median."""
    middle = {**given.constants(), **given.fact_arrays(facts), **medians(parameters)}
    middle |= {k: inputs[k] for k in ("prior_variance_bp2",) if k in inputs}
    keys = tuple(node.key for node in graph.nodes)
    values = evaluate(graph, middle, 1, keep=keys)
    return WorkedCase(
        inputs={k: tuple(float(v) for v in np.ravel(middle[k])) for k in graph.input_keys},
        values={k: tuple(float(v) for v in np.ravel(values[k])) for k in keys},
    )


def _unpriced(
    situation: LawSituation,
    parameters: Parameters,
    case: EntityCase,
    count: int,
    seed: int,
    reason: NotApplicable,
) -> Assessment:
    """Return the assessment of a package of which nothing can be priced: every metric says why, none is 0."""
    priced, absent = reach_of_model(situation, case)
    return Assessment(
        package=situation.package,
        law=situation.before,
        as_of=situation.as_of,
        announced=situation.origin,
        seed=seed,
        draws=count,
        parameters=parameters,
        graph=None,
        law_facts=(),
        worked=None,
        metrics={name: np.full(count, value) for name, value in priced.items()},
        paths={},
        not_applicable={
            **{
                metric.id: reason for metric in METRICS if metric.id not in priced and metric.id not in absent
            },
            **absent,
        },
        kind_shares={},
        not_counted=not_counted(situation, parameters, case),
        warnings=situation.warnings() + case.warnings(),
        zero_reasons=zero_reasons(situation, {}),
        silent_terms=silent_terms(situation.package),
        exposure=case.exposure,
    )
