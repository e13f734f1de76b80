"""Discourse networks: who shares which issues with whom, and in agreement or not.

Coded rows in, frozen networks out; every tie leads to the statements behind it. Formulas and
choices: docs/networks.md.
"""

from onrecord.analyse.networks.build import one_mode, through_time, two_mode
from onrecord.analyse.networks.choices import choices
from onrecord.analyse.networks.measures import (
    Centralities,
    Communities,
    Polarisation,
    centralities,
    communities,
    ei_index,
    graph,
    polarisation,
)
from onrecord.analyse.networks.network import Edge, Network, Node
from onrecord.analyse.networks.rows import Coded, Scale, scale, scales
from onrecord.analyse.networks.selection import Selection, Window, sliding

__all__ = [
    "Centralities",
    "Coded",
    "Communities",
    "Edge",
    "Network",
    "Node",
    "Polarisation",
    "Scale",
    "Selection",
    "Window",
    "centralities",
    "choices",
    "communities",
    "ei_index",
    "graph",
    "one_mode",
    "polarisation",
    "scale",
    "scales",
    "sliding",
    "through_time",
    "two_mode",
]
