"""People who come in to a served ledger, in tests without a browser."""

from __future__ import annotations

from fastapi.testclient import TestClient

from onrecord.store import accounts
from onrecord.store.ledger import Ledger
from onrecord.web import Settings, make_app
from onrecord.web.guard import hashed

PASSWORD = "correct horse battery"


def token(web: TestClient) -> str:
    """What a form of this person must carry."""
    return web.get("/help").text.split('name="csrf" content="')[1].split('"')[0]


def at_home(ledger: Ledger, name: str = "ada") -> TestClient:
    """Whoever is at this machine, where there are no accounts."""
    app = make_app(ledger, Settings(coder=name))
    made = TestClient(app, base_url="http://localhost", follow_redirects=False)
    made.headers["X-CSRF-Token"] = token(made)
    return made


def entered(ledger: Ledger, name: str, role: str) -> TestClient:
    """Somebody with an account, logged in."""
    with ledger.transaction(write=True) as db:
        accounts.open_account(db, name, hashed(PASSWORD), role, ledger.now())
    made = TestClient(make_app(ledger), base_url="http://localhost", follow_redirects=False)
    form = {"name": name, "password": PASSWORD}
    made.post("/login", data=form, headers={"Origin": "http://localhost"})
    made.headers["X-CSRF-Token"] = token(made)
    return made
