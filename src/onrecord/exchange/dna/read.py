"""A `.dna` project → records: what its coders found becomes positions.

A statement of DNA names a person, an organization or both. The position is the person's where
one is named (or the organization's: `holder`), and both are speakers of the statement it rests
on, since the organization need not stand in the text and so can be no role of the person's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from onrecord.exchange.coding import Coding, Named, Said, Stand, by_of
from onrecord.exchange.dna.layout import NO_DATE, Layout, Variables, find
from onrecord.exchange.dna.tables import Row, Tables, load
from onrecord.exchange.losses import Lost
from onrecord.exchange.utf16 import Utf16
from onrecord.model import Record, Text, kinds

FORMAT = "dna/1"
Holder = Literal["person", "organization"]


def read_dna(
    source: Path,
    *,
    layout: Layout | None = None,
    holder: Holder = "person",
    levels: Mapping[int, str] | None = None,
    lost: Lost | None = None,
) -> Iterator[Record]:
    """One record a document, in the order of DNA's ids; `by` is “dna/1 coder NAME”.

    `holder` says whose a position is where a statement has both a person and an organization.
    `levels` says what the values of an integer agreement mean (default 2, 1, 0, −1, −2 for
    supports … opposes); a boolean one is opposes 0, supports 1. What a record cannot hold is
    counted in `lost`, what of a document could not be taken in its `dropped`. Raises
    `InputError` for a file that is none, `DataError` where it has no such variables.
    """
    tables = load(source)
    layout = layout or Layout()
    variables = find(tables, layout, str(source))
    if lost is not None:
        _leave_out(tables, lost)
    book = Book.of(tables)
    statements: dict[int, list[Row]] = defaultdict(list)
    for row in tables["STATEMENTS"]:
        statements[row["DocumentId"]].append(row)
    for document in tables["DOCUMENTS"]:
        coding = Coding(_text(document, source.name), FORMAT)
        units = Utf16(document["Text"])
        for row in statements[document["ID"]]:
            if row["StatementTypeId"] != variables.type:
                coding.drop(f"a statement of another type than “{layout.type}”")
                continue
            _take(coding, units, row, book, variables, holder, variables.stances(levels))
        yield coding.record()


@dataclass(frozen=True)
class Book:
    """The values of statements: (statement id, variable id) → value; coders and types by id."""

    values: dict[tuple[int, int], Any]
    coders: dict[int, str]
    kinds: dict[tuple[int, str], str]

    @classmethod
    def of(cls, tables: Tables) -> Book:
        """Joins the tables of data with those of entities and attributes."""
        entities = {e["ID"]: e for e in tables["ENTITIES"]}
        values = {
            (d["StatementId"], d["VariableId"]): entities[d["Entity"]]["Value"]
            for d in tables["DATASHORTTEXT"]
            if d["Entity"] in entities
        }
        for table in ("DATABOOLEAN", "DATAINTEGER", "DATALONGTEXT"):
            values |= {(d["StatementId"], d["VariableId"]): d["Value"] for d in tables[table]}
        types = {a["ID"] for a in tables["ATTRIBUTEVARIABLES"] if a["AttributeVariable"] == "Type"}
        kinds_of = {
            (entities[a["EntityId"]]["VariableId"], entities[a["EntityId"]]["Value"]): a[
                "AttributeValue"
            ]
            for a in tables["ATTRIBUTEVALUES"]
            if a["AttributeVariableId"] in types and a["EntityId"] in entities
        }
        return cls(values, {c["ID"]: c["Name"] for c in tables["CODERS"]}, kinds_of)

    def actor(self, statement: int, variable: int | None, kind: str) -> Named | None:
        """The actor a statement has in one variable; its “Type” is the kind where it is one."""
        if variable is None or not (name := self.values.get((statement, variable))):
            return None
        said = self.kinds.get((variable, name), "")
        if kind == "organization" and said in kinds("actor_kind") and said != "person":
            kind = said
        return Named(name, kind)

    def stands(self, statement: int, variables: Variables, levels: Collection[int]) -> bool:
        """Whether a statement holds a position: an actor, a concept and a known agreement."""
        v, values = variables, self.values
        named = values.get((statement, v.person or 0)) or values.get(
            (statement, v.organization or 0)
        )
        known = values.get((statement, v.agreement)) in levels
        return bool(named and values.get((statement, v.concept)) and known)


def day_of(seconds: int) -> date | None:
    """The day (UTC) of a DNA date; nought, and what no calendar holds, is “not known”.

    >>> day_of(1_106_697_600)
    datetime.date(2005, 1, 26)
    """
    try:
        return None if seconds == NO_DATE else datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def _address(row: Row) -> str | None:
    """The notes of a document where they are an address and nothing else, as we write it."""
    notes: str = row.get("Notes") or ""
    plain = notes.startswith(("http://", "https://")) and len(notes.split()) == 1
    return notes if plain else None


def _text(row: Row, file: str) -> Text:
    return Text.of(
        row["Text"],
        name=f"{file}#{row['ID']}",
        title=row["Title"] or None,
        url=_address(row),
        publisher=row.get("Source") or None,
        published=day_of(row["Date"]),
    )


def _take(
    coding: Coding,
    units: Utf16,
    row: Row,
    book: Book,
    variables: Variables,
    holder: Holder,
    stances: Mapping[int, str],
) -> None:
    """One statement of DNA → a statement of ours and a position; what cannot is counted."""
    id = row["ID"]
    span = coding.span(units.to_point(row["Start"]), units.to_point(row["Stop"]))
    if span is None:
        return
    by = by_of(FORMAT, book.coders.get(row["Coder"]))
    person = book.actor(id, variables.person, "person")
    organization = book.actor(id, variables.organization, "organization")
    named = tuple(a for a in (person, organization) if a)
    said = Said((span,), named, by)
    concept = book.values.get((id, variables.concept))
    stance = stances.get(book.values.get((id, variables.agreement), -99))
    if not named or not concept or stance is None:
        missing = "an actor" if not named else "a concept" if not concept else "a known agreement"
        coding.drop(f"a statement without {missing}: kept as words, without a position")
        coding.said(said)
        return
    mine = named[0] if holder == "person" else named[-1]
    coding.stand(Stand(mine, concept, stance, (span,), by, said=said))


def _leave_out(tables: Tables, lost: Lost) -> None:
    """Count what the project holds beside its documents and statements."""
    for row in tables["DOCUMENTS"]:
        for column in ("Author", "Section", "Notes", "Type"):
            if column == "Notes" and _address(row):
                continue
            lost.note(f"documents' {column.lower()}", row.get(column), bool(row.get(column)))
        lost.note("times of day of documents", row["Title"], bool(row["Date"] % 86_400))
    for row in tables["REGEXES"]:
        lost.note("regular expressions", row["Label"])
    for row in tables["ATTRIBUTEVALUES"]:
        value = row["AttributeValue"]
        ours = value in kinds("actor_kind")
        lost.note("attributes of actors and concepts", value, bool(value) and not ours)
    used = Counter(d["Entity"] for d in tables["DATASHORTTEXT"])
    for row in tables["ENTITIES"]:
        value, coloured = row["Value"], row["Red"] or row["Green"] or row["Blue"]
        lost.note("colours of actors and concepts", value, bool(coloured))
        lost.note("places in a tree of actors or concepts", value, bool(row["ChildOf"]))
        unused = bool(value) and not used[row["ID"]]
        lost.note("actors and concepts that no statement uses", value, unused)
    coders = {s["Coder"] for s in tables["STATEMENTS"]}
    for row in tables["CODERS"]:
        lost.note("coders without a statement", row["Name"], row["ID"] not in coders)
