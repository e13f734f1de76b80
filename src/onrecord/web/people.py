"""Who may come in: accounts made, changed and shut by an admin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Form, Response
from fastapi.responses import RedirectResponse

from onrecord.errors import AccountError
from onrecord.store import accounts
from onrecord.store.coverage import coders
from onrecord.store.db import Db
from onrecord.web.asked import Ask
from onrecord.web.guard import hashed, needs
from onrecord.web.pages import page, router

ADMIN = [Depends(needs("admin"))]
Role = Literal["reader", "coder", "editor", "admin"]
MEANING = {
    "reader": "looks at everything",
    "coder": "and judges marks",
    "editor": "and merges and splits actors and issues, undoes what others decided, adds texts",
    "admin": "and lets people in",
}


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account; `judgements` is how many it has made."""

    name: str
    role: str
    made: str
    closed: bool
    judgements: int


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everybody with an account, and the roles there are."""

    accounts: tuple[AccountRow, ...]
    roles: dict[str, str]
    me: str


@page("/people", "people.html", role="admin")
def people(ask: Ask) -> PeoplePage:
    """Who may come in, and as what."""
    with ask.ledger.transaction() as db:
        made = {c.name: c.count for c in coders(db)}
        return PeoplePage(
            tuple(
                AccountRow(a.name, a.role, a.made, a.closed is not None, made.get(a.name, 0))
                for a in accounts.accounts(db)
            ),
            MEANING,
            ask.person.name,
        )


@router.post("/people/add", dependencies=ADMIN, include_in_schema=False)
def add_person(
    ask: Ask,
    name: Annotated[str, Form(max_length=80)],
    password: Annotated[str, Form()],
    role: Annotated[Role, Form()] = "coder",
) -> Response:
    """Let somebody in. The first account must be an admin's: nobody else could make the next."""
    name = name.strip()
    if not name:
        raise AccountError("an account needs a name", hint="give one")
    secret = hashed(password)
    with ask.ledger.transaction(write=True) as db:
        if not accounts.any_account(db) and role != "admin":
            raise AccountError("the first account must be an admin's", hint="the role admin")
        accounts.open_account(db, name, secret, role, ask.ledger.now())
    return _back(ask)


@router.post("/people/change", dependencies=ADMIN, include_in_schema=False)
def change_person(
    ask: Ask,
    name: Annotated[str, Form()],
    role: Annotated[Role | None, Form()] = None,
    password: Annotated[str, Form()] = "",
) -> Response:
    """Give an account another role or password; it is logged out everywhere."""
    secret = hashed(password) if password else None
    with ask.ledger.transaction(write=True) as db:
        if role is not None and role != "admin":
            _not_the_last(db, name)
        accounts.change_account(db, name, password=secret, role=role)
    return _back(ask)


@router.post("/people/close", dependencies=ADMIN, include_in_schema=False)
def close_person(ask: Ask, name: Annotated[str, Form()]) -> Response:
    """Shut an account; its judgements stay."""
    with ask.ledger.transaction(write=True) as db:
        _not_the_last(db, name)
        accounts.close_account(db, name, ask.ledger.now())
    return _back(ask)


def _not_the_last(db: Db, name: str) -> None:
    """Refuse to leave a ledger without an admin."""
    others = [
        a for a in accounts.accounts(db) if a.role == "admin" and not a.closed and a.name != name
    ]
    if not others:
        raise AccountError("nobody could let people in any more", hint="make another admin first")


def _back(ask: Ask) -> Response:
    return RedirectResponse(ask.settings.prefix + "/people", 303)
