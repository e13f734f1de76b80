"""Records → one HTML page that needs nothing but itself.

The page carries its style and script, names no other address to load from, and forbids the
browser to load or run anything else (a content security policy with the two hashes).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.model import Record, kinds
from onrecord.report.markup import paragraphs
from onrecord.report.views import (
    boards,
    people,
    places,
    roles,
    shown,
    statements_by_speaker,
    timeline,
)


def page(records: Iterable[Record]) -> Iterator[str]:
    """The page in pieces, in order. Several documents have an index and a section each."""
    style, script = _asset("page.css"), _asset("page.js")
    documents = list(records)
    yield from (
        _environment()
        .get_template("page.html")
        .generate(
            documents=documents,
            sections=(_section(n, r) for n, r in enumerate(documents, start=1)),
            style=Markup(style),
            script=Markup(script),
            policy=(
                "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
                f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
            ),
        )
    )


def _section(number: int, record: Record) -> dict[str, Any]:
    """What the template shows of one record; ids are made single in the page by `pre`."""
    return {
        "pre": f"d{number}-",
        "record": record,
        "paragraphs": paragraphs(record),
        "boards": boards(record),
        "speakers": statements_by_speaker(record),
        "events": timeline(record),
        "places": places(record),
        "actors": people(record),
        "numbers": {
            **{s.id: n for n, s in enumerate(record.statements, start=1)},
            **{p.id: n for n, p in enumerate(record.positions, start=1)},
        },
        "words": lambda spans: shown(record.document.words(*spans)),
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["address"] = _address
    environment.filters["shown"] = shown
    environment.globals["roles"] = roles
    environment.globals["kinds"] = kinds
    return environment


def _address(url: str | None) -> str | None:
    """The URL if it is one of the web: a script's is no link."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


@cache
def _asset(name: str) -> str:
    source = resources.files("onrecord.report").joinpath("templates", name)
    return source.read_text(encoding="utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
