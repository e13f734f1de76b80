"""What judgements make of marks: the columns that hold now, from those that were read.

Marks (positions, statements, events): what holds is what was read, with every live judgement on it
applied in order of time. Actors and issues: splits and new names here, merges in `identities`.

A mark that a person has accepted, edited or added stays when a newer reading no longer finds it:
it is made again from the judgement's snapshot. A judgement on a mark of a text that the ledger does
not have waits until it does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.issues import vague
from onrecord.model import (
    ACCEPTED,
    ADDED,
    EDITED,
    MACHINE,
    REJECTED,
    Actor,
    Issue,
    Judgement,
    fold,
)
from onrecord.store import judgements as judged
from onrecord.store import tables as t

MARK_TABLES = {"position": t.position, "statement": t.statement, "event": t.event}
_KEPT = (ACCEPTED, EDITED, ADDED)  # what a person stands behind outlives a newer reading


@dataclass(frozen=True, slots=True)
class Effect:
    """What live judgements make of one mark: its state, and the fields they set."""

    state: str = MACHINE
    fields: Mapping[str, Any] = field(default_factory=dict)


def effect(judgements: Iterable[Judgement], until: str | None = None) -> Effect:
    """The effect of judgements on one mark (by a moment); those that are undone do nothing.

    The last word counts: a rejected mark that is edited afterwards is edited. A mark that is
    accepted after an edit stays edited, since it is not as it was read.
    """
    state, fields = MACHINE, dict[str, Any]()
    for j in judged.live(judgements, until):
        if j.verb == "accept":
            state = EDITED if fields and state != ADDED else (ADDED if state == ADDED else ACCEPTED)
        elif j.verb == "reject":
            state = REJECTED
        elif j.verb == "edit":
            fields.update(j.value)
            state = ADDED if state == ADDED else EDITED
        elif j.verb == "add":
            state = ADDED
    return Effect(state, fields)


def reapply_marks(
    db: Connection, layer: str, marks: Iterable[str], until: str | None = None
) -> None:
    """Write what holds of these marks, by every judgement on them (by a moment)."""
    for mark, rows in judged.of_marks(db, layer, marks).items():
        now, holding = effect(rows, until), judged.live(rows, until)
        row = _row(db, layer, mark)
        if row is None:
            snapshot = _snapshot(holding)
            if now.state not in _KEPT or not snapshot:
                continue
            row = _made_again(db, layer, mark, snapshot)
            if row is None:
                continue
        # Of a moment only what was added since goes: what readings found by then is not known.
        gone = _orphan(db, row) if until is None else added_since(rows, until)
        if now.state == MACHINE and gone:
            _delete(db, layer, row["number"])
            continue
        _SETTERS[layer](db, row, now, rows[0].snapshot)


def added_since(judgements: Sequence[Judgement], moment: str) -> bool:
    """Whether a person has added a mark, but only after a moment."""

    def added(until: str | None) -> bool:
        return any(j.verb == "add" for j in judged.live(judgements, until))

    return added(None) and not added(moment)


def _snapshot(holding: Sequence[Judgement]) -> Mapping[str, Any]:
    return next((j.snapshot for j in holding if j.snapshot), {})


def _orphan(db: Connection, row: Mapping[str, Any]) -> bool:
    """Whether a mark is in no reading: a person added it, or only an older reading found it."""
    query = sa.select(t.reading.c.steps).where(t.reading.c.text == row["text"])
    steps = db.execute(query).scalar()
    return row["by"] not in json.loads(steps or "[]") if steps is not None else True


# positions ---------------------------------------------------------------------------------------


def _set_position(
    db: Connection, row: Mapping[str, Any], now: Effect, _: Mapping[str, Any]
) -> None:
    actor = now.fields.get("actor")
    issue = now.fields.get("issue")
    condition = now.fields.get("condition", _loads(row["read_condition"]))
    evidence = now.fields.get("evidence", _loads(row["read_evidence"]))
    db.execute(
        t.position.update()
        .where(t.position.c.number == row["number"])
        .values(
            state=now.state,
            actor=(
                ensure_actor(db, actor) if actor else _appears(db, row["text"], row["read_actor"])
            ),
            issue=ensure_issue(db, issue) if issue else row["read_issue"],
            stance=now.fields.get("stance", row["read_stance"]),
            condition=dumps(condition) if condition else None,
            condition_words=words_of(db, row["text"], condition) if condition else None,
            evidence=dumps(evidence),
            words=words_of(db, row["text"], evidence),
        )
    )


def _insert_position(db: Connection, mark: str, text: int, s: Mapping[str, Any]) -> None:
    actor, issue = ensure_actor(db, s["actor"]), ensure_issue(db, s["issue"])
    condition = s.get("condition")
    db.execute(
        t.position.insert().values(
            id=mark,
            text=text,
            read_actor=actor,
            actor=_appears(db, text, actor),
            read_issue=issue,
            issue=issue,
            read_stance=s["stance"],
            stance=s["stance"],
            read_condition=dumps(condition) if condition else None,
            condition=dumps(condition) if condition else None,
            condition_words=words_of(db, text, condition) if condition else None,
            voice=s["voice"],
            read_evidence=dumps(s["evidence"]),
            evidence=dumps(s["evidence"]),
            words=words_of(db, text, s["evidence"]),
            statement=s.get("statement"),
            day=s.get("day"),
            confidence=s["confidence"],
            by=s["by"],
            state=MACHINE,
            utterance=mark,
            repeat=False,
        )
    )


# statements --------------------------------------------------------------------------------------


def _set_statement(
    db: Connection, row: Mapping[str, Any], now: Effect, read: Mapping[str, Any]
) -> None:
    values: dict[str, Any] = {"state": now.state}
    if read:  # as it was read, then as it was edited: so that an undone edit leaves no trace
        values |= _statement_columns(db, row["text"], {**read, **now.fields})
        _set_people(db, row, {**read, **now.fields}, _SPEAKERS)
    db.execute(t.statement.update().where(t.statement.c.number == row["number"]).values(**values))


def _statement_columns(db: Connection, text: int, s: Mapping[str, Any]) -> dict[str, Any]:
    columns = {"kind": s["kind"], "voice": s["voice"]}
    for name, words in (("source", "source_words"), ("cue", "cue_words"), ("content", "words")):
        columns[name] = dumps(s[name])
        columns[words] = words_of(db, text, s[name])
    return columns


def _insert_statement(db: Connection, mark: str, text: int, s: Mapping[str, Any]) -> None:
    made = db.execute(
        t.statement.insert().values(
            id=mark,
            text=text,
            **_statement_columns(db, text, s),
            within=s.get("within"),
            said=s.get("said"),
            place=s.get("place"),
            day=s.get("day"),
            confidence=s["confidence"],
            by=s["by"],
            state=MACHINE,
            utterance=mark,
            repeat=False,
        )
    )
    number = made.inserted_primary_key[0] if made.inserted_primary_key else 0
    _set_people(db, {"number": number, "text": text}, s, _SPEAKERS)


# events ------------------------------------------------------------------------------------------


def _set_event(
    db: Connection, row: Mapping[str, Any], now: Effect, read: Mapping[str, Any]
) -> None:
    values: dict[str, Any] = {"state": now.state}
    if read:
        values |= _event_columns(db, row["text"], {**read, **now.fields})
        _set_people(db, row, {**read, **now.fields}, _PARTIES)
    db.execute(t.event.update().where(t.event.c.number == row["number"]).values(**values))


def _event_columns(db: Connection, text: int, s: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": s["type"],
        "mode": s.get("mode"),
        "status": s["status"],
        "trigger": dumps(s["trigger"]),
        "words": words_of(db, text, s["trigger"]),
    }


def _insert_event(db: Connection, mark: str, text: int, s: Mapping[str, Any]) -> None:
    made = db.execute(
        t.event.insert().values(
            id=mark,
            text=text,
            **_event_columns(db, text, s),
            time=s.get("time"),
            statement=s.get("statement"),
            day=s.get("day"),
            confidence=s["confidence"],
            by=s["by"],
            state=MACHINE,
        )
    )
    number = made.inserted_primary_key[0] if made.inserted_primary_key else 0
    _set_people(db, {"number": number, "text": text}, s, _PARTIES)


# who a mark names --------------------------------------------------------------------------------

_SPEAKERS = (t.speaker, "statement", {"speakers": "speaker", "addressees": "addressee"})
_PARTIES = (t.event_actor, "event", {"actors": "actor", "recipients": "recipient"})


def _set_people(
    db: Connection,
    row: Mapping[str, Any],
    mark: Mapping[str, Any],
    kind: tuple[sa.Table, str, Mapping[str, str]],
) -> None:
    table, key, roles = kind
    db.execute(table.delete().where(table.c[key] == row["number"]))
    for name, role in roles.items():
        for rank, actor in enumerate(mark.get(name, ())):
            id = ensure_actor(db, actor)
            db.execute(
                table.insert().values(
                    **{key: row["number"]},
                    role=role,
                    rank=rank,
                    read_actor=id,
                    actor=_appears(db, row["text"], id),
                )
            )


def _appears(db: Connection, text: int, read_actor: str) -> str:
    """Who an actor of a text is, told apart from others of the name."""
    query = sa.select(t.appearance.c.actor).where(
        t.appearance.c.text == text, t.appearance.c.read_actor == read_actor
    )
    return db.execute(query).scalar() or read_actor


def spread(db: Connection, text: int, read_actor: str) -> None:
    """Carry who an actor of a text is to its marks; what a person has set otherwise stays."""
    actor = _appears(db, text, read_actor)
    for table, key, of in (
        (t.speaker, "statement", t.statement),
        (t.event_actor, "event", t.event),
    ):
        within = sa.select(of.c.number).where(of.c.text == text)
        db.execute(
            table.update()
            .where(table.c[key].in_(within), table.c.read_actor == read_actor)
            .values(actor=actor)
        )
    for marks in (t.role, t.position):
        db.execute(
            marks.update()
            .where(marks.c.text == text, marks.c.read_actor == read_actor)
            .values(actor=actor)
        )
    edited = sa.select(t.position.c.id).where(
        t.position.c.text == text,
        t.position.c.read_actor == read_actor,
        t.position.c.state.in_((EDITED, ADDED)),
    )
    reapply_marks(db, "position", [row.id for row in db.execute(edited).all()])


# actors and issues -------------------------------------------------------------------------------


def reapply_splits(db: Connection, actor: str, until: str | None = None) -> None:
    """Tell apart an actor in the texts that people (by a moment) say are of somebody else."""
    apart: dict[str, Mapping[str, Any]] = {}
    named: set[str] = set()
    every = judged.of_marks(db, "actor", [actor]).get(actor, [])
    for j in every:
        if j.verb == "split":
            named.update(j.value["texts"])
    for j in judged.live(every, until):
        if j.verb == "split":
            apart |= dict.fromkeys(j.value["texts"], j.value["into"])
    for name in sorted(named):
        query = sa.select(t.text.c.number).where(t.text.c.id == name)
        number = db.execute(query).scalar()
        if number is None:
            continue
        theirs = db.execute(
            sa.select(t.appearance).where(
                t.appearance.c.text == number, t.appearance.c.settled == actor
            )
        ).all()
        for row in theirs:
            one = ensure_actor(db, apart[name]) if name in apart else row.settled
            if one != row.actor:
                db.execute(
                    t.appearance.update()
                    .where(
                        t.appearance.c.text == number,
                        t.appearance.c.read_actor == row.read_actor,
                    )
                    .values(actor=one)
                )
            spread(db, number, row.read_actor)


def reapply_names(db: Connection, layer: str, id: str, until: str | None = None) -> None:
    """Give an actor or issue the name that people (by a moment) gave it, else that it was read
    with."""
    fields = effect(judged.of_marks(db, layer, [id]).get(id, ()), until).fields
    if layer == "issue":
        row = db.execute(sa.select(t.issue).where(t.issue.c.id == id)).first()
        if row is not None:
            label = fields.get("label", row.read_label)
            values = {"label": label, "folded": fold(label), "vague": vague(label)}
            db.execute(t.issue.update().where(t.issue.c.id == id).values(**values))
        return
    row = db.execute(sa.select(t.actor).where(t.actor.c.id == id)).first()
    if row is not None:
        name = fields.get("name", row.read_name)
        values = {
            "name": name,
            "folded": fold(name),
            "kind": fields.get("kind", row.read_kind),
            "country": fields.get("country", row.read_country),
        }
        db.execute(t.actor.update().where(t.actor.c.id == id).values(**values))


def ensure_actor(db: Connection, actor: Mapping[str, Any]) -> str:
    """The id of an actor given by id, name, kind and country; it is made where it is not there.

    It has the key of its name where texts that name it would give it the same id: they may come
    later, and then it is told apart from others as if they had come first.
    """
    from onrecord.store.identities import key_of

    id = str(actor["id"])
    if not db.execute(sa.select(t.actor.c.id).where(t.actor.c.id == id)).first():
        name, kind, country = actor["name"], actor["kind"], actor.get("country")
        read = id == Actor.of(name, kind).id
        db.execute(
            t.actor.insert().values(
                id=id,
                read_name=name,
                name=name,
                folded=fold(name),
                read_kind=kind,
                kind=kind,
                read_country=country,
                country=country,
                wikidata=actor.get("wikidata"),
                key=key_of(kind, name) if read else None,
                now=id,
            )
        )
    return id


def ensure_issue(db: Connection, issue: Mapping[str, Any]) -> str:
    """The id of an issue given by its label; it is made where it is not there."""
    id = str(issue.get("id") or Issue.of(issue["label"]).id)
    if not db.execute(sa.select(t.issue.c.id).where(t.issue.c.id == id)).first():
        label = issue["label"]
        db.execute(
            t.issue.insert().values(
                id=id,
                read_label=label,
                label=label,
                folded=fold(label),
                gathered=id,
                now=id,
                vague=vague(label),
            )
        )
    return id


# the rows themselves -----------------------------------------------------------------------------


def _made_again(
    db: Connection, layer: str, mark: str, snapshot: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """The row of a mark made from a judgement's snapshot; None while its text is not here."""
    query = sa.select(t.text.c.number).where(t.text.c.id == snapshot["text"])
    text = db.execute(query).scalar()
    if text is None:
        return None
    _INSERTERS[layer](db, mark, text, snapshot)
    return _row(db, layer, mark)


def _row(db: Connection, layer: str, mark: str) -> Mapping[str, Any] | None:
    table = MARK_TABLES[layer]
    found = db.execute(sa.select(table).where(table.c.id == mark)).first()
    return None if found is None else dict(found._mapping)


def _delete(db: Connection, layer: str, number: int) -> None:
    if layer == "statement":
        db.execute(t.speaker.delete().where(t.speaker.c.statement == number))
    if layer == "event":
        db.execute(t.event_place.delete().where(t.event_place.c.event == number))
        db.execute(t.event_actor.delete().where(t.event_actor.c.event == number))
    table = MARK_TABLES[layer]
    db.execute(table.delete().where(table.c.number == number))


def words_of(db: Connection, text: int, spans: Sequence[Sequence[int]]) -> str:
    """What spans of a text cover, the gaps of a broken passage shown as “ … ”."""
    query = sa.select(t.text.c.characters).where(t.text.c.number == text)
    characters = db.execute(query).scalar_one()
    return " … ".join(characters[start:end] for start, end in spans)


def dumps(value: Any) -> str:
    """JSON as the ledger keeps it: no blanks, keys sorted, so that equal values are equal text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _loads(value: str | None) -> Any:
    return None if value is None else json.loads(value)


_SETTERS = {"position": _set_position, "statement": _set_statement, "event": _set_event}
_INSERTERS = {
    "position": _insert_position,
    "statement": _insert_statement,
    "event": _insert_event,
}
