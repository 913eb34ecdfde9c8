"""The answer as one page of Markdown."""

from __future__ import annotations

import re
from html import escape

from sanctions.report.cells.text import visible
from sanctions.report.pages.brief import CAVEAT, KEY, Brief

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~!])")


def markdown_of(brief: Brief) -> str:
    """Return the page; text from outside is escaped, so that it can only be text.

    Parameters
    ----------
    brief : Brief
    """
    header = ("Question", "Measure", "Unit", *brief.columns)
    parts = [f"# {_safe(brief.title)}", *(f"- {_safe(each)}" for each in brief.options), ""]
    parts += [f"**{_safe(brief.headline)}**\n"]
    parts += [f"{_safe(each)}\n" for each in (*brief.answers, *brief.readings)]
    parts += [f"- {_safe(each)}" for each in (*brief.zero_reasons, *brief.remarks)] + [""]
    parts += [_row(header), _row(("---",) * len(header), raw=True)]
    parts += [_row((line.question, line.measure, line.unit, *line.cells)) for line in brief.lines]
    parts += ["", f"{KEY} {CAVEAT}", ""]
    parts += [f"- Above if enacted; {_safe(each)}" for each in brief.expected]
    parts += [f"- Not counted: {_safe(each)}" for each in brief.not_counted]
    parts += [f"- Changes no number: {_safe(each)}" for each in brief.silent_terms]
    parts += [f"- n/a: {_safe(each)}" for each in brief.reasons]
    parts += [f"- Warning: {_safe(each)}" for each in brief.warnings]
    parts += ["", _safe(brief.provenance), ""]
    return "\n".join(parts)


def _row(cells: tuple[str, ...], *, raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else _safe(cell) for cell in cells) + " |"


def _safe(text: str) -> str:
    return escape(_SPECIAL.sub(r"\\\1", " ".join(visible(text).split())), quote=False)
