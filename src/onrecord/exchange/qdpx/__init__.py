"""REFI-QDA projects (`.qdpx`): NVivo, MAXQDA, ATLAS.ti, QualCoder, Taguette, out and in."""

from onrecord.exchange.qdpx.read import read_qdpx
from onrecord.exchange.qdpx.write import write_qdpx

__all__ = ["read_qdpx", "write_qdpx"]
