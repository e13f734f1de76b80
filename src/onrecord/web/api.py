"""What programs can ask: the OpenAPI description as a page that loads nothing from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import Depends, Request, Response

from onrecord.web.asked import Ask
from onrecord.web.guard import needs
from onrecord.web.pages import render, router


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that can be given: where it goes (path, query, body), its type and default."""

    name: str
    where: str
    type: str
    default: str | None
    required: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One path and method: in a line what it gives, its parameters, the fields of its body."""

    method: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...]
    body: tuple[Parameter, ...]
    answer: str | None


@dataclass(frozen=True, slots=True)
class ApiPage:
    """Everything that can be asked, reading first."""

    reading: tuple[Call, ...]
    changing: tuple[Call, ...]


@router.get("/api", dependencies=[Depends(needs("reader"))], include_in_schema=False)
def api(request: Request, ask: Ask) -> Response:
    """The readable page of the OpenAPI description."""
    calls = calls_of(request.app.openapi())
    found = ApiPage(
        tuple(c for c in calls if c.method == "GET"),
        tuple(c for c in calls if c.method != "GET"),
    )
    return render(request, ask, "api.html", found)


def calls_of(described: dict[str, Any]) -> list[Call]:
    """The calls of an OpenAPI description, in its order.

    >>> calls_of({"paths": {"/api/x": {"get": {"summary": "An x."}}}})[0].summary
    'An x.'
    """
    schemas = described.get("components", {}).get("schemas", {})
    return [
        Call(
            method=method.upper(),
            path=path,
            summary=(call.get("description") or call.get("summary", "")).split("\n")[0],
            parameters=tuple(
                _parameter(p["name"], p["in"], p.get("schema", {}), p.get("required", False))
                for p in call.get("parameters", ())
            ),
            body=tuple(_body(call, schemas)),
            answer=_named(_schema(call.get("responses", {}).get("200", {}))),
        )
        for path, methods in described["paths"].items()
        for method, call in methods.items()
    ]


def _body(call: dict[str, Any], schemas: dict[str, Any]) -> list[Parameter]:
    schema = _schema(call.get("requestBody", {}))
    if schema.get("allOf"):
        schema = schema["allOf"][0]
    whole = schemas.get(_named(schema) or "", schema)
    needed = whole.get("required", ())
    return [
        _parameter(name, "body", s, name in needed)
        for name, s in whole.get("properties", {}).items()
    ]


def _schema(part: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = part.get("content", {}).get("application/json", {}).get("schema", {})
    return found


def _parameter(name: str, where: str, schema: dict[str, Any], required: bool) -> Parameter:
    default = schema.get("default")
    return Parameter(
        name, where, _type(schema), None if default is None else str(default), required
    )


def _type(schema: dict[str, Any]) -> str:
    """A schema in a word or two.

    >>> _type({"anyOf": [{"type": "string"}, {"type": "null"}]}), _type({"type": "integer"})
    ('string or null', 'integer')
    """
    if "anyOf" in schema:
        return " or ".join(_type(s) for s in schema["anyOf"])
    return str(_named(schema) or schema.get("type", "any"))


def _named(schema: dict[str, Any]) -> str | None:
    """The name of the type that a schema refers to, of one or of a list of them."""
    if schema.get("type") == "array":
        inner = _named(schema.get("items", {}))
        return f"list of {inner}" if inner else None
    reference = schema.get("$ref")
    return str(reference).rsplit("/", 1)[-1] if reference else None
