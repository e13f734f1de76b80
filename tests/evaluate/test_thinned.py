"""A smaller network made of a larger one, and how it learns from it (tiny batches, no weights)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra onrecord[train]")

from onrecord.evaluate.distil_net import lesson, loss_of, read  # noqa: E402
from onrecord.evaluate.shape import WHOLE, Shape  # noqa: E402
from onrecord.evaluate.statements_net import HEAD, Net  # noqa: E402
from onrecord.evaluate.thinned_net import Weight, thinned, weighed  # noqa: E402
from onrecord.extract.statements.tagger_input import FEATURES  # noqa: E402

SMALL = Shape(layers=2, middle=1, heads=4, inner=64, upper_heads=4, upper_inner=64)


def net(shape: Shape = SMALL) -> Net:
    torch.manual_seed(1)
    made = Net(0.0, shape)
    for layer in made.layers:  # one head and half of the units add nothing
        with torch.no_grad():
            layer.out.weight[:, HEAD : 2 * HEAD] = 0
            layer.down.weight[:, ::2] = 0
    made.eval()
    return made


def batch(length: int = 12) -> dict[str, Any]:
    """Two texts, the second one padded."""
    torch.manual_seed(2)
    real = torch.arange(length) < torch.tensor([[length], [length - 4]])
    return {
        "ids": torch.randint(1000, 2000, (2, length)),
        "features": torch.zeros(2, length, len(FEATURES), dtype=torch.long),
        "heads": torch.arange(length).expand(2, -1),
        "tags": torch.zeros(2, length, dtype=torch.long),
        "pieces": real,
        "words": real,
    }


def labels(net: Any, tags: Any, _: Any, given: Any) -> Any:
    return net.crf_loss(tags, given["tags"], given["words"])


def test_a_part_that_adds_nothing_weighs_nothing_and_is_left_out_without_a_difference() -> None:
    large, given = net(), batch()
    tags, links, _ = read(large, given)
    weights = weighed(large, [tags.square().mean() + sum(s.square().mean() for s in links)])
    for weight in weights:
        assert float(weight.heads[1]) == 0
        assert weight.heads[[0, 2, 3]].min() > 0
        assert float(weight.inner[::2].max()) == 0
        assert weight.inner[1::2].min() > 0
    few = replace(SMALL, heads=3, inner=32, upper_heads=3, upper_inner=32)
    small = thinned(Net(0.0, few), large, weights)
    small.eval()
    mine, links_of_mine, _ = read(small, given)
    for a, b in ((mine, tags), *zip(links_of_mine, links, strict=True)):
        assert torch.allclose(a, b, atol=1e-5)


def test_a_network_keeps_its_lowest_layers() -> None:
    large = net(replace(SMALL, layers=3))
    weights = [Weight(torch.ones(4), torch.ones(64)) for _ in large.layers]
    small = thinned(Net(0.0, SMALL), large, weights)
    for mine, theirs in zip(small.layers, large.layers, strict=False):
        assert torch.equal(mine.up.weight, theirs.up.weight)
        assert torch.equal(mine.qkv.bias, theirs.qkv.bias)


def test_who_says_what_the_teacher_says_has_the_least_to_learn() -> None:
    large = net()
    told = lesson(large, batch(), labelled=False)
    other = net()
    with torch.no_grad():
        other.tags.weight[1, 0] += 2.0
        other.query[0].weight[:, 0] += 2.0
    same, apart = (loss_of(n, told, labels).item() for n in (large, other))
    assert 0 <= same < apart


def test_labels_count_only_where_a_text_has_them() -> None:
    large, given = net(), batch()
    without, with_labels = (
        loss_of(large, lesson(large, given, labelled=told), labels).item() for told in (False, True)
    )
    assert with_labels > without


def test_the_whole_shape_is_that_of_the_encoder() -> None:
    assert (WHOLE.layers, WHOLE.heads * HEAD, WHOLE.inner) == (6, 384, 1536)
