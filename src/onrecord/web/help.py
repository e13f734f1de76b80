"""Keys and terms: what every word and sign on the pages means, from the data that defines it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from onrecord.model import kinds
from onrecord.review.kinds import verbs
from onrecord.web.asked import Ask
from onrecord.web.pages import page

SETS = ("stance", "voice", "statement_kind", "actor_kind", "event_type", "event_status")


@dataclass(frozen=True, slots=True)
class Term:
    """A word with its meaning and an example."""

    word: str
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class Group:
    """Words, or keys, that belong together."""

    name: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """Keys by page, states of a mark, and every closed set of values."""

    keys: tuple[Group, ...]
    states: Group
    verbs: Group
    kinds: tuple[Group, ...]


@page("/help", "help.html")
def help_page(ask: Ask) -> HelpPage:
    """Keys and terms."""
    written = _written()
    return HelpPage(
        keys=tuple(
            Group(g["name"], tuple(Term(k, what, "") for k, what in g["keys"]))
            for g in written["group"]
        ),
        states=Group(
            "state", tuple(Term(s["word"], s["meaning"], s["example"]) for s in written["state"])
        ),
        verbs=Group("verb", tuple(Term(v.name, v.meaning, v.example) for v in verbs().values())),
        kinds=tuple(
            Group(name.replace("_", " "), tuple(Term(k.value, k.meaning, k.example) for k in of))
            for name in SETS
            for of in (kinds(name).values(),)
        ),
    )


@cache
def _written() -> dict[str, list[dict[str, Any]]]:
    source = resources.files("onrecord.web").joinpath("help.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
