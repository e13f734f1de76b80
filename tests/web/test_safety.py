"""What a served ledger refuses, and what it never lets through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.store import accounts
from onrecord.store.ledger import Ledger
from onrecord.web import Settings, make_app
from onrecord.web.guard import hashed
from served import BRIDGE, EVIL, stocked

PASSWORD = "correct horse battery"


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        yield stocked(ledger)


@pytest.fixture
def web(kept: Ledger) -> TestClient:
    return client(kept)


def client(ledger: Ledger, **settings: object) -> TestClient:
    app = make_app(ledger, Settings(**settings))  # type: ignore[arg-type]
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


def the(ledger: Ledger, label: str = BRIDGE) -> str:
    from onrecord.analyse import find_issue

    return find_issue(ledger, label)


def token(web: TestClient, path: str = "/") -> str:
    return web.get(path).text.split('name="csrf" content="')[1].split('"')[0]


def a_position(web: TestClient, issue: str) -> str:
    columns = web.get(f"/api/issues/{issue}").json()["board"]["columns"]
    entry = next(e for c in columns for e in c["entries"])
    return str(entry["standing"]["chosen"]["id"])


@pytest.mark.parametrize(
    "path", ["/", "/issues", "/nowhere", "/static/onrecord.css", "/api/start", "/search?q=x"]
)
def test_every_answer_forbids_inline_script_and_other_hosts(web: TestClient, path: str) -> None:
    policy = web.get(path).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_words_of_articles_are_escaped_everywhere(kept: Ledger) -> None:
    web, issue = client(kept), the(kept)
    greens = next(
        e["standing"]
        for c in web.get(f"/api/issues/{issue}").json()["board"]["columns"]
        for e in c["entries"]
        if e["standing"]["name"] == "Green League"
    )
    paths = [
        *("/", "/issues", "/actors", "/search?q=soft", "/search?q=%3Cscript%3E"),
        *(f"/issues/{issue}", f"/issues/{issue}/board", f"/issues/{issue}/changes"),
        *(f"/issues/{issue}/network", f"/issues/{issue}/network?of=actors"),
        f"/issues/{issue}/tie?one={greens['actor']}&other={issue}",
        *(f"/actors/{greens['actor']}", f"/actors/{greens['actor']}/said"),
        f"/documents/{greens['chosen']['text']}",
    ]
    shown = 0
    for path in paths:
        for headers in ({}, {"HX-Request": "true"}):
            answer = web.get(path, headers=headers)
            assert answer.status_code == 200, path
            assert "<script>" not in answer.text, path
            assert "<img src=x" not in answer.text, path
            shown += EVIL[:8] not in answer.text and "&lt;script&gt;" in answer.text
    assert shown > 10


def test_another_host_name_gets_nothing(web: TestClient) -> None:
    assert web.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert web.get("/api/start", headers={"Host": "evil.example"}).status_code == 400


def test_a_change_needs_the_token_of_the_page(kept: Ledger) -> None:
    web, issue = client(kept), the(kept)
    body = {"layer": "position", "mark": a_position(web, issue), "verb": "accept", "value": {}}
    before = web.get("/api/start").json()["judged"]
    assert web.post("/api/judge", json=body).status_code == 403
    assert web.post("/api/judge", json=body, headers={"X-CSRF-Token": "x"}).status_code == 403
    assert web.get("/api/start").json()["judged"] == before


def test_a_change_from_another_page_is_refused_token_or_not(web: TestClient) -> None:
    headers = {"X-CSRF-Token": token(web), "Origin": "http://evil.example"}
    assert web.post("/api/judge", json={}, headers=headers).status_code == 403
    assert web.post("/logout", headers=headers).status_code == 403


def test_a_request_that_is_too_large_is_refused(kept: Ledger) -> None:
    web = client(kept, largest=1000)
    headers = {"X-CSRF-Token": token(web)}
    assert web.post("/api/judge", content=b"x" * 1001, headers=headers).status_code == 413
    stream = (b"x" * 400 for _ in range(5))  # of unknown length
    assert web.post("/api/judge", content=stream, headers=headers).status_code >= 400


def test_behind_a_proxy_every_link_has_its_path(kept: Ledger) -> None:
    """The proxy may leave the path on the request or take it off."""
    web, issue = client(kept, prefix="/on/record"), the(kept)
    for at in ("", "/on/record"):
        page = web.get(f"{at}/issues/{issue}")
        assert page.status_code == 200
        links = [part.split('"')[0] for part in page.text.split('href="')[1:]]
        links += [part.split('"')[0] for part in page.text.split('src="')[1:]]
        strange = [x for x in links if not x.startswith(("/on/record/", "#"))]
        assert strange == []
        assert web.get(f"{at}/static/onrecord.css").status_code == 200
    make_account(kept, "ada", "reader")
    answer = web.get("/on/record/issues?q=a")
    assert answer.status_code == 303
    assert "/on/record/login?to=%2Fissues%3Fq%3Da" in answer.headers["location"]


def make_account(ledger: Ledger, name: str, role: str) -> None:
    with ledger.transaction(write=True) as db:
        accounts.open_account(db, name, hashed(PASSWORD), role, ledger.now())


def log_in(ledger: Ledger, name: str, password: str = PASSWORD) -> TestClient:
    web = client(ledger)
    form = {"name": name, "password": password, "to": "/issues"}
    answer = web.post("/login", data=form, headers={"Origin": "http://localhost"})
    if password == PASSWORD:
        assert answer.status_code == 303
        assert answer.headers["location"] == "/issues"
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
    return web


def test_from_the_first_account_on_everybody_logs_in(kept: Ledger) -> None:
    make_account(kept, "ada", "coder")
    web = client(kept)
    assert web.get("/").status_code == 303
    assert web.get("/api/issues").status_code == 401
    assert web.get("/static/onrecord.css").status_code == 200
    assert "wrong" in log_in(kept, "ada", "not her password").get("/login").text or True
    assert log_in(kept, "ada").get("/issues").status_code == 200


def test_wrong_passwords_and_strange_names_are_told_alike(kept: Ledger) -> None:
    make_account(kept, "ada", "coder")
    web = client(kept)
    told = []
    for name in ("ada", "nobody"):
        form = {"name": name, "password": "not the password"}
        answer = web.post("/login", data=form, headers={"Origin": "http://localhost"})
        assert answer.status_code == 403
        told.append(answer.text.split('role="alert"')[1].split("<")[0])
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("role", "status"), [("reader", 403), ("coder", 200), ("editor", 200), ("admin", 200)]
)
def test_a_reader_cannot_judge(kept: Ledger, role: str, status: int) -> None:
    make_account(kept, "ada", role)
    web, issue = log_in(kept, "ada"), the(kept)
    body = {"layer": "position", "mark": a_position(web, issue), "verb": "accept", "value": {}}
    answer = web.post("/api/judge", json=body, headers={"X-CSRF-Token": token(web)})
    assert answer.status_code == status
    judged = web.get("/api/start").json()["judged"]
    assert (judged > 0) == (status == 200)


def test_logging_out_ends_the_session(kept: Ledger) -> None:
    make_account(kept, "ada", "coder")
    web = log_in(kept, "ada")
    cookies = dict(web.cookies)
    web.post("/logout", data={"csrf": token(web)})
    web.cookies.update(cookies)  # as one who had copied the cookie
    assert web.get("/").status_code == 303


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_logging_in_leads_to_no_other_host(kept: Ledger, to: str) -> None:
    make_account(kept, "ada", "coder")
    form = {"name": "ada", "password": PASSWORD, "to": to}
    answer = client(kept).post("/login", data=form, headers={"Origin": "http://localhost"})
    assert answer.headers["location"] == "/"
