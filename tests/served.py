"""A ledger served for tests: records made by hand, a server in a thread, a browser that watches."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn

import handmade
from onrecord.model import (
    FORMAT,
    Actor,
    Issue,
    Mention,
    Place,
    Position,
    Record,
    Span,
    Statement,
    Text,
)
from onrecord.store.ledger import Ledger
from onrecord.web import Settings, make_app

BRIDGE = "build a bridge across the strait"
FERRIES = "keep the ferries"
EVIL = "<script>alert('x')</script><img src=x onerror=alert(1)>"

PATIENCE = 45  # seconds that a slow machine may take for what is a blink on another

Claim = tuple[str, str, str | None, str, str]  # name, kind, country, stance, words


def telling(
    day: str, *claims: Claim, issue: str = BRIDGE, condition: str | None = None, place: bool = False
) -> Record:
    """An article in which each says something on an issue, a line each.

    `condition` is the part of the words, where they have it, on which a stance depends.
    """
    lines = [f"{name} said {words}." for name, _, _, _, words in claims]
    if place:
        lines.append("They met in Turku.")
    text = Text.of("\n".join(lines), name=f"{day}.txt", title=f"News of {day}")
    text = _published(text, day)
    actors, statements, positions = [], [], []
    spoken_of, start = [], 0
    for (name, kind, country, stance, words), line in zip(claims, lines, strict=False):
        who, said = Span(start, start + len(name)), start + len(name) + 1
        content = Span(said + 5, said + 5 + len(words))
        source, cue = (who,), (Span(said, said + 4),)
        actor = Actor.of(name, kind, country=country, mentions=(Mention(who),))
        statement = Statement(
            id=Statement.id_of(text.id, source, cue, (content,)),
            kind="indirect",
            speakers=(actor.id,),
            source=source,
            cue=cue,
            content=(content,),
            addressees=(),
            within=None,
            voice="indirect",
            said=None,
            place=None,
            confidence=0.8,
            by="statements/hand-1",
        )
        on = Issue.of(issue, ((content,),)).id
        at = words.find(condition) if condition else -1
        positions.append(
            Position(
                id=Position.id_of(text.id, actor.id, on, stance, (content,)),
                actor=actor.id,
                issue=on,
                stance=stance,
                condition=None
                if at < 0 or condition is None
                else (Span(content.start + at, content.start + at + len(condition)),),
                voice="indirect",
                evidence=(content,),
                statement=statement.id,
                confidence=0.7,
                by="positions/hand-1",
            )
        )
        actors.append(actor)
        statements.append(statement)
        spoken_of.append((content,))
        start += len(line) + 1
    places = ()
    if place:
        at = text.text.index("Turku")
        places = (
            Place.of(
                "Turku", "city", country="FI", latitude=60.4515, longitude=22.2687,
                geonames=633679, mentions=(Span(at, at + 5),),
            ),
        )  # fmt: skip
    return Record(
        format=FORMAT,
        document=text,
        actors=tuple({a.id: a for a in actors}.values()),
        statements=tuple(statements),
        issues=(Issue.of(issue, tuple(spoken_of)),),
        positions=tuple(positions),
        places=places,
    )


def _published(text: Text, day: str) -> Text:
    from dataclasses import replace

    return replace(text, published=date.fromisoformat(day))


LAHTI, DAHL = ("Aino Lahti", "person", "FI"), ("Erik Dahl", "person", "SE")
NORWAY, GREENS = ("Norway", "country", "NO"), ("Green League", "party", "FI")


def stocked(ledger: Ledger) -> Ledger:
    """A ledger of five articles over two years: a board that changes, one issue beside it."""
    for record in (
        handmade.bridge(),
        telling("2023-03-01", (*LAHTI, "undecided", "she had not made up her mind on the bridge"),
                (*DAHL, "opposes", "Sweden would never pay for such a thing")),
        telling("2024-09-02", (*DAHL, "supports", "Sweden would build its half by 2030"),
                (*NORWAY, "open", "it could join if the tolls were low"),
                condition="if the tolls were low", place=True),
        telling("2024-11-05", (*GREENS, "supports", "the ferries had to stay whatever it cost"),
                (*LAHTI, "opposes", "nobody needed ferries beside a bridge"),
                (*DAHL, "opposes", "the ferries were a thing of the past"), issue=FERRIES),
        telling("2025-01-10", (*GREENS, "sceptical", f"the sea bed was {EVIL} too soft for it")),
    ):  # fmt: skip
        ledger.add(record)
    return ledger


@contextmanager
def serving(ledger: Ledger, settings: Settings | None = None) -> Iterator[str]:
    """Serve a ledger on a free port of this machine's own address; gives its URL."""
    config = uvicorn.Config(
        make_app(ledger, settings), host="127.0.0.1", port=0, log_level="warning", ws="none"
    )
    listening = config.bind_socket()
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    ends = time.monotonic() + PATIENCE
    while not server.started and time.monotonic() < ends:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}{settings.prefix if settings else ''}"
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()


@contextmanager
def browsing() -> Iterator[Any]:
    """Debian's chromium; the test is skipped where it is not installed."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    sync_api.expect.set_options(timeout=1000 * PATIENCE)
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


class Watched:
    """Opens views that note every fault: words in the console, errors, requests elsewhere."""

    def __init__(self, browser: Any, url: str) -> None:
        self._browser = browser
        self.url = url
        self.faults: list[str] = []
        self._contexts: list[Any] = []

    def open(self, path: str = "/", **settings: Any) -> Any:
        """A page in a browser of its own (cookies, storage), at a path of the server."""
        settings.setdefault("viewport", {"width": 1300, "height": 900})
        context = self._browser.new_context(**settings)
        self._contexts.append(context)
        view = context.new_page()
        view.set_default_timeout(1000 * PATIENCE)
        view.on("console", lambda message: self.faults.append(message.text))
        view.on("pageerror", lambda error: self.faults.append(str(error)))
        view.on("dialog", lambda dialog: (self.faults.append("dialog"), dialog.dismiss()))
        view.on("request", self._request)
        view.goto(self.url + path)
        return view

    def close(self) -> None:
        """Close all that was opened; fails where there was a fault."""
        for context in self._contexts:
            context.close()
        assert self.faults == []

    def _request(self, asked: Any) -> None:
        there = urlsplit(asked.url)
        if there.scheme not in ("data", "blob") and there.netloc != urlsplit(self.url).netloc:
            self.faults.append(asked.url)


def eventually(view: Any, holds: Callable[[], bool]) -> None:
    """Wait until what no locator can say holds; the page goes on meanwhile."""
    ends = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends, "it never came to hold"
        view.wait_for_timeout(50)


def holding(view: Any, where: str) -> list[Any]:
    """Requests to where this pattern says are held, each until it is told to go on."""
    held: list[Any] = []
    view.route(where, lambda route: held.append(route))  # playwright cannot wrap a built-in
    return held


def axe_faults(view: Any) -> list[str]:
    """The serious and critical faults that axe finds on a page, each with its first place."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(view).response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:120]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
