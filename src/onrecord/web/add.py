"""Texts added over the web: saved here, read by a process of its own, as `onrecord add` does.

The server itself never loads a language model. One reading goes on at a time; a few more may wait.
Addresses are fetched only from the public network: never from this machine or its neighbours.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import Annotated
from weakref import WeakKeyDictionary

from fastapi import Depends, File, Form, Response, UploadFile
from fastapi.responses import RedirectResponse

from onrecord.errors import InputError, MissingInput, OnrecordError
from onrecord.model import Text
from onrecord.sources import Failure, texts
from onrecord.store.engine import shown
from onrecord.store.ledger import Ledger
from onrecord.web.asked import Ask
from onrecord.web.guard import needs
from onrecord.web.pages import page, router

COMMAND: tuple[str, ...] = (sys.executable, "-m", "onrecord", "add")
WAITING, KEPT = 5, 30  # jobs that may wait; jobs that are remembered
FILES, ADDRESSES = 200, 20  # of one job
LONGEST = 6 * 3600  # seconds of one reading
LINES = 200  # of what the reader says


@dataclass
class Job:
    """One reading: what was given, how it stands (waiting, reading, done, failed), its words."""

    id: str
    by: str
    items: tuple[str, ...]
    state: str = "waiting"
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AddPage:
    """The form, and the last jobs."""

    jobs: tuple[Job, ...]


class Desk:
    """Takes texts in for one ledger, one job after another."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._turn = threading.Lock()
        self._lock = threading.Lock()

    def jobs(self) -> list[Job]:
        """The last jobs, the newest first."""
        with self._lock:
            return list(self._jobs.values())[::-1]

    def job(self, id: str) -> Job:
        """A job; raises `MissingInput` where it is not remembered."""
        with self._lock:
            found = self._jobs.get(id)
        if found is None:
            raise MissingInput("no such reading", where=id, hint="it may be long done")
        return found

    def take(
        self,
        folder: tempfile.TemporaryDirectory[str],
        files: Sequence[str],
        addresses: Sequence[str],
        by: str,
        day: date | None,
    ) -> Job:
        """Read what is in a folder, and what is at addresses; the folder is gone afterwards."""
        job = Job(token_hex(8), by, (*files, *addresses))
        with self._lock:
            if sum(j.state == "waiting" for j in self._jobs.values()) >= WAITING:
                raise InputError("too much is waiting to be read", hint="again when that is done")
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
        work = threading.Thread(
            target=self._work, args=(job, folder, files, addresses, day), daemon=True
        )
        work.start()
        return job

    def _work(
        self,
        job: Job,
        folder: tempfile.TemporaryDirectory[str],
        files: Sequence[str],
        addresses: Sequence[str],
        day: date | None,
    ) -> None:
        with self._turn, folder as where:
            job.state = "reading"
            paths = [*files]
            try:
                if addresses and fetch(addresses, Path(where) / FETCHED, job.lines):
                    paths.append(FETCHED)
                job.state = "done" if self._read(job, where, paths, day) else "failed"
            except (OnrecordError, OSError, subprocess.SubprocessError) as error:
                job.lines.append(str(error))
                job.state = "failed"

    def _read(self, job: Job, where: str, paths: Sequence[str], day: date | None) -> bool:
        """Run the command; whether all went well, what could not be fetched included."""
        if not paths:
            return False
        missed = len(job.lines)
        # The ledger by the environment: its address may hold a password.
        run = subprocess.run(
            [*COMMAND, *(["--date", day.isoformat()] if day else []), "--", *paths],
            cwd=where,
            env={**os.environ, "ONRECORD_LEDGER": self._place},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=LONGEST,
            check=False,
        )
        job.lines += [line[:500] for line in run.stderr.splitlines()[-LINES:]]
        return run.returncode == 0 and not missed


FETCHED = "fetched.jsonl"
_DESKS: WeakKeyDictionary[Ledger, Desk] = WeakKeyDictionary()


def desk(ledger: Ledger) -> Desk:
    """The desk of a ledger; raises `InputError` where another process could not open it."""
    if ledger not in _DESKS:
        place = str(Path(ledger.where).resolve())
        if ledger.dialect != "sqlite":
            place = os.environ.get("ONRECORD_LEDGER", "")
            if shown(place) != ledger.where:
                hint = "start the server with its address in $ONRECORD_LEDGER"
                raise InputError("the reader would not know this ledger's password", hint=hint)
        _DESKS[ledger] = Desk(place)
    return _DESKS[ledger]


def fetch(addresses: Sequence[str], into: Path, troubles: list[str]) -> int:
    """Write what is at addresses of the public network as lines of JSON; how many texts.

    What cannot be fetched is told in `troubles`, one line each.
    """
    count = 0
    with into.open("w", encoding="utf-8") as out:
        for found in texts(list(addresses), public_only=True):
            if isinstance(found, Failure):
                troubles.append(str(found.error))
            if not isinstance(found, Text):
                continue
            row = {
                "id": found.name,
                "text": found.text,
                "title": found.title,
                "url": found.url,
                "publisher": found.publisher,
                "date": found.published.isoformat() if found.published else None,
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def addresses_of(typed: str) -> list[str]:
    """The addresses in a field, one a line; raises `InputError` where one is none of the web.

    >>> addresses_of(" https://example.org/a \\n\\nhttp://example.org/b")
    ['https://example.org/a', 'http://example.org/b']
    """
    found = typed.split()
    for one in found:
        # A path would be a file of this machine.
        if not re.match(r"https?://[^/]", one):
            raise InputError("no address of the web", where=one[:200], hint="https://…")
    if len(found) > ADDRESSES:
        raise InputError(f"more than {ADDRESSES} addresses", hint="onrecord add takes any number")
    return found


def named(name: str, taken: Sequence[str]) -> str:
    """A file name that is nothing but one, and not taken yet.

    >>> named("../../etc/pass wd.txt", ()), named("-a.txt", ()), named("a.txt", ("a.txt",))
    ('pass wd.txt', 'a.txt', '2-a.txt')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    # Letters, digits and these alone: what is given to a command must be no pattern or option.
    plain = "".join(c for c in last if c.isalnum() or c in " ._-()").lstrip("-. ")[-100:]
    plain = plain or "text.txt"
    count = 2
    made = plain
    while made in taken or made == FETCHED:
        made, count = f"{count}-{plain}", count + 1
    return made


@page("/add", "add.html", role="editor", name="add")
def add_page(ask: Ask) -> AddPage:
    """Texts to add: files and addresses; and what was added last."""
    return AddPage(tuple(desk(ask.ledger).jobs()))


@page("/add/{id}", "add_job.html", role="editor", name="add_job")
def add_job(ask: Ask, id: str) -> Job:
    """How far a reading is, and what could not be read."""
    return desk(ask.ledger).job(id)


@router.post("/add", dependencies=[Depends(needs("editor"))], include_in_schema=False)
def add_texts(
    ask: Ask,
    files: Annotated[Sequence[UploadFile], File()] = (),
    addresses: Annotated[str, Form()] = "",
    day: Annotated[str, Form(alias="date")] = "",
) -> Response:
    """Take in files and addresses."""
    try:
        published = date.fromisoformat(day) if day else None
    except ValueError as error:
        raise InputError("no day", where=day[:40], hint="2024-05-22") from error
    wanted = addresses_of(addresses)
    uploads = [f for f in files if f.filename]  # a field left empty comes as one without a name
    if not uploads and not wanted:
        raise InputError("nothing to add", hint="choose files, or give addresses")
    if len(uploads) > FILES:
        raise InputError(f"more than {FILES} files", hint="onrecord add takes any number")
    at = desk(ask.ledger)
    folder = tempfile.TemporaryDirectory(prefix="onrecord-")
    names: list[str] = []
    for upload in uploads:
        names.append(named(upload.filename or "", names))
        with Path(folder.name, names[-1]).open("wb") as out:
            shutil.copyfileobj(upload.file, out)
    try:
        job = at.take(folder, names, wanted, ask.person.name, published)
    except InputError:
        folder.cleanup()
        raise
    return RedirectResponse(f"{ask.settings.prefix}/add/{job.id}", 303)
