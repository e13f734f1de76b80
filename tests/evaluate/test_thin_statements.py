"""Articles without labels that the smaller statement tagger learns from (no network is run)."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import MissingInput
from onrecord.evaluate.polnear_train import UNSEEN, Example
from onrecord.evaluate.thin_statements import _measured_on, read_unlabelled
from onrecord.extract.statements.tagger_input import Encoder

TEXT = "Lena Ek spoke in Oslo.\n\nShe said no."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(Path(str(files("onrecord.extract.statements") / "weights" / "tokenizer.json")))


def reread(folder: Path, rows: dict[str, str], encoder: Encoder) -> list[list[Example]]:
    """Articles written to a file, beside parses of them that know nothing, and read."""
    path, cache = folder / "news.jsonl", folder / "parses.npz"
    lines = (json.dumps({"id": id, "text": text}) for id, text in rows.items())
    path.write_text("\n".join(lines), encoding="utf-8")
    np.savez(cache, **{id: np.zeros((1, 5), dtype=np.int64) for id in rows})
    return read_unlabelled(path, encoder, cache)


def test_an_article_comes_as_its_paragraphs_and_once_more_as_a_whole_without_labels(
    tmp_path: Path, encoder: Encoder
) -> None:
    (article,) = reread(tmp_path, {"new": TEXT}, encoder)
    spans = [(e.words.spans[0][0], e.words.spans[-1][1]) for e in article]
    assert spans == [(0, 22), (24, 36), (0, 36)]
    assert all((e.cue_of == UNSEEN).all() and not e.tags.any() for e in article)


def test_what_figures_are_measured_on_and_what_is_too_long_is_not_learnt_from(
    tmp_path: Path, encoder: Encoder
) -> None:
    measured = sorted(_measured_on())[:3]
    rows = dict.fromkeys(("new", *measured), TEXT) | {"long": TEXT * 400, "empty": " "}
    found = reread(tmp_path, rows, encoder)
    assert [article[0].name for article in found] == ["new"]


def test_no_file_is_told(tmp_path: Path, encoder: Encoder) -> None:
    with pytest.raises(MissingInput):
        read_unlabelled(tmp_path / "none.jsonl", encoder, tmp_path / "parses.npz")
