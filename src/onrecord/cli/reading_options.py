"""The options of the commands that read texts: what they are, and who reads them how."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

C = TypeVar("C", bound=Callable[..., Any])


def columns_of(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> dict[str, str] | None:
    """The column map that `text=body,date=day` means; misuse is told as such."""
    if not value:
        return None
    pairs = [pair.partition("=") for pair in value.split(",")]
    if not all(name and column for name, _, column in pairs):
        raise click.BadParameter("write it as text=body,date=day")
    return {name.strip(): column.strip() for name, _, column in pairs}


_OPTIONS = (
    click.option(
        "--columns",
        callback=columns_of,
        metavar="MAP",
        help="Which columns of a table hold what, such as text=body,date=day,title=headline.",
    ),
    click.option(
        "--pipeline", metavar="NAME", help="Another spaCy pipeline (such as en_core_web_lg)."
    ),
    click.option(
        "--codebook",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Code positions to the issues of this codebook (TOML or YAML); the rest is counted.",
    ),
    click.option(
        "--statements",
        type=click.Choice(["tagger", "rules"]),
        default="tagger",
        show_default=True,
        help="What finds statements: a trained tagger, or rules (faster, less exact).",
    ),
    click.option(
        "--processes",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        help="How many work side by side; what comes out does not depend on it.",
    ),
)


def reading_options(command: C) -> C:
    """Give a command the options, in this order."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
