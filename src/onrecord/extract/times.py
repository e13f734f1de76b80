"""Time expressions with TIMEX3 values, and which of them a clause is dated by."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.dates import Candidate, Tense, find_times
from onrecord.extract.draft import Draft
from onrecord.extract.pipeline import Step
from onrecord.model import Dropped, Span, When

if TYPE_CHECKING:
    from spacy.tokens import Token

NAME = "times/rules-1"

_CLAUSES = frozenset(
    ("ROOT", "ccomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "parataxis", "pcomp")
)
"""Dependencies that open a clause of its own: its time is not that of the clause above."""
_CARRIERS = frozenset(("prep", "agent", "mark", "advmod", "npadvmod", "dative", "advcl"))
_CARRIED = frozenset(("pobj", "pcomp", "advmod", "npadvmod", "prep"))
_STEPS_UP = 12  # heads climbed at most: deeper chains are parser errors


def step() -> Step:
    """The step, for `extract.steps`."""
    return Step(name=NAME, needs=(), makes=("times",), run=run)


def run(draft: Draft) -> Draft:
    """Times of the whole text, read against its date; refusals and unknown values counted."""
    judge = _Judge(draft)
    found = find_times(
        draft.text.text, draft.text.published, tense=judge.tense, accepts=judge.accepts
    )
    times = tuple(When.of(draft.text.id, t.span, t.type, t.value) for t in found)
    unknown = sum(t.value is None for t in times)
    dropped = [Dropped(NAME, reason, n) for reason, n in sorted(judge.refused.items())]
    if unknown:
        dropped.append(Dropped(NAME, "value unknown: nothing to count from", unknown))
    return draft.having(times=times, dropped=dropped)


class _Judge:
    """What the parse knows of a candidate: whether it is a time, and where its clause looks."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._surnames = _surnames(draft)
        self.refused: Counter[str] = Counter()

    def accepts(self, candidate: Candidate) -> bool:
        """Whether a candidate is a time; counts the refusals by reason."""
        tokens = self._draft.tokens(candidate.span)
        dated = candidate.kind != "year" and any(t.is_digit for t in tokens)
        reason = None if dated else _in_a_name(tokens)
        if candidate.kind == "month" and tokens and tokens[0].text in self._surnames:
            lead = tokens[0].nbor(-1).lower_ if tokens[0].i else ""
            reason = None if len(tokens) > 1 or lead in _MONTH_LEADS else "a verb or name, no month"
        if reason is None and candidate.doubtful:
            reason = _no_time(candidate, tokens)
        elif tokens and tokens[0].lower_ == "overnight" and tokens[0].dep_ == "amod":
            reason = "an adjective, no time"
        if reason:
            self.refused[reason] += 1
        return reason is None

    def tense(self, span: Span) -> Tense | None:
        """Where the nearest verb above the expression looks."""
        tokens = self._draft.tokens(span)
        inside = {t.i for t in tokens}
        head = next((t for t in tokens if t.head.i not in inside), tokens[0] if tokens else None)
        if tokens and "back" in {
            t.lower_ for t in self._draft.doc[max(0, tokens[0].i - 2) : tokens[0].i]
        }:
            return Tense.PAST  # "back in November"
        for _ in range(_STEPS_UP):
            if head is None or head.head.i == head.i:
                break
            head = head.head
            if (looks := _looks(head)) or head.dep_ in _CLAUSES - {"acl", "pcomp"}:
                return looks
        return None


def _looks(token: Token) -> Tense | None:
    """Where a verb looks; None where it is no verb or says nothing."""
    if token.lower_ in _AHEAD:
        return Tense.FUTURE
    if token.pos_ not in ("VERB", "AUX"):
        return None
    helpers = [t for t in token.children if t.dep_ in ("aux", "auxpass")]
    words = {t.lower_ for t in helpers}
    if words & _FUTURE_HELPERS:
        return Tense.FUTURE
    if token.tag_ == "VB" and "to" in words:
        done = token.head.lemma_ in _DONE and token.head.tag_ in ("VBD", "VBN")
        return Tense.PAST if done else Tense.FUTURE
    if token.tag_ == "VBG" and any(t.tag_ in ("VBZ", "VBP") for t in helpers) and not words & _HAVE:
        return Tense.FUTURE
    if token.tag_ in ("VBD", "VBN") or any(t.tag_ == "VBD" for t in helpers):
        return Tense.PAST
    return None


_FUTURE_HELPERS = frozenset(("will", "'ll", "wo", "shall", "would", "may", "might", "should"))
_DONE = frozenset(
    (
        "manage",
        "fail",
        "begin",
        "start",
        "continue",
        "force",
        "refuse",
        "decline",
        "have",
        "help",
        "go",
        "come",
        "use",
        "seem",
        "appear",
        "happen",
        "prove",
        "try",
        "get",
    )
)
"""Verbs whose infinitive, told in the past, was (not) done then: "failed to meet on Friday"."""
_HAVE = frozenset(("has", "have", "had", "'ve"))
_AHEAD = frozenset(
    ("scheduled", "due", "slated", "expected", "planned", "expects", "plans", "upcoming", "set")
)
"""Words beside a time that show it lies ahead, whatever their form."""
_NAMES = frozenset(("PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "FAC"))
_AMOUNTS = frozenset(("MONEY", "QUANTITY", "PERCENT", "ORDINAL"))


_MONTH_LEADS = frozenset(("in", "since", "until", "till", "during", "last", "early", "late", "mid"))
"""Words after which a month is no person, even where a person of that name is spoken of."""
_MONTHS_THAT_ARE_NAMES = frozenset(("May", "March", "April", "June", "August"))


def _surnames(draft: Draft) -> frozenset[str]:
    """Months that are part of a name in this text: "Theresa May", "the Women's March"."""
    found = set()
    for token in draft.doc:
        if token.text in _MONTHS_THAT_ARE_NAMES and token.i and token.tag_ == "NNP":
            before, after = token.nbor(-1), _next(token)
            dated = after is not None and after.is_digit
            if before.tag_ in ("NNP", "NNPS") and before.ent_type_ != "DATE" and not dated:
                found.add(token.text)
    return frozenset(found)


def _in_a_name(tokens: list[Token]) -> str | None:
    """A reason to refuse words that are part of a longer name ("the Sunday Mirror")."""
    if tokens and _opens_a_name(tokens[-1]):
        return "part of a name"
    for token in tokens:
        if token.ent_type_ not in _NAMES or not token.text[:1].isupper():
            continue
        inside = {t.i for t in tokens}
        for side in (token.nbor(-1) if token.i else None, _next(tokens[-1])):
            if (
                side is not None
                and side.i not in inside
                and side.ent_type_ == token.ent_type_
                and side.text[:1].isupper()
            ):
                return "part of a name"
    return None


def _opens_a_name(token: Token) -> bool:
    """Whether a capitalised word stands between "the" and a proper noun that is no place."""
    after = _next(token)
    return (
        token.i > 0
        and token.nbor(-1).lower_ == "the"
        and token.tag_ == "NNP"
        and after is not None
        and after.tag_ == "NNP"
        and after.ent_type_ in ("", "ORG", "DATE", "WORK_OF_ART")
        and token.dep_ == "compound"
    )


def _next(token: Token) -> Token | None:
    return token.nbor() if token.i + 1 < len(token.doc) else None


def _no_time(candidate: Candidate, tokens: list[Token]) -> str | None:
    """A reason to refuse a doubtful candidate by its tags, or None."""
    if not tokens:
        return None
    first = tokens[0]
    if candidate.kind == "month":
        if first.pos_ in ("VERB", "AUX") or first.ent_type_ in ("PERSON", "ORG", "GPE"):
            return "a verb or name, no month"
        return None if candidate.likely else "may be no month"
    if candidate.kind == "year":
        if first.ent_type_ in _AMOUNTS or _counts(first):
            return "a number, no year"
        return None if candidate.likely or first.ent_type_ == "DATE" else "may be no year"
    if candidate.kind == "season":
        return None if candidate.likely else "part of a name"
    if first.pos_ == "ADV" and first.text.islower():
        return None
    return None if candidate.likely else "an adjective, no frequency"


def _counts(token: Token) -> bool:
    """Whether a number counts the plural noun after it: "2000 soldiers"."""
    return (
        token.dep_ == "nummod"
        and token.head.tag_ in ("NNS", "NNPS")
        and token.head.i > token.i
        and token.ent_type_ != "DATE"
    )


def time_of(draft: Draft, tokens: Sequence[Token]) -> str | None:
    """The id of the one DATE or TIME attached to these tokens or to the clause they stand in.

    From each token upwards, to the head of its clause: the first level at which a time is
    attached (as an adverbial, or through a preposition) decides. Of several, one that lies
    within the others is taken ("on Monday of last week"), a dated one before a vague one
    ("recently"); otherwise, and where there is none, None.
    """
    own = {t.i for t in tokens}
    level = [t for t in tokens if t.head.i not in own or t.head.i == t.i]
    for _ in range(_STEPS_UP):
        found = _unique(when for head in level for when in _attached(draft, head, own))
        if found:
            return _one_of(found)
        above = {t.head.i: t.head for t in level if t.dep_ not in _CLAUSES and t.head.i != t.i}
        if not above:
            return None
        own |= set(above)
        level = [above[i] for i in sorted(above)]
    return None


def when_at(draft: Draft, token: Token) -> When | None:
    """The time expression that covers this token, by binary search."""
    at = bisect_right(draft.times, token.idx, key=lambda w: w.span.start) - 1
    if at < 0 or draft.times[at].span.end <= token.idx:
        return None
    return draft.times[at]


def _attached(draft: Draft, head: Token, own: set[int]) -> Iterator[When]:
    """Times among the children of a token, or one preposition further down."""
    for child in head.children:
        if child.i in own or child.dep_ in _CLAUSES - {"pcomp"}:
            continue
        if when := when_at(draft, child):
            yield when
            yield from _joined(draft, child)
        elif child.dep_ in _CARRIERS:
            for carried in child.children:
                if carried.dep_ in _CARRIED and (when := when_at(draft, carried)):
                    yield when
                    yield from _joined(draft, carried)
                elif carried.dep_ == "conj":  # "on Monday and on Thursday"
                    yield from filter(None, (when_at(draft, t) for t in carried.children))


def _joined(draft: Draft, token: Token) -> Iterator[When]:
    """Times joined to a time by "and": which of them is meant cannot be told."""
    for child in token.children:
        if child.dep_ == "conj" and (when := when_at(draft, child)):
            yield when


def _unique(whens: Iterator[When]) -> list[When]:
    found = {when.span: when for when in whens if when.type in ("DATE", "TIME")}
    return [found[span] for span in sorted(found)]


def _one_of(found: list[When]) -> str | None:
    dated = [w for w in found if w.value and not w.value.endswith("_REF")] or found
    finest = max(dated, key=lambda w: (len(w.value or ""), -w.span.start))
    if all((finest.value or "").startswith(w.value or "") for w in dated):
        return finest.id
    return None
