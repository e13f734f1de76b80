"""Where a text may name a place: entity spans, and runs of proper nouns that the tagger missed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft
from onrecord.model import Span
from onrecord.places import Gazetteer, container_code, name_key

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_LOCATIVE = frozenset({"in", "at", "near", "from", "to", "outside", "across", "around", "inside"})
_LONGEST = 5  # tokens of a name
_REACH = 3  # tokens after a name in which an authority is looked for ("Kentucky Fish & Wildlife")
_GREAT = 500_000  # people a town needs to be more likely meant than a person of the text
_KNOWN = 100_000  # people a town needs to be found without the tagger's word or a preposition


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that may name a place, `sure` where the entity tagger says so."""

    span: Span
    name: str
    first: int
    last: int
    sure: bool
    container: str | None = None
    hint: str | None = None
    code: str | None = None


@cache
def words(key: str) -> frozenset[str]:
    """One list of `words.toml`."""
    source = resources.files("onrecord.extract.places").joinpath("words.toml")
    return frozenset(tomllib.loads(source.read_text(encoding="utf-8"))[key])


def candidates(draft: Draft, gazetteer: Gazetteer) -> tuple[list[Found], list[str]]:
    """Candidates in text order, none overlapping another, and reasons for those left out."""
    dropped: list[str] = []
    taken = bytearray(len(draft.doc))
    found: list[Found] = []
    for ent in draft.doc.ents:
        if ent.label_ not in PLACE_LABELS:
            continue
        parts = list(_parts(draft, ent.start, ent.end, gazetteer))
        if not parts:
            dropped.append("not in the gazetteer")
        for first, last in parts:
            reason = _refused(draft, first, last, gazetteer)
            if reason is None and not _plausible(draft, first, last):
                reason = "a common word"
            if reason:
                dropped.append(reason)
            else:
                found.append(_found(draft, first, last, sure=True))
            taken[first:last] = b"\1" * (last - first)
    found.extend(_scan(draft, gazetteer, taken))
    found.extend(_compounds(draft, gazetteer, taken))
    found.sort(key=lambda f: f.span)
    return list(_with_surroundings(draft, found)), dropped


def _found(draft: Draft, first: int, last: int, *, sure: bool) -> Found:
    doc = draft.doc
    name = _name(draft, first, last)
    if not container_code(name) and "." not in name[:-2]:
        name = name.rstrip(".-?,;:")  # what is left of mangled punctuation
    start = doc[first].idx
    return Found(Span(start, start + len(name)), name, first, last, sure)


def _parts(draft: Draft, start: int, end: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """The known names within an entity, as token ranges.

    The whole of it, else what is left of it without "the" and "northern" before and common nouns
    after; else the same of each piece between commas and "and". "Rest Acres Road" gives nothing.
    """
    doc = draft.doc
    for first, last in _pieces(draft, start, end):
        for begin, stop in _trimmed(draft, first, last):
            if doc[begin].lower_ in words("generic") and stop - begin == 1:
                break
            if _known(draft, begin, stop, gazetteer):
                yield _without_lead(draft, begin, stop, gazetteer)
                break


def _without_lead(draft: Draft, first: int, last: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """The same without "South" where the rest is a country or region and the whole a small town."""
    if last - first < 2 or draft.doc[first].lower_ not in words("parts_before"):
        return first, last
    whole = gazetteer.candidates(_name(draft, first, last))
    rest = gazetteer.candidates(_name(draft, first + 1, last))
    if any(c.entry.level < 2 and c.main for c in rest) and not any(
        c.entry.level < 3 or c.entry.weight >= _KNOWN for c in whole
    ):
        return first + 1, last
    return first, last


def _pieces(draft: Draft, start: int, end: int) -> Iterator[tuple[int, int]]:
    doc = draft.doc
    first = start
    for at in range(start, end):
        if doc[at].text in {",", "/", ";"} or doc[at].is_space or doc[at].lower_ == "and":
            if doc[at].lower_ == "and" and _has_and(draft, start, end):
                continue
            if at > first:
                yield first, at
            first = at + 1
    if end > first:
        yield first, end


def _has_and(draft: Draft, start: int, end: int) -> bool:
    """Whether "and" is part of a country's name: "Bosnia and Herzegovina"."""
    return _name(draft, start, end).removeprefix("the ") in words("with_and")


def _trimmed(draft: Draft, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A piece as it is, then shorter and shorter by words that are no part of a name."""
    doc = draft.doc
    while last > first and (doc[last - 1].lower_ in {"'s", "'"} or doc[last - 1].is_punct):
        if doc[last - 1].text.endswith("."):
            break
        last -= 1
    if last <= first:
        return
    while first + 1 < last and not doc[first].text[0].isupper():
        first += 1  # "north Wales"
    yield first, last
    if first + 2 < last and doc[first + 1].text == "of" and _is_kind(doc[first]):
        yield first + 2, last  # "City of Montreal"
    stop = last
    while stop - 1 > first and not doc[stop - 1].text[0].isupper():
        stop -= 1
        yield first, stop
    while first + 1 < stop and doc[first].lower_ in words("parts_before"):
        first += 1
        yield first, stop
    if stop - 1 > first and _is_kind(doc[stop - 1]):
        yield first, stop - 1


def _is_kind(token: Token) -> bool:
    """Whether a word says of what kind a place is: "province", "city"."""
    word = token.lower_
    return word in words("region_words") or word in words("city_words") or word == "government"


def _known(draft: Draft, first: int, last: int, gazetteer: Gazetteer) -> bool:
    name = _name(draft, first, last)
    if "." in name and container_code(name):
        return True
    return len(name) > 1 and bool(gazetteer.candidates(name))


def _name(draft: Draft, first: int, last: int) -> str:
    doc = draft.doc
    return draft.text.text[doc[first].idx : doc[last - 1].idx + len(doc[last - 1])]


def _is_acronym(draft: Draft, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Whether a word in capitals among others that are not is rather a body ("MENA", "PISA")."""
    token = draft.doc[first]
    if last - first > 1 or not token.is_upper or not token.is_alpha or len(token) < 3:
        return False
    if _dateline(draft, first, last) or _before_container(draft, last):
        return False
    if any(t.is_alpha and not t.is_upper for t in token.sent):
        return not any(c.entry.level == 0 for c in gazetteer.candidates(token.text))
    return False


@lru_cache(maxsize=2)
def _surnames(doc: Doc) -> frozenset[str]:
    """Last words of the persons' names of two words and more."""
    return frozenset(
        name[-1].text for name in doc.ents if name.label_ == "PERSON" and len(name) > 1
    )


def _refused(draft: Draft, first: int, last: int, gazetteer: Gazetteer) -> str | None:
    """Why a name in this place is no toponym, None where nothing speaks against it."""
    doc = draft.doc
    after = doc[last] if last < len(doc) else None
    before = doc[first - 1] if first else None
    if after is not None and after.text in words("bodies") and after.pos_ == "PROPN":
        return "names a body"
    if before is not None and before.text in words("titles") and before.pos_ == "PROPN":
        return "names a person"
    if _territorial(draft, first, last):
        return None
    if _is_acronym(draft, first, last, gazetteer):
        return "an acronym"
    if _is_surname(draft, first, last, gazetteer):
        return "names a person"
    return _actor_instead(draft, first, last)


def _is_surname(draft: Draft, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Whether a smaller town's name is here that of a person the text names in full elsewhere."""
    word = draft.doc[first].text
    if last - first > 1 or word not in _surnames(draft.doc) or _before_container(draft, last):
        return False
    return all(c.entry.weight < _GREAT for c in gazetteer.candidates(word))


def _actor_instead(draft: Draft, first: int, last: int) -> str | None:
    """Why the actors found here speak against a place."""
    here = _found(draft, first, last, sure=True).span
    for mention, actor in draft.mentions.within(here):
        if mention.form != "name":
            continue
        if actor.kind == "person":
            return "names a person"
        larger = mention.span.covers(here) and mention.span != here
        if larger and actor.kind in {"organization", "party"}:
            return "names a body"
    return None


def _territorial(draft: Draft, first: int, last: int) -> bool:
    """Whether the name is that of a place whose authority is spoken of: "Glasgow Police"."""
    doc = draft.doc
    for at in range(last, min(last + _REACH, len(doc))):
        if doc[at].text in words("territorial"):
            return True
        part_of_name = doc[at].text[0].isupper() or doc[at].text == "&"
        if not part_of_name or doc[at].text in words("bodies"):
            break
    return (
        first > 1 and doc[first - 1].text == "of" and doc[first - 2].text in words("territorial_of")
    )


def _plausible(draft: Draft, first: int, last: int) -> bool:
    """Whether a word that is seldom a place stands like one here."""
    if last - first > 1 or draft.doc[first].lower_ not in words("common"):
        return True
    return after_locative(draft, first) or _before_container(draft, last)


def after_locative(draft: Draft, first: int) -> bool:
    """Whether a preposition of place stands before the token: "in", "near the", "in northern"."""
    doc = draft.doc
    at = first - 1
    while at > 0 and doc[at].lower_ in words("parts_before"):
        at -= 1
    return at >= 0 and doc[at].lower_ in _LOCATIVE and doc[at].pos_ in {"ADP", "SCONJ"}


def _before_container(draft: Draft, last: int) -> bool:
    doc = draft.doc
    return last + 1 < len(doc) and doc[last].text == "," and doc[last + 1].ent_type_ == "GPE"


def _scan(draft: Draft, gazetteer: Gazetteer, taken: bytearray) -> Iterator[Found]:
    """Names the entity tagger missed, where the gazetteer and the words around agree."""
    doc = draft.doc
    at = 0
    for token in doc:
        if token.i < at or taken[token.i] or not _may_begin(token):
            continue
        for stop in range(min(_end_of_run(token, taken), token.i + _LONGEST), token.i, -1):
            if _scanned(draft, token.i, stop, gazetteer):
                yield _found(draft, token.i, stop, sure=False)
                at = stop
                break
        else:
            at = _end_of_run(token, taken)  # no name begins inside a run of capitals


def _compounds(draft: Draft, gazetteer: Gazetteer, taken: bytearray) -> Iterator[Found]:
    """The name in a token such as "U.S.-led", which the tokeniser leaves whole."""
    for token in draft.doc:
        name, hyphen, rest = token.text.partition("-")
        if not (hyphen and rest[:1].islower() and name[:1].isupper()) or taken[token.i]:
            continue
        if any(c.entry.kind == "country" for c in gazetteer.candidates(name)):
            span = Span(token.idx, token.idx + len(name))
            yield Found(span, draft.text.text[span.start : span.end], token.i, token.i + 1, True)


def _may_begin(token: Token) -> bool:
    return token.pos_ in {"PROPN", "NOUN"} and token.text[0].isupper()


def _end_of_run(token: Token, taken: bytearray) -> int:
    doc = token.doc
    stop = token.i + 1
    while (
        stop < len(doc)
        and not taken[stop]
        and (doc[stop].text[0].isupper() or doc[stop].text == "-")
        and not doc[stop].is_sent_start
        and doc[stop].ent_type == token.ent_type
    ):
        stop += 1
    return stop


def _scanned(draft: Draft, first: int, stop: int, gazetteer: Gazetteer) -> bool:
    doc = draft.doc
    token = doc[first]
    if token.lower_ in words("common") or (stop - first == 1 and token.lower_ in words("generic")):
        return False
    inside = bool(token.ent_type_) and (
        token.ent_iob_ != "B" or (stop < len(doc) and doc[stop].ent_iob_ == "I")
    )
    if inside and (token.ent_type_ == "PERSON" or not _territorial(draft, first, stop)):
        return False  # part of a longer person's or body's name
    if not inside and not _alone(draft, first, stop) and not _territorial(draft, first, stop):
        return False
    if _refused(draft, first, stop, gazetteer):
        return False
    places = [c for c in gazetteer.candidates(_name(draft, first, stop)) if c.main]
    if not places:
        return False
    best = max(places, key=lambda c: (c.entry.level == 0, c.entry.weight)).entry
    if best.level == 0 or inside or after_locative(draft, first) or _dateline(draft, first, stop):
        return True
    if token.ent_type_ == "NORP" or not token.ent_type_:
        return best.weight >= _KNOWN and first != token.sent.start
    return False


def _alone(draft: Draft, first: int, stop: int) -> bool:
    """Whether no other capitalised name stands right beside the stretch."""
    doc = draft.doc
    after = stop < len(doc) and doc[stop].pos_ == "PROPN" and doc[stop].text[0].isupper()
    before = first > 0 and doc[first - 1].pos_ == "PROPN" and doc[first - 1].text[0].isupper()
    return not (after or before)


def _dateline(draft: Draft, first: int, stop: int) -> bool:
    """Whether the stretch is the town in capitals that opens a report: "BEIJING (Agency) —"."""
    doc = draft.doc
    if not (first == 0 or doc[first - 1].is_space) or not doc[first].is_upper:
        return False
    return stop < len(doc) and (doc[stop].is_punct or doc[stop].is_space or doc[stop].is_title)


def _with_surroundings(draft: Draft, found: list[Found]) -> Iterator[Found]:
    """The same with what the words around say: container, short forms, whether region or town.

    The short form of a subdivision after a town is a mention of its own ("Ill." after
    "Springfield,"), also where it was taken for something else.
    """
    known = {f.first: f for f in found}
    short_forms: set[int] = set()
    for f in found:
        if f.first in short_forms:
            continue
        container, short = _container(draft, f, known)
        if short is not None:
            short_forms.add(short.first)
        elif f.code is None and _abbreviated(f):
            f = replace(f, code=container_code(f.name))
        yield replace(f, container=container, hint=_hint(draft, f))
        if short is not None:
            yield short


def _container(draft: Draft, f: Found, known: dict[int, Found]) -> tuple[str | None, Found | None]:
    """What stands after a name and a comma; the second is a short form, as a mention."""
    doc = draft.doc
    if f.last + 1 >= len(doc) or doc[f.last].text != ",":
        return None, None
    after = doc[f.last + 1]
    if after.text[0].isupper() and (code := container_code(after.text)):
        stop = f.last + 2
        postal = len(after.text) == 2 and after.is_upper
        stopped = stop < len(doc) and doc[stop].text == "."
        if stopped and not postal and not after.text.endswith("."):
            stop += 1
        return after.text, replace(_found(draft, f.last + 1, stop, sure=True), code=code)
    follower = known.get(f.last + 1)
    return (follower.name if follower else None), None


def _abbreviated(f: Found) -> bool:
    return f.sure and "." in f.name and container_code(f.name) is not None


def _hint(draft: Draft, f: Found) -> str | None:
    doc = draft.doc
    after = doc[f.last].lower_ if f.last < len(doc) else ""
    if after in words("region_words"):
        return "region"
    at = f.first - 1
    while at > 0 and doc[at].lower_ in words("parts_before"):
        at -= 1
    if at > 0 and doc[at].lower_ == "of":
        kind = doc[at - 1].lower_
        if kind in {"city", "town", "village"}:
            return "city"
        if kind in words("region_words"):
            return "region"
    if at >= 0 and doc[at].lower_ in {"city", "town", "village", "suburb"}:
        return "city"  # "the border town Jarablus"
    return None


def key_of(found: Found) -> str:
    """The folded name: what has one sense in a text."""
    return name_key(found.name)
