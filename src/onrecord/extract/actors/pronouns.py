"""Third-person pronouns: who "he", "she", "it", "they" are, or nobody where two are as likely."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from onrecord.actors.data import words
from onrecord.actors.offices import offices
from onrecord.extract.actors.marks import Found, Ledger, Someone
from onrecord.extract.actors.nominals import is_human_noun, subjects
from onrecord.extract.actors.view import View

_FORMS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
    **dict.fromkeys(("it", "its", "itself"), "thing"),
    **dict.fromkeys(("they", "them", "their", "themselves"), "many"),
}
REACH = 80  # candidates looked at: only texts without sentence breaks have more in reach
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
BACK = {"male": 8, "female": 8, "thing": 2, "many": 2}  # sentences looked back (tuned as below)
MARGIN = 0.6  # by how much the best must lead (as the weights below, GUM and GAP at the best F1)
# What speaks for a candidate; tuned by random search on 600 rows of GAP development and on GUM
SAME_SENTENCE = 3.6
PER_SENTENCE = 3.4  # taken away for each sentence between
SUBJECT = 1.3
PARALLEL = 1.4  # both are subjects
CLAUSE = 1.0  # the subject of the clause, or of one over it, that the pronoun stands in
POSSESSOR = -0.9
REPEATED = 0.4  # for each further mention in reach, up to three
FIRST = 1.0  # begins its sentence
PRONOUN_BEFORE = 2.2  # a pronoun was linked to the candidate
QUOTE_BORDER = -4.9  # one inside a quotation, the other outside
SPEAKER = -10.0  # "he" inside a quotation is seldom its speaker
CATAPHOR = 2.7  # "In his letter, Okafor …"
AS_MANY = -0.5  # "they" for a body
SPOKE = 1.0  # the subject of a verb of saying, where the pronoun is one too: news goes on so
DISTANCE = 0.06  # taken away for each word between


@dataclass(slots=True)
class _Candidate:
    """Somebody a pronoun may mean: `who` is None for one without a name."""

    at: int
    end: int
    who: Someone | None
    gender: str | None
    subject: bool
    form: str
    kind: str


class Pronouns:
    """Resolves the pronouns of one text, from left to right."""

    def __init__(self, view: View, ledger: Ledger) -> None:
        self.view = view
        self.ledger = ledger
        found = [m for x in (*ledger.people, *ledger.others) for m in x.mentions]
        found.sort(key=lambda m: (m.first, -m.end))
        subjects(view, found)
        self.rows = [self._candidate(m) for m in found]
        self.named_at = {m.first for m in found if m.who.kind == "person" and m.form == "name"}
        taken = {i for m in found for i in range(m.first, m.end)}
        self.rows += [c for i in range(view.size) if i not in taken and (c := self._unnamed(i))]
        self.rows.sort(key=lambda c: (c.at, c.end))
        self.firsts = [c.at for c in self.rows]

    def _candidate(self, m: Found) -> _Candidate:
        return _Candidate(m.first, m.end, m.who, _gender(m.who), m.subject, m.form, m.who.kind)

    def _unnamed(self, i: int) -> _Candidate | None:
        """A human being without a name: "a police officer"."""
        view = self.view
        if view.dep[i] in _ARGUMENTS:
            if view.tag[i] == "NNS":
                return _Candidate(i, i + 1, None, None, _subject(view, i), "nominal", "group")
            if view.tag[i] == "NN" and not is_human_noun(view.low[i]):
                return _Candidate(i, i + 1, None, None, _subject(view, i), "nominal", "thing")
        if view.tag[i] != "NN" or not is_human_noun(view.low[i]):
            return None
        if any(k in self.named_at for k in range(i + 1, i + 3)):
            return None  # "his wife, Dora": the name is the candidate
        if view.dep[i] in ("compound", "appos", "attr", "amod", "nmod"):
            return None
        gender = None
        for g in ("male", "female"):
            if view.low[i] in words("people", g):
                gender = g
        office = offices().get(view.low[i])
        gender = gender or (office.gender if office else None)
        subject = _subject(view, i)
        return _Candidate(i, i + 1, None, gender, subject, "nominal", "person")

    def find(self) -> None:
        """Note every pronoun that one candidate fits best."""
        view = self.view
        new: list[tuple[int, _Candidate]] = []
        for i in range(view.size):
            sort = _FORMS.get(view.low[i])
            if sort is None or view.pos[i] not in ("PRON", "DET", "PROPN"):
                continue
            if sort == "thing" and self._empty(i):
                continue
            chosen = self._resolve(i, sort, new)
            if chosen is not None:
                who = chosen.who
                if who is not None:
                    who.add(i, i + 1, "pronoun")
                    if sort in ("male", "female") and who.gender is None:
                        who.genders[sort] += 1
                subject = view.dep[i] in ("nsubj", "nsubjpass")
                new.append(
                    (
                        i,
                        _Candidate(
                            i,
                            i + 1,
                            who,
                            chosen.gender or _sex(sort),
                            subject,
                            "pronoun",
                            chosen.kind,
                        ),
                    )
                )

    def _empty(self, i: int) -> bool:
        """Whether "it" stands for nothing: "it is clear that", "it rained"."""
        view = self.view
        if view.low[i] != "it":
            return False
        if view.dep[i] == "expl":
            return True
        verb = view.head[i]
        if view.dep[i] in ("nsubj", "nsubjpass") and view.lemma[verb] in (
            "be",
            "seem",
            "appear",
            "take",
            "become",
            "happen",
        ):
            return True
        return view.dep[i] not in ("nsubj", "nsubjpass")

    def _resolve(self, i: int, sort: str, new: list[tuple[int, _Candidate]]) -> _Candidate | None:
        view = self.view
        number = view.sentence[i]
        floor = view.sentence_start[max(0, number - BACK[sort])]
        a, b = bisect_left(self.firsts, floor), bisect_left(self.firsts, i)
        rows = self.rows[max(a, b - REACH) : b]
        rows += [c for at, c in new[-12:] if at >= floor]
        # "its president": only a body or state has one
        staffed = view.dep[i] == "poss" and is_human_noun(view.low[view.head[i]])
        scores: dict[int, tuple[float, _Candidate]] = {}
        counts: dict[int, int] = {}
        for c in rows:
            if not _agrees(c, sort) or not self._allowed(c, i):
                continue
            if staffed and c.kind == "thing":
                continue
            key = c.who.order if c.who is not None else -1 - c.at
            counts[key] = counts.get(key, 0) + 1
            score = self._score(c, i, sort)
            if key not in scores or score > scores[key][0]:
                scores[key] = (score, c)
        ahead = self._fronted(i)
        if ahead is not None and ahead.who is not None and _agrees(ahead, sort):
            score = SAME_SENTENCE + CATAPHOR + SUBJECT
            key = ahead.who.order
            if key not in scores or score > scores[key][0]:
                scores[key] = (score, ahead)
                counts.setdefault(key, 1)
        if not scores:
            return None
        ranked = sorted(
            ((s + REPEATED * min(counts[k] - 1, 3), -k, c) for k, (s, c) in scores.items()),
            key=lambda r: (-r[0], r[1]),
        )
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
            self.ledger.dropped["pronoun with two candidates"] += 1
            return None
        best = ranked[0][2]
        if best.who is None:
            self.ledger.dropped["pronoun of somebody unnamed"] += 1
        return best

    def _allowed(self, c: _Candidate, i: int) -> bool:
        """Binding: an object is not its own clause's subject, an owner not part of its own noun."""
        view = self.view
        if c.at <= i < c.end:
            return False
        low = view.low[i]
        if low.endswith(("self", "selves")) or view.dep[i] == "poss":
            return True
        root = self._outer(c)
        if view.dep[i] in ("nsubj", "nsubjpass"):
            return view.head[root] != view.head[i]
        verb = view.head[i]
        if view.pos[verb] == "ADP":
            verb = view.head[verb]
        return not (view.head[root] == verb and c.subject)

    def _outer(self, c: _Candidate) -> int:
        """The token of the mention that the rest of the sentence governs."""
        head = self.view.head
        return next((k for k in range(c.at, c.end) if not c.at <= head[k] < c.end), c.at)

    def _root(self, c: _Candidate) -> int:
        """The token that governs the mention: of a subject, its verb."""
        return self.view.head[self._outer(c)]

    def _over(self, i: int) -> set[int]:
        return set(self.view.chain(i))

    def _speaks(self, i: int) -> bool:
        """Whether the token is the subject of a verb of saying."""
        view = self.view
        return view.lemma[view.head[i]] in words("people", "speech")

    def _fronted(self, i: int) -> _Candidate | None:
        """The subject after a pronoun in a phrase before it: "In his letter, Okafor …"."""
        view = self.view
        first, end = view.sentence_of(i)
        if i - first > 6 or view.dep[i] != "poss":
            return None
        over = self._over(i)
        for c in self.rows[bisect_left(self.firsts, i + 1) : bisect_left(self.firsts, end)]:
            if c.subject and self._root(c) in over:
                return c
        return None

    def _score(self, c: _Candidate, i: int, sort: str) -> float:
        view = self.view
        away = view.sentence[i] - view.sentence[c.at]
        score = SAME_SENTENCE if away == 0 else -PER_SENTENCE * (away - 1)
        score += SUBJECT if c.subject else 0.0
        if c.subject and view.dep[i] in ("nsubj", "nsubjpass"):
            score += PARALLEL
            if self._speaks(i) and self._speaks(self._outer(c)):
                score += SPOKE
        if c.end < view.size and view.low[c.end] in ("'s", "'"):
            score += POSSESSOR
        if c.subject and away == 0 and self._root(c) in self._over(i):
            score += CLAUSE
        score -= DISTANCE * min(i - c.at, 60)
        if c.form == "pronoun":
            score += PRONOUN_BEFORE
        if c.at == view.sentence_start[view.sentence[c.at]] and away:
            score += FIRST
        if view.quoted[c.at] != view.quoted[i]:
            score += QUOTE_BORDER
            if view.quoted[i] >= 0 and c.subject and away == 0 and view.quoted[c.at] < 0:
                score += SPEAKER
        if sort == "many" and c.kind in ("organization", "country", "government", "party"):
            score += AS_MANY
        return score


def _subject(view: View, i: int) -> bool:
    return view.dep[i] in ("nsubj", "nsubjpass")


def _sex(sort: str) -> str | None:
    return sort if sort in ("male", "female") else None


def _gender(who: Someone) -> str | None:
    if who.kind != "person":
        return None
    if who.genders:
        best = who.genders.most_common(2)
        if len(best) == 1 or best[0][1] > best[1][1]:
            return best[0][0]
    return who.gender


def _agrees(c: _Candidate, sort: str) -> bool:
    if sort in ("male", "female"):
        if c.kind != "person":
            return False
        gender = _gender(c.who) if c.who is not None else c.gender
        return gender in (None, sort)
    if sort == "thing":
        return c.kind in ("organization", "government", "party", "country", "thing") and (
            c.who is None or not c.who.plural
        )
    return c.kind == "group" or c.kind in ("organization", "country", "government", "party")
