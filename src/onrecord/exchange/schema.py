"""The JSON Schema of a record: from the types, the kinds, and a file of descriptions."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from onrecord.model import FORMAT, Record, kinds

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# The fields that hold a value of a closed set.
_CLOSED = {
    ("Actor", "kind"): "actor_kind",
    ("Mention", "form"): "mention_form",
    ("Statement", "kind"): "statement_kind",
    ("Statement", "voice"): "voice",
    ("Position", "stance"): "stance",
    ("Position", "voice"): "voice",
    ("Event", "type"): "event_type",
    ("Event", "status"): "event_status",
    ("When", "type"): "time_type",
    ("Place", "kind"): "place_kind",
}


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line of `onrecord read --json`.

    Every field is required, none other is allowed; the values of closed sets and what they
    mean come from the model's kinds.

    >>> schema()["title"], "stance" in schema()["$defs"]["Position"]["required"]
    ('onrecord/1', True)
    """
    plain = msgspec.json.schema(Record)
    definitions: dict[str, Any] = plain["$defs"]
    about = _descriptions()
    for name, definition in definitions.items():
        if definition.get("type") != "object":
            continue
        properties: dict[str, dict[str, Any]] = definition["properties"]
        definition["description"] = about[name][""]
        definition["required"] = list(properties)
        definition["additionalProperties"] = False
        for field, value in properties.items():
            value.pop("default", None)
            value["description"] = about[name][field]
            if closed := _CLOSED.get((name, field)):
                value.update(_values(closed))
    definitions["Span"] = _span(about["Span"][""])
    event, record = definitions["Event"]["properties"], definitions["Record"]["properties"]
    modes = sorted({m for kind in kinds("event_type").values() for m in kind.modes})
    event["mode"] = {"enum": [*modes, None], "description": event["mode"]["description"]}
    record["format"]["const"] = FORMAT
    for name in ("Statement", "Position", "Event"):
        definitions[name]["properties"]["confidence"].update(minimum=0, maximum=1)
    return {
        "$schema": DIALECT,
        "title": FORMAT,
        "description": about["Record"][""],
        "$ref": "#/$defs/Record",
        "$defs": definitions,
    }


def _values(of: str) -> dict[str, Any]:
    return {
        "type": "string",
        "oneOf": [{"const": k.value, "description": k.meaning} for k in kinds(of).values()],
    }


def _span(description: str) -> dict[str, Any]:
    number = {"type": "integer", "minimum": 0}
    return {
        "title": "Span",
        "description": description,
        "type": "array",
        "prefixItems": [number, number],
        "items": False,
        "minItems": 2,
        "maxItems": 2,
    }


@cache
def _descriptions() -> dict[str, dict[str, str]]:
    source = resources.files("onrecord.exchange").joinpath("schema.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
