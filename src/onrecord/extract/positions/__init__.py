"""Issues and positions: who stands where on what, and on which condition.

A finding is a stance word with its holder and its act: from the lexicon (`stances`), or from what
a speaker says must, will or may be done (`force`). `rows` gives it names, a label, a condition
and a voice, and joins the findings of one actor, issue and stance to one position.
"""

from __future__ import annotations

from onrecord.extract.draft import Draft
from onrecord.extract.pipeline import Step
from onrecord.extract.positions.force import find_force
from onrecord.extract.positions.rows import Builder
from onrecord.extract.positions.scene import Scene
from onrecord.extract.positions.stances import StanceFinder
from onrecord.model import Dropped

NAME = "positions/rules-1"


def step() -> Step:
    """The step, for `extract.steps`."""
    return Step(
        name=NAME,
        needs=("quotes", "actors", "statements"),
        makes=("actors", "issues", "positions"),
        run=run,
    )


def run(draft: Draft) -> Draft:
    """Reads issues and positions off a draft that has quotes, actors and statements."""
    scene = Scene(draft)
    builder = Builder(scene, NAME)
    for sentence in draft.doc.sents:
        stances = StanceFinder(scene)
        tokens = [t for t in sentence if not t.is_punct and not t.is_space]
        # words nearer the root first: what they take up is not read a second time
        tokens.sort(key=lambda t: (sum(1 for _ in t.ancestors), t.i))
        findings = []
        for token in tokens:
            read = list(stances.find(token))
            findings += read or list(find_force(scene, stances, token))
        for finding in sorted(findings, key=lambda f: (f.at.i, f.issue.i)):
            builder.add(finding)
    return draft.having(
        actors=draft.actors + builder.coined(),
        issues=builder.issues(),
        positions=builder.positions(),
        dropped=[Dropped(NAME, reason, n) for reason, n in sorted(builder.dropped.items())],
    )
