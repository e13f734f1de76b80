"""The JSON of every page is described, and the description and the terms can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.model import kinds
from onrecord.review.kinds import verbs
from onrecord.store.ledger import Ledger
from onrecord.web import make_app
from onrecord.web.api import calls_of
from served import stocked


@pytest.fixture
def web(tmp_path: Path) -> Iterator[TestClient]:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        yield TestClient(make_app(stocked(ledger)), base_url="http://localhost")


def test_the_page_has_every_call_of_the_description(web: TestClient) -> None:
    described = web.get("/api/openapi.json").json()
    page = web.get("/api").text
    assert len(described["paths"]) > 20
    for path, methods in described["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page


def test_every_call_says_in_a_line_what_it_gives(web: TestClient) -> None:
    for call in calls_of(web.get("/api/openapi.json").json()):
        assert call.summary.endswith((".", ":", ",")), call.path


def test_every_page_with_json_is_a_page_too(web: TestClient) -> None:
    """What has no parameters in its path answers both ways."""
    for path in ("/documents", "/review", "/review/disagreements", "/codebook", "/people", "/help"):
        assert web.get(path).headers["content-type"].startswith("text/html")
        assert web.get(f"/api{path}").headers["content-type"] == "application/json"


def test_every_term_is_explained(web: TestClient) -> None:
    page = web.get("/help").text
    for of in ("stance", "voice", "event_type", "event_status", "statement_kind", "actor_kind"):
        for kind in kinds(of).values():
            assert kind.meaning.replace("'", "&#39;").replace("“", "“")[:30] in page
    for verb in verbs().values():
        assert verb.name in page
