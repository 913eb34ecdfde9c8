"""`sanctions lists`: who is on a list, and who is caught through ownership."""

from __future__ import annotations

from importlib import import_module, util

import click

#: Command name -> "module:attribute" and the line shown in help; a module that is absent hides its command.
LIST_COMMANDS: dict[str, tuple[str, str]] = {
    "expand": ("sanctions.cli.lists_expand:expand", "Who is caught through ownership, rule by rule."),
    "rank": ("sanctions.cli.lists_expand:rank", "Candidates by what their designation would add."),
    "exposure": ("sanctions.cli.lists_exposure:exposure", "What an option takes from listed entities."),
    "show": ("sanctions.cli.lists_screen:show", "What a publisher's list file holds."),
    "diff": ("sanctions.cli.lists_screen:diff", "Two editions of a list: added, removed, changed."),
    "screen": ("sanctions.cli.lists_screen:screen", "Names against a list; a match is a lead."),
}


class ListsGroup(click.Group):
    """The commands on lists, each imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands whose module is there, in documented order."""
        return [name for name, (target, _) in LIST_COMMANDS.items() if util.find_spec(target.split(":")[0])]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module, attribute = LIST_COMMANDS[cmd_name][0].split(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}:{attribute} is not a click command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command list without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, LIST_COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group(cls=ListsGroup)
def lists() -> None:
    """Entity lists and ownership: who is listed, and who is caught with them."""
