"""The answer as one self-contained page of HTML."""

from __future__ import annotations

from html import escape
from typing import Final

from sanctions.report.cells.text import visible
from sanctions.report.pages.brief import CAVEAT, KEY, Brief

_STYLE: Final = (
    "body{font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.45;color:#1a1a1a;max-width:75rem;"
    "margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "caption{text-align:left;font-weight:bold;padding:.3rem 0}"
    "th,td{border-bottom:1px solid #bfbfbf;padding:.35rem .6rem;text-align:left;vertical-align:top}"
    "thead th{background:#1f3a5f;color:#fff}"
    "td.number{text-align:right;white-space:nowrap}"
    "p.answer{font-size:1.35rem;font-weight:bold}"
    "@media(max-width:600px){thead{display:none}"
    "tr{display:block;border-bottom:2px solid #1f3a5f;padding:.4rem 0}"
    "td,th{display:block;border:0;padding:.1rem 0}td.number{text-align:left;white-space:normal}"
    'td.number::before{content:attr(data-of) ": ";font-weight:bold}}'
    "@media print{body{margin:0}}"
)


def html_of(brief: Brief) -> str:
    """Return the page: no script, nothing fetched, text from outside escaped.

    Parameters
    ----------
    brief : Brief
    """
    head = f"<title>{_safe(brief.title)}</title>"
    header = "".join(
        f'<th scope="col">{_safe(each)}</th>' for each in ("Question", "Measure", "Unit", *brief.columns)
    )
    body = "".join(
        f'<tr><td>{_safe(line.question)}</td><th scope="row">{_safe(line.measure)}</th>'
        f"<td>{_safe(line.unit)}</td>"
        + "".join(
            f'<td class="number" data-of="{_safe(of)}">{_safe(cell)}</td>'
            for of, cell in zip(brief.columns, line.cells, strict=True)
        )
        + "</tr>\n"
        for line in brief.lines
    )
    notes = [f"Above if enacted; {each}" for each in brief.expected]
    notes += [f"Not counted: {each}" for each in brief.not_counted]
    notes += [f"n/a: {each}" for each in brief.reasons] + [f"Warning: {each}" for each in brief.warnings]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{head}\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{_safe(brief.title)}</h1>\n"
        + _list(brief.options)
        + f'<p class="answer">{_safe(brief.headline)}</p>\n'
        + "".join(f"<p>{_safe(each)}</p>\n" for each in (*brief.answers, *brief.readings))
        + _list((*brief.zero_reasons, *brief.remarks))
        + f"<table>\n<caption>{_safe(KEY)}</caption>\n<thead><tr>{header}</tr></thead>\n<tbody>\n{body}"
        f"</tbody>\n</table>\n<p>{_safe(CAVEAT)}</p>\n"
        + _list(tuple(notes))
        + _section("Terms that change no number", brief.silent_terms)
        + f"<p>{_safe(brief.provenance)}</p>\n</body>\n</html>\n"
    )


def _list(items: tuple[str, ...]) -> str:
    return "<ul>\n" + "".join(f"<li>{_safe(each)}</li>\n" for each in items) + "</ul>\n" if items else ""


def _section(title: str, items: tuple[str, ...]) -> str:
    return f"<h2>{_safe(title)}</h2>\n{_list(items)}" if items else ""


def _safe(text: str) -> str:
    return escape(visible(text), quote=True)
