"""The codebook: issues and actors renamed, merged, split, with what it changes shown before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from onrecord.errors import LedgerError
from onrecord.model import Judgement
from onrecord.review.preview import Preview, preview
from onrecord.store import actors, issues, judgements, web_codebook, web_pick
from onrecord.store.actors import ActorRow
from onrecord.store.db import Db
from onrecord.store.issues import IssueRow
from onrecord.store.web_codebook import Label
from onrecord.store.web_documents import DocumentRow
from onrecord.store.web_pick import Choice
from onrecord.web.asked import Ask
from onrecord.web.guard import FIELD, needs
from onrecord.web.judging import meant, values_of
from onrecord.web.kept import kept
from onrecord.web.pages import page, render, router
from onrecord.web.told import told

SHOWN = 40
LOG = 40


@dataclass(frozen=True, slots=True)
class Logged:
    """A judgement in words; `undone` where it no longer holds."""

    id: str
    coder: str
    judged: str
    told: str
    layer: str
    mark: str
    text: str | None
    why: str | None
    undone: bool


@dataclass(frozen=True, slots=True)
class CodebookPage:
    """Issues and actors that fit the words, and what was decided last."""

    words: str
    issues: tuple[IssueRow, ...]
    actors: tuple[Choice, ...]
    log: tuple[Logged, ...]


@dataclass(frozen=True, slots=True)
class IssueCode:
    """An issue as an editor sees it: every label, its opposite, what was decided on it."""

    issue: IssueRow
    labels: tuple[Label, ...]
    log: tuple[Logged, ...]


@dataclass(frozen=True, slots=True)
class ActorCode:
    """An actor as an editor sees it: every name, the texts of one of them, what was decided."""

    actor: ActorRow
    names: tuple[Label, ...]
    name: Label | None
    texts: tuple[DocumentRow, ...]
    log: tuple[Logged, ...]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What a merge or split would change; `fields` are those of the form that does it."""

    told: str
    preview: Preview
    fields: tuple[tuple[str, str], ...]
    back: str


@page("/codebook", "codebook.html", role="coder")
def codebook(ask: Ask, words: str = "") -> CodebookPage:
    """Issues and actors to edit, and everybody's last judgements, each of which can be undone."""

    def busiest() -> tuple[IssueRow, ...]:
        with ask.ledger.transaction() as db:
            return tuple(issues.busiest(db, words=words, limit=SHOWN))

    listed = kept(ask.ledger, ("codebook", words), busiest, lambda rows: {i.id for i in rows})
    with ask.ledger.transaction() as db:
        found = web_pick.actors(db, words, limit=SHOWN) if words.strip() else []
        return CodebookPage(
            words,
            listed,
            tuple(found),
            tuple(_logged(db, judgements.newest(db, limit=LOG))),
        )


@page("/codebook/issues/{id}", "codebook_issue.html", role="coder")
def codebook_issue(ask: Ask, id: str) -> IssueCode:
    """One issue to rename, merge, split, or set against its opposite."""
    with ask.ledger.transaction() as db:
        now = issues.now(db, id)
        if now is None:
            raise LedgerError("no such issue", where=id, hint="look for it in the codebook")
        labels = web_codebook.labels_of(db, now)
        log = _about(db, "issue", {now, id, *(x.id for x in labels)})
        return IssueCode(issues.by_ids(db, [now])[0], tuple(labels), tuple(log))


@page("/codebook/actors/{id}", "codebook_actor.html", role="coder")
def codebook_actor(ask: Ask, id: str, name: str | None = None) -> ActorCode:
    """One actor to rename, merge or split; `name` (an id) is the name whose texts are listed."""
    with ask.ledger.transaction() as db:
        now = actors.now(db, id)
        if now is None:
            raise LedgerError("no such actor", where=id, hint="look for it in the codebook")
        names = web_codebook.names_of(db, now)
        one = next((n for n in names if n.id == name), names[0] if names else None)
        texts = web_codebook.texts_with(db, one.id) if one else []
        log = _about(db, "actor", {now, id, *(x.id for x in names)})
        return ActorCode(actors.by_ids(db, [now])[now], tuple(names), one, tuple(texts), tuple(log))


@router.post("/codebook/preview", dependencies=[Depends(needs("editor"))], include_in_schema=False)
async def codebook_preview(request: Request, ask: Ask) -> Response:
    """What a form of the codebook would do: shown before it is done."""
    form = await request.form()
    pairs = [(k, str(v)) for k, v in form.multi_items() if k != FIELD and str(v).strip()]
    plain: dict[str, list[str]] = {}
    for key, given in pairs:
        plain.setdefault(key, []).append(given)

    def look() -> PreviewPage:
        layer, mark, verb = (plain.get(k, [""])[0] for k in ("layer", "mark", "verb"))
        value = meant(ask, layer, values_of(plain))
        found = preview(ask.ledger, layer, mark, verb, value, coder=ask.person.name)
        words = _in_words(ask, layer, mark, verb, value)
        return PreviewPage(words, found, tuple(pairs), plain.get("back", ["/codebook"])[0])

    return render(request, ask, "codebook_preview.html", await run_in_threadpool(look))


def _in_words(ask: Ask, layer: str, mark: str, verb: str, value: dict[str, Any]) -> str:
    with ask.ledger.transaction() as db:
        named = _names(db, layer, [mark, *(v for v in value.values() if isinstance(v, str))])
    into = value.get("into", value.get("opposite"))
    if isinstance(into, str):
        key = "opposite" if "opposite" in value else "into"
        value = {**value, key: {"id": into, "name": named.get(into, into)}}
    made = Judgement.of(
        layer, mark, verb, value, coder="", judged="", snapshot={"name": named.get(mark, mark)}
    )
    return told(made)


def _names(db: Db, layer: str, ids: list[str]) -> dict[str, str]:
    if layer == "issue":
        return issues.labels(db, ids)
    return {id: row.name for id, row in actors.by_ids(db, ids).items()}


def _about(db: Db, layer: str, ids: set[str]) -> list[Logged]:
    """What was decided on these, and what was merged into them: undone merges, too."""

    def into(j: Judgement) -> str | None:
        of = j.value.get("into")
        return of.get("id") if isinstance(of, dict) else None

    every = judgements.of_layer(db, layer)
    return _logged(db, [j for j in every if j.mark in ids or into(j) in ids])


def _logged(db: Db, every: list[Judgement]) -> list[Logged]:
    """Judgements in words, the newest first; undoings show on what they undid."""
    undone = judgements.undone_by(db, [j.id for j in every])
    again = judgements.undone_by(db, [u.id for rows in undone.values() for u in rows])
    made = []
    for j in sorted(every, key=lambda j: (j.judged, j.id), reverse=True):
        if j.verb == "undo":
            continue
        off = any(u.id not in again for u in undone.get(j.id, ()))
        text = j.snapshot.get("text")
        made.append(
            Logged(
                j.id, j.coder, j.judged, told(j), j.layer, j.mark, text and str(text), j.why, off
            )
        )
    return made
