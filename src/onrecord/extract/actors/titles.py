"""Title phrases: which tokens name an office, of what and in which country."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.actors.data import words
from onrecord.actors.offices import Office, modifiers, offices, plurals
from onrecord.actors.phrases import PhraseTable
from onrecord.actors.territories import Territory
from onrecord.extract.actors.lexicon import Spot, adjectives, is_honorific, tokens_of
from onrecord.extract.actors.view import View

_SUFFIXES = frozenset({"elect", "designate", "in-waiting"})
_PREPOSITIONS = frozenset({"of", "for", "at", "in", "to", "from", "with"})
_OPEN = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "NUM"})
LONGEST = (
    12  # tokens of a title before its head, and of the phrase after it (a round guess, not tuned)
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title phrase: tokens `first` to `end`; its head is `head` to `head_end`.

    `words` is the title without country and body, `territories` and `bodies` what it belongs to,
    `rest` a name after "of" that is none of the text's known names, `seat` a building named
    instead of the state.
    """

    first: int
    end: int
    head: int
    head_end: int
    office: Office
    plural: bool
    words: str
    territories: tuple[Territory, ...]
    bodies: tuple[Spot, ...]
    rest: str | None = None
    seat: str | None = None


@cache
def heads() -> PhraseTable[tuple[Office, bool]]:
    """Head words of titles, singular and plural, as tokens in lower case."""
    found: PhraseTable[tuple[Office, bool]] = PhraseTable()
    for rows, plural in ((offices(), False), (plurals(), True)):
        for head, office in rows.items():
            found.add(tokens_of(head), (office, plural))
    return found


class Titles:
    """Finds title phrases in one text. `spots` are its names."""

    def __init__(self, view: View, spots: list[Spot]) -> None:
        self.view = view
        self.at: dict[int, Spot] = {i: s for s in spots for i in range(s.first, s.end)}

    def before(self, first: int) -> Title | None:
        """The title directly before the name that begins at token `first`."""
        view = self.view
        end = first
        while end > 0 and (is_honorific(view.low[end - 1]) or view.text[end - 1] in ('"', "'")):
            if view.text[end - 1] in ('"', "'") and end == first:
                break
            end -= 1
        if end == 0:
            return None
        floor = view.sentence_of(first)[0]
        return self._ending(end, floor) or self._with_of(end, floor) or self._with_state(end, floor)

    def _with_state(self, end: int, floor: int) -> Title | None:
        """ "Ambassador to the Republic of Malta" before a name: a state or body ends the title."""
        last = self.at.get(end - 1)
        if last is None or last.what == "person" or last.first <= floor:
            return None
        for head_end in range(last.first - 1, max(floor, end - LONGEST), -1):
            if self.view.low[head_end] in _PREPOSITIONS:
                title = self._ending(head_end, floor)
                if title is not None and self._right(head_end, end) == end:
                    return self._title(
                        title.first, end, title.head, title.head_end, title.office, title.plural
                    )
        return None

    def apposed(self, comma: int) -> Title | None:
        """The title without article that ends at a comma before a name: "France's envoy, …"."""
        floor = self.view.sentence_of(comma)[0]
        return self._ending(comma, floor) or self._reaching(comma, floor)

    def _reaching(self, comma: int, floor: int) -> Title | None:
        """A title whose phrase after its head ends at the comma: "ambassador to Seoul,"."""
        for head_end in range(comma - 2, max(floor, comma - 8), -1):
            if self.view.low[head_end] in _PREPOSITIONS:
                title = self._ending(head_end, floor)
                if title is not None and self._right(head_end, comma + 1) == comma:
                    return self._title(
                        title.first, comma, title.head, title.head_end, title.office, title.plural
                    )
                if title is not None:
                    return None
        return None

    def _ending(self, end: int, floor: int) -> Title | None:
        """A title whose head ends before token `end`."""
        view = self.view
        head_end = end
        if end - 2 > floor and view.low[end - 1] in _SUFFIXES and view.text[end - 2] == "-":
            head_end = end - 2
        found = heads().ending(view.low, head_end)
        if (
            found is None
            or found[0] < floor
            or (found[0] in self.at and self._named(found[0], end))
        ):
            return None
        head, (office, plural) = found
        first = self._left(head, floor)
        return self._title(first, end, head, head_end, office, plural)

    def _named(self, i: int, end: int) -> bool:
        """Whether the head word is itself part of a person's name."""
        return self.at[i].what == "person" and self.at[i].end <= end

    def _with_of(self, end: int, floor: int) -> Title | None:
        """ "Minister of Foreign Affairs" before a name."""
        view = self.view
        i = end - 1
        while i > floor and end - i < 5 and view.pos[i] in ("PROPN", "NOUN", "ADJ", "CCONJ"):
            i -= 1
        if i <= floor or i == end - 1 or view.low[i] not in ("of", "for"):
            return None
        if not all(view.word[k][0].isupper() or view.pos[k] == "CCONJ" for k in range(i + 1, end)):
            return None
        found = heads().ending(view.low, i)
        if found is None or found[0] < floor:
            return None
        head, (office, plural) = found
        return self._title(self._left(head, floor), end, head, end, office, plural)

    def _left(self, head: int, floor: int) -> int:
        """Where a title begins, going left from its head."""
        view = self.view
        i = head
        while i > floor and head - i < LONGEST:
            k = i - 1
            word, pos = view.low[k], view.pos[k]
            spot = self.at.get(k)
            if word in ("'s", "'") and view.tag[k] == "POS" and k > floor:
                owner = self.at.get(k - 1)
                i = max(floor, owner.first) if owner else k
                if owner is None:
                    return i + 1
                return i
            if spot is not None:
                if spot.what == "person":
                    return i
                i = max(floor, spot.first)
                continue
            if word in modifiers() or adjectives().ending(view.key, i) is not None:
                i -= 1
            elif word == "-" and k > floor and view.end[k - 1] == view.start[k]:
                i -= 2
            elif (
                (pos in ("ADJ", "NOUN", "PROPN") and view.head[k] > k and view.tag[k] != "PRP$")
                or (word in ("and", "&") and self._joins(k, floor))
                or (pos == "VERB" and view.tag[k] in ("VBN", "VBG") and view.dep[k] == "amod")
            ):
                i -= 1
            else:
                return i
        return i

    def _joins(self, k: int, floor: int) -> bool:
        """Whether "and" joins two words of one title: "energy and climate secretary"."""
        view = self.view
        return (
            k > floor
            and view.pos[k - 1] in ("NOUN", "PROPN", "ADJ")
            and ((k - 1) not in self.at or adjectives().ending(view.key, k) is not None)
            and view.dep[k - 1] in ("amod", "compound", "nmod", "conj")
            and view.head[k - 1] > k
        )

    def after(self, start: int) -> Title | None:
        """The title phrase that begins at token `start` (an article is skipped)."""
        view = self.view
        ceiling = view.sentence_of(start)[1] if start < view.size else start
        i = start
        if i < ceiling and (view.pos[i] == "DET" or view.tag[i] == "PRP$"):
            i += 1
        first = i
        while i < ceiling and i - first < LONGEST:
            found = heads().at(view.low, i)
            if found and self._closes(found[0], ceiling) and not self._in_name(i):
                head_end = found[0]
                office, plural = found[1]
                end = head_end
                if end + 1 < ceiling and view.text[end] == "-" and view.low[end + 1] in _SUFFIXES:
                    end += 2
                return self._title(first, self._right(end, ceiling), i, head_end, office, plural)
            if not self._inside(i):
                return None
            i = found[0] if found else i + 1
        return None

    def _in_name(self, i: int) -> bool:
        return i in self.at and self.at[i].what == "person"

    def _inside(self, i: int) -> bool:
        """Whether a token may stand before a head in a title."""
        view = self.view
        if i in self.at:
            return (
                self.at[i].what != "person" or view.low[min(self.at[i].end, view.size - 1)] == "'s"
            )
        return (
            view.pos[i] in _OPEN
            or view.low[i] in ("'s", "'", "-", "and", "&")
            or view.low[i] in modifiers()
            or (view.pos[i] == "VERB" and view.tag[i] in ("VBN", "VBG"))
        )

    def _closes(self, i: int, ceiling: int) -> bool:
        """Whether a head that ends before token `i` is the last word of its noun phrase."""
        view = self.view
        if i >= ceiling:
            return True
        if view.text[i] == "-":
            return i + 1 < ceiling and view.low[i + 1] in _SUFFIXES
        if view.low[i] in ("'s", "'"):
            return False
        return not (view.pos[i] in ("NOUN", "PROPN") and view.end[i - 1] + 1 >= view.start[i]) or (
            heads().at(view.low, i) is None and view.head[i - 1] != i and i in self.at
        )

    def _right(self, i: int, ceiling: int) -> int:
        """The end of the phrase after a head: "of the Czech Republic", "for Macron's party"."""
        view = self.view
        if i >= ceiling or view.low[i] not in _PREPOSITIONS:
            return i
        end = i + 1
        while end < ceiling and end - i < LONGEST:
            word, pos = view.low[end], view.pos[end]
            spot = self.at.get(end)
            if spot is not None:
                end = spot.end
                continue
            if (
                (
                    pos in ("ADJ", "NOUN", "PROPN", "DET", "NUM", "PART")
                    and word not in ("who", "which", "that", "whose", "to", "not")
                )
                or word in ("-", "of", "at", "for", "with")
                or (word in ("and", "&") and end + 1 < ceiling and self._goes_on(end + 1))
            ):
                end += 1
                continue
            break
        while end > i + 1 and view.pos[end - 1] in ("DET", "CCONJ", "ADP"):
            end -= 1
        return end if end > i + 1 else i

    def _goes_on(self, i: int) -> bool:
        """Whether what follows "and" still belongs to the phrase: another name or a noun."""
        spot = self.at.get(i)
        return (spot is not None and spot.what != "person") or (
            spot is None
            and self.view.pos[i] in ("NOUN", "PROPN")
            and heads().at(self.view.low, i) is None
        )

    def _title(
        self, first: int, end: int, head: int, head_end: int, office: Office, plural: bool
    ) -> Title | None:
        view = self.view
        while first < head and (
            view.pos[first] in ("DET", "CCONJ", "PUNCT", "SPACE")
            or view.low[first] in ("'s", "'", "-", "other", "some", "many", "several", "own")
        ):
            first += 1
        if first >= end:
            return None
        first = self._after_age(first, head)
        owners, bodies, drop = self._owners(first, end, head, head_end, office)
        kept = [i for i in range(first, head_end) if i not in drop]
        if not kept:
            kept = list(range(head, head_end))
        text = self._join(kept)
        if end > head_end and view.text[head_end] == "-":
            text += view.words(head_end, head_end + 2)
        rest = None if owners or bodies else self._rest(head_end, end)
        seat = next(
            (
                s.known.name
                for i in range(first, end)
                if (s := self.at.get(i)) and s.what == "seat" and s.known
            ),
            None,
        )
        return Title(first, end, head, head_end, office, plural, text, owners, bodies, rest, seat)

    def _rest(self, head_end: int, end: int) -> str | None:
        """The name in the phrase after a head: "of Fitch Ratings"."""
        view = self.view
        first = head_end + 1
        while first < end and view.pos[first] == "DET":
            first += 1
        if first < end and any(
            view.pos[i] == "PROPN" and view.word[i][0].isupper() for i in range(first, end)
        ):
            return view.words(first, end)
        return None

    def _join(self, kept: list[int]) -> str:
        """Words of these tokens, spaced as in the text where they are neighbours."""
        view = self.view
        text = ""
        for n, i in enumerate(kept):
            near = n and kept[n - 1] == i - 1 and view.end[i - 1] == view.start[i]
            text += ("" if near or not n else " ") + view.word[i]
        return text.strip(" -'’,")

    def _after_age(self, first: int, head: int) -> int:
        """The begin of a title without "54-year-old"."""
        for i in range(first, head):
            if self.view.low[i] in ("old", "year-old"):
                return i + 1
        return first

    def _owners(
        self, first: int, end: int, head: int, head_end: int, office: Office
    ) -> tuple[tuple[Territory, ...], tuple[Spot, ...], set[int]]:
        """Territories and bodies that a title phrase names, and the tokens that name them."""
        view = self.view
        owners: list[Territory] = []
        bodies: list[Spot] = []
        drop: set[int] = set()
        i = first
        while i < end:
            spot = self.at.get(i)
            if spot is not None and self._department(spot, head, head_end, office):
                i = max(spot.end, i + 1)
                continue
            if spot is not None:
                place = _state(spot)
                if self._accredited(spot, head_end, office):
                    pass  # "ambassador to Chad": whose is said elsewhere
                elif place is not None:
                    owners.append(place)
                elif _may_own(spot):
                    bodies.append(spot)
                drop |= set(range(spot.first, min(spot.end, end)))
                drop |= (
                    {spot.end} if spot.end < end and view.low[spot.end] in ("'s", "'") else set()
                )
                i = max(spot.end, i + 1)
                continue
            drop |= {i} if is_honorific(view.low[i]) else set()
            found = adjectives().at(view.key, i)
            if found is not None and found[0] <= end:
                if len(found[1]) == 1:
                    owners.append(found[1][0])
                drop |= set(range(i, found[0]))
                i = found[0]
                continue
            i += 1
        return tuple(dict.fromkeys(owners)), tuple(dict.fromkeys(bodies)), drop

    def _accredited(self, spot: Spot, head_end: int, office: Office) -> bool:
        """Whether a state's name says where an envoy is sent, not who sends."""
        k = spot.first - 1
        if k >= head_end and self.view.low[k] == "the":
            k -= 1
        return office.kind == "envoy" and k >= head_end and self.view.low[k] in ("to", "in", "at")

    def _department(self, spot: Spot, head: int, head_end: int, office: Office) -> bool:
        """Whether what the tagger took for a body is a minister's subject: "Interior"."""
        if spot.first < head_end and spot.end > head:
            return True
        if spot.first > 1 and self.view.text[spot.first - 1] == "-" and spot.end <= head:
            return True  # "pro-Moscow"
        return (
            spot.known is None
            and spot.what in ("org", "place")
            and office.kind in ("minister", "deputy", "official")
            and spot.end == head
            and spot.end - spot.first < 3
            and not self.view.word[spot.first].isupper()
        )


def _may_own(spot: Spot) -> bool:
    """Whether an office may be of what is named: a body, person or place."""
    return (
        spot.what in ("person", "place", "org") or spot.known is None or spot.known.body is not None
    )


def _state(spot: Spot) -> Territory | None:
    """The state that a name stands for, or None."""
    if spot.known is None or spot.known.body is not None or len(spot.known.territories) != 1:
        return None
    return spot.known.territories[0]


def is_state_body(low: str) -> bool:
    """Whether the words name a body of a state: "foreign ministry"."""
    return low in words("bodies", "state")
