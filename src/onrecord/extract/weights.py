"""Trained weights in a folder: an ONNX model, its tokenizer, its configuration."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import ModelError

if TYPE_CHECKING:
    from onrecord.extract.statements.tagger_input import Encoder


class Weights:
    """`model.onnx`, `tokenizer.json` and `config.json` of a folder, each loaded on first use.

    `what` they are, for messages; `expected` are entries that the configuration must have, so
    that weights of another version are refused. With `check`, the hashes in the configuration are
    compared with the files (half a second). Raises ModelError, with `hint`.
    """

    def __init__(
        self,
        folder: Path,
        *,
        what: str,
        hint: str,
        expected: Mapping[str, Any],
        check: bool = False,
    ) -> None:
        self.folder = folder
        self._what = what
        self._hint = hint
        self._expected = dict(expected)
        self._check = check

    @cached_property
    def config(self) -> dict[str, Any]:
        """The configuration; ModelError where it is missing, broken or of another version."""
        path = self.folder / "config.json"
        try:
            config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"no {self._what}", where=str(path), hint=self._hint) from error
        if any(config.get(name) != value for name, value in self._expected.items()):
            raise ModelError(
                f"weights of another version of the {self._what}", where=str(path), hint=self._hint
            )
        if self._check:
            self._compare(config["sha256"])
        return config

    @cached_property
    def encoder(self) -> Encoder:
        """The tokenizer of the model."""
        from onrecord.extract.statements.tagger_input import Encoder

        path = self.folder / "tokenizer.json"
        if not path.is_file():
            raise ModelError("no tokenizer", where=str(path), hint=self._hint)
        return Encoder(path)

    @cached_property
    def session(self) -> Any:
        """The model, ready to run on one thread."""
        import onnxruntime

        path = self.folder / "model.onnx"
        if not path.is_file():
            raise ModelError("no weights", where=str(path), hint=self._hint)
        options = onnxruntime.SessionOptions()
        # one thread: the same sums in the same order on every machine, and callers run processes
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def _compare(self, hashes: dict[str, str]) -> None:
        for name, wanted in hashes.items():
            path = self.folder / name
            if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
                raise ModelError("not the file that was shipped", where=str(path), hint=self._hint)
