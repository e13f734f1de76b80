"""Write a trained stance tagger as the folder that `StanceTagger` reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from onrecord.evaluate.export import write_config, write_model
from onrecord.extract.positions.hints import SIZES
from onrecord.extract.positions.stretches import PLACES
from onrecord.extract.positions.tagger import FORMAT, TAGS

INPUTS = ("states", "hints", "places")
FILES = ("model.onnx",)
OUTPUTS = ("tags", "holders", "acts", "names", "conditions")


def export(net: Any, out: Path, decoding: Mapping[str, Any], *, over: str) -> None:
    """Write the folder `out` for a trained `net` (`positions_net.StanceNet`).

    `decoding` goes into its configuration: `own` and `context` (words) and the `scale` of its
    chances (`extract.positions.tagged.Scale`). `over` is the hash of the statement tagger's
    weights that it was trained on.
    """
    import torch

    from onrecord.evaluate.positions_net import Exported
    from onrecord.evaluate.statements_net import HIDDEN

    out.mkdir(parents=True, exist_ok=True)
    example = (
        torch.zeros(50, HIDDEN),
        torch.zeros(50, len(SIZES), dtype=torch.long),
        torch.zeros(50, dtype=torch.long),
    )
    axes = {name: {0: "words"} for name in (*INPUTS, "tags", "conditions")}
    axes |= {name: {0: "words", 1: "columns"} for name in ("holders", "acts", "names")}
    write_model(Exported(net), example, INPUTS, OUTPUTS, axes, out / "model.onnx")
    config = {
        "format": FORMAT,
        "tags": list(TAGS),
        "hints": list(SIZES),
        "places": PLACES,
        "over": over,
        **decoding,
    }
    write_config(out, config, FILES)
