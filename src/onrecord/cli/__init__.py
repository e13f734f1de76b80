"""The command line: one file a command. The only room that prints or exits.

Command modules import click alone at the top and the rest when they run, so that help and
usage errors come at once.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

import onrecord
from onrecord.errors import OnrecordError

_COMMANDS = (
    "read",
    "add",
    "codebook",
    "schema",
    "evaluate",
    "train",
    "setup",
    "judge",
    "judgements",
    "agreement",
    "network",
    "serve",
    "account",
    "export",
    "import",
    "issues",
    "stand",
    "who",
    "said",
    "changes",
    "timeline",
    "status",
    "check",
)

_MODULES = {"import": "import_"}  # a word of the language names no module


class _Lazy(click.Group):
    """Commands by name, each imported from the module of its name when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(
            f"onrecord.cli.{_MODULES.get(cmd_name, cmd_name)}"
        ).command
        return command


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 92},
)
@click.version_option(onrecord.__version__, "--version", prog_name="onrecord")
def root() -> None:
    """Who said what, who stands where on what, what happened, where and when.

    Reads news and official texts and ties every finding to the words that carry it.

    \b
    onrecord read report.txt --date 2024-05-22
    onrecord read pages/ --html record.html
    curl -s ADDRESS | onrecord read - --json
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line. What a person can mend is one line on standard error, exit code 1."""
    try:
        root.main(args=arguments, prog_name="onrecord")
    except OnrecordError as error:
        click.echo(f"onrecord: {error}", err=True)
        sys.exit(1)
