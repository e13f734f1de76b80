"""Write a trained stance tagger as the folder that `StanceTagger` reads: ONNX, int8, no torch."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from onrecord.evaluate.export_statements import OPSET, copy_tokenizer, quantise, write_config
from onrecord.extract.positions.hints import SIZES
from onrecord.extract.positions.tagger import TAGS
from onrecord.extract.statements.tagger_input import FEATURES

NAMES = ("ids", "features", "hints", "heads")
OUTPUTS = ("tags", "holders", "acts")


def export(whole: Any, tokenizer: Path, out: Path, config: Mapping[str, Any]) -> None:
    """Write the folder `out` for a trained network (`positions_net.Whole`).

    `config` has the format and how to read: `window` and `context` (word pieces) and the `scale`
    of its chances (`extract.positions.tagged.Scale`).
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        _graph(whole, full)
        quantise(full, out / "model.onnx")
    copy_tokenizer(tokenizer, out / "tokenizer.json")
    sizes = {"tags": list(TAGS), "features": list(FEATURES), "hints": list(SIZES)}
    write_config(out, {**config, **sizes})


def _graph(whole: Any, path: Path) -> None:
    import torch

    example = (
        torch.arange(50),
        torch.zeros(50, len(FEATURES), dtype=torch.long),
        torch.zeros(50, len(SIZES), dtype=torch.long),
        torch.arange(1, 41),
    )
    axes = {name: {0: "pieces"} for name in NAMES[:3]} | {"heads": {0: "words"}}
    axes |= {"tags": {0: "words"}} | {n: {0: "words", 1: "columns"} for n in OUTPUTS[1:]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter is older, and its graph is plain
        torch.onnx.export(
            whole.eval(),
            example,
            str(path),
            input_names=list(NAMES),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
