"""Accounts over the web: only an admin makes them, and one admin always stays."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from entering import PASSWORD, entered
from onrecord.store import accounts
from onrecord.store.ledger import Ledger
from onrecord.web import make_app


@pytest.fixture
def admin(ledger: Ledger) -> TestClient:
    return entered(ledger, "eve", "admin")


def send(web: TestClient, what: str, **form: str) -> Any:
    return web.post(f"/people/{what}", data={"csrf": web.headers["X-CSRF-Token"], **form})


def roles(ledger: Ledger) -> dict[str, str]:
    with ledger.transaction() as db:
        return {a.name: a.role for a in accounts.accounts(db) if not a.closed}


def test_an_admin_lets_people_in_and_out(ledger: Ledger, admin: TestClient) -> None:
    assert send(admin, "add", name=" bo ", password=PASSWORD, role="reader").status_code == 303
    assert roles(ledger) == {"eve": "admin", "bo": "reader"}
    send(admin, "change", name="bo", role="editor")
    assert roles(ledger)["bo"] == "editor"
    page = admin.get("/people").text
    assert PASSWORD not in page
    assert "argon2" not in page + admin.get("/api/people").text
    send(admin, "close", name="bo")
    assert roles(ledger) == {"eve": "admin"}


@pytest.mark.parametrize(
    ("what", "form"),
    [
        ("add", {"name": "bo", "password": "short"}),
        ("add", {"name": "eve", "password": PASSWORD}),
        ("add", {"name": "  ", "password": PASSWORD}),
        ("add", {"name": "bo", "password": PASSWORD, "role": "king"}),
        ("close", {"name": "eve"}),
        ("close", {"name": "nobody"}),
        ("change", {"name": "eve", "role": "reader"}),
    ],
)
def test_what_would_go_wrong_is_refused(
    ledger: Ledger, admin: TestClient, what: str, form: dict[str, str]
) -> None:
    assert send(admin, what, **form).status_code >= 400
    assert roles(ledger) == {"eve": "admin"}


@pytest.mark.parametrize("role", ["reader", "coder", "editor"])
def test_nobody_else_sees_or_makes_accounts(ledger: Ledger, admin: TestClient, role: str) -> None:
    other = entered(ledger, "bo", role)
    for path in ("/people", "/api/people"):
        assert other.get(path).status_code == 403
    assert send(other, "add", name="cy", password=PASSWORD, role="admin").status_code == 403
    assert "cy" not in roles(ledger)


def test_the_first_account_is_an_admins(ledger: Ledger) -> None:
    """Else nobody could make the next one."""
    web = TestClient(make_app(ledger), base_url="http://localhost", follow_redirects=False)
    page = web.get("/people").text
    web.headers["X-CSRF-Token"] = page.split('name="csrf" content="')[1].split('"')[0]
    assert "There are no accounts" in page
    assert send(web, "add", name="bo", password=PASSWORD, role="coder").status_code == 403
    assert send(web, "add", name="eve", password=PASSWORD, role="admin").status_code == 303
    assert web.get("/people").status_code == 303
