"""Two smaller networks that learn from two whole ones (tiny networks and texts, no weights)."""

from __future__ import annotations

import random
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra onrecord[train]")

from onrecord.evaluate.distil_positions_net import Said, apart, cut, say  # noqa: E402
from onrecord.evaluate.export_positions import export as export_positions  # noqa: E402
from onrecord.evaluate.export_statements import export as export_statements  # noqa: E402
from onrecord.evaluate.polnear_train import UNSEEN  # noqa: E402
from onrecord.evaluate.polnear_train import Example as StatementExample  # noqa: E402
from onrecord.evaluate.positions_net import StanceNet, stance_net, statement_net  # noqa: E402
from onrecord.evaluate.shape import Shape  # noqa: E402
from onrecord.evaluate.smaller import School, Thinning  # noqa: E402
from onrecord.evaluate.smaller_net import CONTEXT, SIZE, Pair, _windows, states_of  # noqa: E402
from onrecord.evaluate.statements_net import HIDDEN, Net  # noqa: E402
from onrecord.evaluate.taught import Taught  # noqa: E402
from onrecord.evaluate.train_positions import DECODING, Plan, batches, loss_of, tensors  # noqa: E402
from onrecord.evaluate.train_statements import DECODING as READING  # noqa: E402
from onrecord.extract.positions.stretches import Stretch  # noqa: E402
from onrecord.extract.statements.tagger_input import Encoder, Window, window_input  # noqa: E402

TOKENIZER = Path(str(files("onrecord.extract.statements") / "weights" / "tokenizer.json"))
SHORT = "The minister urged an end to the ban on Monday."
LONG = "Lena Ek told the council that the bridge must be closed before winter comes. " * 30
TINY = Shape(4, 3, 4, 64, 4, 64)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(TOKENIZER)


def random_norms(net: Any) -> Any:
    """Norms that are alike would be written once."""
    for layer in net.layers:
        for norm in (layer.norm1, layer.norm2):
            torch.nn.init.normal_(norm.weight, 1.0, 0.1)
            torch.nn.init.normal_(norm.bias, 0.0, 0.1)
    return net.eval()


def statements() -> Net:
    torch.manual_seed(0)
    return random_norms(Net(0.0, TINY))  # type: ignore[no-any-return]


def stances() -> StanceNet:
    torch.manual_seed(1)
    return random_norms(StanceNet(0.0, heads=4, inner=64))  # type: ignore[no-any-return]


def taught(encoder: Encoder, paragraphs: list[str], *, labelled: bool = False) -> Taught:
    words = tuple(encoder.words(p, 0, len(p)) for p in paragraphs)
    counts = [len(w) for w in words]
    total = sum(counts)
    marks: tuple[Any, ...] = (((2, 1, 1, 5),), ((2, 5, 1),), ((8, 10),), ((1,),))
    return Taught(
        np.random.default_rng(0).normal(size=(total, HIDDEN)).astype(np.float16),
        np.repeat(np.arange(len(words)), counts),
        np.arange(total) // 12,
        np.zeros((total, 6), np.int8),
        *(marks if labelled else ((), (), (), ())),
        words=words,
        labelled=labelled,
    )


def read_by_whole(encoder: Encoder, *, labelled: bool) -> Taught:
    """A text with the states that the whole network has of its words."""
    text = taught(encoder, [SHORT, "She said no."], labelled=labelled)
    batch = [(text, Stretch(0, 0, len(text.states)))]
    with torch.no_grad():
        states = states_of(statements(), batch, encoder, 0.0, random.Random(0))
    return replace(text, states=states[0].half().numpy())


def said(of: StanceNet, batch: dict[str, Any]) -> Said:
    with torch.no_grad():
        return say(of, batch["states"], batch)


def given() -> dict[str, Any]:
    return {
        "states": torch.randn(2, 9, HIDDEN),
        "hints": torch.zeros(2, 9, 6, dtype=torch.long),
        "places": torch.zeros(2, 9, dtype=torch.long),
        "words": torch.tensor([[True] * 9, [True] * 6 + [False] * 3]),
        "tags": torch.tensor([[0] * 9, [0] * 6 + [-100] * 3]),
    }


def test_who_says_what_it_was_told_is_not_apart_from_it() -> None:
    batch, same, other = given(), stances(), stances()
    told = said(same, batch)
    assert apart(told, told, batch).item() == pytest.approx(0, abs=1e-5)
    with torch.no_grad():
        other.tags.weight[1, :9] += 1.0
    assert apart(told, said(other, batch), batch).item() > 0.001


def test_what_is_said_of_padding_does_not_count() -> None:
    batch, same = given(), stances()
    told = said(same, batch)
    batch["states"][1, 6:] = 5.0
    assert apart(told, said(same, batch), batch).item() == pytest.approx(0, abs=1e-4)


def test_a_stretch_has_the_states_of_its_own_words_by_paragraph(encoder: Encoder) -> None:
    """As a reading has them, where a paragraph fits into one window; 0 where a row is padded."""
    net = statements()
    whole = taught(encoder, [SHORT, "She said no.", SHORT])
    count = len(whole.states)
    batch = [(whole, Stretch(0, 3, count)), (taught(encoder, [SHORT]), Stretch(0, 0, 4))]
    with torch.no_grad():
        found = states_of(net, batch, encoder, 0.0, random.Random(0))
        assert found.shape == (2, count, HIDDEN)
        at = 0
        for words in whole.words:
            ids, features, heads = window_input(words, Window(0, len(words), 0, 0), encoder)
            states = net.encode(torch.from_numpy(ids)[None], torch.from_numpy(features)[None], None)
            own = states[0][torch.from_numpy(heads)]
            assert torch.allclose(found[0, at : at + len(words)], own, atol=1e-4)
            at += len(words)
    assert not found[1, 4:].any()


def test_windows_answer_for_every_word_once_and_none_is_too_long(encoder: Encoder) -> None:
    words = encoder.words(LONG, 0, len(LONG))
    for low, high in ((0, len(words)), (50, len(words) - 7)):
        found = list(_windows(words, low, high))
        assert [k for w in found for k in range(w.own_start, w.own_stop)] == list(range(low, high))
        for window in found:
            sizes = [len(p) for p in words.pieces]
            assert sum(sizes[window.start : window.stop]) <= SIZE
            assert sum(sizes[window.start : window.own_start]) <= CONTEXT
        assert found[-1].start < found[-1].own_start


def test_what_weighs_nothing_is_cut_out_of_the_stance_tagger() -> None:
    whole, batch = stances(), given()
    with torch.no_grad():
        for layer in whole.layers:
            layer.out.weight[:, 32:64] = 0
            layer.down.weight[:, ::2] = 0
    told = said(whole, batch)
    (tags, *_), _ = say(whole, batch["states"], batch)
    small = cut(whole, [tags.square().mean()], heads=3, inner=32).eval()
    assert apart(told, said(small, batch), batch).item() == pytest.approx(0, abs=1e-4)


def test_weights_that_were_written_are_read_again_as_networks(tmp_path: Path) -> None:
    """Eight bits are read back as what they stand for, whatever the shape."""
    first, second = statements(), stances()
    with torch.no_grad():
        first.transitions.copy_(torch.where(first.forbidden < 0, 0.0, 0.25))
    export_statements(first, TOKENIZER, tmp_path / "a", READING)
    export_positions(second, tmp_path / "b", DECODING, over="none")
    for whole, again in (
        (first, statement_net(tmp_path / "a")),
        (second, stance_net(tmp_path / "b")),
    ):
        state = again.state_dict()
        for name, weight in whole.state_dict().items():
            if not name.startswith("evidence"):
                off = (state[name] - weight).abs().max()
                assert off <= weight.abs().max() / 100, name


def test_both_come_nearer_to_the_whole_ones_by_learning(encoder: Encoder, tmp_path: Path) -> None:
    export_statements(statements(), TOKENIZER, tmp_path / "statements", READING)
    export_positions(stances(), tmp_path / "positions", DECODING, over="none")
    told = [read_by_whole(encoder, labelled=bool(k % 2)) for k in range(4)]
    words = encoder.words(SHORT, 0, len(SHORT))
    none = np.full(len(words), UNSEEN, dtype=np.int64)
    example = StatementExample("one", words, np.zeros(len(words), dtype=np.int64), none, none)
    made = Thinning(
        shape=Shape(4, 3, 3, 48, 3, 48), weighed=1, weighed_stances=1,
        rounds=16, steps=4, labels=0.0, labelled=0.5, average=0.5, blind=0.0,
    )  # fmt: skip
    school = School(tmp_path, told, [[example, example]], encoder, made)
    plan = Plan()
    batch = batches(told, plan, random.Random(1))[0]
    asked = tensors(batch, plan, random.Random(1))
    distances = []
    for rounds in (0, made.rounds):
        state = school.start(0)
        for k in range(rounds):
            school.one_round(state, random.Random(k))
        pair: Pair = state.average.module
        assert [layer.heads for layer in pair.statements.layers] == [3] * 4
        pair.eval()
        with torch.no_grad():
            states = states_of(pair.statements, batch, encoder, 0.0, random.Random(0))
            goal = say(school.stances, asked["states"], asked)
            distances.append(apart(goal, say(pair.stances, states, asked), asked).item())
    assert distances[1] < distances[0] / 2
    assert loss_of(pair.stances, {**asked, "states": states}, plan).item() > 0
