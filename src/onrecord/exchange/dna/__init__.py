"""Projects of the Discourse Network Analyzer: `.dna` in and out, its event list, an R script."""

from onrecord.exchange.dna.eventlist import write_eventlist
from onrecord.exchange.dna.read import read_dna
from onrecord.exchange.dna.rscript import write_rdna, write_rscript
from onrecord.exchange.dna.write import write_dna

__all__ = ["read_dna", "write_dna", "write_eventlist", "write_rdna", "write_rscript"]
