"""`sanctions lists show`, `diff` and `screen`: what a list says, what changed, who may be on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from sanctions.cli.case_files import read_cases, said_cases
from sanctions.cli.outputs import csv_option, force_option, json_lines, json_option, outputs, print_table, say
from sanctions.errors import InputError
from sanctions.lists.changes import compare_lists
from sanctions.lists.read import read_list
from sanctions.lists.types import EntityList, SetAside
from sanctions.report.documents.list_documents import (
    CHANGE_COLUMNS,
    ENTITY_COLUMNS,
    change_rows,
    changes_document,
    csv_text,
    entity_row,
    list_document,
)
from sanctions.report.documents.screening_documents import (
    LEAD_COLUMNS,
    NOTICE,
    decision_words,
    lead_rows,
    screening_document,
)
from sanctions.screening.against_list import DEFAULT_THRESHOLD
from sanctions.screening.against_lists import ListedLead, ListsScreening, screen_lists
from sanctions.screening.case_decisions import CaseRun
from sanctions.screening.name_files import read_names

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
    """Show what a publisher's list FILE holds: OFAC, UN, EU, UK, Switzerland (SECO) or OpenSanctions."""
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
            "not compared, because one of the lists does not carry it or words it differently: "
            + ", ".join(changes.not_compared)
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
    "list_files",
    required=True,
    multiple=True,
    metavar="FILE|ofac-sdn",
    help="A publisher's file, or ofac-sdn for the copy kept on this machine; may be given several times.",
)
@click.option(
    "--threshold",
    type=float,
    default=DEFAULT_THRESHOLD,
    show_default=True,
    help="Least likeness of names for a lead, from 0.6 to 1.",
)
@click.option(
    "--case-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Decisions on leads (.toml): read, brought to this run's leads, and kept. Made when not there.",
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of this run, for the case file; without it the program dates nothing there.",
)
@json_option
@csv_option
@force_option
@_limit
def screen(
    names: str,
    list_files: tuple[str, ...],
    threshold: float,
    case_file: Path | None,
    on: dt.datetime | None,
    json_target: str | None,
    csv_target: str | None,
    force: bool,
    limit: int,
) -> None:
    """Look for the names in the CSV file NAMES on lists; a match is a lead, not a verdict.

    NAMES has a header: name and, where known, registration_id, tax_id, lei, country, reference.
    """
    if on is not None and case_file is None:
        raise click.UsageError("--on goes with --case-file")
    targets = outputs(
        {"--json": json_target, "--csv": csv_target},
        [names, *list_files],
        kept={"--case-file": case_file},
        force=force,
    )
    found = read_names(names)
    cases = read_cases(case_file) if case_file else None
    lists = [read_list(each) for each in list_files]
    for each in lists:
        _print_source(each)
    _print_set_aside(found.set_aside)
    screening = screen_lists(found.queries, lists, threshold)
    run = cases.bring(screening, on.date() if on else None) if cases else None
    targets.write(
        {
            "--json": lambda: json_lines(screening_document(screening, found.set_aside, run)),
            "--csv": lambda: csv_text(LEAD_COLUMNS, lead_rows(screening, run)),
            "--case-file": lambda: cases.text_to_keep(run) if cases and run else None,
        },
        read=[file for named, each in zip(list_files, lists, strict=True) for file in _read(named, each)],
    )
    _print_leads(screening, run, limit, to_stderr=targets.take_standard_output)
    if cases and run:
        for line in said_cases(cases.path.name, run):
            say(line)
    say(NOTICE)


def _print_leads(screening: ListsScreening, run: CaseRun | None, limit: int, *, to_stderr: bool) -> None:
    with_leads = len({(each.lead.query.line, each.lead.query.name) for each in screening.leads})
    total = len(screening.leads) + len(screening.contradicted) + len(screening.weaker)
    heading = (
        f"{len(screening.leads):,} leads for {with_leads:,} of {len(screening.queries):,} names, "
        f"threshold {screening.threshold:g}; {len(screening.contradicted):,} contradicted by a number; "
        f"{len(screening.weaker):,} weaker ones below it; "
        f"{len(screening.without_lead):,} names gave no lead (named in --csv and --json)"
    )
    marked = (
        ("", screening.leads),
        ("contradicted: ", screening.contradicted),
        ("weaker: ", screening.weaker),
    )
    several = len(screening.lists) > 1
    columns = ["line", "name", "score", *(["list"] if several else []), "listed as", "id", "programmes",
               *(["decision"] if run else []), "why", *(["also on"] if several else [])]  # fmt: skip
    rows = [_lead_cells(each, mark, run, several=several) for mark, leads in marked for each in leads][
        : limit or None
    ]
    print_table(_heading(heading, len(rows), total), columns, rows, to_stderr=to_stderr)


def _lead_cells(listed: ListedLead, mark: str, run: CaseRun | None, *, several: bool) -> list[object]:
    lead = listed.lead
    return [
        lead.query.line,
        lead.query.name,
        f"{lead.score:.2f}",
        *([listed.entities.edition] if several else []),
        lead.matched_name.name,
        lead.entity.id,
        "; ".join(lead.entity.programmes),
        *([decision_words(run.of(listed))] if run else []),
        mark + lead.reason,
        *(["; ".join(f"{a.entities.publisher} {a.entity.id}" for a in listed.also_on)] if several else []),
    ]


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
