"""The options of `onrecord read` for a language model of the user's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from onrecord.extract.pipeline import Pipeline
    from onrecord.model import Record
    from onrecord.sources import Notice

C = TypeVar("C", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--positions",
        "how",
        type=click.Choice(["tagger", "rules", "llm"]),
        default="tagger",
        show_default=True,
        help="What reads positions: rules and a trained tagger, the rules alone (faster, finds "
        "less), or a language model of your own.",
    ),
    click.option(
        "--llm-url",
        metavar="URL",
        help="Its server (OpenAI-compatible), such as http://localhost:11434.",
    ),
    click.option(
        "--llm-model", metavar="NAME", help="Which model; left out, the one that the server has."
    ),
    click.option(
        "--llm-key-env", metavar="VAR", help="The environment variable that holds the key."
    ),
    click.option(
        "--llm-budget",
        type=click.IntRange(min=0),
        default=1_000_000,
        show_default=True,
        metavar="TOKENS",
        help="Tokens to spend at most, over all texts.",
    ),
    click.option(
        "--llm-cache",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="Where answers are kept (default: the user's cache).",
    ),
    click.option(
        "--llm-timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=120.0,
        show_default=True,
        metavar="S",
        help="Seconds to wait for one answer.",
    ),
)


def model_options(command: C) -> C:
    """The command with the options; it is called with `how` and the `llm_…` values."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def pipeline_of(
    how: str, llm: dict[str, Any], *, statements: str, processes: int
) -> Pipeline | None:
    """The steps that the options ask for; None for the default ones. Misuse is told as such."""
    if how != "llm":
        if llm["llm_url"]:
            raise click.UsageError("--llm-url goes with --positions llm")
        return None
    if not llm["llm_url"]:
        raise click.UsageError("--positions llm needs --llm-url")
    if processes > 1:
        raise click.UsageError("--positions llm works on one process: leave out --processes")
    from onrecord.extract.llm import LlmSettings, llm_step
    from onrecord.extract.steps import default_pipeline

    settings = LlmSettings(**{name.removeprefix("llm_"): value for name, value in llm.items()})
    steps = default_pipeline(statements_by=statements, positions_by="rules")
    return steps.swap("positions", llm_step(settings))


def troubles(record: Record) -> list[Notice]:
    """One line for each thing that kept the model from reading a record."""
    from onrecord.extract.llm.step import trouble_told
    from onrecord.sources import Notice

    told = (trouble_told(d) for d in record.dropped)
    return [Notice(record.document.name, line) for line in told if line]
