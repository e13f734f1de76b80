"""A server that answers as it is told to, on this machine, and drafts made by hand."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import spacy

from onrecord.extract.draft import Draft
from onrecord.extract.llm.settings import LlmSettings
from onrecord.model import Actor, Span, Statement, Text

ARTICLE = """\
Finland's Prime Minister Aino Lahti said her government would build the bridge only if Sweden paid \
half of it. “We will never close the ferries,” Lahti told reporters. Swedish minister Erik Dahl \
said Stockholm was  ready to discuss the bridge. The Green League rejected the plan outright.
"""


@dataclass(frozen=True)
class Reply:
    """One answer of the server."""

    body: bytes = b""
    status: int = 200
    type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    length: int | None = None  # a promised length that the body does not keep


def completion(answer: object, finish: str = "stop", tokens: int | None = 100) -> Reply:
    """What a server sends when its model wrote `answer` (JSON unless it is a string)."""
    text = answer if isinstance(answer, str) else json.dumps(answer)
    body: dict[str, Any] = {
        "choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": finish}]
    }
    if tokens is not None:
        body["usage"] = {"total_tokens": tokens}
    return Reply(json.dumps(body).encode())


def answered(*rows: dict[str, Any], **more: Any) -> Reply:
    """A completion with these rows."""
    return completion({"positions": list(rows)}, **more)


class FakeServer:
    """Gives its replies one after the other, the last one for ever; keeps what it was asked."""

    def __init__(self) -> None:
        self.replies: list[Reply | Callable[[dict[str, Any]], Reply]] = [answered()]
        self.models = ["tiny"]
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                data = json.dumps({"data": [{"id": m} for m in server.models]}).encode()
                self._send(Reply(data))

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with server.lock:
                    server.headers.append(dict(self.headers))
                    server.asked.append(body)
                    reply = server.replies.pop(0) if len(server.replies) > 1 else server.replies[0]
                self._send(reply(body) if callable(reply) else reply)

            def _send(self, reply: Reply) -> None:
                time.sleep(reply.wait)
                try:
                    self.send_response(reply.status)
                    self.send_header("Content-Type", reply.type)
                    length = len(reply.body) if reply.length is None else reply.length
                    self.send_header("Content-Length", str(length))
                    for name, value in reply.headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(reply.body)
                except OSError:
                    pass  # the client has gone

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


Settle = Callable[..., LlmSettings]


@cache
def _english() -> spacy.language.Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def at(text: str, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def draft_of(text: str, actors: tuple[Actor, ...], **layers: Any) -> Draft:
    """A draft of words and sentence breaks only: no language model is loaded."""
    return Draft(text=Text.of(text), doc=_english()(text), actors=actors, **layers)


def said(
    speaker: Actor, source: str, verb: str, content: str, *, nth: int = 0, cue: int = 0
) -> Statement:
    spans = (
        (at(ARTICLE, source, nth),),
        (at(ARTICLE, verb, cue),),
        (at(ARTICLE, content),),
    )
    return Statement(
        id=Statement.id_of(Text.of(ARTICLE).id, *spans),
        kind="direct" if content[0] == "“" else "indirect",
        speakers=(speaker.id,),
        source=spans[0],
        cue=spans[1],
        content=spans[2],
        addressees=(),
        within=None,
        voice="indirect",
        said=None,
        place=None,
        confidence=0.9,
        by="statements/hand-1",
    )
