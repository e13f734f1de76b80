"""What a judgement of elsewhere must look like before it is kept: no text and no ledger is needed.

A dump is text that anybody may have written. What is wrong in it is told line by line here, so that
nothing reaches the ledger that it could not apply later, when the text of the mark is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from onrecord.errors import JudgementError
from onrecord.model import Judgement, kinds
from onrecord.review.kinds import fields, verbs

SPANS = frozenset({"condition", "evidence", "source", "cue", "content", "trigger"})
PEOPLE = frozenset({"speakers", "addressees", "actors", "recipients"})
KINDS = {"stance": "stance", "voice": "voice", "kind": "statement_kind", "status": "event_status"}
"""Field → the closed set of values that it must be of."""
LONGEST = {"id": 24, "coder": 80, "name": 400, "label": 400, "by": 80}
"""Characters that a column of the ledger can hold, or that a person may write on a page."""
MARKS = {
    "position": ("actor", "issue", "stance", "evidence", "voice"),
    "statement": ("kind", "voice", "source", "cue", "content"),
    "event": ("type", "status", "trigger"),
}
"""Layer → the fields without which its mark cannot be made."""
MAY_BE_EMPTY = frozenset({"condition", "opposite", "country", "mode"})
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_COUNTRY = re.compile("[A-Z]{2}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def check_shape(judgement: Judgement) -> None:
    """Raise `JudgementError` where a judgement could not be applied, whatever the ledger holds."""
    layer, verb = judgement.layer, judgement.verb
    kind = verbs().get(verb)
    if kind is None or layer not in kind.layers:
        raise JudgementError(f"“{verb}” cannot be said of a {layer}")
    check_words("judgement", [judgement.value, judgement.snapshot, judgement.why])
    _check_id("id", judgement.id)
    if len(judgement.mark) > (64 if layer == "text" else LONGEST["id"]):
        raise JudgementError("the mark is no id")
    check_words("coder", judgement.coder)
    if not judgement.coder.strip() or len(judgement.coder) > LONGEST["coder"]:
        raise JudgementError("the coder's name is empty or too long")
    if not _MOMENT.fullmatch(judgement.judged):
        raise JudgementError("the moment is no UTC time with microseconds")
    if (judgement.undoes is None) == (verb == "undo"):
        raise JudgementError("an undoing names a judgement, and nothing else does")
    _check_value(layer, verb, judgement.value)
    if layer in MARKS and (verb == "add" or judgement.snapshot):
        _check_mark(layer, judgement.snapshot)


def check_words(what: str, value: Any) -> None:
    """Refuse what no database keeps: zeros and halves of characters, at any depth of a value."""
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise JudgementError(f"the {what} holds halves of characters") from None
        if "\0" in value:
            raise JudgementError(f"the {what} holds zeros")
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            check_words(what, name)
            check_words(what, inner)
    elif isinstance(value, Sequence):
        for inner in value:
            check_words(what, inner)


def check_country(value: Any) -> str | None:
    """A country's code (ISO 3166-1 alpha-2), or None."""
    if value is None:
        return None
    if not isinstance(value, str) or not _COUNTRY.fullmatch(value):
        raise JudgementError(f"“{value}” is no country", hint="two capital letters, such as FR")
    return value


def check_mode(value: Any) -> str | None:
    """A mode that some type of event has, or None."""
    known = sorted({mode for kind in kinds("event_type").values() for mode in kind.modes})
    if value is not None and value not in known:
        raise JudgementError(f"“{value}” is no mode of an event", hint=", ".join(known))
    return None if value is None else str(value)


_OTHER: Mapping[str, Callable[[Any], object]] = {"country": check_country, "mode": check_mode}


def _check_value(layer: str, verb: str, value: Mapping[str, Any]) -> None:
    given = {name: v for name, v in value.items() if name != "seconds"}
    seconds = value.get("seconds", 0)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise JudgementError("seconds is no number")
    allowed: Sequence[str] = ()
    if verb == "edit":
        allowed = fields(layer)
        for name, inner in given.items():
            _check_field(layer, name, inner)
    elif verb in ("merge", "split"):
        many = "texts" if layer == "actor" else "labels"
        allowed = ("into",) if verb == "merge" else ("into", many)
        _check_named(layer, value.get("into"))
        if verb == "split":
            _check_ids(many, value.get(many))
    if not set(given) <= set(allowed) or (allowed and not given):
        raise JudgementError(f"“{verb}” has other values: {', '.join(given) or 'none'}")


def _check_field(layer: str, name: str, value: Any) -> None:
    if value is None and name in MAY_BE_EMPTY:
        return
    if name in SPANS:
        _check_spans(name, value)
    elif name in PEOPLE:
        if not isinstance(value, list):
            raise JudgementError(f"{name} is no list")
        for one in value:
            _check_named("actor", one)
    elif name in ("actor", "issue", "opposite"):
        _check_named("actor" if name == "actor" else "issue", value)
    elif name in ("name", "label"):
        _check_text(name, value)
    elif name in _OTHER:
        _OTHER[name](value)
    else:
        of = KINDS.get(name, "event_type")
        _check_kind("actor_kind" if (layer, name) == ("actor", "kind") else of, value)


def _check_kind(of: str, value: Any) -> None:
    if not isinstance(value, str) or value not in kinds(of):
        raise JudgementError(f"“{value}” is no {of.replace('_', ' ')}", hint=", ".join(kinds(of)))


def _check_named(layer: str, value: Any) -> None:
    """An actor by id, name, kind and country, or an issue by id and label."""
    if not isinstance(value, Mapping):
        raise JudgementError(f"it does not name the {layer}")
    _check_id(layer, value.get("id"))
    if layer == "issue":
        _check_text("label", value.get("label"))
        return
    _check_text("name", value.get("name"))
    _check_kind("actor_kind", value.get("kind"))
    check_country(value.get("country"))


def _check_mark(layer: str, snapshot: Mapping[str, Any]) -> None:
    for name in (*MARKS[layer], "text", "by", "confidence"):
        if name not in snapshot:
            raise JudgementError(f"its snapshot has no {name}")
    if not isinstance(snapshot["text"], str) or len(snapshot["text"]) != 64:
        raise JudgementError("its snapshot names no text")
    for name in (*MARKS[layer], *sorted(PEOPLE), "condition"):
        if name in snapshot:
            _check_field(layer, name, snapshot[name])
    _check_about(snapshot)
    for name in ("statement", "within", "said", "place", "time"):
        if snapshot.get(name) is not None:
            _check_id(name, snapshot[name])


def _check_about(snapshot: Mapping[str, Any]) -> None:
    """The day of a mark, who made it, how sure."""
    day, by, confidence = (snapshot.get(name) for name in ("day", "by", "confidence"))
    if day is not None and (not isinstance(day, str) or not _DAY.fullmatch(day)):
        raise JudgementError("the day of its snapshot is none")
    if not isinstance(by, str) or len(by) > LONGEST["by"]:
        raise JudgementError("its snapshot does not say who made the mark")
    if isinstance(confidence, bool) or not isinstance(confidence, int | float):
        raise JudgementError("the confidence of its snapshot is no number")


def _check_spans(name: str, value: Any) -> None:
    whole = isinstance(value, list) and all(
        isinstance(span, list)
        and len(span) == 2
        and all(isinstance(x, int) and not isinstance(x, bool) for x in span)
        and 0 <= span[0] < span[1]
        for span in value
    )
    if not whole:
        raise JudgementError(f"{name} is no list of spans", hint="[[start, end], …]")


def _check_ids(name: str, value: Any) -> None:
    if not isinstance(value, list) or not value or not all(isinstance(x, str) for x in value):
        raise JudgementError(f"{name} is no list of ids")


def _check_id(name: str, value: Any) -> None:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST["id"]:
        raise JudgementError(f"the {name} has no id")


def _check_text(name: str, value: Any) -> None:
    if not isinstance(value, str) or not value.strip():
        raise JudgementError(f"the {name} is empty", hint="give it words")
