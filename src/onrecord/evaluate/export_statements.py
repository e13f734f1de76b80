"""Write a trained attribution tagger as the folder that `Tagger` reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from onrecord.evaluate.export import write_config, write_model
from onrecord.extract.statements.tagger import FORMAT
from onrecord.extract.statements.tagger_decode import TAGS
from onrecord.extract.statements.tagger_input import FEATURES

NAMES = ("ids", "features", "heads")
FILES = ("model.onnx", "tokenizer.json")
OUTPUTS = ("tags", "cue_of", "source_of", "middle")


def export(net: Any, tokenizer: Path, out: Path, decoding: Mapping[str, float]) -> None:
    """Write the folder `out` for a trained `net`; `decoding` goes into its configuration.

    That is `window` and `context` (word pieces), `cue_bias` (added to the score of a cue's first
    word), `least_link` (see `group`) and `least_confidence` (what is below is not read out).
    """
    import torch

    from onrecord.evaluate.statements_net import Exported

    out.mkdir(parents=True, exist_ok=True)
    example = (
        torch.arange(50),
        torch.zeros(50, len(FEATURES), dtype=torch.long),
        torch.arange(1, 41),
    )
    axes = {"ids": {0: "pieces"}, "features": {0: "pieces"}, "heads": {0: "words"}}
    axes |= {name: {0: "words"} for name in ("tags", "middle")}
    axes |= {name: {0: "words", 1: "columns"} for name in ("cue_of", "source_of")}
    write_model(Exported(net), example, NAMES, OUTPUTS, axes, out / "model.onnx")
    copy_tokenizer(tokenizer, out / "tokenizer.json")
    config = {
        "format": FORMAT,
        "tags": list(TAGS),
        "features": list(FEATURES),
        "shape": asdict(net.shape),
        **decoding,
        "transitions": [[round(float(x), 5) for x in row] for row in net.costs().tolist()],
        "confidence": None,
    }
    write_config(out, config, FILES)


def copy_tokenizer(source: Path, goal: Path) -> None:
    """Write a tokenizer that neither cuts nor pads."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(source))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(goal), pretty=False)
