"""Reading as commands do it; the work is done in `intake`."""

from __future__ import annotations

from onrecord.intake.reading import TOLD, Reads, Tally, read_inputs

__all__ = ["TOLD", "Reads", "Tally", "read_inputs"]
