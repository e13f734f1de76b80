"""Texts without labels that the smaller networks learn from (no network is run)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.errors import MissingInput
from onrecord.evaluate.taught import News, measured_on, unlabelled

TEXT = "Lena Ek spoke in Oslo.\n\nShe said no."
NEWS = News(count=7, shortest=5, longest=100)


def gold(folder: Path, bulk: dict[str, tuple[str, str]], polnear: list[str]) -> Path:
    """A folder of gold data: id → title and text of the bulk, ids of PolNeAR."""
    (folder / "bulk").mkdir()
    rows = ({"id": id, "title": t, "text": words} for id, (t, words) in bulk.items())
    lines = "\n".join(map(json.dumps, rows))
    (folder / "bulk/world_news_2017.jsonl").write_text(lines, encoding="utf-8")
    split = folder / "statements/polnear/data/train"
    (split / "text").mkdir(parents=True)
    (split / "attributions").mkdir()
    for id in polnear:
        (split / f"text/{id}.txt").write_text(TEXT, encoding="utf-8")
        (split / f"attributions/{id}_one.ann").write_text("", encoding="utf-8")
    articles = folder / "positions/world/articles"
    articles.mkdir(parents=True)
    (articles / "w1.json").write_text(json.dumps({"title": "Coded"}), encoding="utf-8")
    return folder


def test_news_that_figures_are_measured_on_is_not_learnt_from(tmp_path: Path) -> None:
    bulk = {f"b{k}": ("New", TEXT) for k in range(4)}
    bulk |= {"coded": ("Coded", TEXT), "long": ("Long", TEXT * 9), "short": ("Short", "No.")}
    bulk[min(measured_on())] = ("Measured", TEXT)
    found = [t.name for t in unlabelled(gold(tmp_path, bulk, ["p0", "p1", "p2"]), NEWS)]
    assert sorted(found) == ["b0", "b1", "b2", "b3", "p0", "p1", "p2"]


@pytest.mark.parametrize(
    ("bulk", "polnear", "order"),
    [(8, 4, "bbpbbpb"), (8, 1, "bbpbbbb"), (2, 3, "bbppp"), (0, 2, "pp")],
)
def test_two_of_the_bulk_are_followed_by_one_of_polnear_and_no_more_than_asked(
    tmp_path: Path, bulk: int, polnear: int, order: str
) -> None:
    texts = {f"b{k}": ("New", TEXT) for k in range(bulk)}
    found = list(unlabelled(gold(tmp_path, texts, [f"p{k}" for k in range(polnear)]), NEWS))
    assert "".join(t.name[0] for t in found) == order


def test_no_news_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        list(unlabelled(tmp_path, NEWS))
