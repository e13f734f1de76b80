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
@click.option(
    "--bulk",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    metavar="FILE",
    help="Articles without labels (JSONL) that the smaller network learns from as well.",
)
@click.option(
    "--epochs",
    type=click.IntRange(min=1),
    default=6,
    show_default=True,
    help="Of the whole network.",
)
@click.option(
    "--thin-epochs",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Of a smaller one that learns from it and takes a third of its time; none unless told.",
)
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--resume/--anew", default=True, help="Go on after the last epoch kept, or not.")
@click.option(
    "--threads", type=click.IntRange(min=1), default=None, help="How many; as many as cores."
)
def statements(
    polnear: Path,
    out: Path,
    bulk: Path | None,
    epochs: int,
    thin_epochs: int,
    seed: int,
    resume: bool,
    threads: int | None,
) -> None:
    """Train the statement tagger on PolNeAR.

    An epoch takes five minutes on one core with AMX, 27 on two old ones; of the smaller network 12.

    It stops and goes on at any epoch. What it writes is what the package ships in
    onrecord/extract/statements/weights; docs/models/statements.md says how good it is.
    """
    from onrecord.evaluate.train_statements import train

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")  # standard error
    train(
        polnear,
        out,
        bulk=bulk,
        seed=seed,
        epochs=epochs,
        thin_epochs=thin_epochs,
        resume=resume,
        threads=threads,
    )
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
@click.option("--epochs", type=click.IntRange(min=1), default=2, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--resume/--anew", default=True, help="Go on after the last epoch kept, or not.")
@click.option(
    "--threads", type=click.IntRange(min=1), default=None, help="How many; as many as cores."
)
def positions(
    gold: Path, out: Path, epochs: int, seed: int, resume: bool, threads: int | None
) -> None:
    """Train the stance tagger on the texts that we coded (their labels are in the package).

    What it writes is what the package ships in onrecord/extract/positions/weights;
    docs/models/positions.md says how good it is.
    """
    from onrecord.evaluate.train_positions import train

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")  # standard error
    train(gold, out, seed=seed, epochs=epochs, resume=resume, threads=threads)
    click.echo(str(out))
