"""`sanctions lists show`, `diff` and `screen`: what a list says, what changed, who may be on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from sanctions.cli.outputs import csv_option, force_option, json_lines, json_option, outputs, print_table, say
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
@json_option
@csv_option
@force_option
@_limit
def show(
    file: str,
    programme: str | None,
    json_target: str | None,
    csv_target: str | None,
    force: bool,
    limit: int,
) -> None:
    """Show what a publisher's list FILE holds: OFAC CSV or XML, UN XML."""
    targets = outputs({"--json": json_target, "--csv": csv_target}, [file], force=force)
    entities = read_list(file)
    shown = entities.with_programme(programme) if programme else entities.entities
    if programme and not shown:
        known = ", ".join(entities.programmes)
        raise InputError.single(
            "--programme", "", f"no entry of {entities.files[0]} is under {programme}", known
        )
    _print_source(entities)
    targets.write(
        {
            "--json": lambda: json_lines(list_document(entities, shown)),
            "--csv": lambda: csv_text(ENTITY_COLUMNS, (entity_row(entity) for entity in shown)),
        },
        read=_read(file, entities),
    )
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
                to_stderr=targets.take_standard_output)  # fmt: skip


@click.command()
@click.argument("old")
@click.argument("new")
@json_option
@csv_option
@force_option
@_limit
def diff(
    old: str, new: str, json_target: str | None, csv_target: str | None, force: bool, limit: int
) -> None:
    """Compare two editions of one list, OLD and NEW: added, removed, changed."""
    targets = outputs({"--json": json_target, "--csv": csv_target}, [old, new], force=force)
    changes = compare_lists(read_list(old), read_list(new))
    for entities in (changes.old, changes.new):
        _print_source(entities)
    if changes.not_compared:
        say(
            f"not compared, because one of the lists lacks the file for it: {', '.join(changes.not_compared)}"
        )
    rows = change_rows(changes)
    targets.write(
        {
            "--json": lambda: json_lines(changes_document(changes)),
            "--csv": lambda: csv_text(CHANGE_COLUMNS, rows),
        },
        read=[*_read(old, changes.old), *_read(new, changes.new)],
    )
    counts = (
        f"{len(changes.added):,} added, {len(changes.removed):,} removed, {len(changes.changed):,} changed"
    )
    shown = rows[: limit or None]
    print_table(
        _heading(counts, len(shown), len(rows)), CHANGE_COLUMNS, shown, to_stderr=targets.take_standard_output
    )


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
@json_option
@csv_option
@force_option
@_limit
def screen(
    names: str,
    list_file: str,
    threshold: float,
    json_target: str | None,
    csv_target: str | None,
    force: bool,
    limit: int,
) -> None:
    """Look for the names in the CSV file NAMES on a list; a match is a lead, not a verdict.

    NAMES has a header: name and, where known, registration_id, tax_id, lei, country.
    """
    targets = outputs({"--json": json_target, "--csv": csv_target}, [names, list_file], force=force)
    found = read_names(names)
    entities = read_list(list_file)
    _print_source(entities)
    _print_set_aside(found.set_aside)
    screening = screen_names(found.queries, entities, threshold)
    targets.write(
        {
            "--json": lambda: json_lines(screening_document(screening, found.set_aside)),
            "--csv": lambda: csv_text(LEAD_COLUMNS, lead_rows(screening)),
        },
        read=_read(list_file, entities),
    )
    _print_leads(screening, limit, to_stderr=targets.take_standard_output)
    say(NOTICE)


def _print_leads(screening: Screening, limit: int, *, to_stderr: bool) -> None:
    with_leads = len({(lead.query.line, lead.query.name) for lead in screening.leads})
    total = len(screening.leads) + len(screening.contradicted)
    heading = (
        f"{len(screening.leads):,} leads for {with_leads:,} of {len(screening.queries):,} names, "
        f"threshold {screening.threshold:g}; {len(screening.contradicted):,} contradicted by a number"
    )
    columns = ("line", "name", "score", "listed as", "id", "programmes", "why")
    marked = (("", screening.leads), ("contradicted: ", screening.contradicted))
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


def _read(named: str, entities: EntityList) -> list[Path]:
    """Return the files a list was read from, companions of the one named included."""
    return [Path(named), *(Path(named).with_name(Path(each).name) for each in entities.files)]


def _heading(text: str, shown: int, total: int) -> str:
    return f"{text} (first {shown:,} of {total:,} rows; --limit 0 shows all)" if shown < total else text


def _print_source(entities: EntityList) -> None:
    """Say on standard error what was read and what was not."""
    day = f", of {entities.published_on}" if entities.published_on else ", undated"
    say(f"read {entities.title}{day}: {len(entities.entities):,} entries from {', '.join(entities.files)}")
    for note in entities.notes:
        say(f"note: {note}")
    _print_set_aside(entities.set_aside)


def _print_set_aside(set_aside: Sequence[SetAside]) -> None:
    if not set_aside:
        return
    say(f"warning: {len(set_aside):,} rows could not be read and were set aside:")
    for row in set_aside[:_SET_ASIDE_SHOWN]:
        say(f"  {row}")
    if len(set_aside) > _SET_ASIDE_SHOWN:
        say(f"  and {len(set_aside) - _SET_ASIDE_SHOWN:,} more; --json lists them all")
