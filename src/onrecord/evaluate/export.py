"""Writing a trained network as a folder that runs without torch: ONNX in 8 bits, configuration."""

from __future__ import annotations

import hashlib
import json
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

OPSET = 17


def write_model(
    module: Any,
    example: Sequence[Any],
    names: Sequence[str],
    outputs: Sequence[str],
    axes: Mapping[str, Mapping[int, str]],
    path: Path,
) -> None:
    """Write a module as ONNX: weights in 8 bits, activations quantised on the fly.

    `example` are tensors to trace it with, `names` and `outputs` what goes in and out, `axes` those
    that may have any length.
    """
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        full = Path(folder) / "full.onnx"
        # the tracing exporter is older, but needs no further package and its graph is plain
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),
            tuple(example),
            str(full),
            input_names=list(names),
            output_names=list(outputs),
            dynamic_axes=dict(axes),
            opset_version=OPSET,
            dynamo=False,
        )
        # per channel, because the rows of a trained matrix differ in size; signed, because the
        # signed kernels are more than twice as fast on processors with VNNI
        quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8, per_channel=True)


def write_config(out: Path, config: Mapping[str, Any], names: Sequence[str]) -> None:
    """Write `config.json` into a folder, with the hashes of the files that it belongs to."""
    hashes = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    text = json.dumps({**config, "sha256": hashes}, indent=1, sort_keys=True)
    (out / "config.json").write_text(text + "\n", encoding="utf-8")
