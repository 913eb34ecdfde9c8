"""`sanctions lists`: who is on a list, and who is caught through ownership."""

from __future__ import annotations

import click

from sanctions.cli.lazy import LazyGroup, Table

#: Command name -> "module:attribute" and the line shown in help.
LIST_COMMANDS: Table = {
    "expand": ("sanctions.cli.lists_expand:expand", "Who is caught through ownership, rule by rule."),
    "rank": ("sanctions.cli.lists_expand:rank", "Candidates by what their designation would add."),
    "exposure": ("sanctions.cli.lists_exposure:exposure", "What an option takes from listed entities."),
    "show": ("sanctions.cli.lists_screen:show", "What a publisher's list file holds."),
    "diff": ("sanctions.cli.lists_screen:diff", "Two editions of a list: added, removed, changed."),
    "screen": ("sanctions.cli.lists_screen:screen", "Names against a list; a match is a lead."),
}


@click.group(cls=LazyGroup, table=LIST_COMMANDS)
def lists() -> None:
    """Entity lists and ownership: who is listed, and who is caught with them."""
