"""What a judgement says, checked and made whole before it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.errors import JudgementError, SpanError
from onrecord.model import (
    Event,
    Issue,
    Position,
    Span,
    Spans,
    Statement,
    check_span,
    content_id,
    fold,
    kinds,
)
from onrecord.review.kinds import fields
from onrecord.review.shapes import KINDS, LONGEST, PEOPLE, SPANS, check_country, check_mode
from onrecord.store import texts
from onrecord.store.db import Db
from onrecord.store.effects import ensure_actor, ensure_issue
from onrecord.store.snapshots import describe_actor, describe_issue
from onrecord.store.snapshots import snapshot as snapshot_of


@dataclass(frozen=True, slots=True)
class Ready:
    """A judgement's parts as they are kept."""

    mark: str
    value: dict[str, Any]
    snapshot: dict[str, Any]


def checked(
    db: Db,
    layer: str,
    mark: str,
    verb: str,
    value: Mapping[str, Any],
    seen: Mapping[str, Any] | None,
    *,
    coder: str,
    now: str,
) -> Ready:
    """The judgement made whole, or a `JudgementError` that says what is wrong with it.

    `seen` is the mark as it was read, None for what is added; `now` the moment of judging.
    """
    if verb == "add":
        return _added(db, layer, value, coder)
    snapshot = dict(seen or {})
    if verb == "edit":
        return Ready(mark, _edited(db, layer, mark, value, snapshot), snapshot)
    if verb == "merge":
        return Ready(mark, {"into": _merged(db, layer, mark, value)}, snapshot)
    if verb == "split":
        split = _split_actor if layer == "actor" else _split_issue
        return Ready(mark, split(db, mark, value, now), snapshot)
    if value and not set(value) <= {"seconds"}:  # how long the coder looked: kept with the rest
        raise JudgementError(f"“{verb}” takes no values", where=mark)
    return Ready(mark, dict(value), snapshot)


def _edited(
    db: Db, layer: str, mark: str, value: Mapping[str, Any], seen: Mapping[str, Any]
) -> dict[str, Any]:
    allowed = fields(layer)
    wrong = sorted(set(value) - set(allowed) - {"seconds"})
    if wrong or not set(value) & set(allowed):
        what = f"a {layer} has no field {', '.join(wrong)}" if wrong else "nothing is changed"
        raise JudgementError(what, where=mark, hint=", ".join(allowed))
    text = seen.get("text")
    timed = {"seconds": value["seconds"]} if "seconds" in value else {}
    return {n: _value(db, layer, n, v, text) for n, v in value.items() if n not in timed} | timed


def _value(db: Db, layer: str, name: str, value: Any, text: str | None) -> Any:
    if name in SPANS:
        return _spans(db, name, value, text)
    if name in PEOPLE:
        return [_actor(db, v) for v in _list(name, value)]
    if name == "actor":
        return _actor(db, value)
    if name == "issue":
        return _issue(db, value)
    if name == "opposite":
        return None if value is None else _issue(db, value)
    if name in ("name", "label"):
        return _words(name, value)
    if layer == "actor" and name == "kind":
        return _one_of("actor_kind", value)
    if layer == "event" and name == "type":
        return _one_of("event_type", value)
    if name in KINDS:
        return _one_of(KINDS[name], value)
    return check_country(value) if name == "country" else check_mode(value)


def _spans(db: Db, name: str, value: Any, text: str | None) -> list[list[int]] | None:
    if value is None or value == []:
        if name in ("condition", "cue", "source"):
            return None if name == "condition" else []
        raise JudgementError(f"{name} needs words of the text", hint="select them")
    characters = texts.characters_of(db, text or "")
    try:
        made = sorted(check_span(characters, int(a), int(b), what=name) for a, b in value)
    except (TypeError, ValueError) as error:
        raise JudgementError(f"{name} is no list of spans", hint="[[start, end], …]") from error
    except SpanError as error:
        raise JudgementError(error.what, where=error.where, hint=error.hint) from error
    return [[s.start, s.end] for s in made]


def _actor(db: Db, value: Any) -> dict[str, Any]:
    """An actor that is there, by its id, or a new one by name and kind."""
    if isinstance(value, str) or (isinstance(value, Mapping) and set(value) == {"id"}):
        id = value if isinstance(value, str) else str(value["id"])
        found = describe_actor(db, id)
        if found is None:
            raise JudgementError("no such actor", where=id, hint="give a name and a kind")
        return found
    if not isinstance(value, Mapping):
        raise JudgementError("no actor is named", hint="its id, or a name and a kind")
    name, kind = _words("name", value.get("name")), _one_of("actor_kind", value.get("kind"))
    made = {
        "id": value.get("id") or content_id("a", kind, fold(name)),
        "name": name,
        "kind": kind,
        "country": check_country(value.get("country")),
        "wikidata": value.get("wikidata"),
    }
    return describe_actor(db, ensure_actor(db, made)) or made


def _issue(db: Db, value: Any) -> dict[str, Any]:
    """An issue that is there, by its id, or a new one by its label."""
    if isinstance(value, str) or (isinstance(value, Mapping) and set(value) == {"id"}):
        id = value if isinstance(value, str) else str(value["id"])
        found = describe_issue(db, id)
        if found is None:
            raise JudgementError("no such issue", where=id, hint="give a label")
        return found
    if not isinstance(value, Mapping):
        raise JudgementError("no issue is named", hint="its id, or a label")
    label = _words("label", value.get("label"))
    made = {"id": value.get("id") or Issue.of(label).id, "label": label}
    return describe_issue(db, ensure_issue(db, made)) or made


def _merged(db: Db, layer: str, mark: str, value: Mapping[str, Any]) -> dict[str, Any]:
    into = value.get("into")
    one = _actor(db, into) if layer == "actor" else _issue(db, into)
    if texts.root_of(db, layer, one["id"]) == texts.root_of(db, layer, mark):
        raise JudgementError(f"they are one {layer} already", where=mark)
    return one


def _split_actor(db: Db, mark: str, value: Mapping[str, Any], now: str) -> dict[str, Any]:
    """Some texts of an actor → somebody else, who is new unless an id is given."""
    chosen = sorted({str(x) for x in _list("texts", value.get("texts"))})
    there = texts.texts_of_actor(db, mark)
    if not chosen or not set(chosen) <= there:
        raise JudgementError("the actor is not in these texts", where=mark, hint="its texts' ids")
    into = value.get("into") or {}
    if not isinstance(into, Mapping):
        return {"texts": chosen, "into": _actor(db, into)}
    if "id" not in into:  # of the same name, maybe: so its id is made of this judgement too
        was = describe_actor(db, mark) or {}
        name = into.get("name") or was.get("name")
        kind = into.get("kind") or was.get("kind")
        key = content_id("a", kind, fold(str(name)), mark, now)
        into = {**into, "id": key, "name": name, "kind": kind}
    return {"texts": chosen, "into": _actor(db, into)}


def _split_issue(db: Db, mark: str, value: Mapping[str, Any], now: str) -> dict[str, Any]:
    """Some labels of an issue → an issue of their own, or another that is given."""
    chosen = sorted({str(x) for x in _list("labels", value.get("labels"))})
    there = texts.labels_of_issue(db, mark)
    if not chosen or not set(chosen) < there:
        hint = "some of its labels' ids, not all"
        raise JudgementError("these are no labels of the issue", where=mark, hint=hint)
    into = value.get("into")
    return {"labels": chosen, "into": _issue(db, into if into is not None else chosen[0])}


def _added(db: Db, layer: str, value: Mapping[str, Any], coder: str) -> Ready:
    text = str(value.get("text") or "")
    texts.characters_of(db, text)  # raises where the ledger does not hold it
    base = {
        "text": text,
        "day": _day(value.get("day")) or texts.published_of(db, text),
        "confidence": 1.0,
        "by": f"coder {coder}"[:80],
    }
    make = {"position": _new_position, "statement": _new_statement, "event": _new_event}
    mark, whole = make[layer](db, text, value)
    whole |= base
    return Ready(mark, {"seconds": value["seconds"]} if "seconds" in value else {}, whole)


def _new_position(db: Db, text: str, value: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    evidence = _spans(db, "evidence", value.get("evidence"), text)
    whole: dict[str, Any] = {
        "actor": _actor(db, value.get("actor")),
        "issue": _issue(db, value.get("issue")),
        "stance": _one_of("stance", value.get("stance")),
        "condition": _spans(db, "condition", value.get("condition"), text),
        "voice": _one_of("voice", value.get("voice") or "author"),
        "evidence": evidence,
        "statement": _statement_of(db, text, value.get("statement")),
    }
    id = Position.id_of(
        text, whole["actor"]["id"], whole["issue"]["id"], whole["stance"], _as_spans(evidence)
    )
    return id, whole


def _new_statement(db: Db, text: str, value: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    whole: dict[str, Any] = {
        name: _spans(db, name, value.get(name), text) for name in ("source", "cue", "content")
    }
    id = Statement.id_of(text, *(_as_spans(whole[n]) for n in ("source", "cue", "content")))
    for name in ("speakers", "addressees"):
        whole[name] = [_actor(db, v) for v in _list(name, value.get(name) or [])]
    whole["kind"] = _one_of("statement_kind", value.get("kind"))
    whole["voice"] = _one_of("voice", value.get("voice") or "direct")
    within = _statement_of(db, text, value.get("within"))
    whole |= {"within": within, "said": None, "place": None}
    return id, whole


def _new_event(db: Db, text: str, value: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    trigger = _spans(db, "trigger", value.get("trigger"), text)
    kind = _one_of("event_type", value.get("type"))
    whole: dict[str, Any] = {
        "type": kind,
        "trigger": trigger,
        "mode": check_mode(value.get("mode")),
    }
    for name in ("actors", "recipients"):
        whole[name] = [_actor(db, v) for v in _list(name, value.get(name) or [])]
    whole["status"] = _one_of("event_status", value.get("status") or "reported")
    whole |= {"time": None, "statement": _statement_of(db, text, value.get("statement"))}
    return Event.id_of(text, kind, _as_spans(trigger)), whole


def _statement_of(db: Db, text: str, value: Any) -> str | None:
    """The id of a statement of this text, or None."""
    if value is None:
        return None
    found = snapshot_of(db, "statement", str(value))
    if found is None or found["text"] != text:
        raise JudgementError("no such statement in this text", where=str(value))
    return str(value)


def _day(value: Any) -> str | None:
    try:
        return None if value is None else date.fromisoformat(value).isoformat()
    except (TypeError, ValueError) as error:
        raise JudgementError(f"“{value}” is no day", hint="2024-05-22") from error


def _as_spans(value: Sequence[Sequence[int]] | None) -> Spans:
    return tuple(Span(a, b) for a, b in value or ())


def _one_of(kind: str, value: Any) -> str:
    known = kinds(kind)
    if value not in known:
        raise JudgementError(f"“{value}” is no {kind.replace('_', ' ')}", hint=", ".join(known))
    return str(value)


def _words(name: str, value: Any) -> str:
    words = " ".join(str(value or "").split())
    if not words:
        raise JudgementError(f"the {name} is empty", hint="give it words")
    if len(words) > LONGEST[name]:
        raise JudgementError(f"the {name} is longer than {LONGEST[name]} characters")
    return words


def _list(name: str, value: Any) -> Sequence[Any]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise JudgementError(f"{name} is no list", hint=f'{name}=["…", "…"]')
    return value
