"""`onrecord train`: the weights that the package ships, made again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Option = Callable[[Callable[..., Any]], Callable[..., Any]]


def _folder(name: str, help: str, *, required: bool = True) -> Option:
    """A folder that must be there."""
    kind = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option(name, type=kind, required=required, metavar="DIR", help=help)


def _out(default: str, part: str) -> Option:
    """Where all goes; the state is kept after each `part` of training."""
    return click.option(
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(default),
        show_default=True,
        metavar="DIR",
        help=f"Where the weights and, after each {part}, the state of training go.",
    )


def _running(part: str) -> Option:
    """Seed, whether to go on after the last `part` kept, and threads."""
    options = (
        click.option("--seed", type=int, default=0, show_default=True),
        click.option(
            "--resume/--anew", default=True, help=f"Go on after the last {part} kept, or not."
        ),
        click.option(
            "--threads",
            type=click.IntRange(min=1),
            default=None,
            help="How many; as many as cores.",
        ),
    )

    def given(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return given


@click.group("train", short_help="Train a part anew on data of your own copy.")
def command() -> None:
    """Train a part anew. Needs the extra: pip install 'onrecord[train]'."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")  # standard error


@command.command("statements", short_help="The statement tagger, on PolNeAR.")
@_folder("--polnear", "The corpus: the folder that holds data/train.")
@_out("statements-weights", "epoch")
@click.option("--epochs", type=click.IntRange(min=1), default=6, show_default=True)
@_running("epoch")
def statements(
    polnear: Path, out: Path, epochs: int, seed: int, resume: bool, threads: int | None
) -> None:
    """Train the whole statement tagger on PolNeAR.

    An epoch takes five minutes on one core with AMX, 27 on two old ones. It stops and goes on at
    any epoch. What it writes can be read with, and teaches the one that ships (train smaller);
    docs/models/statements.md says how good both are.
    """
    from onrecord.evaluate.train_statements import train

    train(polnear, out, seed=seed, epochs=epochs, resume=resume, threads=threads)
    click.echo(str(out))


@command.command("positions", short_help="The stance tagger, on news coded by us.")
@_folder("--gold", "The folder of gold data: our codings point into its bulk news and DWIE.")
@_out("positions-weights", "epoch")
@_folder(
    "--over", "The statement tagger to read on from; the installed one unless told.", required=False
)
@click.option("--epochs", type=click.IntRange(min=1), default=2, show_default=True)
@_running("epoch")
def positions(
    gold: Path,
    out: Path,
    over: Path | None,
    epochs: int,
    seed: int,
    resume: bool,
    threads: int | None,
) -> None:
    """Train the stance tagger on the texts that we coded (their labels are in the package).

    What it writes can be read with; over the whole statement tagger (train statements) it teaches
    the one that ships (train smaller). docs/models/positions.md says how good both are.
    """
    from onrecord.evaluate.train_positions import STATEMENTS, train

    train(
        gold, out, over=over or STATEMENTS, seed=seed, epochs=epochs, resume=resume, threads=threads
    )
    click.echo(str(out))


@command.command("smaller", short_help="Both taggers once more, smaller, by the whole ones.")
@_folder("--gold", "The folder of gold data: PolNeAR, the bulk news and DWIE.")
@_folder("--whole", "The weights that teach: its folders statements and positions.")
@_out("smaller-weights", "round")
@_running("round")
def smaller(
    gold: Path, whole: Path, out: Path, seed: int, resume: bool, threads: int | None
) -> None:
    """Make the two taggers that ship: cut out of the whole ones, and taught by them.

    They take half of the time. What is written are the folders statements and positions that the
    package has as weights. Two and a half hours on two old cores, a third of it to read the texts;
    it stops and goes on at any of 18 rounds.
    """
    from onrecord.evaluate.smaller import train

    train(gold, whole, out, seed=seed, resume=resume, threads=threads)
    click.echo(str(out))
