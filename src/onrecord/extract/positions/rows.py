"""From findings to positions: names, issues, conditions, voice, one row per actor and issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft
from onrecord.extract.positions.acts import PRONOUNS, is_act_noun, is_told_fact
from onrecord.extract.positions.conditions import condition_by_rule, condition_of
from onrecord.extract.positions.findings import (
    LEAST_RULE,
    LEAST_TAGGED,
    NAMED,
    TAGGED,
    TOLD,
    Finding,
)
from onrecord.extract.positions.grammar import (
    child,
    is_done_to,
    is_told_to,
    lemma,
    modals,
    subjects,
    with_conjuncts,
)
from onrecord.extract.positions.issues import Register
from onrecord.extract.positions.labels import (
    ACCEPT,
    TOLERATE,
    bare_label,
    is_bare,
    label_of,
    verb_of,
)
from onrecord.extract.positions.lexicon import TURNED, confidences, nominals, words
from onrecord.extract.positions.public import WEAK, Affairs
from onrecord.extract.positions.scene import Scene
from onrecord.model import Actor, Issue, Position, Span, Spans, Statement, merge_spans

if TYPE_CHECKING:
    from spacy.tokens import Token

SHORTEST = 3  # characters that say nothing: "do", "be"
REACH = 120  # tokens back in which "the proposal" or "it" may stand for an act; by reading
CALLED = 500  # … and "the decision" for an act called so before: a page
SPEECH = frozenset({"speech"})
JUDGED = frozenset({"evaluation", "effect"})
HEADS = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})
AGAINST = frozenset({"speech", "calling", "attitude", "pending", "unsaid", "maybe", "act"})
"""Rules strong enough to be about a thing that is no act: "condemned the report"."""
STRICT = frozenset({"noun", "act"})
LOOSE = frozenset({"evaluation", "effect", "force", "duty", "will", "may"})
"""Rules that ask for a noun of action: what they are said of is as often a mere thing."""
_HAVE_BE = re.compile(r"have .+ be\b")
OWN = frozenset({"act", "policy", "duty", "will", "may", "plan", TAGGED})
"""Rules whose finding hangs on the verb of the act itself."""
ORDER = ("direct", "indirect", "spokesperson", "other", "author")


@dataclass
class _Row:
    stance: str
    voice: str
    evidence: list[Span] = field(default_factory=list)
    condition: list[Span] = field(default_factory=list)
    statement: str | None = None
    confidence: float = 0.0


class Builder:
    """Takes findings in text order; gives issues and positions."""

    def __init__(self, scene: Scene, by: str) -> None:
        self.scene = scene
        self.draft: Draft = scene.draft
        self.by = by
        self.register = Register()
        self.affairs = Affairs(self.draft.doc)
        self.dropped: dict[str, int] = {}
        self._rows: dict[tuple[str, int, str], _Row] = {}
        self._by_noun: dict[str, tuple[int, int]] = {}
        self._turned: dict[tuple[int, str], bool] = {}

    def add(self, finding: Finding) -> None:
        """Adds the rows that a finding gives, or counts why it gives none."""
        if _is_undergone(finding, finding.holders):
            self._drop("done to or asked of them, not held by them")
            return
        finding, found = self._held(finding)
        finding, holders = self._named_by_tagger(finding, found)
        if not holders:
            self._drop("a holder whom the tagger doubts" if found else "no holder in reach")
            return
        if not finding.is_sure and not self.affairs.is_public(
            finding, (self.scene.actors[a] for a, _ in holders)
        ):
            self._drop("a private matter")
            return
        number = self._called(finding)
        if number is None:
            number = self._issue(finding, {a for a, _ in holders})
        elif self._turned[number, lemma(finding.issue)]:
            finding = replace(finding, stance=TURNED[finding.stance])
        if number is None:
            return
        if finding.called is not None:
            noun, turned = finding.called
            self._by_noun[noun] = (number, finding.issue.i)
            self._turned[number, noun] = turned
        condition = self.draft.over(condition_of(finding))
        statement = self._statement(finding)
        evidence = self._evidence(finding)
        for actor, voice in holders:
            row = self._rows.setdefault(
                (actor, number, finding.stance), _Row(finding.stance, voice)
            )
            row.voice = min(row.voice, voice, key=ORDER.index)
            row.evidence.append(evidence)
            row.condition.extend(condition)
            row.statement = row.statement or (statement.id if statement else None)
            row.confidence = max(row.confidence, _confidence(finding))

    def issues(self) -> tuple[Issue, ...]:
        """The issues that a position is about."""
        return tuple(self._used_issues().values())

    def coined(self) -> tuple[Actor, ...]:
        """The actors that only a description names and that hold a position."""
        used = {actor for actor, _, _ in self._rows}
        return tuple(a for i, a in self.scene.coined.items() if i in used)

    def _used_issues(self) -> dict[int, Issue]:
        used = {number for _, number, _ in self._rows}
        return {n: i for n, i in enumerate(self.register.issues()) if n in used}

    def positions(self) -> tuple[Position, ...]:
        """One position per actor, issue and stance."""
        ids = {n: i.id for n, i in self._used_issues().items()}
        out: list[Position] = []
        for (actor, number, stance), row in self._rows.items():
            evidence = merge_spans(row.evidence)
            if stance == "open" and self._is_part(actor, number, evidence):
                continue  # "did not oppose the inquiry and voted for it"
            out.append(
                Position(
                    id=Position.id_of(self.draft.text.id, actor, ids[number], stance, evidence),
                    actor=actor,
                    issue=ids[number],
                    stance=stance,
                    condition=merge_spans(row.condition) or None,
                    voice=row.voice,
                    evidence=evidence,
                    statement=row.statement,
                    confidence=round(row.confidence, 2),
                    by=self.by,
                )
            )
        return tuple(out)

    def _is_part(self, actor: str, number: int, evidence: Spans) -> bool:
        """Whether words for "open" lie within those for the same actor's support."""
        fuller = self._rows.get((actor, number, "supports"))
        return fuller is not None and all(
            any(f.start <= e.start and e.end <= f.end for f in fuller.evidence) for e in evidence
        )

    def _drop(self, reason: str) -> None:
        self.dropped[reason] = self.dropped.get(reason, 0) + 1

    # --- holders and voice

    def _held(self, finding: Finding) -> tuple[Finding, list[tuple[str, str]]]:
        """Holders and voices; where its own words name nobody, those that the tagger points to."""
        holders = self._holders(finding)
        pointed = finding.pointed if finding.is_sure else ()
        if not holders and pointed and not _is_undergone(finding, pointed):
            finding = replace(finding, holders=pointed, speaker=False, insider=False)
            holders = self._holders(finding)
        if not holders and finding.is_sure and not finding.speaker:
            finding = replace(finding, holders=(), speaker=True)
            holders = self._holders(finding)
        return finding, holders

    def _named_by_tagger(
        self, finding: Finding, holders: list[tuple[str, str]]
    ) -> tuple[Finding, list[tuple[str, str]]]:
        """The holders, unless the tagger names others: then the one it is sure of, or nobody.

        What falls to words within a name or description of those found speaks for them.
        """
        held = tuple(dict.fromkeys(a for a, _ in holders))
        weights: dict[str, float] = {}
        heads: dict[str, Token] = {}
        for token, chance in finding.names:
            for actor in held if self.scene.is_within(token, held) else self.scene.named(token):
                weights[actor] = weights.get(actor, 0.0) + chance
                heads.setdefault(actor, token)
        speaks = max((weights.get(a, 0.0) for a in held), default=0.0)
        doubtful = speaks < (LEAST_TAGGED if finding.rule == TAGGED else LEAST_RULE)
        if not weights or not doubtful or sum(p for _, p in finding.names) < TOLD:
            return finding, holders
        best = max(weights, key=lambda a: weights[a])
        if weights[best] < NAMED or not finding.is_sure or _is_undergone(finding, (heads[best],)):
            return finding, []
        finding = replace(finding, holders=(heads[best],), speaker=False, insider=False)
        return finding, self._holders(finding)

    def _holders(self, finding: Finding) -> list[tuple[str, str]]:
        around = self.scene.statement_around(finding.at)
        if finding.speaker:
            around = around or self.scene.statement_cued_by(finding.at.ancestors)
            speakers = self.scene.speakers(around) if around is not None else ()
            return [(a, self._own_voice(finding)) for a in speakers]
        found = self._named_holders(finding, around)
        if around is not None and finding.insider:
            return self._insiders(found, around, finding)
        if around is not None:
            self._join_speakers(found, around, finding)
        return list(found.items())

    def _named_holders(self, finding: Finding, around: Statement | None) -> dict[str, str]:
        found: dict[str, str] = {}
        for token in finding.holders:
            actors, by_proxy = self.scene.holders(token)
            if not actors and finding.is_sure:
                actors = self.scene.told(token)
            for actor in actors:
                found.setdefault(actor, self._voice(finding, actor, by_proxy, around))
        return found

    def _join_speakers(self, found: dict[str, str], around: Statement, finding: Finding) -> None:
        """Add the minister who says where the country, or "the government", stands."""
        for speaker in self.scene.speakers(around):
            own = self.scene.circle(speaker)
            told = [a for a in found if a in self.scene.coined and self._is_government(a)]
            if any(a in own for a in found) or (told and self.scene.minister(around)):
                found.setdefault(speaker, self._own_voice(finding))

    def _is_government(self, actor: str) -> bool:
        return self.scene.actors[actor].name.casefold() == "government"

    def _insiders(
        self, found: dict[str, str], around: Statement, finding: Finding
    ) -> list[tuple[str, str]]:
        kept: dict[str, str] = {}
        if not self.scene.speakers(around) and (
            finding.stance == "opposes" or condition_by_rule(finding)
        ):
            unable = modals(finding.at) & {"can", "could"}
            return [] if unable else list(found.items())
        for speaker in self.scene.speakers(around):
            circle = self.scene.circle(speaker)
            inside = [a for a in found if a in circle]
            if inside:
                kept[speaker] = self._own_voice(finding)
                kept.update({a: "spokesperson" for a in inside if a != speaker})
        if not kept and condition_by_rule(finding):
            return list(found.items())  # told by another, but on which condition is known
        return list(kept.items())

    def _own_voice(self, finding: Finding) -> str:
        quoted = [self.scene.is_quoted(t) for t in (*finding.trigger, finding.issue)]
        return "direct" if any(quoted) else "indirect"

    def _voice(self, finding: Finding, actor: str, by_proxy: bool, around: Statement | None) -> str:
        if around is not None:
            if actor in self.scene.speakers(around):
                return self._own_voice(finding)
            speaks_for = any(actor in self.scene.circle(s) for s in self.scene.speakers(around))
            return "spokesperson" if speaks_for else "other"
        if by_proxy:
            return "spokesperson"
        spoken = finding.rule == TAGGED and self.scene.statement_cued_by(finding.trigger)
        if (finding.rule in SPEECH or spoken) and not self._is_standing(finding.at):
            return "direct" if self.scene.is_quoted(finding.issue) else "indirect"
        return "direct" if self.scene.is_quoted(finding.at) else "author"

    def _is_standing(self, verb: Token) -> bool:
        return any(c.dep_ == "advmod" and lemma(c) in words("standing") for c in verb.children)

    def _statement(self, finding: Finding) -> Statement | None:
        around = self.scene.statement_around(finding.at)
        return around if around is not None else self.scene.statement_cued_by(finding.trigger)

    # --- the issue

    def _called(self, finding: Finding) -> int | None:
        """The issue that "the decision" is, told before as "the decision to …"."""
        node = finding.issue
        if node.pos_ != "NOUN" or lemma(node) not in self._by_noun or _is_full(node):
            return None
        if not any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in node.children):
            return None
        number, at = self._by_noun[lemma(node)]
        if node.i - at > CALLED:
            return None
        self.register.mention(number, self.draft.over(_phrase(node)), node.i)
        return number

    def _issue(self, finding: Finding, holders: set[str]) -> int | None:
        node = finding.issue
        pointed = node.pos_ in ("PRON", "DET")
        if pointed and finding.rule in JUDGED and finding.stance in ("supports", "open"):
            self._drop("no act in reach for a pronoun")  # "this is good": of what, is a guess
            return None
        mention = self.draft.over(_phrase(node))
        earlier = self._named_before(finding)
        if earlier is not None:
            self.register.mention(earlier, mention, node.i)
            return earlier
        if finding.is_sure or finding.rule == TAGGED:
            return self._sure(finding, holders, mention)
        if pointed:
            self._drop("no act in reach for a pronoun")
        elif _is_vague(node) and len(self.register):
            # "the decision", and others were told of: which, is a guess. Where it is the first
            # act that a text names, the word is all there is
            self._drop("no act in reach for a noun")
        elif not self._is_act(finding, node):
            self._drop("not an act that can be accepted or refused")
        else:
            return self._labelled(finding, holders, mention)
        return None

    def _sure(self, finding: Finding, holders: set[str], mention: Spans) -> int | None:
        """The issue of what the tagger holds for likely: by its own words, or the stance's."""
        if (number := self._labelled(finding, holders, mention, count=False)) is not None:
            return number
        for verb in (finding.issue, finding.at):
            label = label_of(verb, self._name)
            if label is None and verb.pos_ == "VERB":
                label = bare_label(verb, self._name)  # "resign": all that is told of it
            if label is not None and len(label) > SHORTEST:
                return self.register.add(label, mention, finding.issue.i)
        self._drop("no label for the act")
        return None

    def _named_before(self, finding: Finding) -> int | None:
        """The issue that pronouns, "the plan", a bare noun or a mere verb of voting stand for."""
        node = finding.issue
        earlier = self._anaphor(node)
        if earlier is None and node.pos_ in ("PRON", "DET"):
            earlier = self._act_before(node)
        if earlier is None and node.pos_ == "NOUN" and is_bare(node) and (verb := verb_of(node)):
            earlier = self.register.latest(node.i, verb, REACH, named=True)
        if earlier is None and node.i == finding.at.i and finding.rule not in OWN:
            earlier = self.register.latest(node.i, "vote", REACH)
            earlier = self._act_before(node) if earlier is None else earlier
        if earlier is None and _is_vague(node):
            earlier = self.register.latest(node.i, lemma(node), REACH // 2)
        return earlier

    def _labelled(
        self, finding: Finding, holders: set[str], mention: Spans, *, count: bool = True
    ) -> int | None:
        """The issue by a label made of its own words."""
        node = finding.issue
        label = self._label(finding, holders)
        if label is not None and _HAVE_BE.match(label):
            label = self._of_state(finding, node, label)
            before = self.register.latest(node.i, None, REACH) if label is None else None
            if before is not None and finding.stance in ("sceptical", "undecided"):
                self.register.mention(before, mention, node.i)
                return before
        if label is None or len(label) <= SHORTEST:
            if count:
                self._drop("no label for the act")
            return None
        return self.register.add(label, mention, node.i)

    def _label(self, finding: Finding, holders: set[str]) -> str | None:
        node = finding.issue
        own = finding.stance == "supports" and not finding.speaker and node in _objects(finding.at)
        thing = lemma(finding.at) if own else TOLERATE if finding.rule in AGAINST else ACCEPT
        label = label_of(node, self._name, thing)
        if label is not None and label.startswith("have "):
            if finding.rule == "evaluation" and child(node, "nsubj") is None:
                return None  # "the right avenue to take": nobody's act
            if self._is_own(node, holders):
                return bare_label(node, self._name)  # "the union could strike": to strike
        return label

    def _is_own(self, verb: Token, holders: set[str]) -> bool:
        """Whether those who hold the position are those who would act."""
        return any(holders & set(self.scene.holders(s)[0]) for s in subjects(verb))

    def _of_state(self, finding: Finding, node: Token, label: str) -> str | None:
        """The act behind a clause that tells a state: what it judges, or bringing it about."""
        if node.dep_ == "pcomp":
            return label.split(" be ", 1)[-1] and "be " + label.split(" be ", 1)[-1]
        subject, said = child(node, "nsubj"), child(node, "acomp")
        if subject is None or subject.pos_ != "NOUN" or subject.ent_type_ in ("DATE", "CARDINAL"):
            return None
        if lemma(subject) in words("persons") | words("things"):
            return None
        if finding.rule == "duty" and said is not None:
            return f"make {subject.text} {said.text}"
        return label_of(subject, self._name) if finding.stance in ("sceptical", "opposes") else None

    def _act_before(self, pronoun: Token) -> int | None:
        """The act that the nearest noun of action before a pronoun names, made an issue."""
        if pronoun.lower_ not in PRONOUNS and pronoun.pos_ not in ("VERB", "ADJ"):
            return None
        doc = self.draft.doc
        for i in range(pronoun.i - 1, max(-1, pronoun.i - REACH), -1):
            noun = doc[i]
            if noun.pos_ == "NOUN" and noun.dep_ in HEADS and lemma(noun) in nominals():
                label = label_of(noun, self._name)
                return (
                    self.register.add(label, self.draft.over(_phrase(noun)), i) if label else None
                )
        return None

    def _anaphor(self, node: Token) -> int | None:
        if (verb := _apposed(node)) is not None:
            label = label_of(verb, self._name)
            return self.register.add(label, self.draft.over([verb]), verb.i) if label else None
        if node.pos_ in ("PRON", "DET"):
            if node.lower_ not in PRONOUNS:
                return None
            return self.register.latest(node.i, None, REACH)
        marks = {c.lower_ for c in node.children if c.dep_ in ("det", "amod", "predet")}
        such = bool(marks & {"such", "this", "that", "these", "those"})
        known = lemma(node) in words("anaphors")
        if node.pos_ != "NOUN" or not (known or (such and is_act_noun(node))):
            return None
        if not (such or "the" in marks) or _is_full(node):
            return None
        only_named = not such and lemma(node) in words("papers")
        return self.register.latest(node.i, lemma(node), REACH, only_named)

    def _is_act(self, finding: Finding, node: Token) -> bool:
        if node.pos_ in ("VERB", "AUX"):
            able = finding.rule == "may" and finding.stance == "opposes"  # "we cannot solve it"
            plain = able or (finding.stance == "supports" and finding.rule in WEAK)
            return not (plain and lemma(node) in words("routine") and child(node, "prt") is None)
        if node.pos_ == "PROPN" and lemma(node) in nominals() and not self.scene.named(node):
            return True  # "Brexit", "the Paris Agreement"
        if node.pos_ == "PROPN" or node.ent_type_ in ("PERSON", "GPE", "NORP"):
            return False
        if self.scene.named(node) or node.pos_ != "NOUN":
            return False
        clause = child(node, "acl", "ccomp")
        if clause is not None and clause.i > node.i and is_told_fact(clause):
            return False
        if (finding.stance == "sceptical" and finding.rule not in ("evaluation", "effect")) or (
            finding.rule in STRICT and finding.stance != "undecided"
        ):
            doubted = finding.stance == "sceptical" and child(node, "compound", "amod") is not None
            people = words("things") | words("persons") | words("collectives")
            return is_act_noun(node) or (doubted and lemma(node) not in people)
        if finding.rule in LOOSE and not is_act_noun(node):
            return False
        people = words("things") | words("persons") | words("collectives")
        return lemma(node) in nominals() or lemma(node) not in people

    def _name(self, pronoun: Token) -> str | None:
        ids = self.scene.holders(pronoun)[0]
        return self.scene.actors[ids[0]].name if len(ids) == 1 else None

    # --- the words

    def _evidence(self, finding: Finding) -> Span:
        """From the holder (in the same sentence) to the end of the words for the act."""
        tokens = [*finding.trigger, *_phrase(finding.issue)]
        sentence = finding.at.sent
        tokens += [h for h in finding.holders if sentence.start <= h.i < sentence.end]
        subject = child(finding.at, "nsubj", "nsubjpass")
        if subject is not None:
            tokens.append(subject)
        first = min(t.left_edge.i if t in finding.holders else t.i for t in tokens)
        last = max(t.i for t in tokens)
        doc = self.draft.doc
        first, last = max(first, sentence.start), min(last, sentence.end - 1)
        while last > first and (doc[last].is_space or doc[last].text in ",.;"):
            last -= 1
        while first < last and (doc[first].is_space or doc[first].text in ",.;"):
            first += 1
        return self.draft.span(doc[first].idx, doc[last].idx + len(doc[last]))


def _confidence(finding: Finding) -> float:
    if finding.confidence is not None:
        return finding.confidence
    return confidences().get(finding.rule, 0.5)


def _is_undergone(finding: Finding, holders: Sequence[Token]) -> bool:
    """Whether holders are those to whom the verb is done, or who are told to do what it says."""
    verb = finding.at
    if lemma(verb) in words("undergone") and any(is_done_to(verb, h) for h in holders):
        return True
    above = (is_told_to(verb, h) for h in holders)
    return any(a is not None and lemma(a) in words("directing") for a in above)


def _is_told(noun: Token) -> bool:
    """Whether "decision", "plan", "bill" is told of: "the tax plan", "its plan for the port"."""
    return _is_full(noun) or any(
        c.dep_ in ("nmod", "nummod", "appos")
        or c.pos_ == "PROPN"
        or (c.dep_ == "amod" and lemma(c) not in words("common"))
        for c in noun.children
    )


def _is_vague(noun: Token) -> bool:
    """Whether a noun stands for an act and says nothing of it: "the decision"."""
    return noun.pos_ == "NOUN" and lemma(noun) in words("pointers") and not _is_told(noun)


def _apposed(noun: Token) -> Token | None:
    """The verb of "seized the port in a move condemned by …": the move is what it says."""
    if lemma(noun) not in words("anaphors") or noun.dep_ != "pobj" or lemma(noun.head) != "in":
        return None
    article = child(noun, "det")
    verb = noun.head.head
    if article is None or article.lower_ not in ("a", "an") or verb.pos_ != "VERB":
        return None
    return verb


def _objects(verb: Token) -> tuple[Token, ...]:
    """What a verb is done to, by itself: no object of a preposition."""
    done = child(verb, "dobj", "nsubjpass") if verb.pos_ == "VERB" else None
    return with_conjuncts(done) if done is not None else ()


def _is_full(noun: Token) -> bool:
    """Whether a noun says itself what it is about; where and when do not count."""
    telling = {"acl", "poss", "compound"}
    if lemma(noun) not in words("pointers"):
        telling.add("relcl")  # "the decision, which angered many" tells nothing of it
    return any(
        c.dep_ in telling
        or (c.dep_ == "prep" and lemma(c) not in ("at", "in", "by", "from", "with", "during"))
        for c in noun.children
    )


def _phrase(node: Token) -> list[Token]:
    """The words for an act: a noun's or a verb's subtree in its sentence."""
    return [t for t in node.subtree if not t.is_space]
