"""How positions lie in DNA's tables: the statement type, its variables, the scale of agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.errors import DataError
from onrecord.exchange.dna.tables import Row, Tables

# Stances on DNA's binary variable: who does not lean is left out, and counted.
BINARY = {"supports": 1, "open": 1, "sceptical": 0, "opposes": 0}
OF_BINARY = {1: "supports", 0: "opposes"}
# On an integer variable: five levels around nought.
FIVE = {"supports": 2, "open": 1, "undecided": 0, "sceptical": -1, "opposes": -2}
OF_FIVE = {level: stance for stance, level in FIVE.items()}

NO_DATE = 0  # DNA must have a date; we read and write its nought as “not known”


@dataclass(frozen=True, slots=True)
class Layout:
    """Which statement type holds positions, and the names of its variables."""

    type: str = "DNA Statement"
    person: str = "person"
    organization: str = "organization"
    concept: str = "concept"
    agreement: str = "agreement"


@dataclass(frozen=True, slots=True)
class Variables:
    """The ids in one file: of the type, of our four variables (None: not there), of all others."""

    type: int
    person: int | None
    organization: int | None
    concept: int
    agreement: int
    graded: bool
    others: tuple[Row, ...]

    def stances(self, levels: Mapping[int, str] | None) -> Mapping[int, str]:
        """Which value of agreement is which stance: `levels` where it is an integer."""
        return (levels or OF_FIVE) if self.graded else OF_BINARY


def find(tables: Tables, layout: Layout, where: str) -> Variables:
    """Where positions lie in these tables; raises `DataError` where they cannot."""
    types = [t["ID"] for t in tables["STATEMENTTYPES"] if t["Label"] == layout.type]
    if not types:
        told = ", ".join(f"“{t['Label']}”" for t in tables["STATEMENTTYPES"])
        raise DataError(f"no statement type “{layout.type}”", where=where, hint=f"one of {told}")
    mine = [v for v in tables["VARIABLES"] if v["StatementTypeId"] == types[0]]
    by_name = {v["Variable"]: v for v in mine}
    agreement, concept = by_name.get(layout.agreement), by_name.get(layout.concept)
    if agreement is None or concept is None or agreement["DataType"].endswith("text"):
        told = ", ".join(f"“{v['Variable']}” ({v['DataType']})" for v in mine)
        raise DataError(
            f"“{layout.type}” has no short text “{layout.concept}” with a boolean or integer "
            f"“{layout.agreement}”",
            where=where,
            hint=f"name the variables that hold them; there are {told}",
        )
    person, organization = by_name.get(layout.person), by_name.get(layout.organization)
    ours = (person, organization, concept, agreement)
    return Variables(
        type=types[0],
        person=person["ID"] if person else None,
        organization=organization["ID"] if organization else None,
        concept=concept["ID"],
        agreement=agreement["ID"],
        graded=agreement["DataType"] == "integer",
        others=tuple(v for v in mine if v not in ours),
    )
