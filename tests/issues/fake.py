"""An encoder without a model: vectors made of a text's three-letter runs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from onrecord.issues.encoder import Vectors

SIZE = 64


class FakeEncoder:
    """Texts that share letters have like vectors. Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += len(texts)
        vectors = np.zeros((len(texts), SIZE), dtype=np.float32)
        for row, text in enumerate(texts):
            padded = f"  {text.casefold()} "
            for k in range(len(padded) - 2):
                digest = hashlib.sha256(padded[k : k + 3].encode()).digest()
                vectors[row, digest[0] % SIZE] += 1
            vectors[row] /= np.linalg.norm(vectors[row])
        return vectors
