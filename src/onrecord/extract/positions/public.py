"""Whether a finding is about public affairs, or about somebody's own.

“Lund wants to sell the shop” has the form of a position and is none: what people plan, praise and
need for themselves is no issue that others can stand on. Three signs are counted; the weaker the
words for a stance are, the more signs they need.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from onrecord.actors import office_of
from onrecord.extract.positions.findings import Finding
from onrecord.extract.positions.grammar import lemma
from onrecord.extract.positions.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from onrecord.model import Actor

NEAR = 150  # tokens to either side that tell what a passage is about: a few paragraphs
SHARE = 0.04  # share of words of public affairs above which a passage is; on coded news and
# forty other articles, sport, business and private stories have under .035
LITTLE = 0.02  # share below which it is about something else
LONG = 120  # words from which a low share says so
SHORT = 60  # words below which no share is told
BODIES = frozenset({"country", "government", "party"})
PRIVATE = frozenset({"sport", "arts", "business", "expert", "member", "first_lady", "clergy"})
"""Kinds of offices that by themselves make nobody a part of public affairs."""
WEAK = frozenset(
    {"evaluation", "effect", "force", "duty", "will", "may", "plan", "policy", "noun",
     "moment", "interest", "striving", "study", "maybe", "maybeact", "attitude"}
)  # fmt: skip


FAINT = frozenset({"effect", "force"})
"""Weaker still: what a speaker says would help, or is needed."""


class Affairs:
    """What the passages of one document are about: O(words) to build, O(1) to ask."""

    def __init__(self, doc: Doc) -> None:
        listed = words("public")
        self._counted = list(accumulate((lemma(t) in listed for t in doc), initial=0))
        self._words = list(accumulate((t.is_alpha for t in doc), initial=0))

    def is_public(self, finding: Finding, holders: Iterable[Actor]) -> bool:
        """Whether there are signs enough that the finding is no private matter."""
        signs = any(_is_public(a) for a in holders) + self._around(finding.at.i)
        signs += any(lemma(t) in words("public") for t in _words_for_act(finding))
        if finding.stance == "undecided":
            return True  # nobody is said to be undecided about trifles
        wished = finding.rule == "attitude" and lemma(finding.at) in words("wishing")
        return signs >= (finding.rule in WEAK) + (finding.rule in FAINT or wished)

    def _around(self, i: int) -> int:
        """1 in a passage on public affairs, -1 in one on anything else, 0 between.

        2 where there are too few words to tell: what stands alone is given the doubt.
        """
        first, last = max(0, i - NEAR), min(len(self._words) - 1, i + NEAR)
        count = self._words[last] - self._words[first]
        share = (self._counted[last] - self._counted[first]) / max(count, 1)
        if count < SHORT:
            return 2
        return (share >= SHARE) - (share < LITTLE and count >= LONG)


def _is_public(actor: Actor) -> bool:
    if actor.kind in BODIES:
        return True
    offices = (office_of(role.title) for role in actor.roles)
    if any(office is not None and office.kind not in PRIVATE for office in offices):
        return True
    return actor.kind in ("group", "organization") and any(
        w.rstrip("s") in words("public") or w in words("public") for w in actor.name.lower().split()
    )


def _words_for_act(finding: Finding) -> Iterable[Token]:
    yield from finding.trigger
    yield from finding.issue.subtree
