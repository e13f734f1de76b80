"""Statements: who said what.

A *finder* (a trained tagger, or rules that need no weights) yields the spans of attributions; the
tail in `assemble` makes statements of them, with speakers, kind, voice, time and place.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from onrecord.errors import PipelineError
from onrecord.extract.draft import Draft
from onrecord.extract.pipeline import Step
from onrecord.extract.statements.assemble import assemble
from onrecord.extract.statements.doubt import sure_enough
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.mended import added, carried, is_flat, nested, tagged_copy, widened
from onrecord.extract.statements.rules import NAME as RULES
from onrecord.extract.statements.rules import find
from onrecord.extract.statements.signed import signed
from onrecord.extract.statements.turns import placed, spoken_turns
from onrecord.model import Dropped

if TYPE_CHECKING:
    from onrecord.extract.statements.tagger import Tagger
    from onrecord.extract.states import States

__all__ = ["FINDERS", "RULES", "assemble", "find", "made_by", "states_of", "step", "step_by"]

FINDERS = ("tagger", "rules")
"""What can find attributions: the first is the default."""

RULES_FLOOR = 0.3
"""Attributions of the rules less sure than this are left out: that gains F1 (PolNeAR train)."""

UNSURE = "attribution too unsure"
NEEDS = ("quotes", "actors", "places", "times")


def step(finder: str = FINDERS[0]) -> Step:
    """The step, for `extract.steps`; raises `PipelineError` for a finder there is not."""
    if finder == "rules":
        return Step(name=RULES, needs=NEEDS, makes=("statements",), run=run_rules)
    if finder == "tagger":
        return Step(name=_tagger().version, needs=NEEDS, makes=("statements",), run=run_tagger)
    raise PipelineError(f"no statements by “{finder}”", hint=f"one of {', '.join(FINDERS)}")


def step_by(tagger: Tagger) -> Step:
    """The step by a tagger whose weights are not those of the package: for who trains on it."""
    run = partial(run_tagger, tagger=tagger)
    return Step(name=tagger.version, needs=NEEDS, makes=("statements",), run=run)


def run_rules(draft: Draft) -> Draft:
    """The draft with the statements that the rules find."""
    found = find(draft)
    sure = [f for f in found if f.confidence >= RULES_FLOOR]
    sure = placed(sure, spoken_turns(draft))
    return _finished(draft, found, [*sure, *signed(draft, sure)], RULES)


def run_tagger(draft: Draft, tagger: Tagger | None = None) -> Draft:
    """The draft with the statements that the trained tagger finds, mended by the rules."""
    from onrecord.extract.statements.tagger_syntax import Syntax

    reader = tagger or _tagger()
    graded, states = reader.read_on(tagged_copy(draft), Syntax.of(draft.doc))
    found = [Found.of(a.source, a.cue, a.content, a.confidence) for a, _ in graded]
    floor = float(reader.config["least_confidence"])
    sure = [f for f in found if sure_enough(draft, f, floor)]
    rules = [f for f in find(draft) if f.confidence >= RULES_FLOOR]
    if is_flat(draft.text.text):
        sure = widened(sure, rules)
        sure += added(sure, rules, RULES)
    sure = placed(carried(draft, sure), spoken_turns(draft))
    sure += signed(draft, sure)
    done = _finished(draft, found, [*sure, *nested(draft, sure, rules, RULES)], reader.version)
    return done.having(states=states)


def states_of(draft: Draft) -> Iterator[States]:
    """What the tagger's network made of the words, in parts; read now where it is not kept."""
    from onrecord.extract.statements.tagger_syntax import Syntax

    if draft.states is not None:
        yield draft.states
    else:
        yield from _tagger().states(tagged_copy(draft), Syntax.of(draft.doc))


def made_by() -> str:
    """The hash of the weights that states are made with: who reads on must be trained on them."""
    weights: str = _tagger().config["sha256"]["model.onnx"]
    return weights


def _finished(draft: Draft, found: list[Found], sure: list[Found], name: str) -> Draft:
    known = {f.cue for f in sure}
    left_out = Dropped(name, UNSURE, sum(f.cue not in known for f in found))
    return assemble(draft, sure, name).having(dropped=[left_out])


@cache
def _tagger() -> Tagger:
    """One tagger a process: its weights load once, on the first text."""
    from onrecord.extract.statements.tagger import Tagger

    return Tagger()
