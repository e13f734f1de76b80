"""From actors in the making to frozen actors: spans checked, one id each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.actors import body_named
from onrecord.extract.actors.marks import Ledger, Someone
from onrecord.extract.actors.view import View
from onrecord.model import Actor, Mention, Role


def actors_of(view: View, ledger: Ledger) -> tuple[Actor, ...]:
    """The actors that are mentioned, in order; those with one id become one."""
    rows: dict[str, Actor] = {}
    shown = {x.name: _name(view, x) for x in ledger.others if x.mentions}
    for someone in sorted([*ledger.people, *ledger.others], key=lambda x: x.order):
        if not someone.mentions:
            continue
        roles = [replace(r, of=shown.get(r.of, r.of)) if r.of else r for r in someone.roles]
        actor = _actor(view, someone, roles)
        known = rows.get(actor.id)
        rows[actor.id] = actor if known is None else _joined(known, actor)
    return tuple(rows.values())


def _actor(view: View, someone: Someone, roles: list[Role]) -> Actor:
    mentions = {view.span(m.first, m.end): m.form for m in someone.mentions}
    return Actor.of(
        _name(view, someone),
        someone.kind,
        country=someone.country or _country(someone),
        wikidata=someone.wikidata,
        roles=_roles(roles),
        mentions=tuple(Mention(span, form) for span, form in mentions.items()),
    )


def _name(view: View, someone: Someone) -> str:
    """The fullest name in the text; states keep one name everywhere."""
    if someone.kind not in ("organization", "party", "government") or someone.head:
        return someone.name
    names = [view.words(m.first, m.end) for m in someone.mentions if m.form == "name"]
    if body_named(someone.name) and all("." in n for n in names):
        return someone.name  # "U.N." alone
    name = max(names, key=len, default=someone.name)
    short = name.removesuffix(" party")
    return short if someone.kind == "party" and short in names else name


def _country(someone: Someone) -> str | None:
    """The country of a person's offices, where they are all of one."""
    codes = {r.country for r in someone.roles if r.country}
    return codes.pop() if len(codes) == 1 else None


def _roles(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Each office once, where the text first gives it."""
    first: dict[tuple[str, str | None, str | None], Role] = {}
    for role in sorted(roles, key=lambda r: r.span):
        first.setdefault((role.title.lower(), role.of, role.country), role)
    return tuple({role.span: role for role in first.values()}.values())


def _joined(one: Actor, other: Actor) -> Actor:
    mentions = {m.span: m for m in (*other.mentions, *one.mentions)}
    return Actor.of(
        one.name,
        one.kind,
        country=one.country or other.country,
        wikidata=one.wikidata or other.wikidata,
        roles=_roles((*other.roles, *one.roles)),
        mentions=tuple(mentions.values()),
    )
