"""Texts added over the web: saved, read by another process, told; nothing private is fetched."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from entering import at_home, entered
from onrecord.store.ledger import Ledger
from onrecord.web import add

TELL = """
import os, sys
print(sorted(os.listdir()), os.environ["ONRECORD_LEDGER"], sys.argv[1:], file=sys.stderr)
"""


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        yield ledger


@pytest.fixture
def web(kept: Ledger) -> TestClient:
    return at_home(kept)


def send(web: TestClient, *files: tuple[str, bytes], **form: str) -> Any:
    return web.post("/add", files=[("files", f) for f in files] or None, data=form)


def ended(web: TestClient, answer: Any) -> dict[str, Any]:
    assert answer.status_code == 303
    while True:
        job: dict[str, Any] = web.get("/api" + answer.headers["location"]).json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.02)


@pytest.fixture
def telling(monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of the reader: a process that tells what it was given."""
    monkeypatch.setattr(add, "COMMAND", (sys.executable, "-c", TELL))


@pytest.mark.usefixtures("telling")
def test_files_are_given_to_a_process_under_harmless_names(kept: Ledger, web: TestClient) -> None:
    files = [("../../a.txt", b"x"), ("a.txt", b"y"), ("-rf *.txt", b"z")]
    job = ended(web, send(web, *files, date="2024-05-22"))
    names = ["2-a.txt", "a.txt", "rf .txt"]
    given = ["--date", "2024-05-22", "--", "a.txt", "2-a.txt", "rf .txt"]
    assert job["lines"] == [f"{names} {kept.where} {given}"]
    assert (job["state"], job["items"]) == ("done", ["a.txt", "2-a.txt", "rf .txt"])
    assert "2-a.txt" in web.get("/add").text


def test_what_the_reader_could_not_read_is_told(
    web: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails = "import sys; sys.exit('onrecord: a.pdf: no text <b>in it</b>')"
    monkeypatch.setattr(add, "COMMAND", (sys.executable, "-c", fails))
    answer = send(web, ("a.pdf", b"x"))
    job = ended(web, answer)
    assert (job["state"], job["lines"]) == ("failed", ["onrecord: a.pdf: no text <b>in it</b>"])
    page = web.get(answer.headers["location"]).text
    assert "no text &lt;b&gt;" in page
    assert "Not all could be read" in page


@pytest.mark.usefixtures("telling")
@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "http://localhost/x",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/",
    ],
)
def test_private_addresses_are_never_fetched(web: TestClient, address: str) -> None:
    job = ended(web, send(web, addresses=address))
    assert job["state"] == "failed"
    assert "public" in job["lines"][0]
    assert len(job["lines"]) == 1  # the reader was not run: there was nothing to read


@pytest.mark.parametrize(
    "form",
    [
        {"addresses": "/etc/passwd"},
        {"addresses": "file:///etc/passwd"},
        {"addresses": "-"},
        {"addresses": "\n".join(f"https://example.org/{n}" for n in range(30))},
        {"addresses": "", "date": ""},
        {"addresses": "https://example.org", "date": "soon"},
    ],
)
def test_what_is_no_address_is_refused(web: TestClient, form: dict[str, str]) -> None:
    assert send(web, **form).status_code == 400
    assert web.get("/api/add").json()["jobs"] == []


def test_what_was_fetched_keeps_its_metadata(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    from onrecord.model import Text

    found = Text.of("Okafor said no.", name="https://example.org/a", published=date(2024, 5, 22))
    monkeypatch.setattr(add, "texts", lambda paths, public_only: iter([found]))
    assert add.fetch(["https://example.org/a"], tmp_path / "x.jsonl", []) == 1
    row = json.loads((tmp_path / "x.jsonl").read_text(encoding="utf-8"))
    assert (row["text"], row["date"], row["id"]) == (found.text, "2024-05-22", found.name)


@pytest.mark.parametrize("role", ["reader", "coder"])
def test_only_an_editor_adds(kept: Ledger, role: str) -> None:
    web = entered(kept, "bo", role)
    assert web.get("/add").status_code == 403
    assert send(web, ("a.txt", b"x")).status_code == 403
    assert "Add texts" not in web.get("/documents").text


def test_a_form_of_another_page_adds_nothing(web: TestClient) -> None:
    del web.headers["X-CSRF-Token"]
    assert send(web, ("a.txt", b"x")).status_code == 403


@pytest.mark.model
def test_a_text_that_is_added_is_then_in_the_list(web: TestClient) -> None:
    job = ended(
        web,
        send(web, ("ferry.txt", b"Norway supports the treaty, Okafor said."), date="2025-03-12"),
    )
    assert job["state"] == "done", job["lines"]
    found = web.get("/api/documents").json()["documents"]
    assert [(d["title"], d["published"]) for d in found] == [("ferry.txt", "2025-03-12")]
