"""Addresses of the web are fetched within limits; strangers' ones from the public network."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import source_files as made
from hypothesis import given
from hypothesis import strategies as st
from source_files import FIRST

from onrecord.errors import InputError, MissingInput
from onrecord.model import Text
from onrecord.sources import Failure, Notice, addresses, fetch, texts
from onrecord.sources.addresses import is_public
from onrecord.sources.fetch import Limits, fetched
from onrecord.sources.origin import Origin

pytestmark = pytest.mark.enable_socket
QUICK = Limits(size=100_000, connect=2, read=1, whole=5, redirects=3, tries=3, first_wait=0.01)


@dataclass
class Answer:
    body: bytes = b""
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0


class Site:
    """A server on this machine: path → its answers, the last one for ever."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                agent, host = self.headers["User-Agent"], self.headers["Host"]
                site.asked.append((self.path, agent, host))
                waiting = site.answers.get(self.path.partition("?")[0]) or [Answer(status=404)]
                answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
                time.sleep(answer.wait)
                try:
                    self.send_response(answer.status)
                    self.send_header("Content-Type", answer.type)
                    for name, value in answer.headers.items():
                        self.send_header(name, value)
                    if "Content-Length" not in answer.headers:
                        self.send_header("Connection", "close")
                    self.end_headers()
                    self.wfile.write(answer.body)
                except OSError:
                    pass

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    made_here = Site()
    yield made_here
    made_here.stop()


def get(url: str, **options: object) -> bytes:
    with fetched(url, Origin(url, url), limits=QUICK, **options) as (stream, _):  # type: ignore[arg-type]
        return stream.read()


def test_a_page_is_fetched(site: Site) -> None:
    """It is named as it was asked for; its address is the final one, and the time is kept."""
    site.answers["/old"] = [Answer(status=301, headers={"Location": "/new"})]
    site.answers["/new"] = [Answer(made.PAGE)]
    (text,) = texts([f"{site.url}/old"])
    assert isinstance(text, Text)
    assert FIRST in text.text
    assert (text.name, text.url) == (f"{site.url}/old", f"{site.url}/new")
    assert text.retrieved is not None
    assert text.retrieved.tzinfo is not None
    assert site.asked[0][1].startswith("onrecord/")


@pytest.mark.parametrize(
    ("path", "answer", "media_type"),
    [
        ("/feed", Answer(made.rss(), "application/rss+xml"), "application/rss+xml"),
        ("/feed", Answer(made.rss(), "text/html"), "application/rss+xml"),
        ("/a", Answer(made.pdf([["Words on a page."]]), "application/pdf"), "application/pdf"),
        ("/a.csv", Answer(made.table().encode(), "text/plain"), "text/csv"),
        ("/a.php", Answer(made.PAGE, "text/html"), "text/html"),
        ("/a.docx", Answer(made.docx(), "application/octet-stream"), "application/vnd."),
        ("/a.jsonl", Answer(made.json_line(), "application/octet-stream"), "application/jsonl"),
        ("/a.txt.gz", Answer(gzip.compress(FIRST.encode()), "application/gzip"), "text/plain"),
        ("/a", Answer("Café: no word.".encode("cp1252"), "text/plain; charset=windows-1252"),
         "text/plain"),
    ],
)  # fmt: skip
def test_what_is_fetched_is_read_as_what_it_is(
    site: Site, path: str, answer: Answer, media_type: str
) -> None:
    """By its first bytes, what the server says, the suffix of its path."""
    site.answers[path] = [answer]
    found = list(texts([f"{site.url}{path}?x=1"]))
    assert [i for i in found if isinstance(i, Failure)] == []
    text = next(i for i in found if isinstance(i, Text))
    assert text.media_type.startswith(media_type)
    assert text.retrieved is not None


def test_links_of_a_feed_are_completed_by_its_address(site: Site) -> None:
    site.answers["/feed.xml"] = [Answer(made.rss().replace(b"https://strait.example/", b""))]
    first = next(i for i in texts([f"{site.url}/feed.xml"]) if isinstance(i, Text))
    assert first.url == f"{site.url}/ferries"


@pytest.mark.parametrize(
    ("answer", "error", "says"),
    [
        (Answer(status=404), MissingInput, "404"),
        (Answer(status=403), InputError, "403"),
        (Answer(b"x" * 100_001), InputError, "more than"),
        (Answer(b"x", headers={"Content-Length": "999999"}), InputError, "more than"),
        (Answer(gzip.compress(b"x" * 10_000_000), headers={"Content-Encoding": "gzip"}),
         InputError, "more than"),
        (Answer(status=302, headers={"Location": "/a"}), InputError, "redirected too often"),
        (Answer(status=302, headers={"Location": "file:///etc/hostname"}), InputError, "address"),
    ],
)  # fmt: skip
def test_what_cannot_be_fetched_fails(
    site: Site, answer: Answer, error: type[InputError], says: str
) -> None:
    site.answers["/a"] = [answer]
    with pytest.raises(InputError, match=says) as raised:
        get(f"{site.url}/a")
    assert isinstance(raised.value, error)
    assert raised.value.where == f"{site.url}/a"


def test_a_failed_address_costs_no_other(site: Site) -> None:
    site.answers["/new"] = [Answer(made.PAGE)]
    found = list(texts([f"{site.url}/gone", "http://", f"{site.url}/new"]))
    assert [type(i) for i in found] == [Failure, Failure, Text]


def test_a_server_that_is_busy_is_asked_again(site: Site) -> None:
    """Also one that breaks off; but not for ever."""
    site.answers["/a"] = [
        Answer(status=503, headers={"Retry-After": "0"}),
        Answer(b"half", headers={"Content-Length": "400"}),
        Answer(b"all of it"),
    ]
    assert get(f"{site.url}/a") == b"all of it"
    assert len(site.asked) == 3
    site.answers["/b"] = [Answer(status=503)]
    with pytest.raises(InputError, match="503"):
        get(f"{site.url}/b")
    assert len(site.asked) == 6


def test_a_server_that_does_not_answer_fails(site: Site) -> None:
    site.answers["/slow"] = [Answer(b"x", wait=1.5)]
    with pytest.raises(InputError, match="no answer in time"):
        get(f"{site.url}/slow")


def test_strangers_addresses_are_public_only(site: Site) -> None:
    """A private address is refused before anything is asked of it."""
    site.answers["/a"] = [Answer(made.PAGE)]
    for host in (f"127.0.0.1:{site.port}", f"localhost:{site.port}", "[::1]", "10.0.0.1"):
        (failure,) = texts([f"http://{host}/a"], public_only=True)
        assert isinstance(failure, Failure)
        assert "not an address of the public network" in str(failure)
    assert site.asked == []


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Host → the addresses that a name server gives; 127.0.0.1 counts as public here."""
    known: dict[str, list[str]] = {}

    real = addresses.socket.getaddrinfo

    def resolve(host: str, port: int, *rest: object, **more: object) -> Any:
        if host not in known:
            return real(host, port, *rest, **more)  # type: ignore[arg-type]
        answer = known[host]
        if len(answer) > 1 and answer[0] == "then":  # answers otherwise each time
            known[host] = answer[2:]
            answer = answer[1:2]
        return [(0, 0, 0, "", (address, port)) for address in answer]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(addresses, "is_public", lambda a: a == "127.0.0.1" or is_public(a))
    return known


def test_a_redirect_into_a_private_network_is_refused(
    site: Site, names: dict[str, list[str]]
) -> None:
    names |= {"open.example": ["127.0.0.1"], "inner.example": ["127.0.0.2"]}
    for to in (f"http://inner.example:{site.port}/a", f"http://inner.example:{site.port}/b"):
        site.answers["/a"] = [Answer(status=302, headers={"Location": to})]
        site.asked.clear()
        with pytest.raises(InputError, match="not an address of the public network") as raised:
            get(f"http://open.example:{site.port}/a", public_only=True)
        assert raised.value.where == f"http://open.example:{site.port}/a"
        assert "inner.example" in raised.value.what
        assert [(path, host) for path, _, host in site.asked] == [
            ("/a", f"open.example:{site.port}")
        ]


def test_one_private_address_among_several_is_refused(
    site: Site, names: dict[str, list[str]]
) -> None:
    names["mixed.example"] = ["127.0.0.1", "10.0.0.1"]
    with pytest.raises(InputError, match="not an address of the public network"):
        get(f"http://mixed.example:{site.port}/a", public_only=True)
    assert site.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(
    site: Site, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is resolved once a request: what a name server says later is not asked for."""
    import socket

    site.answers["/a"] = [Answer(b"words")]
    names["turns.example"] = ["then", "127.0.0.1", "10.0.0.1"]
    connected: list[str] = []
    real = socket.create_connection

    def connect(address: tuple[str, int], *rest: object, **more: object) -> socket.socket:
        connected.append(address[0])
        return real(address, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", connect)
    assert get(f"http://turns.example:{site.port}/a", public_only=True) == b"words"
    assert connected == ["127.0.0.1"]
    assert names["turns.example"] == ["10.0.0.1"]


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1",
        "192.168.1.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:10.0.0.1", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1",
        "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:a00:1::", "2001:0:4136:e378:8000:63bf:f5ff:fffe",
        "not an address",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    """Private, loopback, link-local, shared, reserved, multicast, and such within IPv6."""
    assert not is_public(address)


def test_addresses_that_are_public() -> None:
    for address in ("1.1.1.1", "2606:4700::1", "64:ff9b::1.1.1.1"):
        assert is_public(address), address


@given(st.ip_addresses(v=4))
def test_an_address_within_ipv6_is_judged_as_itself(address: object) -> None:
    for form in ("::ffff:{}", "64:ff9b::{}"):
        assert not is_public(form.format(address)) or is_public(str(address))


def test_what_is_no_address_is_a_file() -> None:
    assert [fetch.is_address(p) for p in ("HTTPS://a.example", "http.txt", "ftp://a.example")] == [
        True,
        False,
        False,
    ]
    assert not any(isinstance(i, Notice) for i in texts(["http://"]))
