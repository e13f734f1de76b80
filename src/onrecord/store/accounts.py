"""Accounts and sessions of a served ledger: hashes only, never a password or a token."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.errors import AccountError
from onrecord.store import tables as t


@dataclass(frozen=True, slots=True)
class Account:
    """Who may come in. `password` is its argon2id hash; `closed` the moment it was shut."""

    name: str
    password: str
    role: str
    made: str
    closed: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """One login: its account's name and role, the token its forms carry, when it ends."""

    account: str
    role: str
    csrf: str
    ends: str


def accounts(db: Connection) -> list[Account]:
    """Every account, closed ones too, by name."""
    rows = db.execute(sa.select(t.account).order_by(t.account.c.name))
    return [Account(**row._mapping) for row in rows]


def account_of(db: Connection, name: str) -> Account | None:
    """The account of that name, None where there is none or it is closed."""
    query = sa.select(t.account).where(t.account.c.name == name, t.account.c.closed.is_(None))
    row = db.execute(query).first()
    return None if row is None else Account(**row._mapping)


def any_account(db: Connection) -> bool:
    """Whether somebody has an account: then everybody needs one."""
    return db.execute(sa.select(t.account.c.name).limit(1)).first() is not None


def open_account(db: Connection, name: str, password: str, role: str, now: str) -> None:
    """Make an account, or open a closed one again; `AccountError` where the name is taken."""
    known = db.execute(sa.select(t.account).where(t.account.c.name == name)).first()
    if known is None:
        db.execute(t.account.insert().values(name=name, password=password, role=role, made=now))
    elif known.closed is None:
        raise AccountError("the name is taken", where=name, hint="another name")
    else:
        _change(db, name, password=password, role=role, closed=None)


def change_account(
    db: Connection, name: str, *, password: str | None = None, role: str | None = None
) -> None:
    """Give an account another password (its hash) or role, and end its sessions."""
    values = {"password": password, "role": role}
    _change(db, name, **{k: v for k, v in values.items() if v is not None})
    end_sessions(db, name)


def close_account(db: Connection, name: str, now: str) -> None:
    """Shut an account and end its sessions; its judgements stay."""
    _change(db, name, closed=now)
    end_sessions(db, name)


def _change(db: Connection, name: str, **values: str | None) -> None:
    done = db.execute(t.account.update().where(t.account.c.name == name).values(**values))
    if not done.rowcount:
        raise AccountError("no such account", where=name, hint="onrecord account list")


def begin_session(
    db: Connection, token: str, account: str, csrf: str, *, now: str, ends: str
) -> None:
    """Keep a session under the hash of its token; sessions that have ended are swept out."""
    db.execute(t.session.delete().where(t.session.c.ends < now))
    db.execute(
        t.session.insert().values(token=token, account=account, csrf=csrf, made=now, ends=ends)
    )


def session_of(db: Connection, token: str, now: str) -> Session | None:
    """The session of a token's hash, None where it is unknown, ended, or its account closed."""
    query = (
        sa.select(t.session.c.account, t.account.c.role, t.session.c.csrf, t.session.c.ends)
        .join(t.account, t.account.c.name == t.session.c.account)
        .where(t.session.c.token == token, t.session.c.ends > now, t.account.c.closed.is_(None))
    )
    row = db.execute(query).first()
    return None if row is None else Session(**row._mapping)


def end_session(db: Connection, token: str) -> None:
    """Log one session out."""
    db.execute(t.session.delete().where(t.session.c.token == token))


def end_sessions(db: Connection, account: str) -> None:
    """Log an account out everywhere."""
    db.execute(t.session.delete().where(t.session.c.account == account))
