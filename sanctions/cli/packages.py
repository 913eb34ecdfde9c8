"""`sanctions packages`: the bundled packages, one of them in full, or a new one to fill in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
from rich.table import Table

from sanctions.cli.outputs import console, say
from sanctions.spec.card import package_card
from sanctions.spec.library import ALIASES
from sanctions.spec.load import bundled_packages, law_in_force, load_package
from sanctions.spec.scaffold import scaffold_file
from sanctions.spec.sentences import describe_measure
from sanctions.spec.vocabulary import vocabulary


@click.group(invoke_without_command=True)
@click.pass_context
def packages(ctx: click.Context) -> None:
    """List the bundled packages, show one in full, or begin a new one."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_packages)


@packages.command("list")
def list_packages() -> None:
    """List the bundled packages in order of announcement."""
    table = Table("Id", "Status", "Announced", "Target", "Title", box=None, pad_edge=False)
    names = {package_id: alias for alias, package_id in ALIASES.items()}
    for package in sorted(bundled_packages(), key=lambda one: (one.announced, one.id)):
        alias = f" ({names[package.id]})" if package.id in names else ""
        table.add_row(
            package.id + alias, package.status, str(package.announced), package.target, package.title
        )
    console(width=200).print(table)


@packages.command("show")
@click.argument("option")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day the law it meets is read on.")
def show_package(option: str, as_of: dt.datetime | None) -> None:
    """Show OPTION in words and as normalised TOML, with the law in force it is measured against."""
    say(package_card(load_package(option), None if as_of is None else as_of.date()).rstrip("\n"), err=False)


@packages.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--announced", type=click.DateTime(["%Y-%m-%d"]), default="2021-04-15", show_default=True)
@click.option("--excel", is_flag=True, help="Write a form to fill in with a spreadsheet program instead.")
@click.option("--force", is_flag=True, help="Overwrite FILE.")
def new_package(file: Path, announced: dt.datetime, excel: bool, force: bool) -> None:
    """Write a commented spec to FILE to start from, or a form with a list on every cell."""
    if excel:
        from sanctions.report.workbook.form_book import write_form  # noqa: PLC0415 - slow to load

        write_form(file, announced.date(), force=force)
    else:
        scaffold_file(file, announced.date(), overwrite=force)
    say(f"wrote {file}; edit it, then run: sanctions check {file}")


@packages.command("law")
@click.argument("target", type=click.Choice(sorted(vocabulary().targets)))
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Day the law is read on.")
def show_law(target: str, as_of: dt.datetime) -> None:
    """Show the bundled law in force on TARGET on a day, measure by measure."""
    table = Table("Package", "Measure", "In words", box=None, pad_edge=False)
    for package in law_in_force(target, as_of.date()):
        for measure in package.measures:
            table.add_row(package.id, measure.id, describe_measure(measure))
    if not table.row_count:
        click.echo(f"nothing bundled is in force on {target} on {as_of:%Y-%m-%d}", err=True)
        return
    console(width=200).print(table)


@packages.command("issuers")
@click.option("--target", type=click.Choice(sorted(vocabulary().targets)), help="Only those of one target.")
def list_issuers(target: str | None) -> None:
    """List the issuers a spec can name."""
    table = Table("Id", "Target", "Class", "Title", box=None, pad_edge=False)
    for issuer_id, issuer in sorted(vocabulary().issuers.items()):
        if target in (None, issuer.sovereign):
            table.add_row(issuer_id, issuer.sovereign, issuer.issuer_class, issuer.title)
    console(width=200).print(table)
