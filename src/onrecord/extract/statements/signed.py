"""Signatures: a name after a dash under quoted words, and the name that ends a letter.

"“The bridge is too dear.” — Ana Ruiz, mayor": no verb says who speaks; the layout does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft, Quotation
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.lexicon import lexicon
from onrecord.extract.statements.quoted import outermost
from onrecord.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

NAME = "statements/signed-1"

CONFIDENCE = 0.8  # by eye: too rare in the articles at hand to be counted
LEAST_QUOTED = 4  # words that a signed quotation has at least
LONGEST = 100  # characters of a signature at most, what the person is included
GREETING_WITHIN = 400  # characters: a letter's greeting stands near its top

_DASH = re.compile(r"\s{0,3}(?P<dash>[—–―]|--|-(?=\s))\s?(?=[^\W\d_a-z])")
_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def signed(draft: Draft, found: Sequence[Found]) -> list[Found]:
    """Signed quotations that no other attribution owns, and a signed letter; in text order."""
    owned = sorted(s.start for f in found for s in f.content)
    quotes = [q for q in (x.mark for x in outermost(draft)) if not _taken(owned, q)]
    made = [f for q in quotes if (f := _under(draft, q))]
    letter = _letter(draft)
    return [*made, *([letter] if letter and not made else [])]


def _taken(owned: Sequence[int], quote: Quotation) -> bool:
    k = bisect_left(owned, quote.span.start)
    return k < len(owned) and owned[k] < quote.span.end


def _under(draft: Draft, quote: Quotation) -> Found | None:
    text = draft.text.text
    words = text[quote.inner.start : quote.inner.end]
    dash = _DASH.match(text, quote.span.end)
    if dash is None or len(words.split()) < LEAST_QUOTED:
        return None
    line_end = text.find("\n", dash.end())
    name = Span(dash.end(), line_end if line_end >= 0 else len(text))
    if name.end - name.start > LONGEST:  # a feed on one line: up to the name's own end
        person = _person_at(draft, name.start)
        if person is None:
            return None
        name = person
    if not _is_signature(draft, name):
        return None
    return _found(name, Span(dash.start("dash"), dash.end("dash")), (quote.span,))


def _is_signature(draft: Draft, span: Span) -> bool:
    """Whether a stretch is a person's name and what that person is, and no clause."""
    if _person_at(draft, span.start) is None:
        return False
    return not any(t.pos_ in ("VERB", "AUX") and t.tag_ != "VBN" for t in draft.tokens(span))


def _person_at(draft: Draft, start: int) -> Span | None:
    """The name of a person that begins at a character, a title before it counted in."""
    for mention, actor in draft.mentions.within(Span(start, start + 1)):
        if actor.kind == "person" and mention.form == "name" and mention.span.start == start:
            return mention.span
    entity = next((e for e in _near(draft, start) if e.label_ == "PERSON"), None)
    if entity is None or entity.start_char > start + LONGEST // 2:
        return None
    before = draft.text.text[start : entity.start_char].split()
    titles = lexicon().lists["titles"]
    alone = all(w.casefold().rstrip(".") in titles for w in before)
    return Span(start, entity.end_char) if alone else None


def _near(draft: Draft, start: int) -> Sequence[SpacySpan]:
    """Entities of the stretch that a signature may take up."""
    tokens = draft.tokens(Span(start, min(start + LONGEST, len(draft.text.text))))
    return draft.doc[tokens[0].i : tokens[-1].i + 1].ents if tokens else ()


def _letter(draft: Draft) -> Found | None:
    """A letter: a greeting near the top, a name alone under it all."""
    text = draft.text.text
    greeting = _greeting().search(text, 0, GREETING_WITHIN)
    if greeting is None:
        return None
    end = _closing().search(text, greeting.end())
    if end is None or not _is_signature(draft, Span(end.start("name"), end.end("name"))):
        return None
    content: Spans = tuple(
        Span(m.start(), m.end())
        for m in _LINE.finditer(text, greeting.end(), end.start("close"))
        if any(c.isalpha() for c in m.group())
    )
    if not content:
        return None
    name, close = Span(*end.span("name")), Span(*end.span("close"))
    return _found(name, close, content)


def _found(name: Span, cue: Span, content: Spans) -> Found:
    return Found((name,), (cue,), content, CONFIDENCE, "signed", NAME, verbatim=True)


@cache
def _greeting() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(lexicon().lists["greetings"]))
    return re.compile(
        rf"^[ \t]*(?:{words})\b[^\n]{{0,60}}[,:;—–-][ \t]*$", re.IGNORECASE | re.MULTILINE
    )


@cache
def _closing() -> re.Pattern[str]:
    """A closing word or a dash, then a name of two words or more on its line."""
    words = "|".join(re.escape(w) for w in sorted(lexicon().lists["closings"]))
    name = rf"(?P<name>[^\W\d_a-z][^\n:]{{3,{LONGEST}}})"
    return re.compile(
        rf"^[ \t]*(?P<close>(?i:{words})[,.]?|[—–―]|--)[ \t]*\n*[ \t]*{name}$", re.MULTILINE
    )
