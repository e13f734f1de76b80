"""`onrecord train`: the weights that the package ships, made again."""

from __future__ import annotations

import logging
from pathlib import Path

import click


@click.group("train", short_help="Train a part anew on data of your own copy.")
def command() -> None:
    """Train a part anew. Needs the extra: pip install 'onrecord[train]'."""


@command.command("statements", short_help="The statement tagger, on PolNeAR.")
@click.option(
    "--polnear",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="The corpus: the folder that holds data/train.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("statements-weights"),
    show_default=True,
    metavar="DIR",
    help="Where the weights and, after each epoch, the state of training go.",
)
@click.option("--epochs", type=click.IntRange(min=1), default=6, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--resume/--anew", default=True, help="Go on after the last epoch kept, or not.")
@click.option(
    "--threads", type=click.IntRange(min=1), default=None, help="How many; as many as cores."
)
def statements(
    polnear: Path,
    out: Path,
    epochs: int,
    seed: int,
    resume: bool,
    threads: int | None,
) -> None:
    """Train the whole statement tagger on PolNeAR.

    An epoch takes five minutes on one core with AMX, 27 on two old ones. It stops and goes on at
    any epoch. What it writes can be read with, and teaches the one that ships (train smaller);
    docs/models/statements.md says how good both are.
    """
    from onrecord.evaluate.train_statements import train

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")  # standard error
    train(polnear, out, seed=seed, epochs=epochs, resume=resume, threads=threads)
    click.echo(str(out))


@command.command("positions", short_help="The stance tagger, on news coded by us.")
@click.option(
    "--gold",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder of gold data: our codings point into its bulk news and DWIE.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("positions-weights"),
    show_default=True,
    metavar="DIR",
    help="Where the weights and, after each epoch, the state of training go.",
)
@click.option(
    "--over",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    metavar="DIR",
    help="The statement tagger to read on from; the installed one unless told.",
)
@click.option("--epochs", type=click.IntRange(min=1), default=2, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--resume/--anew", default=True, help="Go on after the last epoch kept, or not.")
@click.option(
    "--threads", type=click.IntRange(min=1), default=None, help="How many; as many as cores."
)
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

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")  # standard error
    train(
        gold, out, over=over or STATEMENTS, seed=seed, epochs=epochs, resume=resume, threads=threads
    )
    click.echo(str(out))


@command.command("smaller", short_help="Both taggers once more, smaller, by the whole ones.")
@click.option(
    "--gold",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder of gold data: PolNeAR, the bulk news and DWIE.",
)
@click.option(
    "--whole",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="The weights that teach: its folders statements and positions.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("smaller-weights"),
    show_default=True,
    metavar="DIR",
    help="Where the weights and, after each round, the state of training go.",
)
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--resume/--anew", default=True, help="Go on after the last round kept, or not.")
@click.option(
    "--threads", type=click.IntRange(min=1), default=None, help="How many; as many as cores."
)
def smaller(
    gold: Path, whole: Path, out: Path, seed: int, resume: bool, threads: int | None
) -> None:
    """Make the two taggers that ship: cut out of the whole ones, and taught by them.

    They take half of the time. What is written are the folders statements and positions that the
    package has as weights. Two to three hours on two old cores, half of it to read the texts;
    it stops and goes on at any of 16 rounds.
    """
    from onrecord.evaluate.smaller import train

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")  # standard error
    train(gold, whole, out, seed=seed, resume=resume, threads=threads)
    click.echo(str(out))
