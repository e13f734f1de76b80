"""Issues and positions: who stands where on what, and on which condition.

A finding is a stance word with its holder and its act: from the lexicon (`stances`), from what a
speaker says must, will or may be done (`force`), or from the trained tagger (`tagger`, `tagged`),
which also weighs what the rules find. `rows` gives it names, a label, a condition and a voice,
and joins the findings of one actor, issue and stance to one position.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from onrecord.errors import PipelineError
from onrecord.extract.draft import Draft
from onrecord.extract.pipeline import Step
from onrecord.extract.positions.findings import Finding
from onrecord.extract.positions.force import find_force
from onrecord.extract.positions.rows import Builder
from onrecord.extract.positions.scene import Scene
from onrecord.extract.positions.stances import StanceFinder
from onrecord.extract.statements import made_by, states_of
from onrecord.model import Dropped

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from onrecord.extract.positions.hints import Ints
    from onrecord.extract.positions.tagged import Scale
    from onrecord.extract.positions.tagger import Reading, StanceTagger

FINDERS = ("tagger", "rules")
"""What can find positions: the first is the default."""

RULES = "positions/rules-1"
UNSURE = "a position too unsure"
NEEDS = ("quotes", "actors", "statements")
MAKES = ("actors", "issues", "positions")


def step(finder: str = FINDERS[0]) -> Step:
    """The step, for `extract.steps`; raises `PipelineError` for a finder there is not."""
    if finder == "rules":
        return Step(name=RULES, needs=NEEDS, makes=MAKES, run=run_rules)
    if finder == "tagger":
        return Step(name=_tagger().version, needs=NEEDS, makes=MAKES, run=run_tagger)
    raise PipelineError(f"no positions by “{finder}”", hint=f"one of {', '.join(FINDERS)}")


def run_rules(draft: Draft) -> Draft:
    """The draft with the positions that the rules find; needs quotes, actors and statements."""
    scene = Scene(draft)
    return _finished(draft, scene, find(scene), RULES, 0)


def run_tagger(
    draft: Draft, tagger: StanceTagger | None = None, scale: Scale | None = None
) -> Draft:
    """The same with the trained tagger: findings weighed and added, holders and conditions told.

    `tagger` and its `scale` are those of the package unless told.
    """
    from onrecord.extract.positions.tagged import Scale, added, conditioned, weighed

    tagger = tagger or _tagger()
    scale = scale or Scale(**tagger.scale)
    scene = Scene(draft)
    findings = find(scene)
    reading = _reading(tagger, scene, findings)
    kept = weighed(draft.doc, findings, reading, scale)
    unsure = len(findings) - len(kept)
    kept += added(draft.doc, kept, reading, scale)
    kept = conditioned(draft.doc, kept, reading, scale)
    return _finished(draft, scene, kept, tagger.version, unsure)


def find(scene: Scene) -> list[Finding]:
    """All that the rules find in a draft, in no particular order."""
    found: list[Finding] = []
    depth = depths(scene.draft.doc)
    for sentence in scene.draft.doc.sents:
        stances = StanceFinder(scene)
        tokens = [t for t in sentence if not t.is_punct and not t.is_space]
        # words nearer the root first: what they take up is not read a second time
        for token in sorted(tokens, key=lambda t: (depth[t.i], t.i)):
            read = list(stances.find(token))
            found += read or list(find_force(scene, stances, token))
    return found


def _reading(tagger: StanceTagger, scene: Scene, findings: list[Finding]) -> Reading:
    """What a trained tagger says of a draft, told what the rules found."""
    import numpy as np

    from onrecord.extract.positions.hints import hints

    doc = scene.draft.doc
    starts = np.asarray([t.idx for t in doc], dtype=np.int64)
    told = hints(scene, findings)
    return tagger.read(states_of(scene.draft), starts, sentences_of(doc), told)


def depths(doc: Doc) -> Ints:
    """For each token of a parse how many others it hangs on, up to the root (tokens,)."""
    import numpy as np

    heads = np.arange(len(doc)) + doc.to_array("HEAD").astype(np.int64)
    depth = np.zeros(len(doc), dtype=np.int64)
    above = np.arange(len(doc))
    while (heads[above] != above).any():
        depth += heads[above] != above
        above = heads[above]
    return depth


def sentences_of(doc: Doc) -> Ints:
    """For each token of a parse the number of the sentence that it is in (tokens,)."""
    import numpy as np

    lengths = np.asarray([len(sentence) for sentence in doc.sents], dtype=np.int64)
    return np.repeat(np.arange(len(lengths)), lengths)


def _finished(
    draft: Draft, scene: Scene, findings: Iterable[Finding], name: str, unsure: int
) -> Draft:
    builder = Builder(scene, name)
    for finding in sorted(findings, key=lambda f: (f.at.i, f.issue.i)):
        builder.add(finding)
    dropped = [Dropped(name, reason, n) for reason, n in sorted(builder.dropped.items())]
    return draft.having(
        actors=draft.actors + builder.coined(),
        issues=builder.issues(),
        positions=builder.positions(),
        dropped=[*dropped, Dropped(name, UNSURE, unsure)],
    )


@cache
def _tagger() -> StanceTagger:
    """One tagger a process: its weights load once, on the first text."""
    from onrecord.extract.positions.tagger import StanceTagger

    return StanceTagger(over=made_by())
