"""A `.dna` project made by hand with sqlite3, as DNA writes it: invented content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from onrecord.exchange.dna.password import digest
from onrecord.exchange.dna.tables import store

TEXT = (
    "🙂 We will build the bridge, said Aino Lahti.\nThe dockers’ union “rejects” it. No word came."
)
NOON = 43_200


def units(words: str) -> tuple[int, int]:
    """Where the words stand, in UTF-16 code units, counted in another way than the code does."""
    start = TEXT.index(words)
    before = TEXT[:start].encode("utf-16-le")
    return len(before) // 2, (len(before) + len(words.encode("utf-16-le"))) // 2


def tables(*, graded: bool = False) -> dict[str, list[dict[str, Any]]]:
    """Two coders, two statement types, colours, attributes, a regular expression, two texts."""
    rows: dict[str, list[dict[str, Any]]] = {
        "SETTINGS": [
            {"Property": "version", "Value": "3.0.7"},
            {"Property": "date", "Value": "2022-06-10"},
        ],
        "CODERS": [
            {"ID": n, "Name": name, "Red": n, "Green": 0, "Blue": 9, "Password": digest("x", name)}
            for n, name in enumerate(("Admin", "Ida", "Ole"), 1)
        ],
        "DOCUMENTS": [
            {"ID": 4, "Title": "A bridge", "Text": TEXT, "Coder": 2, "Author": "Ek",
             "Source": "The Strait", "Section": "1", "Notes": "n", "Type": "news",
             "Date": 1_716_336_000 + NOON},
            {"ID": 7, "Title": "Bare", "Text": "Nothing.", "Coder": 2, "Date": 0},
        ],
        "STATEMENTTYPES": [
            {"ID": 1, "Label": "DNA Statement", "Red": 239, "Green": 208, "Blue": 51},
            {"ID": 2, "Label": "Annotation", "Red": 1, "Green": 2, "Blue": 3},
        ],
        "VARIABLES": [
            {"ID": n, "Variable": v, "DataType": t, "StatementTypeId": s}
            for n, (v, t, s) in enumerate(
                (
                    ("person", "short text", 1),
                    ("organization", "short text", 1),
                    ("concept", "short text", 1),
                    ("agreement", "integer" if graded else "boolean", 1),
                    ("page", "integer", 1),
                    ("note", "long text", 2),
                ),
                1,
            )
        ],
        "REGEXES": [{"Label": "bridge", "Red": 255, "Green": 0, "Blue": 0}],
        "ATTRIBUTEVARIABLES": [{"ID": 1, "VariableId": 2, "AttributeVariable": "Type"}],
    }  # fmt: skip
    entities = (
        (1, ""), (1, "Aino Lahti"), (2, ""), (2, "Dockers’ union"), (2, "Finland"), (3, ""),
        (3, "build the bridge"), (3, "keep the ferries"),
    )  # fmt: skip
    rows["ENTITIES"] = [
        {"ID": n, "VariableId": v, "Value": value, "Red": 5 * n, "Green": 0, "Blue": 0}
        for n, (v, value) in enumerate(entities, 1)
    ]
    rows["ATTRIBUTEVALUES"] = [
        {"ID": 1, "EntityId": 5, "AttributeVariableId": 1, "AttributeValue": "country"},
        {"ID": 2, "EntityId": 4, "AttributeVariableId": 1, "AttributeValue": "Labour"},
    ]
    yes, no = (2, -1) if graded else (1, 0)
    _coded(rows, 10, "We will build the bridge", 2, (2, 5, 7), yes)
    _coded(rows, 11, "“rejects”", 2, (1, 4, 7), no)
    _coded(rows, 12, "“rejects”", 3, (1, 4, 7), no)  # another coder finds the same
    _coded(rows, 14, "“rejects”", 2, (1, 4, 8), yes)  # one passage, two concepts
    _coded(rows, 15, "No word came", 2, (2, 3, 6), yes)  # no concept yet
    start, stop = units("said")
    rows["STATEMENTS"].append(
        {"ID": 20, "StatementTypeId": 2, "DocumentId": 4, "Start": start, "Stop": stop, "Coder": 3}
    )
    rows["DATALONGTEXT"] = [{"ID": 1, "StatementId": 20, "VariableId": 6, "Value": "check"}]
    return rows


def _coded(
    rows: dict[str, list[dict[str, Any]]],
    id: int,
    words: str,
    coder: int,
    entities: tuple[int, int, int],
    agreement: int,
) -> None:
    start, stop = units(words)
    statement = {"ID": id, "StatementTypeId": 1, "DocumentId": 4, "Start": start, "Stop": stop}
    rows.setdefault("STATEMENTS", []).append({**statement, "Coder": coder})
    for variable, entity in enumerate(entities, 1):
        data = rows.setdefault("DATASHORTTEXT", [])
        data.append({"ID": len(data) + 1, "StatementId": id, "VariableId": variable,
                     "Entity": entity})  # fmt: skip
    integer = next(v for v in rows["VARIABLES"] if v["ID"] == 4)["DataType"] == "integer"
    data = rows.setdefault("DATAINTEGER" if integer else "DATABOOLEAN", [])
    data.append({"ID": len(data) + 1, "StatementId": id, "VariableId": 4, "Value": agreement})
    pages = rows.setdefault("DATAINTEGER", [])
    pages.append({"ID": len(pages) + 1, "StatementId": id, "VariableId": 5, "Value": 3})


def write(path: Path, *, graded: bool = False) -> Path:
    """The project as a file."""
    store(tables(graded=graded), path)
    return path
