"""What training a network takes, whichever: a rate that rises and falls, a state that is kept."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

PARTS = ("net", "average", "optimiser", "scheduler")
LAST = 0.02  # of the rate, where training ends


class State:
    """A network, the running average of its weights, its optimiser, and where training stands.

    `groups` are the optimiser's parameter groups, with their rates; the rate rises over the first
    `warm_up` of `steps` and falls to nearly nothing by half a cosine.
    """

    def __init__(
        self,
        net: Any,
        groups: list[dict[str, Any]],
        *,
        steps: int,
        average: float,
        warm_up: float = 0.1,
        weight_decay: float = 0.01,
    ) -> None:
        import torch

        self.net = net
        self.average = torch.optim.swa_utils.AveragedModel(
            net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(average), use_buffers=True
        )
        self.optimiser = torch.optim.AdamW(
            groups, betas=(0.9, 0.98), weight_decay=weight_decay, fused=True
        )
        warm = max(1, int(warm_up * steps))

        def rate(step: int) -> float:
            if step < warm:
                return (step + 1) / warm
            part = min(1.0, (step - warm) / max(1, steps - warm))
            return LAST + (1 - LAST) * 0.5 * (1 + math.cos(math.pi * part))

        self.scheduler = torch.optim.lr_scheduler.LambdaLR(self.optimiser, rate)
        self.epoch = 0

    def learn(self, loss: Any) -> float:
        """One step down a loss; its value."""
        import torch

        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self.scheduler.step()
        self.average.update_parameters(self.net)
        return float(loss.item())

    def save(self, path: Path) -> None:
        """Keep all that training needs to go on; written aside first: no half file is left."""
        import torch

        aside = path.with_suffix(".part")
        parts = {name: getattr(self, name).state_dict() for name in PARTS}
        torch.save({**parts, "epoch": self.epoch}, aside)
        aside.replace(path)

    def load(self, path: Path) -> None:
        """Take up what `save` kept."""
        import torch

        kept = torch.load(path, weights_only=True)
        for name in PARTS:
            getattr(self, name).load_state_dict(kept[name])
        self.epoch = kept["epoch"]
