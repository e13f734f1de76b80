"""`onrecord schema`: the JSON Schema of the record."""

from __future__ import annotations

import click


@click.command("schema", short_help="Print the JSON Schema of the record.")
def command() -> None:
    """Print the JSON Schema of one line of `read --json`.

    Generated from the types that make the record, so it cannot differ from the output.
    """
    import json

    from onrecord.exchange.schema import schema

    click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))
