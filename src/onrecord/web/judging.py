"""Decisions over the web: as JSON for the pages' keys and buttons, as plain forms without them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Body, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from onrecord.analyse import find_actor, find_issue
from onrecord.model import Judgement
from onrecord.review.judge import judge, undo
from onrecord.review.preview import Preview, preview
from onrecord.review.queue import pass_over
from onrecord.store import judgements, web_pick
from onrecord.store.web_pick import Choice
from onrecord.web.asked import Ask, Asked
from onrecord.web.guard import FIELD, needs
from onrecord.web.pages import router
from onrecord.web.told import told

__all__ = ["Decision", "Done", "decide"]

CODER = [Depends(needs("coder"))]
LISTS = frozenset({"texts", "labels"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided: the fields of `onrecord.review.judge`."""

    layer: str
    mark: str
    verb: str
    value: dict[str, Any] = field(default_factory=dict)
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A judgement that was kept: its id, by which it is undone, and in words what it did."""

    judgement: str
    layer: str
    mark: str
    verb: str
    told: str


def decide(ask: Asked, wanted: Decision) -> Done:
    """Keep a decision by the name of who asks; actors and issues need an editor."""
    if wanted.verb == "undo":
        return take_back(ask, wanted.mark)
    codebook = wanted.layer in ("actor", "issue") and wanted.verb != "comment"
    if codebook and not ask.person.may("editor"):
        raise HTTPException(403, f"This needs the role of editor; you are {ask.person.role}.")
    made = judge(
        ask.ledger,
        wanted.layer,
        wanted.mark,
        wanted.verb,
        wanted.value,
        coder=ask.person.name,
        why=wanted.why,
    )
    return _done(made)


def take_back(ask: Asked, id: str | None) -> Done:
    """Undo one's own last judgement, or the one named: another's needs an editor."""
    if id:
        with ask.ledger.transaction() as db:
            named = judgements.get(db, id)
        if named.coder != ask.person.name and not ask.person.may("editor"):
            raise HTTPException(403, "Only an editor undoes what another person decided.")
    made = undo(ask.ledger, ask.person.name, id or None)
    with ask.ledger.transaction() as db:
        undone = judgements.get(db, made.undoes or "")
    return Done(made.id, made.layer, made.mark, "undo", f"undone: {told(undone)}")


@router.post("/api/judge", dependencies=CODER, name="api_judge")
def api_judge(ask: Ask, wanted: Annotated[Decision, Body()]) -> Done:
    """Keep a decision on a mark, actor or issue."""
    return decide(ask, wanted)


@router.post("/api/undo", dependencies=CODER, name="api_undo")
def api_undo(ask: Ask, judgement: Annotated[str | None, Body(embed=True)] = None) -> Done:
    """Undo a judgement, else one's last."""
    return take_back(ask, judgement)


@router.post("/api/pass", dependencies=CODER, name="api_pass")
def api_pass(ask: Ask, mark: Annotated[str, Body(embed=True)]) -> dict[str, str]:
    """Leave a position for later: it comes last in one's queue."""
    pass_over(ask.ledger, ask.person.name, mark)
    return {"passed": mark}


@router.post("/api/preview", dependencies=CODER, name="api_preview")
def api_preview(ask: Ask, wanted: Annotated[Decision, Body()]) -> Preview:
    """What a decision would change on the boards; nothing is kept."""
    return preview(
        ask.ledger,
        wanted.layer,
        wanted.mark,
        wanted.verb,
        wanted.value,
        coder=ask.person.name,
    )


@router.get("/api/pick/{layer}", dependencies=CODER, name="api_pick")
def api_pick(ask: Ask, layer: str, q: str = "") -> list[Choice]:
    """Actors (`actor`) or issues (`issue`) while their name is typed."""
    if layer not in ("actor", "issue"):
        raise HTTPException(404, "There is a list of actors and one of issues.")
    find = web_pick.actors if layer == "actor" else web_pick.issues
    with ask.ledger.transaction() as db:
        return find(db, q)


@router.post("/judge", dependencies=CODER, include_in_schema=False)
async def judge_form(request: Request, ask: Ask) -> Response:
    """The same by a plain form; back to where it came from."""
    form = await request.form()
    plain = {k: [str(v) for v in form.getlist(k)] for k in form if k != FIELD}
    one = {k: v[0] for k, v in plain.items()}
    wanted = Decision(
        one.get("layer", ""),
        one.get("mark", ""),
        one.get("verb", ""),
        meant(ask, one.get("layer", ""), values_of(plain)),
        one.get("why") or None,
    )
    await run_in_threadpool(decide, ask, wanted)
    return RedirectResponse(ask.settings.prefix + local(one.get("back", "/")), 303)


def values_of(plain: Mapping[str, list[str]]) -> dict[str, Any]:
    """The value of a judgement from form fields: `value.stance`, `value.into.name` …

    >>> values_of({"value.texts": ["a", "b"], "value.into.name": ["Ek"], "verb": ["split"]})
    {'texts': ['a', 'b'], 'into': {'name': 'Ek'}}
    """
    made: dict[str, Any] = {}
    for key, given in plain.items():
        head, *path = key.split(".")
        if head != "value" or not path:
            continue
        at = made
        for name in path[:-1]:
            at = at.setdefault(name, {})
        if path[-1] in LISTS:
            at[path[-1]] = given
        else:
            at[path[-1]] = given[0] or None
    return made


def meant(ask: Asked, layer: str, value: dict[str, Any]) -> dict[str, Any]:
    """The value with what was typed as a name found: forms hold names where no script ran."""
    find = {"actor": find_actor, "issue": find_issue}
    into = value.get("into")
    if isinstance(into, dict) and "id" in into:  # a name that is there goes before a new one
        value["into"] = into["id"] or {k: v for k, v in into.items() if k != "id"}
    for name in ("into", "opposite", "actor", "issue"):
        kind = name if name in find else layer
        if isinstance(value.get(name), str) and kind in find:
            value[name] = find[kind](ask.ledger, value[name])
    return value


def local(path: str) -> str:
    """A path of this server, whatever a form says.

    >>> local("/documents/x#p1"), local("//other.example"), local("https://other.example")
    ('/documents/x#p1', '/', '/')
    """
    parts = urlsplit(path)
    bad = parts.scheme or parts.netloc or not path.startswith("/") or "\\" in path
    return "/" if bad or any(ord(c) < 32 for c in path) else path


def _done(made: Judgement) -> Done:
    return Done(made.id, made.layer, made.mark, made.verb, told(made))
