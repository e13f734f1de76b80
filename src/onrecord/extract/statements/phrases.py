"""Attributions without a verb of saying: "according to", nouns, adjectives, labels and adverbs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.statements.clauses import Hit
from onrecord.extract.statements.grammar import child, noun_phrase, subject, subtree, verb_group
from onrecord.extract.statements.lexicon import Verb, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def phrase_hits(doc: Doc, cues: dict[int, Verb]) -> Iterator[Hit]:
    """Hits of all the constructions of this module, in text order."""
    words = lexicon()
    for token in doc:
        lower = token.lower_
        if lower == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            yield from _according(token, doc[token.i + 1], cues)
        elif lower == "per" and token.dep_ == "prep" and token.n_rights:
            yield from _per(token, cues)
        elif lower in words.lists["hearsay"] and token.dep_ == "advmod":
            yield from _hearsay(token)
        elif token.pos_ == "NOUN" and token.lemma_ in words.nouns:
            yield from _noun(token, words.nouns[token.lemma_], cues)
        elif token.pos_ == "ADJ" and token.lower_ in words.adjectives:
            yield from _adjective(token, words.adjectives[token.lower_], cues)


def _clause_of(token: Token) -> Token:
    """The verb of the clause that a phrase belongs to, climbing past nouns it was hung on."""
    top = token.head
    while top.pos_ not in ("VERB", "AUX") and top.head.i != top.i:
        top = top.head
    return top


def _rest(token: Token, phrase: set[int]) -> set[int]:
    """What a phrase attributes: its clause, or the sentence where it stands at an edge of it."""
    sentence = token.sent
    top = _clause_of(token)
    words = [t.i for t in sentence if not t.is_space and not t.is_punct]
    at_edge = bool(words) and (min(phrase) <= words[0] or max(phrase) >= words[-1])
    whole = at_edge and top.dep_ in ("ROOT", "ccomp", "conj", "advcl", "parataxis")
    found = subtree(sentence.root if whole else top)
    return found - phrase


def _according(token: Token, to: Token, cues: dict[int, Verb]) -> Iterator[Hit]:
    """ "according to the ministry" """
    head = child(to, "pobj") or child(token, "pobj")
    if head is None:
        return
    source = noun_phrase(head, cues)
    source = {i for i in source if i > to.i}
    content = _rest(token, source | {token.i, to.i})
    if source and content:
        yield Hit(token.i, "according", "according", "speech", source, {token.i, to.i}, content)


def _per(token: Token, cues: dict[int, Verb]) -> Iterator[Hit]:
    """ "per the ministry", not "per cent": a name or a described source must follow."""
    head = child(token, "pobj")
    if head is None or head.pos_ != "PROPN":
        return
    source = noun_phrase(head, cues)
    content = _rest(token, source | {token.i})
    if content:
        yield Hit(token.i, "per", "according", "speech", source, {token.i}, content)


def _hearsay(token: Token) -> Iterator[Hit]:
    """ "reportedly", "allegedly": no source is named."""
    if token.head.pos_ in ("VERB", "AUX") and token.head.dep_ in ("ROOT", "conj", "ccomp", "relcl"):
        content = subtree(token.head) - {token.i}
        yield Hit(token.i, token.lower_, "hearsay", "speech", set(), {token.i}, content)


def _noun(token: Token, entry: Verb, cues: dict[int, Verb]) -> Iterator[Hit]:
    """ "her pledge to resign", "voiced concern about the plan", "criticism of it from unions" """
    found = _noun_content(token, entry)
    if found is None:
        return
    frame, content, cue = found
    verb = token.head
    light = (
        token.dep_ in ("dobj", "nsubjpass")
        and verb.pos_ == "VERB"
        and verb.lemma_ in lexicon().lists["light"]
    )
    source: set[int] = set()
    by = next((p for p in token.children if p.dep_ == "prep" and p.lower_ in ("by", "from")), None)
    owner = child(token, "poss")
    if owner is not None:
        source, form = noun_phrase(owner, cues), "possessive"
        source |= {c.i for c in owner.children if c.dep_ == "case"}
    elif by is not None and (head := child(by, "pobj")) is not None:
        source, form = noun_phrase(head, cues), "by"
        content -= subtree(by)
    elif light and (holder := _holder(verb)) is not None:
        source, form = noun_phrase(holder, cues), "light"
        cue |= verb_group(verb) | set(range(verb.i, token.i + 1))
    else:
        return
    cue |= {token.i} | {c.i for c in token.children if c.dep_ == "amod" and c.i == token.i - 1}
    cue -= source
    content -= source | cue
    if content and source:
        yield Hit(token.i, entry.lemma, f"noun+{frame}", entry.group, source, cue, content, form)


def _holder(verb: Token) -> Token | None:
    own = subject(verb)
    if own is None and verb.dep_ in ("advcl", "xcomp"):
        own = subject(verb.head)
    return own if own is not None and own.dep_ in ("nsubj",) else None


def _noun_content(token: Token, entry: Verb) -> tuple[str, set[int], set[int]] | None:
    """Frame, content and what joins the cue (the preposition)."""
    for c in token.children:
        if c.i < token.i:
            continue
        if c.dep_ in ("acl", "ccomp") and c.pos_ in ("VERB", "AUX"):
            marks = {t.lower_ for t in c.children if t.dep_ in ("mark", "aux")}
            frame = "that" if "that" in marks else "to" if "to" in marks else ""
            if frame in entry.frames:
                return frame, subtree(c), set()
        if c.dep_ == "prep" and c.lower_ in entry.frames and c.n_rights:
            return c.lower_, subtree(c) - {c.i}, {c.i}
    return None


def _adjective(token: Token, entry: Verb, cues: dict[int, Verb]) -> Iterator[Hit]:
    """ "is confident that …", "are willing to …" """
    be = token.head
    if token.dep_ not in ("acomp", "conj") or be.pos_ not in ("AUX", "VERB"):
        return
    holder = subject(be)
    if holder is None or holder.dep_ == "expl" or holder.lower_ in ("it", "this", "that"):
        return
    for c in [*token.children, *be.children]:
        if c.i < token.i or (not c.n_rights and c.dep_ not in ("ccomp", "xcomp")):
            continue
        content, joins = subtree(c), {token.i}
        if c.dep_ == "ccomp":
            frame = "that"
        elif c.dep_ == "xcomp" and any(t.lower_ == "to" for t in c.children):
            frame = "to"
        elif c.dep_ == "prep" and c.head.i == token.i:
            frame = c.lower_
            content, joins = content - {c.i}, {token.i, c.i}
        else:
            continue
        if frame in entry.frames:
            source = noun_phrase(holder, cues)
            cue = verb_group(be) | joins | {a.i for a in token.children if a.dep_ == "advmod"}
            yield Hit(
                token.i,
                entry.lemma,
                f"adj+{frame}",
                entry.group,
                source,
                cue - content,
                content - source,
            )
            return


LABEL = 6
"""Words of a label before a colon at most: "Senator Ruiz, Chile: …"."""


def label_hits(doc: Doc) -> Iterator[Hit]:
    """ "Ruiz: Talks will go on": a name that opens a line, a colon, and what it says.

    In an interview or transcript the turn lasts to the end of the line.
    """
    for start, end in _lines(doc):
        colon = next(
            (i for i in range(start + 1, min(start + LABEL + 2, end)) if doc[i].text == ":"), None
        )
        if colon is None or end - colon < 4:
            continue
        label = doc[start:colon]
        if any(t.pos_ in ("VERB", "AUX", "NUM") for t in label):
            continue
        if any(t.is_punct and t.text not in ".,()-" for t in label):
            continue
        named = label[-1].ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        shouted = all(t.is_upper or not t.is_alpha for t in label) and len(label) <= 3
        if named or (shouted and len(label.text) > 1):
            content = {i for i in range(colon + 1, end) if not doc[i].is_space}
            yield Hit(colon, ":", "label", "speech", set(range(start, colon)), {colon}, content)


def _lines(doc: Doc) -> Iterator[tuple[int, int]]:
    """First and last + 1 token of each line that holds a token."""
    start = 0
    for token in doc:
        if "\n" in token.text:
            if token.i > start:
                yield start, token.i
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)
