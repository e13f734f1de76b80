"""The tasks that are measured: the one place where they are listed.

Each is a function `evaluate_*(gold, reader)` in a module of this room; `path` says where in the
gold its data lie. A function that scores with a separate program asks for it by the name of a
parameter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import DataError
from onrecord.evaluate.figures import Figure

if TYPE_CHECKING:
    from onrecord.extract.reader import Reader


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that is measured, and where its function and its data are.

    `path` lies in the gold, or in a checkout of the project where the data are our `own`.
    """

    name: str
    function: str
    path: str
    about: str
    own: bool = False


TASKS = (
    Task("statements", "statements:evaluate_statements", ".", "PolNeAR, dev"),
    Task("speakers", "speakers:evaluate_speakers", "bulk", "news of 2017, labelled by us"),
    Task("positions", "positions:evaluate_positions", "positions", "world news, passages"),
    Task("coded", "positions:evaluate_coded", ".", "news of 2017, coded by us"),
    Task("seesaw", "seesaw:evaluate_seesaw", "positions/seesaw", "SEESAW, valid"),
    Task("places", "places:evaluate_places", "places/TR-News.xml", "TR-News"),
    Task("times", "times:evaluate_times", "dates/TBAQ-cleaned", "TimeBank, AQUAINT"),
    Task("roles", "roles:evaluate_roles", "actors/dwie_train.jsonl", "DWIE, train"),
    Task("coreference", "coreference:evaluate_coreference", "coreference", "GUM, GAP"),
    Task("events", "events:evaluate_events", "events/plv_train.jsonl", "PLOVER sentences, train"),
    Task("articles", "articles:evaluate_articles", "examples", "our coded articles", own=True),
    Task(
        "stances",
        "stances:evaluate_stances",
        "tests/cases/stances.yaml",
        "two hundred sentences of ours",
        own=True,
    ),
    Task(
        "phrases",
        "phrases:evaluate_phrases",
        "tests/cases/phrases.tsv",
        "three hundred pairs of issue phrases of ours",
        own=True,
    ),
)

_SCORERS = {"score": "", "scorer": "statements.py", "speech": "speech_words.txt"}
"""What a function may ask for by the name of a parameter, and where it is in the scorers."""


def chosen(names: Iterable[str]) -> tuple[Task, ...]:
    """The tasks of these names, in the order of the list; all where no name is given."""
    wanted = set(names)
    return tuple(t for t in TASKS if not wanted or t.name in wanted)


def evaluate(
    task: Task,
    gold: Path,
    *,
    own: Path = Path(),
    reader: Reader | None = None,
    score: Path | None = None,
) -> Iterator[Figure]:
    """The figures of one task; raises `DataError` where its data are not there.

    `gold` is the folder of gold data, `own` a checkout of the project, `score` the scorers.
    """
    data = (own if task.own else gold) / task.path
    if not data.exists():
        hint = "--own DIR names a checkout" if task.own else "--gold DIR names the gold folder"
        raise DataError("the data are not here", where=str(data), hint=hint)
    module, _, name = task.function.partition(":")
    function = getattr(import_module(f"onrecord.evaluate.{module}"), name)
    asked = signature(function).parameters
    more = {name: score / path for name, path in _SCORERS.items() if score and name in asked}
    yield from function(data, reader, **more)
