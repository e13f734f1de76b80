"""Who asks, of which ledger: what every page is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from onrecord.store.ledger import Ledger
from onrecord.web.settings import Settings

ROLES = ("reader", "coder", "editor", "admin")
"""From least to most: each may do what those before it may."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: a name, a role, the token that their forms carry; `account` False at home."""

    name: str
    role: str
    csrf: str
    account: bool = False

    def may(self, role: str) -> bool:
        """Whether this person's role includes another.

        >>> Person("a", "editor", "").may("coder"), Person("b", "reader", "").may("coder")
        (True, False)
        """
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the ledger, the settings, the person."""

    ledger: Ledger
    settings: Settings
    person: Person


def asked(request: Request) -> Asked:
    """What the guard has found out of a request."""
    return Asked(request.app.state.ledger, request.app.state.settings, request.state.person)


Ask = Annotated[Asked, Depends(asked)]
