"""Networks as files of other tools: matrices, UCINET DL, GraphML, GEXF, visone."""

from onrecord.exchange.networks.formats import format_of, formats
from onrecord.exchange.networks.gexf import write_gexf
from onrecord.exchange.networks.graphml import write_graphml, write_visone
from onrecord.exchange.networks.matrices import write_csv, write_dl
from onrecord.exchange.networks.sheet import Carried
from onrecord.exchange.networks.write import network_text, write_network

__all__ = [
    "Carried",
    "format_of",
    "formats",
    "network_text",
    "write_csv",
    "write_dl",
    "write_gexf",
    "write_graphml",
    "write_network",
    "write_visone",
]
