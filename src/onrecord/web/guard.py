"""Who may do what: sessions, accounts, and the token without which nothing is changed.

Where the ledger has no accounts, it is one person's, at their own machine: whoever can reach the
loopback address is that person, with every role. From the first account on, everybody logs in.
Either way a request that changes something must carry the token of the session (as a form field or
a header), and come from a page of this server.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from fastapi import HTTPException, Request
from starlette.concurrency import run_in_threadpool

from onrecord.errors import AccountError
from onrecord.store import accounts
from onrecord.store.clock import moment
from onrecord.store.ledger import Ledger
from onrecord.web.asked import Person
from onrecord.web.settings import Settings

COOKIE = "onrecord_session"
FIELD, HEADER = "csrf", "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
NOBODY = Person("", "reader", "")
_HASHER = PasswordHasher()
TRIES, PAUSE = 5, 60.0  # wrong passwords of one name before it must wait, and seconds it waits
"""Not tuned: slow enough for guessing to be hopeless, quick enough for a forgetful person."""


def hashed(password: str) -> str:
    """The argon2id hash of a password, by the library's defaults (RFC 9106, low memory).

    Raises `AccountError` where it is too short to be one.
    """
    if len(password) < 10:
        raise AccountError("the password is too short", hint="ten characters or more")
    return _HASHER.hash(password)


class Door:
    """Lets people in and out of one ledger."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self._ledger = ledger
        self._settings = settings
        self._home = secrets.token_urlsafe(32)  # the token of forms where there are no accounts
        self._failed: dict[str, tuple[int, float]] = {}

    def person(self, token: str | None) -> Person | None:
        """Who a cookie's token stands for, None where one has to log in."""
        with self._ledger.transaction() as db:
            if not accounts.any_account(db):
                return Person(self._settings.coder, "admin", self._home)
            session = token and accounts.session_of(db, _digest(token), self._ledger.now())
        if not session:
            return None
        return Person(session.account, session.role, session.csrf, account=True)

    def log_in(self, name: str, password: str) -> str:
        """The token of a new session; raises `AccountError` where name and password do not fit."""
        if self._waits(name):
            raise AccountError("too many wrong passwords", hint="wait a minute")
        with self._ledger.transaction() as db:
            account = accounts.account_of(db, name)
        try:
            # A name that is not there takes as long as a wrong password.
            _HASHER.verify(account.password if account else _DUMMY, password)
        except (VerifyMismatchError, InvalidHashError):
            account = None
        if account is None:
            count, _ = self._failed.get(name, (0, 0.0))
            if len(self._failed) > 10_000:  # a flood of made-up names must not fill the memory
                self._failed.clear()
            self._failed[name] = (count + 1, time.monotonic())
            raise AccountError("name and password do not fit", hint="try again")
        self._failed.pop(name, None)
        token = secrets.token_urlsafe(32)
        now = datetime.fromisoformat(self._ledger.now())
        ends = moment(now + timedelta(days=self._settings.session_days))
        with self._ledger.transaction(write=True) as db:
            accounts.begin_session(
                db,
                _digest(token),
                name,
                secrets.token_urlsafe(32),
                now=moment(now),
                ends=ends,
            )
        return token

    def log_out(self, token: str | None) -> None:
        """End the session of a token."""
        if token:
            with self._ledger.transaction(write=True) as db:
                accounts.end_session(db, _digest(token))

    def _waits(self, name: str) -> bool:
        count, last = self._failed.get(name, (0, 0.0))
        if count < TRIES:
            return False
        if time.monotonic() - last > PAUSE:
            self._failed.pop(name, None)
            return False
        return True


async def identify(request: Request) -> None:
    """Find out who asks; refuse a change that does not come from one of our pages."""
    door: Door = request.app.state.door
    person = await run_in_threadpool(door.person, request.cookies.get(COOKIE))
    request.state.person = person or NOBODY
    if request.method in SAFE:
        return
    if not await _ours(request, person):
        raise HTTPException(403, "This form is old, or of another page: load the page again.")


async def _ours(request: Request, person: Person | None) -> bool:
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        return False
    if person is None:  # the login form: nobody's token, so its origin must be told
        return bool(origin) or request.headers.get("sec-fetch-site") == "same-origin"
    given, form = request.headers.get(HEADER), None
    if given is None and "form" in request.headers.get("content-type", ""):
        form = await request.form()
        given = str(form.get(FIELD, ""))
    ours = hmac.compare_digest((given or "").encode(), person.csrf.encode())
    if form is not None and not ours:
        await form.close()  # its files are open, and nobody will read them
    return ours


def needs(role: str) -> Callable[[Request], None]:
    """A condition of a route: somebody is logged in, with this role or a higher one."""

    def check(request: Request) -> None:
        person: Person = request.state.person
        if not person.name:
            raise NotLoggedIn
        if not person.may(role):
            raise HTTPException(403, f"This needs the role of {role}; you are {person.role}.")

    return check


class NotLoggedIn(Exception):
    """Nobody is logged in."""


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


_DUMMY = _HASHER.hash(secrets.token_urlsafe(16))
