"""Records → a `.dna` project that the Discourse Network Analyzer 3 opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from onrecord.exchange.dna.build import build, fresh
from onrecord.exchange.dna.layout import Layout
from onrecord.exchange.dna.tables import load, store
from onrecord.exchange.losses import Losses, Lost
from onrecord.model import Record

PASSWORD = "onrecord"  # of the coders that an export makes; DNA asks for one, it guards nothing


def write_dna(
    records: Iterable[Record],
    target: Path | BinaryIO,
    *,
    base: Path | None = None,
    graded: bool = False,
    levels: Mapping[int, str] | None = None,
    layout: Layout | None = None,
    password: str = PASSWORD,
) -> Losses:
    """Write a `.dna`; each position is one statement with person, organization, concept.

    Agreement is yes for supports and open, no for sceptical and opposes, and undecided
    positions are left out; `graded` writes an integer from 2 to −2 instead (or by `levels`, as
    in `read_dna`). With `base`, an existing project, all that records cannot hold (colours,
    attributes, coders, regular expressions, other statement types, other documents) is taken
    from it and statements that are the same keep their ids; its own agreement variable then
    says which scale holds.
    Offsets are in UTF-16 code units. Raises `InputError`, `DataError` for a base that is none.
    """
    lost, layout = Lost(), layout or Layout()
    tables = load(base) if base else fresh(layout, graded=graded, password=password)
    tables, _ = build(
        records, tables, layout, lost, password=password, where=str(base or "-"), levels=levels
    )
    store(tables, target)
    return lost.told()
