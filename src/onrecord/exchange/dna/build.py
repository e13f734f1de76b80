"""Records → DNA's tables, alone or laid into those of an existing project."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from onrecord.exchange.coding import coder_of, hull
from onrecord.exchange.dna.layout import BINARY, FIVE, NO_DATE, Layout, Variables, find
from onrecord.exchange.dna.password import digest
from onrecord.exchange.dna.read import Book
from onrecord.exchange.dna.tables import LIMIT, Row, Tables
from onrecord.exchange.losses import Lost, leave_out
from onrecord.exchange.utf16 import Utf16
from onrecord.model import Actor, Position, Record

ADMIN = "Admin"
_VERSION, _DATE = "3.0.7", "2022-06-10"  # of the program whose tables these are
_ATTRIBUTES = ("Type", "Alias", "Notes")  # DNA gives these to every variable of short text


def fresh(layout: Layout, *, graded: bool, password: str) -> Tables:
    """An empty project: one coder, DNA's two usual statement types."""
    tables: Tables = {
        "SETTINGS": [
            {"Property": "version", "Value": _VERSION},
            {"Property": "date", "Value": _DATE},
        ],
        "CODERS": [
            {"ID": 1, "Name": ADMIN, "Red": 239, "Green": 208, "Blue": 51,
             "Password": digest(password, ADMIN)}
        ],
        "STATEMENTTYPES": [
            {"ID": 1, "Label": layout.type, "Red": 239, "Green": 208, "Blue": 51},
            {"ID": 2, "Label": "Annotation", "Red": 211, "Green": 211, "Blue": 211},
        ],
    }  # fmt: skip
    agreement = "integer" if graded else "boolean"
    texts = (layout.person, layout.organization, layout.concept)
    variables = [(v, "short text", 1) for v in texts]
    variables += [(layout.agreement, agreement, 1), ("note", "long text", 2)]
    tables["VARIABLES"] = [
        {"ID": n, "Variable": v, "DataType": t, "StatementTypeId": s}
        for n, (v, t, s) in enumerate(variables, 1)
    ]
    pairs = [(a, v) for a in _ATTRIBUTES for v in (1, 2, 3)]
    tables["ATTRIBUTEVARIABLES"] = [
        {"ID": n, "VariableId": v, "AttributeVariable": a} for n, (a, v) in enumerate(pairs, 1)
    ]
    return tables


def build(
    records: Iterable[Record],
    tables: Tables,
    layout: Layout,
    lost: Lost,
    *,
    password: str,
    where: str,
    levels: Mapping[int, str] | None = None,
) -> tuple[Tables, Variables]:
    """Lay the positions of these records into these tables (which are changed), and give both.

    Documents of the tables that are not among the records stay as they are. Of those that are,
    statements that the records have too keep their ids, new ones are added, and where a record
    holds codings of the project, those that it no longer has go; other types stay.
    """
    variables = find(tables, layout, where)
    if not variables.graded:
        scale: Mapping[str, int] = BINARY
    elif levels:
        scale = {stance: level for level, stance in reversed(list(levels.items()))}
    else:
        scale = FIVE
    builder = _Builder(tables, variables, scale, lost, password)
    for record in records:
        builder.take(record)
    return builder.done(), variables


@dataclass(frozen=True, slots=True)
class _Coded:
    """One row of DNA, spelt out: what makes two statements the same."""

    start: int
    stop: int
    coder: str
    person: str
    organization: str
    concept: str
    agreement: int


@dataclass(frozen=True, slots=True)
class _Who:
    """Whose a statement is; the organization may be known by its name alone."""

    person: Actor | None
    body: Actor | None
    organization: str


class _Page:
    """One document with what its positions point at, and its offsets as DNA counts them."""

    def __init__(self, record: Record, units: Utf16, cuts: list[int]) -> None:
        self.units = units
        self.cuts = cuts
        self.actors = {a.id: a for a in record.actors}
        self.bodies = {a.name: a for a in record.actors if a.kind != "person"}
        self.speakers = {s.id: s.speakers for s in record.statements}
        self.issues = {i.id: i.label for i in record.issues}

    def offsets(self, position: Position) -> tuple[int, int]:
        """Start and stop in UTF-16 code units of the text with one character a line end."""
        start, stop = (
            self.units.of_point(at - bisect_left(self.cuts, at)) for at in hull(position.evidence)
        )
        return start, max(stop, start + 1)  # half a line end is the whole of what DNA has

    def who(self, position: Position) -> _Who:
        """The person and the organization of a position.

        Of an imported one, both as they were coded; else the body that the person's roles
        name, where they name only one.
        """
        holder = self.actors[position.actor]
        if position.by.startswith("dna/") and position.statement:
            speakers = [self.actors[id] for id in self.speakers[position.statement]]
            person = next((s for s in speakers if s.kind == "person"), None)
            body = next((s for s in speakers if s.kind != "person"), None)
            if person and body:
                return _Who(person, body, body.name)
        if holder.kind != "person":
            return _Who(None, holder, holder.name)
        of = {r.of for r in holder.roles if r.of}
        name = of.pop() if len(of) == 1 else ""
        return _Who(holder, self.bodies.get(name), name)


class _Builder:
    def __init__(
        self,
        tables: Tables,
        variables: Variables,
        levels: Mapping[str, int],
        lost: Lost,
        password: str,
    ) -> None:
        self.tables: defaultdict[str, list[Row]] = defaultdict(list, tables)
        self.variables = variables
        self.levels = levels
        self.lost = lost
        self.password = password
        self.coders: dict[str, int] = {c["Name"]: c["ID"] for c in reversed(self.tables["CODERS"])}
        self.entities: dict[tuple[int, str], int] = {
            (e["VariableId"], e["Value"]): e["ID"] for e in self.tables["ENTITIES"]
        }
        self.attributes = {
            (a["VariableId"], a["AttributeVariable"]): a["ID"]
            for a in self.tables["ATTRIBUTEVARIABLES"]
        }
        self.last = {
            t: max((r["ID"] for r in rows), default=0)
            for t, rows in self.tables.items()
            if rows and "ID" in rows[0]
        }
        self.there = self._documents()
        self.known = self._statements()
        self.gone: set[int] = set()
        for variable in (variables.person, variables.organization, variables.concept):
            if variable is not None:
                self.entity(variable, "", None)

    # What the tables hold already.

    def _documents(self) -> dict[tuple[str, str], list[int]]:
        there: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row in self.tables["DOCUMENTS"]:
            there[row["Text"], row["Title"]].append(row["ID"])
        return there

    def _statements(self) -> dict[int, dict[_Coded, list[int]]]:
        book, v = Book.of(self.tables), self.variables
        known: dict[int, dict[_Coded, list[int]]] = defaultdict(lambda: defaultdict(list))
        for row in self.tables["STATEMENTS"]:
            id = row["ID"]
            if row["StatementTypeId"] == v.type and book.stands(id, v, self.levels.values()):
                coded = _Coded(
                    row["Start"],
                    row["Stop"],
                    book.coders.get(row["Coder"], ""),
                    book.values.get((id, v.person or 0), ""),
                    book.values.get((id, v.organization or 0), ""),
                    book.values[id, v.concept],
                    book.values[id, v.agreement],
                )
                known[row["DocumentId"]][coded].append(id)
        return known

    # What comes in.

    def take(self, record: Record) -> None:
        """One document with its positions."""
        document, text, cuts = self.document(record)
        page = _Page(record, Utf16(text), cuts)
        left: dict[_Coded, list[int]] = self.known.pop(document, {})
        for position in sorted(record.positions, key=lambda p: p.evidence):
            level = self.levels.get(position.stance)
            if level is None:
                graded = self.variables.graded
                scale = "which has no level" if graded else "on a scale of yes and no"
                words = record.document.words(*position.evidence)
                self.lost.note(f"positions “{position.stance}”, {scale}", words)
                continue
            who = page.who(position)
            coded = self.coded(page, position, who, level)
            self._note(record, position)
            if same := left.get(coded):
                same.pop(0)
            else:
                self.statement(document, coded, who)
        # Only a record that came from the project can say that a coding of it is no more.
        by = [p.by for p in record.positions] + [s.by for s in record.statements]
        if any(name.startswith("dna/") for name in by):
            self.gone.update(id for ids in left.values() for id in ids)
        self._note_rest(record)

    def coded(self, page: _Page, position: Position, who: _Who, level: int) -> _Coded:
        """A position as DNA would code it."""
        start, stop = page.offsets(position)
        return _Coded(
            start,
            stop,
            self.short(coder_of(position.by), "names of coders"),
            self.short(who.person.name if who.person else "", "names of actors"),
            self.short(who.organization, "names of actors"),
            self.short(page.issues[position.issue], "issues"),
            level,
        )

    def document(self, record: Record) -> tuple[int, str, list[int]]:
        """The id of the document's row, there or new; its text, and where that was cut."""
        d = record.document
        text, cuts = _plain_lines(d.text)
        for words, where in ((d.text, []), (text, cuts)):
            for title in (d.title or d.name, d.title or ""):
                if same := self.there.get((_whole(words), title[:LIMIT])):
                    return same.pop(0), words, where
        clean = _whole(text)
        self.lost.note("carriage returns, which DNA does not count", d.name, bool(cuts))
        self.lost.note("halves of characters", d.name, clean != text)
        seconds = NO_DATE
        if d.published:
            seconds = int(datetime.combine(d.published, time(), UTC).timestamp())
        else:
            self.lost.note("dates that are not known: DNA shows 1 January 1970", d.name)
        title = self.short(d.title or d.name, "titles")  # without one DNA's list shows nothing
        source = self.short(d.publisher or "", "publishers")
        row = {"Title": title, "Text": clean, "Coder": min(self.coders.values()), "Date": seconds,
               "Source": source, "Notes": d.url or ""}  # fmt: skip
        return self.add("DOCUMENTS", row), text, cuts

    def statement(self, document: int, coded: _Coded, who: _Who) -> None:
        """A new statement with a value for every variable of its type: DNA asks for all."""
        v = self.variables
        id = self.add(
            "STATEMENTS",
            {"StatementTypeId": v.type, "DocumentId": document, "Start": coded.start,
             "Stop": coded.stop, "Coder": self.coder(coded.coder)},
        )  # fmt: skip
        texts = (
            (v.person, coded.person, who.person),
            (v.organization, coded.organization, who.body),
            (v.concept, coded.concept, None),
        )
        for variable, value, actor in texts:
            if variable is None:
                if value:
                    self.lost.note("actors for whom the project has no variable", value)
                continue
            self.value(id, variable, "short text", value, actor)
        self.value(id, v.agreement, "integer" if v.graded else "boolean", coded.agreement)
        for other in v.others:
            empty = {"integer": 0, "boolean": 1}.get(other["DataType"], "")
            self.value(id, other["ID"], other["DataType"], empty)

    def value(
        self, statement: int, variable: int, type: str, value: Any, actor: Actor | None = None
    ) -> None:
        """One value of one statement, in the table of its type."""
        row: Row = {"StatementId": statement, "VariableId": variable}
        if type == "short text":
            self.add("DATASHORTTEXT", {**row, "Entity": self.entity(variable, value, actor)})
        else:
            table = {"integer": "DATAINTEGER", "boolean": "DATABOOLEAN"}.get(type, "DATALONGTEXT")
            self.add(table, {**row, "Value": value})

    def entity(self, variable: int, value: str, actor: Actor | None) -> int:
        """The id of a value of short text; a new one gets its attributes."""
        if known := self.entities.get((variable, value)):
            return known
        row = {"VariableId": variable, "Value": value, "Red": 0, "Green": 0, "Blue": 0}
        id = self.entities[variable, value] = self.add("ENTITIES", row)
        notes = " ".join(part for part in (actor.country, actor.wikidata) if part) if actor else ""
        given = {"Type": actor.kind if actor else "", "Notes": notes}
        for (of, name), attribute in self.attributes.items():
            if of == variable:
                self.add("ATTRIBUTEVALUES", {"EntityId": id, "AttributeVariableId": attribute,
                                             "AttributeValue": given.get(name, "")})  # fmt: skip
        return id

    def coder(self, name: str) -> int:
        """The id of a coder; a new one may all, has our password and a colour of its own."""
        if known := self.coders.get(name):
            return known
        red, green, blue = hashlib.sha256(name.encode()).digest()[:3]
        row = {"Name": name, "Red": red, "Green": green, "Blue": blue,
               "Password": digest(self.password, name)}  # fmt: skip
        id = self.add("CODERS", row)
        for other in self.coders.values():
            for pair in ((id, other), (other, id)):
                ties = dict.fromkeys(
                    ("viewStatements", "editStatements", "viewDocuments", "editDocuments"), 1
                )
                self.add("CODERRELATIONS", {"Coder": pair[0], "OtherCoder": pair[1], **ties})
        self.coders[name] = id
        return id

    def add(self, table: str, row: Row) -> int:
        """Append a row under the next id."""
        id = self.last[table] = self.last.get(table, 0) + 1
        self.tables[table].append({"ID": id, **row})
        return id

    def short(self, value: str, what: str) -> str:
        """The value as DNA can hold it: no half characters, and cut where it allows no more."""
        value = _whole(value)
        if len(value) <= LIMIT:
            return value
        self.lost.note(f"ends of {what} over {LIMIT} characters", value)
        return value[:LIMIT]

    def done(self) -> Tables:
        """The tables without the statements that are no more."""
        if self.gone:
            self.lost.note("statements of the project that the records no longer have", None,
                           len(self.gone))  # fmt: skip
        for table in ("DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT", "DATALONGTEXT"):
            self.tables[table] = [
                r for r in self.tables[table] if r["StatementId"] not in self.gone
            ]
        self.tables["STATEMENTS"] = [
            r for r in self.tables["STATEMENTS"] if r["ID"] not in self.gone
        ]
        return dict(self.tables)

    # What cannot be carried.

    def _note(self, record: Record, position: Position) -> None:
        words = record.document.words
        if position.condition:
            self.lost.note("conditions of positions", words(*position.condition))
        if len(position.evidence) > 1:
            self.lost.note("gaps in broken evidence", words(*position.evidence))
        if not self.variables.graded and position.stance in ("open", "sceptical"):
            self.lost.note(f"the grade “{position.stance}”, written as yes or no",
                           words(*position.evidence))  # fmt: skip
        if position.confidence < 1:
            self.lost.note("confidence of marks", position.confidence)

    def _note_rest(self, record: Record) -> None:
        used = {p.statement for p in record.positions}
        for statement in record.statements:
            if statement.id not in used:
                self.lost.note("statements that carry no position",
                               record.document.words(*statement.content))  # fmt: skip
        leave_out(self.lost, record, "events", "places", "times", "dropped")


def _whole(text: str) -> str:
    """Without halves of characters, which SQLite cannot hold; the length in UTF-16 stays."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _plain_lines(text: str) -> tuple[str, list[int]]:
    """Every line end as one line feed, and where a character was taken out, in text order.

    >>> _plain_lines("a\\r\\nb\\rc")
    ('a\\nb\\nc', [1])
    """
    if "\r" not in text:
        return text, []
    cuts = [i for i, c in enumerate(text) if c == "\r" and text[i + 1 : i + 2] == "\n"]
    return text.replace("\r\n", "\n").replace("\r", "\n"), cuts
