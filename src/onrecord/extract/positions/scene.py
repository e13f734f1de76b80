"""Who a word names, and in whose statement it stands: the marks of earlier steps by token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.actors import office_of
from onrecord.extract.draft import Draft
from onrecord.extract.positions.described import Named, coin, told
from onrecord.extract.positions.grammar import lemma, objects, with_conjuncts
from onrecord.extract.positions.lexicon import words
from onrecord.extract.positions.matching import Match, match
from onrecord.model import Actor, Span, Statement
from onrecord.model.ids import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

BACK = (
    1  # sentences back in which the one a "he" stands for may be the subject: further is guessing
)
POINTING = frozenset({"the", "that", "this"})
DESCRIPTIONS = (
    ("persons", ("person",)),
    ("countries", ("country",)),
    ("parties", ("party",)),
    ("bodies", ("organization", "government", "party")),
)
"""Lists of nouns in `words.txt` → kinds of actors that they describe."""
OF_STATE = frozenset({"head_of_state", "head_of_government", "minister", "deputy"})
"""Kinds of offices whose holders speak for all bodies of their state."""
SPEAKS_FOR = frozenset({"nsubj", "poss", "compound", "amod", "nmod"})


class Scene:
    """Look-ups over one draft, each O(log n) or better; built once a document in O(n)."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.actors = {a.id: a for a in draft.actors}
        self._named: dict[int, tuple[str, ...]] = {}
        self._inside: dict[int, Statement] = {}
        self._cues: dict[int, Statement] = {}
        self._quoted: set[int] = set()
        self._sources: dict[str, tuple[str, ...]] = {}
        self._circles: dict[str, frozenset[str]] = {}
        self._by_name = {fold(a.name): a.id for a in draft.actors}
        self._offices: dict[str, list[Actor]] = {}
        for actor in draft.actors:
            for title in {_head(role.title) for role in actor.roles}:
                self._offices.setdefault(title, []).append(actor)
        self._by_country: dict[str, list[str]] = {}
        self._organs: dict[str, list[str]] = {}
        self.coined: dict[str, Actor] = {}
        self._surnames = {
            " ".join(fold(a.name).split()[k:])
            for a in draft.actors
            if a.kind == "person"
            for k in (1, 2)
        } - {""}
        self._pronouns: dict[int, tuple[str, ...]] = {}
        self._everybody = Named(draft.actors)
        self._coinings: dict[int, tuple[str, ...]] = {}
        self._matches: dict[int, Match | None] = {}
        for actor in draft.actors:
            if actor.kind == "country" and actor.country:
                self._by_country.setdefault(actor.country, []).append(actor.id)
            if actor.kind == "government" and actor.country:
                self._organs.setdefault(actor.country, []).append(actor.id)
        self._place_statements()
        for quote in draft.quotes:
            self._quoted.update(t.i for t in draft.tokens(quote.span))

    def match(self, token: Token) -> Match | None:
        """`matching.match` of a word, asked once."""
        if token.i not in self._matches:
            self._matches[token.i] = match(token)
        return self._matches[token.i]

    def _place_statements(self) -> None:
        # the widest first, so that the innermost statement is what stays on a token
        for s in sorted(self.draft.statements, key=lambda s: (-_size(s.content), s.content, s.id)):
            for span in s.content:
                for token in self.draft.tokens(span):
                    self._inside[token.i] = s
            for span in s.cue:
                for token in self.draft.tokens(span):
                    self._cues.setdefault(token.i, s)

    def statement_around(self, token: Token) -> Statement | None:
        """The innermost statement whose content holds the word."""
        return self._inside.get(token.i)

    def statement_cued_by(self, tokens: Iterable[Token]) -> Statement | None:
        """The statement whose cue is one of these words."""
        return next((self._cues[t.i] for t in tokens if t.i in self._cues), None)

    def speakers(self, statement: Statement) -> tuple[str, ...]:
        """Ids of the speakers; where the statement knows none, who its source words stand for."""
        if statement.speakers:
            return statement.speakers
        found = self._sources.get(statement.id)
        if found is None:
            heads = [
                t
                for span in statement.source
                for t in self.draft.tokens(span)
                if t.dep_ in ("nsubj", "nsubjpass", "pobj") and t.i not in self._inside
            ]
            found = next((ids for t in heads[:3] if (ids := self.holders(t)[0])), ())
            self._sources[statement.id] = found
        return found

    def is_quoted(self, token: Token) -> bool:
        """Whether the word stands between quotation marks."""
        return token.i in self._quoted

    def named(self, token: Token) -> tuple[str, ...]:
        """Ids of the actors that the word (the head of a phrase) names, tightest mention first."""
        found = self._named.get(token.i)
        if found is None:
            found = self._named[token.i] = self._mentioned(token)
        return found

    def _mentioned(self, token: Token) -> tuple[str, ...]:
        rows = self.draft.mentions.within(Span(token.idx, token.idx + len(token)))
        if not rows:
            return ()
        tightest = min(m.span.end - m.span.start for m, _ in rows)
        return tuple(dict.fromkeys(a.id for m, a in rows if m.span.end - m.span.start == tightest))

    def is_within(self, token: Token, actors: Sequence[str]) -> bool:
        """Whether the word stands within a name or description of one of these actors."""
        if any(a.id in actors for a in self.draft.mentions.at(token)):
            return True
        return any(
            m.span.start <= token.idx < m.span.end
            for a in actors
            if a in self.coined
            for m in self.coined[a].mentions
        )

    def holders(self, token: Token) -> tuple[tuple[str, ...], bool]:
        """Ids of the actors a subject stands for, and whether they act through a proxy.

        A proxy is a noun like "spokesman": the body that owns it is meant.
        """
        found = self.named(token)
        if found:
            return found, False
        if token.pos_ == "PRON":
            found = self._speakers_meant(token) or self._pronouns.get(token.i, ())
            if not found:
                found = self._pronouns[token.i] = self._last_subject(token)
            return found, False
        for c in token.children:
            if c.dep_ == "appos" and (found := self.named(c)):
                return found, False
        if lemma(token) in words("proxies"):
            for c in token.subtree:
                if c.i != token.i and _owns(c, token) and (owner := self._named_all(c)):
                    return owner, True
        if body := self._membership(token):
            return body, False
        return self._by_office(token) or self._described(token) or self._coin(token), False

    def _by_office(self, noun: Token) -> tuple[str, ...]:
        """The one person of the text whose office "Norway's king" names."""
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        if owner is None or noun.tag_ != "NN" or not (places := self.named(owner)):
            return ()
        countries = {self.actors[a].country for a in places} - {None}
        found = {
            a.id: None
            for a in self._offices.get(lemma(noun), ())
            if any(r.country in countries and _head(r.title) == lemma(noun) for r in a.roles)
        }
        return tuple(found) if len(found) == 1 else ()

    def _membership(self, noun: Token) -> tuple[str, ...]:
        """The body that "members of the European Parliament" are, all of them."""
        if lemma(noun) != "member" or noun.tag_ not in ("NNS", "NNPS"):
            return ()
        if any(c.dep_ in ("nummod", "amod", "det") and c.lower_ != "the" for c in noun.children):
            return ()
        return tuple(a for o in objects(noun, "of") for a in self.named(o))

    def _named_all(self, token: Token) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a for t in with_conjuncts(token) for a in self.named(t)))

    def _coin(self, token: Token) -> tuple[str, ...]:
        """The actor that only a description names, made here and kept in `coined`."""
        found = self._coinings.get(token.i)
        if found is None:
            made = coin(token, self._everybody, self.draft.text.words)
            found = self._keep(made) if isinstance(made, Actor) else made
            self._coinings[token.i] = found
        return found

    def told(self, token: Token) -> tuple[str, ...]:
        """Ids of who is meant by a word that something else than the word says is a holder.

        The one person of the text whose last name it is, or an actor made of the description.
        """
        if token.pos_ == "PROPN":
            last = fold(token.text)
            found = [a.id for a in self.draft.actors if fold(a.name).split()[-1:] == [last]]
            if found:
                return tuple(found) if len(found) == 1 else ()
        made = told(token, self.draft.text.words)
        return self._keep(made) if made is not None else ()

    def _keep(self, made: Actor) -> tuple[str, ...]:
        """Keep an actor that a description names; the id of it, or of the one known by the name."""
        known = self.actors.get(made.id)
        if known is None or made.id in self.coined:
            mentions = (*known.mentions, *made.mentions) if known else made.mentions
            made = Actor.of(known.name if known else made.name, made.kind, mentions=mentions)
            self.actors[made.id] = self.coined[made.id] = made
        return (made.id,)

    def _described(self, noun: Token) -> tuple[str, ...]:
        """Who "the minister", "the party" or "the two countries" is, by who was named of late.

        The one such actor (or the two) of this sentence and those before it; none where more
        could be meant. A second line behind the actors' own linking.
        """
        name = lemma(noun)
        pair = any(c.lower_ in ("two", "both") for c in noun.children)
        kinds = next((k for section, k in DESCRIPTIONS if name in words(section)), ())
        if not kinds or not (pair or any(c.lower_ in POINTING for c in noun.children)):
            return ()
        if any(c.dep_ in ("prep", "compound", "relcl", "poss") for c in noun.children):
            return ()
        if noun.tag_ in ("NNS", "NNPS") and not pair:
            return ()
        for back in range(4 if pair else 2):
            found = self._named_since(noun, back, kinds)
            if len(found) >= (2 if pair else 1):
                return found if len(found) == (2 if pair else 1) else ()
        return ()

    def _named_since(self, noun: Token, back: int, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Actors of these kinds named between the start of a sentence before and the noun."""
        start = noun.sent.start
        for _ in range(back):
            start = noun.doc[start - 1].sent.start if start else 0
        begin = noun.doc[start].idx
        if noun.idx <= begin:
            return ()
        rows = self.draft.mentions.within(Span(begin, noun.idx))
        found = [a.id for m, a in rows if a.kind in kinds and m.span.end <= noun.idx]
        return tuple(dict.fromkeys(found))

    def _speakers_meant(self, token: Token) -> tuple[str, ...]:
        """Who a pronoun in a statement is, if it is the one who makes the statement."""
        statement = self.statement_around(token)
        speakers = self.speakers(statement) if statement is not None else ()
        if not speakers:
            return ()
        word = token.lower_
        if word in words("first"):
            return speakers
        people = [a for a in speakers if self.actors[a].kind == "person"]
        if word in ("he", "she") and len(people) == 1:
            return (people[0],) if not self.is_quoted(token) else ()
        if word in ("it", "they") and not people and not self.is_quoted(token):
            return speakers
        return ()

    def _last_subject(self, pronoun: Token) -> tuple[str, ...]:
        """Who "he" or "it" is where the actors' own linking left it open.

        The one actor of the right kind that is a subject in the sentences before; none in a
        quotation, and none where two could be meant.
        """
        person = pronoun.lower_ in ("he", "she")
        if not (person or pronoun.lower_ in ("it", "they")) or self.is_quoted(pronoun):
            return ()
        start = pronoun.sent.start
        for _ in range(BACK):
            if start == 0:
                return ()
            sentence = pronoun.doc[start - 1].sent
            found = dict.fromkeys(
                a
                for t in sentence
                if t.dep_ in ("nsubj", "nsubjpass")
                for a in (self.named(t) or self._same_pronoun(t, pronoun))
                if self._is_person(a) is person
            )
            if found:
                return tuple(found) if len(found) == 1 else ()
            start = sentence.start
        return ()

    def _is_person(self, actor_id: str) -> bool:
        """Whether an actor is a person, or bears the last name of one that the text names."""
        actor = self.actors[actor_id]
        return actor.kind == "person" or fold(actor.name) in self._surnames

    def _same_pronoun(self, subject: Token, pronoun: Token) -> tuple[str, ...]:
        """Whoever the same pronoun stood for as the subject one sentence before."""
        if subject.lower_ != pronoun.lower_ or self.is_quoted(subject):
            return ()
        found = self._pronouns.get(subject.i)
        if found is None:
            found = self._pronouns[subject.i] = self._last_subject(subject)
        return found

    def minister(self, statement: Statement) -> bool:
        """Whether the source's own words name an office of state: "the minister said"."""
        offices = (
            office_of(lemma(t)) for span in statement.source for t in self.draft.tokens(span)
        )
        return any(office is not None and office.kind in OF_STATE for office in offices)

    def circle(self, actor_id: str) -> frozenset[str]:
        """The actor and the bodies and country it speaks for by its offices."""
        found = self._circles.get(actor_id)
        if found is None:
            found = self._circles[actor_id] = frozenset(self._circle(self.actors[actor_id]))
        return found

    def _circle(self, actor: Actor) -> Iterable[str]:
        yield actor.id
        if actor.kind not in ("person", "government"):
            return
        for role in actor.roles:
            if role.of and (body := self._by_name.get(fold(role.of))):
                yield body
            if role.country:
                yield from self._by_country.get(role.country, ())
            if role.country and (kind := office_of(role.title)) and kind.kind in OF_STATE:
                yield from self._organs.get(role.country, ())
        if actor.kind == "government" and actor.country:
            yield from self._by_country.get(actor.country, ())


def _head(title: str) -> str:
    """The last word of a title: "prime minister" → "minister"."""
    words_of = title.casefold().split(" of ")[0].split()
    return words_of[-1] if words_of else ""


def _size(spans: Iterable[Span]) -> int:
    return sum(s.end - s.start for s in spans)


def _owns(word: Token, noun: Token) -> bool:
    """Whether a word below a noun says whose it is: "Jordan's", "Kremlin", "for the union"."""
    if word.head.i == noun.i:
        return word.dep_ in SPEAKS_FOR
    return word.dep_ == "pobj" and word.head.head.i == noun.i and lemma(word.head) in (
        "of", "for", "from", "in",
    )  # fmt: skip
