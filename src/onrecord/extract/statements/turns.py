"""Turns of interviews and transcripts ("Q:", "Ruiz:"), and signatures under what was written.

A name before a colon is a speaker only where the text shows that people speak by turns in it;
times, notes and headings look the same. Layout tells where a turn ends; where a feed has lost its
line breaks, the next name does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from onrecord.extract.draft import Draft, Quotation
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.lexicon import lexicon
from onrecord.model import Actor, Span, Spans

NAME = "statements/turns-1"

NO_INTERVIEWER = "interviewer not named"
NO_INTERVIEWEE = "interviewee not told"

# Set by eye: of the turns in thirty articles of the bulk news nearly all were right.
TURN_CONFIDENCE = 0.85
LAST_TURN = 1_000  # characters of a last turn in a text without lines: nothing shows its end
LEAST_LAST = 120  # the same for who speaks in few words
LONGEST_TURN = 6_000  # characters from one name to the next; beyond, narration lies between
TURN_LINES = 8  # lines of one turn at most, for the same reason
LEAST_QUOTED = 4  # words of a quotation that a bare name and colon may own

QUESTION, ANSWER = "question", "answer"
_ROLES = {"q": QUESTION, "question": QUESTION, "a": ANSWER, "answer": ANSWER}


@dataclass(frozen=True, slots=True)
class Label:
    """A name before a colon: its characters, who is meant, and what kind of evidence it is.

    `key` is alike for one speaker's labels, `person` and `body` ids where one actor is left;
    `bounded` tells that a sentence or line ends before it, `shouted` that it is in capitals,
    `asks` that what follows, to the next label, ends in a question.
    """

    span: Span
    colon: int
    key: str
    person: str | None = None
    body: str | None = None
    bounded: bool = True
    shouted: bool = False
    asks: bool = False

    @property
    def known(self) -> bool:
        """Whether it is surely somebody who can speak."""
        return self.person is not None or self.key in (QUESTION, ANSWER)


def spoken_turns(draft: Draft) -> list[Found]:
    """One attribution a turn, in text order, its speakers told by its label."""
    found = labels(draft)
    if not found:
        return []
    spoken = dialogue(found)
    accepted = [x for x in found if x.key in spoken]
    kept = _ends(draft, accepted)
    alone = [x for x in found if x.bounded and x.person is not None and x.key not in spoken]
    by_start = {q.span.start: q for q in draft.quotes}
    made = [t for x, end in kept if (t := _turn(draft, x, end, by_start))]
    made += [t for x in alone if (t := _quoted(draft, x, by_start))]
    host = _interviewee(draft, found) if any(x.key == ANSWER for x in accepted) else ()
    ready = [replace(f, speakers=host) if f.missing == NO_INTERVIEWEE and host else f for f in made]
    return sorted(ready, key=lambda f: f.content)


def labels(draft: Draft) -> list[Label]:
    """What may name a speaker before a colon, in text order."""
    text = draft.text.text
    people = _People(draft)
    found = [_read(text, m, people) for m in _label().finditer(text) if not _is_noise(m["name"])]
    ends = [*(x.span.start for x in found[1:]), len(text)][: len(found)]
    names = {text[x.span.start : x.span.end] for x in found if x.bounded}
    ready = []
    for label, end in zip(found, ends, strict=True):
        asks = text[label.colon + 1 : end].rstrip(" -–—\n").endswith("?")
        if not label.bounded:  # "… ten trains Daily News: …": what ran into the name is none of it
            words = text[label.span.start : label.span.end].split(" ")
            tails = [" ".join(words[k:]) for k in range(1, len(words))]
            tail = next((t for t in tails if t in names), None)
            if tail is not None:
                label = replace(label, span=Span(label.span.end - len(tail), label.span.end))
                label = replace(label, person=people.one(tail), body=people.body(tail))
        ready.append(replace(label, asks=asks))
    return ready


def _read(text: str, match: re.Match[str], people: _People) -> Label:
    name = match["name"]
    key = _ROLES.get(name.casefold())
    return Label(
        Span(match.start("name"), match.end("name")),
        match.start("colon"),
        key or _key(name),
        None if key else people.one(name),
        None if key else people.body(name),
        _bounded(text, match.start(), shouted=name.isupper()),
        name.isupper() and len(name) > 1,
    )


def _is_noise(name: str) -> bool:
    lists = lexicon().lists
    folded = name.casefold()
    words = folded.split()
    return bool({folded, words[0], words[-1]} & (lists["no_speakers"] | lists["pointers"]))


def dialogue(found: Sequence[Label]) -> frozenset[str]:
    """Keys of those who speak by turns; none where the text shows no dialogue.

    Question and answer; or two speakers who take turns, one of them a person of the text (or both
    in capitals). Who asks a known person a question is a speaker, known or not.
    """
    bounded = [x for x in found if x.bounded]
    keys = {x.key for x in bounded}
    count = Counter(x.key for x in found if x.key in keys)
    known = {x.key for x in bounded if x.known}
    again = {x.key for x in bounded if count[x.key] > 1 and (x.shouted or x.body or x.known)}
    asking = {
        a.key for a, b in pairwise(found) if a.asks and (a.bounded or a.body) and b.key in known
    }
    speakers = known | again | asking
    if {QUESTION, ANSWER} <= speakers:
        return frozenset(speakers)
    enough = known or all(count[k] > 1 for k in speakers)
    if len(speakers) > 1 and enough and _takes_turns(found, speakers):
        return frozenset(speakers)
    return frozenset()


def _takes_turns(found: Sequence[Label], speakers: set[str]) -> bool:
    """Whether somebody speaks, somebody else does, and the first speaks again."""
    keys = [x.key for x in found if x.key in speakers]
    changes = sum(a != b for a, b in pairwise(keys))
    return changes > 1 and 2 * changes >= len(keys) - 1


def _ends(draft: Draft, spoken: Sequence[Label]) -> Iterator[tuple[Label, int]]:
    """Each label with the character where its turn ends."""
    text = draft.text.text
    longest: dict[str, int] = {}
    for k, label in enumerate(spoken):
        start = label.colon + 1
        following = spoken[k + 1].span.start if k + 1 < len(spoken) else len(text)
        last = k + 1 == len(spoken) or following - start > LONGEST_TURN
        if aside := _ASIDE.search(text, start, min(following, start + LONGEST_TURN)):
            following, last = aside.start(), False
        line = text.find("\n", start, following)
        if last and line < 0:  # nothing shows its end but how long this speaker's turns are
            end = min(following, start + longest.get(label.key, LAST_TURN))
            yield label, _sentence_end(text, start, end) if end < following else end
        elif line >= 0 and (last or text.count("\n", start, following) > 2 * TURN_LINES):
            yield label, line
        else:
            longest[label.key] = max(longest.get(label.key, LEAST_LAST), following - start)
            yield label, following


def _turn(draft: Draft, label: Label, end: int, quotes: dict[int, Quotation]) -> Found | None:
    """The attribution of a turn: its quotation where it begins with one, else its lines."""
    text = draft.text.text
    start = _first(text, label.colon + 1, end)
    quote = quotes.get(start)
    if quote is not None and quote.span.end <= end:
        return _found(label, (quote.span,))
    content = tuple(
        Span(m.start(), m.end())
        for m in _LINE.finditer(text, start, end)
        if not _noise_line(m.group())
    )
    return _found(label, content) if _has_words(text, content) else None


def _quoted(draft: Draft, label: Label, quotes: dict[int, Quotation]) -> Found | None:
    """A person's name, a colon and a quotation: "Ruiz: “We will go.”" """
    text = draft.text.text
    quote = quotes.get(_first(text, label.colon + 1, len(text)))
    if quote is None or len(text[quote.inner.start : quote.inner.end].split()) < LEAST_QUOTED:
        return None
    return _found(label, (quote.span,))


def _found(label: Label, content: Spans) -> Found:
    speakers = tuple(x for x in (label.person or label.body,) if x)
    missing = {QUESTION: NO_INTERVIEWER, ANSWER: NO_INTERVIEWEE}.get(label.key)
    return Found(
        (label.span,),
        (Span(label.colon, label.colon + 1),),
        content,
        TURN_CONFIDENCE,
        "turn",
        NAME,
        speakers or (() if missing else None),
        missing,
        verbatim=True,
    )


def placed(found: Iterable[Found], spoken: Sequence[Found]) -> list[Found]:
    """Turns put among attributions found otherwise; no attribution crosses the edge of a turn.

    What claims the label of a turn gives way to it; a quotation after a bare name gives way to a
    cue of saying that owns it.
    """
    others = list(found)
    owned = _Painted(others)
    kept = [t for t in spoken if not (len(t.content) == 1 and owned.by_a_cue(t))]
    if not kept:
        return others
    rooms = sorted((s.start, s.end, k) for k, t in enumerate(kept) for s in t.content)
    heads = sorted((t.source[0].start, t.cue[-1].end) for t in kept if t.cue)
    out = []
    for other in others:
        if any(_touches(heads, s) for s in other.cue + other.source):
            continue
        at = _room(rooms, (other.cue or other.source or other.content)[0].start)
        content = tuple(s for s in other.content if _room(rooms, s.start) == at)
        if content:
            out.append(other if content == other.content else replace(other, content=content))
    return [*out, *kept]


class _Painted:
    """Contents of attributions, asked by place."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._rows = sorted((s.start, s.end, k) for k, f in enumerate(found) for s in f.content)
        self._starts = [row[0] for row in self._rows]
        self._found = found

    def by_a_cue(self, turn: Found) -> bool:
        """Whether the words of a turn are another's content, whose cue is no part of the label."""
        content = turn.content[0]
        k = bisect_left(self._starts, content.start)
        for start, end, n in self._rows[max(0, k - 1) : k + 2]:
            shared = min(end, content.end) - max(start, content.start)
            cue = self._found[n].cue
            label = turn.source[0].start <= cue[0].start < content.start if cue else True
            if shared > (content.end - content.start) / 2 and not label:
                return True
        return False


def _touches(heads: Sequence[tuple[int, int]], span: Span) -> bool:
    k = bisect_left(heads, (span.end, 0)) - 1
    return k >= 0 and heads[k][1] > span.start


def _room(rooms: Sequence[tuple[int, int, int]], at: int) -> int:
    """Which turn a character lies in; -1 for none."""
    k = bisect_left(rooms, (at + 1, 0, 0)) - 1
    return rooms[k][2] if k >= 0 and at < rooms[k][1] else -1


class _People:
    """Persons and bodies of a draft by the words of their names."""

    def __init__(self, draft: Draft) -> None:
        self._people: dict[str, set[str]] = {}
        self._bodies: dict[str, set[str]] = {}
        for actor in draft.actors:
            if not any(m.form == "name" for m in actor.mentions):
                continue
            if actor.kind == "person":
                for key in {actor.name.casefold(), *_keys_of(actor)}:
                    self._people.setdefault(key, set()).add(actor.id)
            elif actor.kind in ("organization", "government", "party"):
                self._bodies.setdefault(actor.name.casefold(), set()).add(actor.id)

    def one(self, name: str) -> str | None:
        """The person that a label names, where one is left."""
        bare = " ".join(_bare(name))
        for key in (bare, _key(name)):
            ids = self._people.get(key, set())
            if len(ids) == 1:
                return next(iter(ids))
        return None

    def body(self, name: str) -> str | None:
        """The body that a label names."""
        ids = self._bodies.get(name.casefold(), set())
        return next(iter(ids)) if len(ids) == 1 else None


def _keys_of(actor: Actor) -> Iterator[str]:
    words = actor.name.casefold().split()
    yield words[-1]
    if len(words) > 2:
        yield " ".join(words[1:])


def _bare(name: str) -> list[str]:
    """The words of a label without titles, folded."""
    titles = lexicon().lists["titles"]
    words = [w for w in name.casefold().split(",")[0].split() if w.rstrip(".") not in titles]
    return words or name.casefold().split()


def _key(name: str) -> str:
    return _bare(name)[-1]


@cache
def _label() -> re.Pattern[str]:
    """A name in capitals or with capitals, notes in brackets, a colon and then a space or mark."""
    titles = "|".join(sorted(t.title() + "|" + t.upper() for t in lexicon().lists["titles"]))
    word = rf"(?:(?:{titles}|[A-Z])\.|[^\W\d_a-z][\w’'-]*)"
    links = r"(?:(?:de|da|del|van|von|der|den|al|el|bin|ibn|of) ){0,2}"
    name = rf"{word}(?: {links}{word}){{0,4}}"
    after = r"(?=\s|[\"“«‘'-])(?!\s*(?:\n|$))"
    return re.compile(
        rf"(?<![\w’'])(?<!\w-)(?P<name>{name})(?: \([^()\n]{{1,30}}\))?(?P<colon>:){after}"
    )


_BOUNDARY = re.compile(r"(?:^|[\n.!?…\"”’'»)\]\ufffd]|[-–—*•] |--|—)\s*\??\Z")


def _bounded(text: str, at: int, *, shouted: bool) -> bool:
    """Whether a line or sentence ends before a character; before capitals a colon will do."""
    before = text[max(0, at - 4) : at]
    return _BOUNDARY.search(before) is not None or (shouted and before.endswith(": "))


def _first(text: str, start: int, end: int) -> int:
    """The first character from a place on that is no blank and no dash."""
    while start < end and (text[start].isspace() or text[start] in "-–—"):
        start += 1
    return start


_LINE = re.compile(r"[^\s–—-](?:[^\n]*[^\s–—-])?")
_ASIDE = re.compile(r"-{3,}|_{3,}|\*{3,}|(?<=[.!?\"”] )[A-Z]{4,}: ")  # a rule; "DATE: …"
_STOP = re.compile(r"[.!?…][\"”’'»)]*(?=\s|$)")


def _sentence_end(text: str, start: int, end: int) -> int:
    """Where the last whole sentence of a stretch ends."""
    return max((m.end() for m in _STOP.finditer(text, start, end)), default=end)


def _has_words(text: str, spans: Spans) -> bool:
    return any(c.isalpha() for s in spans for c in text[s.start : s.end])


def _noise_line(line: str) -> bool:
    """Whether a line between turns is a pointer to other pages: "Read more: …"."""
    label = line.split(":", 1)[0].casefold() if ":" in line else ""
    return label in lexicon().lists["no_speakers"] | lexicon().lists["pointers"]


def _interviewee(draft: Draft, found: Sequence[Label]) -> tuple[str, ...]:
    """Who answers, where "A:" alone says so: the one person introduced as interviewed."""
    first = next((x.span.start for x in found if x.key in (QUESTION, ANSWER)), 0)
    verbs = lexicon().lists["interviewing"]
    told: dict[str, None] = {}
    named: dict[str, None] = {}
    for sentence in draft.doc.sents:
        if sentence.start_char >= first:
            break
        span = Span(sentence.start_char, min(sentence.end_char, first))
        if span.start >= span.end:
            continue
        people = [
            a.id
            for m, a in draft.mentions.within(span)
            if a.kind == "person" and m.form == "name" and not _byline(draft, m.span.start)
        ]
        named.update(dict.fromkeys(people))
        if any(t.lemma_.casefold() in verbs for t in sentence):
            told.update(dict.fromkeys(people))
    answering = {x.person for x in found if x.person and x.bounded}
    for group in (answering, told, named):
        if len(group) == 1:
            return tuple(group)
    return ()


def _byline(draft: Draft, at: int) -> bool:
    return draft.text.text[max(0, at - 3) : at].casefold() == "by "
