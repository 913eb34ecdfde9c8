"""`sanctions lists show`, `diff` and `screen`: what a list says, what changed, who may be on it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from sanctions.cli.outputs import STANDARD_OUTPUT, plain, print_table, write_json, write_text
from sanctions.errors import InputError
from sanctions.ownership.leads import Screening
from sanctions.ownership.list_changes import compare_lists
from sanctions.ownership.list_formats.read import read_list
from sanctions.ownership.lists import EntityList, SetAside
from sanctions.ownership.name_files import read_names
from sanctions.ownership.screen import DEFAULT_THRESHOLD
from sanctions.ownership.screen import screen as screen_names
from sanctions.report.list_documents import (
    CHANGE_COLUMNS,
    ENTITY_COLUMNS,
    change_rows,
    changes_document,
    csv_text,
    entity_row,
    list_document,
)
from sanctions.report.screening_documents import LEAD_COLUMNS, NOTICE, lead_rows, screening_document

_SET_ASIDE_SHOWN = 10

_json = click.option("--json", "json_file", metavar="FILE", help="Write JSON; - is standard output.")
_csv = click.option("--csv", "csv_file", metavar="FILE", help="Write CSV; - is standard output.")
_limit = click.option(
    "--limit",
    type=click.IntRange(0),
    default=50,
    show_default=True,
    help="Rows in the printed table; 0 is all.",
)


@click.command()
@click.argument("file")
@click.option("--programme", metavar="TAG", help="Only entries under this programme, e.g. RUSSIA-EO14024.")
@_json
@_csv
@_limit
def show(file: str, programme: str | None, json_file: str | None, csv_file: str | None, limit: int) -> None:
    """Show what a publisher's list FILE holds: OFAC CSV or XML, UN XML."""
    entities = read_list(file)
    shown = entities.with_programme(programme) if programme else entities.entities
    if programme and not shown:
        known = ", ".join(entities.programmes)
        raise InputError.single(
            "--programme", "", f"no entry of {entities.files[0]} is under {programme}", known
        )
    to_stderr = _to_stderr(json_file, csv_file)
    _print_source(entities)
    if json_file:
        write_json(json_file, list_document(entities, shown))
    if csv_file:
        write_text(csv_file, csv_text(ENTITY_COLUMNS, (entity_row(entity) for entity in shown)))
    rows = [
        (
            e.id,
            e.name,
            e.type,
            "; ".join(e.programmes),
            "; ".join(map(str, e.directives)),
            e.listed_on,
            e.line,
        )
        for e in shown[: limit or None]
    ]
    columns = ("id", "name", "type", "programmes", "directives", "listed on", "line")
    print_table(_heading(f"{entities.title}: {len(shown):,} entries", len(rows), len(shown)), columns, rows,
                to_stderr=to_stderr)  # fmt: skip


@click.command()
@click.argument("old")
@click.argument("new")
@_json
@_csv
@_limit
def diff(old: str, new: str, json_file: str | None, csv_file: str | None, limit: int) -> None:
    """Compare two editions of one list, OLD and NEW: added, removed, changed."""
    changes = compare_lists(read_list(old), read_list(new))
    to_stderr = _to_stderr(json_file, csv_file)
    for entities in (changes.old, changes.new):
        _print_source(entities)
    if changes.not_compared:
        _note(
            f"not compared, because one of the lists lacks the file for it: {', '.join(changes.not_compared)}"
        )
    if json_file:
        write_json(json_file, changes_document(changes))
    rows = change_rows(changes)
    if csv_file:
        write_text(csv_file, csv_text(CHANGE_COLUMNS, rows))
    counts = (
        f"{len(changes.added):,} added, {len(changes.removed):,} removed, {len(changes.changed):,} changed"
    )
    shown = rows[: limit or None]
    print_table(_heading(counts, len(shown), len(rows)), CHANGE_COLUMNS, shown, to_stderr=to_stderr)


@click.command()
@click.argument("names")
@click.option(
    "--list",
    "list_file",
    required=True,
    metavar="FILE|ofac-sdn",
    help="The list: a publisher's file, or ofac-sdn for the copy kept on this machine.",
)
@click.option(
    "--threshold",
    type=float,
    default=DEFAULT_THRESHOLD,
    show_default=True,
    help="Least likeness of names for a lead, from 0.6 to 1.",
)
@_json
@_csv
@_limit
def screen(
    names: str, list_file: str, threshold: float, json_file: str | None, csv_file: str | None, limit: int
) -> None:
    """Look for the names in the CSV file NAMES on a list; a match is a lead, not a verdict.

    NAMES has a header: name and, where known, registration_id, tax_id, lei, country.
    """
    to_stderr = _to_stderr(json_file, csv_file)
    found = read_names(names)
    entities = read_list(list_file)
    _print_source(entities)
    _print_set_aside(found.set_aside)
    screening = screen_names(found.queries, entities, threshold)
    if json_file:
        write_json(json_file, screening_document(screening, found.set_aside))
    rows = lead_rows(screening)
    if csv_file:
        write_text(csv_file, csv_text(LEAD_COLUMNS, rows))
    _print_leads(screening, limit, to_stderr=to_stderr)
    _note(NOTICE)


def _print_leads(screening: Screening, limit: int, *, to_stderr: bool) -> None:
    with_leads = len({(lead.query.line, lead.query.name) for lead in screening.leads})
    total = len(screening.leads) + len(screening.contradicted) + len(screening.weaker)
    heading = (
        f"{len(screening.leads):,} leads for {with_leads:,} of {len(screening.queries):,} names, "
        f"threshold {screening.threshold:g}; {len(screening.contradicted):,} contradicted by a number; "
        f"{len(screening.weaker):,} weaker ones below it; "
        f"{len(screening.without_lead):,} names gave no lead (named in --csv and --json)"
    )
    columns = ("line", "name", "score", "listed as", "id", "programmes", "why")
    marked = (
        ("", screening.leads),
        ("contradicted: ", screening.contradicted),
        ("weaker: ", screening.weaker),
    )
    rows = [
        (
            lead.query.line,
            lead.query.name,
            f"{lead.score:.2f}",
            lead.matched_name.name,
            lead.entity.id,
            "; ".join(lead.entity.programmes),
            mark + lead.reason,
        )
        for mark, leads in marked
        for lead in leads
    ]
    shown = rows[: limit or None]
    print_table(_heading(heading, len(shown), total), columns, shown, to_stderr=to_stderr)


def _to_stderr(json_file: str | None, csv_file: str | None) -> bool:
    """Return whether the table has to leave standard output to a document."""
    if json_file == STANDARD_OUTPUT and csv_file == STANDARD_OUTPUT:
        raise click.UsageError("only one of --json and --csv can be standard output")
    return STANDARD_OUTPUT in (json_file, csv_file)


def _heading(text: str, shown: int, total: int) -> str:
    return f"{text} (first {shown:,} of {total:,} rows; --limit 0 shows all)" if shown < total else text


def _print_source(entities: EntityList) -> None:
    """Say on standard error what was read and what was not."""
    day = f", of {entities.published_on}" if entities.published_on else ", undated"
    _note(f"read {entities.title}{day}: {len(entities.entities):,} entries from {', '.join(entities.files)}")
    for note in entities.notes:
        _note(f"note: {note}")
    _print_set_aside(entities.set_aside)


def _print_set_aside(set_aside: Sequence[SetAside]) -> None:
    if not set_aside:
        return
    _note(f"warning: {len(set_aside):,} rows could not be read and were set aside:")
    for row in set_aside[:_SET_ASIDE_SHOWN]:
        _note(f"  {row}")
    if len(set_aside) > _SET_ASIDE_SHOWN:
        _note(f"  and {len(set_aside) - _SET_ASIDE_SHOWN:,} more; --json lists them all")


def _note(text: str) -> None:
    click.echo(plain(text).plain, err=True)
