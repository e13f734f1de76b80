"""Reading: many texts in, their records out, in order, on one process or several."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from multiprocessing import parent_process
from threading import Thread
from typing import TYPE_CHECKING

from onrecord.errors import EmptyInput
from onrecord.extract.draft import Draft
from onrecord.extract.parse import DEFAULT_PIPELINE, load_pipeline, parse_all
from onrecord.extract.pipeline import Pipeline
from onrecord.extract.positions import FINDERS as POSITIONS
from onrecord.extract.statements import FINDERS as STATEMENTS
from onrecord.extract.steps import default_pipeline
from onrecord.model import Record, Text

if TYPE_CHECKING:
    from concurrent.futures import Future

CHUNK = 32  # texts handed to a worker at once: enough for the parser's batches


class Reader:
    """Reads texts to records with one language model loaded once.

    `language_model` names a spaCy pipeline; `pipeline` the steps to run (default: all, with
    `statements` and `positions` found by trained taggers, or by rules that need no weights; where
    a pipeline is given, it says so itself); `processes` how many work side by side: the records
    and their order do not depend on it.
    """

    def __init__(
        self,
        *,
        language_model: str = DEFAULT_PIPELINE,
        pipeline: Pipeline | None = None,
        statements: str = STATEMENTS[0],
        positions: str = POSITIONS[0],
        processes: int = 1,
    ) -> None:
        if processes < 1:
            raise ValueError("processes must be at least 1")
        self.language_model = language_model
        self.pipeline = pipeline or default_pipeline(
            statements_by=statements, positions_by=positions
        )
        self.processes = processes

    def read(self, text: str | Text, *, date: date | str | None = None) -> Record:
        """The record of one text; `date` (ISO 8601) is the day it appeared.

        Raises `EmptyInput` where there are no words.
        """
        return next(self.drafts([as_text(text, date)])).record()

    def read_all(self, texts: Iterable[str | Text]) -> Iterator[Record]:
        """One record a text, in order. Texts stream: memory does not grow with their number."""
        ready = (as_text(t) for t in texts)
        if self.processes == 1:
            yield from (draft.record() for draft in self.drafts(ready))
        else:
            yield from self._read_in_workers(ready)

    def drafts(self, texts: Iterable[Text]) -> Iterator[Draft]:
        """The finished drafts (parse and marks), in order, on this process."""
        kept: list[Text] = []

        def characters() -> Iterator[str]:
            for text in texts:
                kept.append(text)
                yield text.text

        for doc in parse_all(characters(), self.language_model):
            yield self.pipeline(Draft(text=kept.pop(0), doc=doc))

    def _read_in_workers(self, texts: Iterator[Text]) -> Iterator[Record]:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # spawn: a forked copy of a process that has loaded native threads can hang
        with ProcessPoolExecutor(
            self.processes,
            mp_context=get_context("spawn"),
            initializer=_set_up_worker,
            initargs=(self.language_model, self.pipeline),
        ) as pool:
            waiting: list[Future[list[Record]]] = []
            for chunk in iter(lambda: list(islice(texts, CHUNK)), []):
                waiting.append(pool.submit(_read_chunk, chunk))
                if len(waiting) > 2 * self.processes:
                    yield from waiting.pop(0).result()
            for future in waiting:
                yield from future.result()


def as_text(text: str | Text, published: date | str | None = None) -> Text:
    """A `Text` of a string (or a `Text` as it is), dated; raises `EmptyInput` or `ValueError`."""
    whole = text if isinstance(text, Text) else Text.of(text)
    if isinstance(published, str):
        published = date.fromisoformat(published)
    if published is not None:
        whole = whole.dated(published)
    if not any(c.isalnum() for c in whole.text):
        raise EmptyInput("there are no words to read", where=whole.name, hint="another file")
    return whole


def read(text: str | Text, *, date: date | str | None = None) -> Record:
    """The record of one text, by the default reader, which stays loaded.

    `date` (ISO 8601) is the day the text appeared: “last week” is counted from it.
    """
    return _default_reader().read(text, date=date)


def _default_reader() -> Reader:
    global _READER
    if _READER is None:
        _READER = Reader()
    return _READER


_READER: Reader | None = None
_WORKER: Reader | None = None


def _set_up_worker(language_model: str, pipeline: Pipeline) -> None:
    global _WORKER
    Thread(target=_end_with_parent, daemon=True).start()
    load_pipeline(language_model)
    _WORKER = Reader(language_model=language_model, pipeline=pipeline)


def _end_with_parent() -> None:
    """End this worker when the process that started it is gone, killed even.

    Else it would wait for work for ever, with a language model in its memory.
    """
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_chunk(texts: list[Text]) -> list[Record]:
    if _WORKER is None:
        raise RuntimeError("a worker was used before it was set up")
    return list(_WORKER.read_all(texts))
