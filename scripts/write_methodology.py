"""Write docs/methodology.md from the equations, parameters and unit factors themselves.

Run: ``python scripts/write_methodology.py``; a test fails when the page is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sanctions.model.equations import EQUATIONS, THEMES  # noqa: E402
from sanctions.model.inputs import CONSTANTS  # noqa: E402
from sanctions.model.metrics import METRICS, Metric  # noqa: E402
from sanctions.parameters.distributions import Distribution  # noqa: E402
from sanctions.parameters.registry import Registry, RegistryEntry, load_registry, registry_path  # noqa: E402

PAGE = ROOT / "docs" / "methodology.md"
_INTRO = (ROOT / "docs" / "methodology-introduction.md").read_text(encoding="utf-8")

#: Metrics that count or describe instead of being computed -> what they say.
_WITHOUT_AN_EQUATION = {
    "sender_trade_loss_8y_usd_bn": "Not stated: no figure for the senders' exports to the target is bundled.",
    "probability_no_effect_pct": "Part of the draws in which the peak stays under what counts as an effect.",
    "measures_priced_pct": "Measures of the package that change some number, in percent of all it has.",
    "entities_listed": "Entities the option names.",
    "entities_by_rule": "Entities caught because listed ones own or control them.",
}


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _equations() -> list[str]:
    lines = ["## Equations", ""]
    lines += ["Each is one Python function; the workbook's formulas are translated from the same text.", ""]
    for theme, equations in THEMES.items():
        lines += [f"### {theme}", "", "| Quantity | Along | Unit | Formula | Meaning | Source |"]
        lines += ["|---|---|---|---|---|---|"]
        lines += [
            f"| `{e.name}` | {', '.join(e.axes) or '-'} | {e.unit} | `{_cell(e.formula)}` "
            f"| {_cell(e.meaning)} | {_cell(e.source)} |"
            for e in equations
        ]
        lines.append("")
    return lines


def _metrics() -> list[str]:
    lines = [
        "## Metrics",
        "",
        "What a comparison reports, by the names JSON and specs use; plus is a cost.",
        "",
    ]
    lines += ["| Metric | Unit | Horizon | On the pages | Meaning | Quantity |", "|---|---|---|---|---|---|"]
    return lines + [_metric(each) for each in METRICS] + [""]


def _metric(metric: Metric) -> str:
    meanings = {each.name: each.meaning for each in EQUATIONS}
    if metric.quantity is None:
        meaning, quantity = _WITHOUT_AN_EQUATION[metric.id], "-"
    else:
        meaning, quantity = meanings[metric.quantity.partition("[")[0]], f"`{metric.quantity}`"
    return (
        f"| `{metric.id}` | {metric.unit} | {metric.horizon} | {_cell(metric.label)} | {_cell(meaning)} "
        f"| {quantity} |"
    )


def _version(entry: RegistryEntry) -> list[str]:
    rows = []
    for version in entry.versions:
        text = Distribution(version.distribution, version.arguments).text
        if version.figure:
            text += f" {version.figure.use}d by `{version.figure.series}`"
        if version.estimator:
            text = f"estimated: `{version.estimator.name}` since {version.estimator.since}"
        until = f" to {version.valid_until}" if version.valid_until else ""
        rows.append(
            f"| `{entry.name}` | {entry.unit} | {version.known_from}{until} | {_cell(text)} | {version.kind} "
            f"| {_cell(version.source)} | {_cell(version.why)} | {version.quality} |"
        )
    return rows


def _parameters(target: str) -> list[str]:
    registry = load_registry(registry_path(target))
    lines = [f"## Parameters: {registry.title}", ""]
    lines += ["The last version known on the as-of date is used.", ""]
    lines += ["| Parameter | Unit | Known from | Distribution | Kind | Source | Why this range | Quality |"]
    lines += ["|---|---|---|---|---|---|---|---|"]
    lines += [row for entry in registry.parameters for row in _version(entry)]
    lines.append("")
    if registry.correlations:
        lines += _drawn_together(registry)
    for name, segment in registry.segments.items():
        if segment.missing:
            lines += [f"Not priced: {segment.title} (`{name}`), because {segment.missing}.", ""]
    return lines


def _drawn_together(registry: Registry) -> list[str]:
    return [
        "Drawn together: "
        + "; ".join(
            f"`{c.first}` and `{c.second}`, rank correlation {c.rank_correlation:g} ({c.why})"
            for c in registry.correlations
        )
        + ".",
        "",
    ]


def _constants() -> list[str]:
    lines = ["## Unit factors", "", "| Name | Value | Meaning |", "|---|---|---|"]
    return lines + [f"| `{c.name}` | {c.value:g} | {c.meaning} |" for c in CONSTANTS] + [""]


def page() -> str:
    """Return the whole page."""
    return "\n".join(
        [
            _INTRO.rstrip(),
            "",
            *_metrics(),
            *_equations(),
            *_parameters("russia"),
            *_parameters("entities"),
            *_constants(),
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
