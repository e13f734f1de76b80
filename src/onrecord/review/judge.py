"""Judging and undoing: one judgement, checked, kept and applied in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.errors import JudgementError
from onrecord.model import Judgement
from onrecord.review.checks import checked
from onrecord.review.kinds import verbs
from onrecord.review.shapes import LONGEST, check_words
from onrecord.store import effects, judgements, queue
from onrecord.store.db import Db
from onrecord.store.ledger import Ledger
from onrecord.store.merges import renow_actors, renow_issues
from onrecord.store.opposites import reapply_opposites
from onrecord.store.snapshots import snapshot


def judge(
    ledger: Ledger,
    layer: str,
    mark: str,
    verb: str,
    value: Mapping[str, Any] | None = None,
    *,
    coder: str,
    why: str | None = None,
) -> Judgement:
    """Keep a person's judgement on a mark and let it take effect.

    `verb` and the fields of `value` are those of `judgements.toml`. Actors and issues in `value`
    are given by id, or by what makes a new one: `{"name", "kind", "country"}`, `{"label"}`.
    For `add`, `mark` may be empty: it is made of what is added. Raises `JudgementError` where the
    mark is not there, the verb does not fit it, or the value cannot be.
    """
    coder = coder.strip()
    if not coder:
        raise JudgementError("a judgement needs the name of who judges", hint="--coder NAME")
    kind = verbs().get(verb)
    if kind is None or layer not in kind.layers:
        of = ", ".join(v.name for v in verbs().values() if layer in v.layers) or "nothing"
        raise JudgementError(f"“{verb}” cannot be said of a {layer}", where=mark, hint=of)
    if verb == "undo":
        return undo(ledger, coder, mark)
    check_words("judgement", [coder, dict(value or {}), why])
    if len(coder) > LONGEST["coder"]:
        raise JudgementError("the name of who judges is too long", where=f"{coder[:20]}…")
    if verb == "comment" and not (why or "").strip():
        raise JudgementError("a comment needs words", where=mark, hint="say why")
    with ledger.transaction(write=True) as db:
        seen = snapshot(db, layer, mark) if mark else None
        if seen is None and verb != "add":
            raise JudgementError(f"no such {layer}", where=mark, hint="look it up again")
        now = ledger.now()
        ready = checked(db, layer, mark, verb, value or {}, seen, coder=coder, now=now)
        made = Judgement.of(
            layer,
            ready.mark,
            verb,
            ready.value,
            coder=coder,
            judged=now,
            why=why,
            snapshot=ready.snapshot,
        )
        judgements.insert(db, made)
        take_effects(db, [made])
        if layer == "position":
            queue.forget_passed(db, coder, made.mark)
    return made


def undo(ledger: Ledger, coder: str, judgement: str | None = None) -> Judgement:
    """Undo a judgement: the one named, else the coder's last that holds.

    Undoing an undoing restores what it undid. Raises `JudgementError` where there is nothing to
    undo.
    """
    with ledger.transaction(write=True) as db:
        target = judgements.get(db, judgement) if judgement else _last(db, coder)
        if judgement and _is_undone(db, target.id):
            raise JudgementError("it is undone already", where=target.id, hint="undo the undoing")
        made = Judgement.of(
            target.layer,
            target.mark,
            "undo",
            coder=coder,
            judged=ledger.now(),
            undoes=target.id,
            snapshot=target.snapshot,
        )
        judgements.insert(db, made)
        take_effects(db, [made])
    return made


def take_effects(db: Db, made: Iterable[Judgement]) -> None:
    """Write what judgements, already kept, change of what readers see."""
    marks: dict[str, dict[str, None]] = {}
    for judgement in made:
        marks.setdefault(judgement.layer, {})[judgement.mark] = None
        if judgement.verb in ("merge", "split"):  # into what this ledger may not have yet
            ensure = effects.ensure_actor if judgement.layer == "actor" else effects.ensure_issue
            ensure(db, judgement.value["into"])
    for layer in effects.MARK_TABLES:
        if layer in marks:
            effects.reapply_marks(db, layer, marks[layer])
    for mark in marks.get("actor", ()):
        effects.reapply_names(db, "actor", mark)
        effects.reapply_splits(db, mark)
    for mark in marks.get("issue", ()):
        effects.reapply_names(db, "issue", mark)
    if "actor" in marks:
        renow_actors(db)
    if "issue" in marks:
        renow_issues(db)
        reapply_opposites(db)


def _is_undone(db: Db, id: str) -> bool:
    """Whether an undoing that holds names it."""
    undoings = judgements.undone_by(db, [id]).get(id, [])
    return any(not _is_undone(db, u.id) for u in undoings)


def _last(db: Db, coder: str) -> Judgement:
    offset = 50
    while True:
        newest = judgements.newest(db, coder, limit=offset)
        for j in newest:
            if j.verb != "undo" and not _is_undone(db, j.id):
                return j
        if len(newest) < offset:
            raise JudgementError("there is nothing to undo", where=coder)
        offset *= 4
