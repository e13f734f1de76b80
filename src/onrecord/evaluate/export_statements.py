"""Write a trained attribution tagger as the folder that `Tagger` reads: ONNX, int8, no torch.

The folder gets `model.onnx` (weights in 8 bits, activations quantised on the fly),
`tokenizer.json` and `config.json` with the tags, transitions, window and hashes.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from onrecord.extract.statements.tagger_decode import TAGS
from onrecord.extract.statements.tagger_input import FEATURES

OPSET = 17
NAMES = ("ids", "features", "heads")
OUTPUTS = ("tags", "cue_of", "source_of")


def export(net: Any, tokenizer: Path, out: Path, decoding: Mapping[str, float]) -> None:
    """Write the folder `out` for a trained `net`; `decoding` goes into its configuration.

    That is `window` and `overlap` (word pieces), `cue_bias` (added to the score of a cue's first
    word), `least_link` (see `group`) and `least_confidence` (what is below is not read out).
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        _graph(net, full)
        quantise(full, out / "model.onnx")
    copy_tokenizer(tokenizer, out / "tokenizer.json")
    config = {
        "format": 1,
        "tags": list(TAGS),
        "features": list(FEATURES),
        **decoding,
        "transitions": [[round(float(x), 5) for x in row] for row in net.costs().tolist()],
        "confidence": None,
    }
    write_config(out, config)


def write_config(out: Path, config: Mapping[str, Any]) -> None:
    """Write `config.json` with the hashes of the files it belongs to."""
    names = ("model.onnx", "tokenizer.json")
    hashes = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    text = json.dumps({**config, "sha256": hashes}, indent=1, sort_keys=True)
    (out / "config.json").write_text(text + "\n", encoding="utf-8")


def _graph(net: Any, path: Path) -> None:
    import torch

    from onrecord.evaluate.statements_net import Exported

    example = (
        torch.arange(50),
        torch.zeros(50, len(FEATURES), dtype=torch.long),
        torch.arange(1, 41),
    )
    axes = {"ids": {0: "pieces"}, "features": {0: "pieces"}, "heads": {0: "words"}}
    axes |= {"tags": {0: "words"}, "cue_of": {0: "words", 1: "columns"}}
    axes |= {"source_of": {0: "words", 1: "columns"}}
    with warnings.catch_warnings():
        # the tracing exporter is older, but needs no further package and its graph is plain
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Exported(net).eval(),
            example,
            str(path),
            input_names=list(NAMES),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )


def quantise(full: Path, small: Path) -> None:
    """Write a model with its weights in 8 bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # per channel, because the rows of a trained matrix differ in size; signed, because the signed
    # kernels are more than twice as fast on processors with VNNI
    quantize_dynamic(str(full), str(small), weight_type=QuantType.QInt8, per_channel=True)


def copy_tokenizer(source: Path, goal: Path) -> None:
    """Write a tokenizer that neither cuts nor pads."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(source))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(goal), pretty=False)
