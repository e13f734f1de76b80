"""Training of the two smaller networks that ship, statements and stances, by the whole ones.

The whole statement network and the stance tagger over its states cost more than a reading can
afford. So both are cut (`thinned_net.py`) and learn together what the whole ones say: the lower
layers, whose states both hang on, are taught by both at once. One after the other, the states kept
too little of what tells a stance. Taught are the coded texts and PolNeAR, beside their labels, and
news without labels, of which the whole ones know no answer by heart.
"""

from __future__ import annotations

import logging
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.evaluate import polnear_train, train_positions, train_statements
from onrecord.evaluate.polnear_train import UNSEEN
from onrecord.evaluate.shape import SMALLER, Shape
from onrecord.evaluate.taught import POLNEAR, News, Taught, read
from onrecord.evaluate.training import State
from onrecord.extract.statements.tagger_input import Encoder, Words

if TYPE_CHECKING:
    from onrecord.evaluate.positions_net import StanceNet
    from onrecord.evaluate.smaller_net import Pair, Piece
    from onrecord.evaluate.statements_net import Net

log = logging.getLogger(__name__)

StatementBatch = list[tuple[polnear_train.Example, Any]]


@dataclass(frozen=True, slots=True)
class Thinning:
    """How the smaller networks are made; what was tried: docs/decisions/0005-statement-tagger.md.

    `shape` is that of the statement network; the two layers of the stance tagger are as large as
    its upper ones.
    """

    shape: Shape = SMALLER
    weighed: int = 160  # batches of `few` windows; parts of the statement network, over these
    few: int = 6
    weighed_stances: int = 60  # batches for the stance tagger's
    rounds: int = 18
    steps: int = 100  # of a round: a batch of stances each
    each: int = 2  # every second step is taught statements as well
    labelled: float = 1 / 3  # of the batches of stances
    labels: float = 0.5  # how much of the loss of such a batch is by its labels
    blind: float = 0.1  # share of windows read without their parse
    rate: float = 3e-4
    average: float = 0.99
    warm_up: float = 0.05


def train(
    gold: Path,
    whole: Path,
    out: Path,
    *,
    seed: int = 0,
    resume: bool = True,
    threads: int | None = None,
    made: Thinning | None = None,
    news: News | None = None,
) -> Path:
    """Make both smaller networks; write their models into `out`/statements and `out`/positions.

    `whole` holds folders of these names with the weights that teach: those of `train statements`
    and, over them, `train positions`. Texts are read first and kept in `out`. With `resume`, goes
    on after the last round kept there. Raises MissingInput where articles or weights are not there,
    ModelError where torch is not installed. Returns `out`.
    """
    import torch

    from onrecord.evaluate import calibrate_positions
    from onrecord.evaluate.calibrate_statements import calibrate
    from onrecord.evaluate.export_positions import export as export_positions
    from onrecord.evaluate.export_statements import export as export_statements

    made = made or Thinning()
    if threads:
        torch.set_num_threads(threads)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = whole / "statements" / "tokenizer.json"
    parses = polnear_train.parses(gold / POLNEAR, ("train",), out / "parses.npz")
    encoder = Encoder(tokenizer)
    learn, held = train_statements.split(
        polnear_train.read(gold / POLNEAR, "train", encoder, parses)
    )
    processes = threads or os.cpu_count() or 1
    told = list(read(gold, whole / "statements", out, news or News(), processes=processes))
    school = School(whole, told, learn, encoder, made)
    state = school.start(seed)
    if resume and (out / "state.pt").exists():
        state.load(out / "state.pt")
    while state.epoch < made.rounds:
        torch.manual_seed(seed * 1000 + state.epoch)
        school.one_round(state, random.Random(seed * 1000 + state.epoch))
        state.save(out / "state.pt")
    pair: Pair = state.average.module
    statements = out / "statements"
    export_statements(pair.statements, tokenizer, statements, train_statements.DECODING)
    names = sorted({e[0].name for e in held})
    calibrate(statements, gold / POLNEAR, "train", names, parses)
    over = train_positions.hash_of(statements)
    export_positions(pair.stances, out / "positions", train_positions.DECODING, over=over)
    calibrate_positions.calibrate(out / "positions", statements, gold)
    return out


class School:
    """The whole networks, what they are asked of, and how the smaller ones are taught it."""

    def __init__(
        self,
        whole: Path,
        told: Sequence[Taught],
        learn: list[list[polnear_train.Example]],
        encoder: Encoder,
        made: Thinning,
    ) -> None:
        from onrecord.evaluate.positions_net import stance_net, statement_net

        self.statements: Net = statement_net(whole / "statements")
        self.stances: StanceNet = stance_net(whole / "positions")
        self.told, self.learn, self.encoder, self.made = told, learn, encoder, made
        self.free = [_unmarked(t) for t in told if not t.labelled]
        self.plan, self.statement_plan = train_positions.Plan(), train_statements.Plan()

    def start(self, seed: int) -> State:
        """Both smaller networks as they are cut from the whole ones, with their optimiser."""
        import torch

        from onrecord.evaluate.distil_positions_net import cut
        from onrecord.evaluate.smaller_net import Pair
        from onrecord.evaluate.statements_net import Net
        from onrecord.evaluate.thinned_net import thinned, weighed

        made, rng = self.made, random.Random(seed)
        torch.manual_seed(seed)
        weights = weighed(self.statements, self._statement_losses(rng))
        statements = thinned(Net(0.0, made.shape), self.statements, weights)
        losses = (
            train_positions.loss_of(
                self.stances, train_positions.tensors(batch, self.plan, rng), self.plan
            )
            for batch in self._stance_batches(rng, labelled=True)[: made.weighed_stances]
        )
        stances = cut(self.stances, losses, made.shape.upper_heads, made.shape.upper_inner)
        pair = Pair(statements, stances)
        for part in pair.modules():  # they have more to learn than they can hold by heart
            if hasattr(part, "dropout"):
                part.dropout = 0.0
        for table in (statements.pieces, statements.positions):
            table.weight.requires_grad_(False)
        learning = [p for p in pair.parameters() if p.requires_grad]
        return State(
            pair,
            [{"params": learning, "lr": made.rate}],
            steps=made.rounds * made.steps,
            average=made.average,
            warm_up=made.warm_up,
        )

    def _statement_losses(self, rng: random.Random) -> Iterator[Any]:
        plan = self.statement_plan
        few = (
            batch[k : k + self.made.few]
            for batch in train_statements.batches(self.learn, plan, rng)
            for k in range(0, len(batch), self.made.few)
        )
        for batch in islice(few, self.made.weighed):
            given = train_statements.tensors(batch, plan, self.encoder, rng)
            yield train_statements.loss_of(self.statements, given, plan)

    def _stance_batches(self, rng: random.Random, *, labelled: bool) -> list[list[Piece]]:
        of_kind = [t for t in self.told if t.labelled is labelled]
        return train_positions.batches(of_kind, self.plan, rng)

    def _statement_batches(self, rng: random.Random) -> list[tuple[StatementBatch, bool]]:
        """All windows of PolNeAR, which have labels, and of the news without, in random order."""
        found = [
            (batch, labelled)
            for articles, labelled in ((self.learn, True), (self.free, False))
            for batch in train_statements.batches(articles, self.statement_plan, rng)
        ]
        rng.shuffle(found)
        return found

    def one_round(self, state: State, rng: random.Random) -> None:
        """Some steps of teaching, of texts drawn anew."""
        made, begun, total = self.made, time.monotonic(), 0.0
        labelled = round(made.labelled * made.steps)
        stances = self._stance_batches(rng, labelled=True)[:labelled]
        stances += self._stance_batches(rng, labelled=False)[: made.steps - labelled]
        rng.shuffle(stances)
        statements = iter(self._statement_batches(rng))
        state.net.train()
        for k, batch in enumerate(stances):
            loss = self._taught_stances(state.net, batch, rng)
            if k % made.each == made.each - 1:
                loss = loss + self._taught_statements(state.net, *next(statements), rng)
            total += state.learn(loss)
        state.epoch += 1
        seconds = time.monotonic() - begun
        log.info("round %d done: loss %.3f, %.0f s", state.epoch, total / len(stances), seconds)

    def _taught_stances(self, pair: Pair, batch: list[Piece], rng: random.Random) -> Any:
        import torch

        from onrecord.evaluate.distil_positions_net import apart, say
        from onrecord.evaluate.smaller_net import states_of

        given = train_positions.tensors(batch, self.plan, rng)
        with torch.no_grad():
            goal = say(self.stances, given["states"], given)
        states = states_of(pair.statements, batch, self.encoder, self.made.blind, rng)
        said = say(pair.stances, states, given)
        loss = apart(goal, said, given)
        if batch[0][0].labelled:
            by_labels = train_positions.by_labels(said[0], given, self.plan)
            loss = (1 - self.made.labels) * loss + self.made.labels * by_labels
        off = (states - given["states"]).square().mean(-1)
        return loss + (off * given["words"]).sum() / given["words"].sum()

    def _taught_statements(
        self, pair: Pair, batch: StatementBatch, labelled: bool, rng: random.Random
    ) -> Any:
        from onrecord.evaluate.distil_net import lesson, loss_of

        given = train_statements.tensors(batch, self.statement_plan, self.encoder, rng)
        labels = partial(train_statements.by_labels, plan=self.statement_plan)
        told = lesson(self.statements, given, labelled=labelled)
        return loss_of(pair.statements, told, labels)


def _unmarked(taught: Taught) -> list[polnear_train.Example]:
    """A text without labels as `polnear_train.read` gives those that have some: its paragraphs.

    The last is the longest of them once more, in the place of the whole run together.
    """

    def example(words: Words) -> polnear_train.Example:
        none = np.full(len(words), UNSEEN, dtype=np.int64)
        return polnear_train.Example("", words, np.zeros(len(words), dtype=np.int64), none, none)

    found = [example(words) for words in taught.words]
    return [*found, max(found, key=lambda e: len(e.words))]
