"""How sure the tagger must be, by what its words show: most of what is nobody's words goes here.

The corpus it learnt from marks attitudes and passives beside speech, and verbs of doing slip in
between: "ordered the ferry", "is known for". Counted on PolNeAR dev, by the cue (a word of our
lists or none, one of saying or not) and the content (a clause, a bare thing, quoted words):
of a bare thing after a verb on no list .42 were right, of finds without source .28 below .7.
"""

from __future__ import annotations

from onrecord.extract.draft import Draft
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.lexicon import lexicon

SOURCELESS_FLOOR = 0.6  # and a clause or quoted words after a word of saying
STRANGE_THING_FLOOR = 0.9  # "embraced the producer"
STRANGE_CLAUSE_FLOOR = 0.5  # "moved to roll back the rules"
ANYBODY_FLOOR = 0.7  # "you might think"
THING_FLOOR = 0.6  # "supports the plan": on our lists, but no word of saying

_VERBS = frozenset({"VERB", "AUX"})
_MEANING = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADP", "SCONJ"})


def sure_enough(draft: Draft, found: Found, least: float) -> bool:
    """Whether an attribution of the tagger is to be kept; `least` is its general floor."""
    return found.confidence >= max(least, _floor(draft, found))


def _floor(draft: Draft, found: Found) -> float:
    words = lexicon()
    lemmas = {t.lemma_.lower() for s in found.cue for t in draft.tokens(s) if t.pos_ in _MEANING}
    says = any(w in words.verbs and words.verbs[w].group == "speech" for w in lemmas)
    quoted = any(q.span.overlaps(s) for s in found.content for q in draft.quotes)
    clause = any(t.pos_ in _VERBS for s in found.content for t in draft.tokens(s))
    if _anybody(draft, found):
        return ANYBODY_FLOOR
    if not found.source:
        said = says and not lemmas & words.lists["unsaid"]
        return SOURCELESS_FLOOR if said and (clause or quoted) else 1.0
    if quoted or says or not lemmas:
        return 0.0
    known = any(w in t for w in lemmas for t in (words.verbs, words.nouns, words.adjectives))
    if known or lemmas & words.lists["according"]:
        return 0.0 if clause else THING_FLOOR
    return STRANGE_CLAUSE_FLOOR if clause else STRANGE_THING_FLOOR


def _anybody(draft: Draft, found: Found) -> bool:
    """Whether the source is "you" or "one" outside quoted words: nobody in particular."""
    tokens = [t for s in found.source for t in draft.tokens(s)]
    if len(tokens) != 1 or tokens[0].lower_ not in lexicon().lists["anybody"]:
        return False
    return not any(q.inner.start <= tokens[0].idx < q.inner.end for q in draft.quotes)
