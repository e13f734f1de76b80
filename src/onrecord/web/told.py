"""What somebody decided, in one line of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.model import Judgement
from onrecord.web.shown import count


def told(j: Judgement) -> str:
    """A judgement as a person would tell it.

    >>> told(Judgement.of("actor", "a1", "edit", {"country": "EE"}, coder="ada",
    ...     judged="", snapshot={"name": "Kaja Kallas"}))
    'Kaja Kallas: country → EE'
    """
    about = subject(j.layer, j.snapshot)
    if j.verb == "edit":
        changed = ", ".join(
            f"{name} → {value_in_words(value)}"
            for name, value in j.value.items()
            if name != "seconds"
        )
        return f"{about}: {changed}"
    if j.verb == "merge":
        return f"{about} merged into {value_in_words(j.value.get('into'))}"
    if j.verb == "split":
        parts = j.value.get("texts") or j.value.get("labels") or []
        noun = "text" if "texts" in j.value else "label"
        into = value_in_words(j.value.get("into"))
        return f"{about}: {count(len(parts), noun)} split off as {into}"
    if j.verb == "comment":
        return f"{about}: “{j.why}”"
    return f"{_DONE.get(j.verb, j.verb)}: {about}"


def subject(layer: str, seen: Mapping[str, Any]) -> str:
    """What a judgement is on, by its snapshot.

    >>> subject("position", {"actor": {"name": "Lahti"}, "stance": "open",
    ...     "issue": {"label": "build a bridge"}})
    'Lahti, open: build a bridge'
    """
    if layer == "position":
        who, issue = value_in_words(seen.get("actor")), value_in_words(seen.get("issue"))
        return f"{who}, {seen.get('stance', '?')}: {issue}"
    if layer == "statement":
        return f"a statement of {value_in_words(seen.get('speakers')) or 'somebody'}"
    if layer == "event":
        return f"an event ({seen.get('type', '?')})"
    return str(seen.get("name") or seen.get("label") or layer)


def value_in_words(value: Any) -> str:
    """A value of a judgement: an actor by name, spans by their number.

    >>> value_in_words({"id": "i1", "label": "build a bridge"}), value_in_words(None)
    ('build a bridge', 'none')
    >>> value_in_words([[1, 4], [7, 9]])
    '2 passages'
    """
    if value is None:
        return "none"
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("label") or value.get("id") or "?")
    if isinstance(value, Sequence) and not isinstance(value, str):
        if value and isinstance(value[0], Mapping):
            return ", ".join(value_in_words(v) for v in value)
        return count(len(value), "passage")
    return str(value)


_DONE = {"accept": "accepted", "reject": "rejected", "add": "added", "undo": "undone"}
