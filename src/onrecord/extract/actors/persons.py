"""Names of persons: what the tagger found, mended, and what it missed."""

from __future__ import annotations

import re
from collections import Counter

from onrecord.actors.data import table, words
from onrecord.actors.descriptions import classes_of, is_known_body
from onrecord.actors.leaders import known_family
from onrecord.actors.names import PersonName, first_names
from onrecord.actors.offices import modifiers, offices
from onrecord.extract.actors.lexicon import (
    Spot,
    adjectives,
    heads_of_names,
    is_acronym,
    is_honorific,
    known_names,
)
from onrecord.extract.actors.nobody import nobodies
from onrecord.extract.actors.view import Entity, View
from onrecord.model import fold

_BADGE = re.compile(r"[DRI]-[A-Z].*")
"""Party and state of a member of the US Congress: "R-Ohio"."""


def people_spots(view: View, entities: list[Entity], taken: list[bool]) -> list[Spot]:
    """Names of persons: the tagger's, mended, and those it missed."""
    votes: dict[str, Counter[str]] = {}
    for e in entities:
        if not any(taken[e.first : e.end]):
            votes.setdefault(view.words(e.first, e.end), Counter())[e.label] += 1
    found: dict[int, int] = {}
    for e in entities:
        if e.label == "PERSON" and not any(taken[e.first : e.end]):
            first, end = _without_titles(view, e.first, e.end)
            if first < end and _plausible(view, first, end, votes):
                first, end = _widened(view, first, end, taken)
                found[first] = end
    after_titles = _after_titles(view, taken, found)
    found.update(after_titles)
    _add_speakers(view, entities, taken, found)
    ends = {_last_word(view, first, end) for first, end in found.items()}
    families = {
        view.text[end - 1]
        for end in sorted(ends)
        if known_names().at_exactly(view.key, end - 1, end) is None
    }
    families |= {
        view.text[first]
        for first, end in found.items()
        if end - first > 1 and _family(view.words(first, end)) == (view.text[first],)
    }
    _add_short(view, entities, taken, found, families)
    for first in nobodies(view, found):
        del found[first]
    sites = _sites(view, found)
    spots = []
    last = 0
    for first in sorted(found):
        if first >= last and view.text[first] not in sites:
            spots.append(Spot(first, found[first], "person"))
            last = found[first]
    return spots


def _family(name: str) -> tuple[str, ...]:
    return PersonName.parse(name).family


def _sites(view: View, found: dict[int, int]) -> set[str]:
    """Names of one word that only ever say where: "in Atbara", "the people of Atbara"."""
    places: dict[str, bool] = {}
    inner: set[str] = set()
    for first, end in found.items():
        if end - first > 1:
            inner.update(view.text[first:end])
            continue
        head, name = view.head[first], view.text[first]
        if view.dep[first] != "pobj" or view.low[first] in first_names():
            inner.add(name)
        elif view.low[head] in words("place", "prepositions"):
            places[name] = True
    return set(places) - inner


def trim_name(view: View, first: int, end: int) -> tuple[int, int]:
    """A name without articles, possessive endings and marks at its edges."""
    while first < end and (
        view.low[first] in ("the", "a", "an", "'s", "'") or not view.word[first][0].isalnum()
    ):
        first += 1
    while first < end and (
        view.low[end - 1] in ("'s", "'", "the")
        or not (view.word[end - 1][-1].isalnum() or view.word[end - 1].endswith((".", "!")))
    ):
        end -= 1
    return first, end


def _last_word(view: View, first: int, end: int) -> int:
    """The end of a name without "Jr." or "IV"."""
    if end - first > 1 and view.low[end - 1] in words("names", "suffixes"):
        return end - 1
    return end


def _widened(view: View, first: int, end: int, taken: list[bool]) -> tuple[int, int]:
    """A name with the name words beside it that the tagger left out: "Garegin | Tosunyan"."""
    for _ in range(2):
        k = first - 1
        if k >= 0 and not taken[k] and _joins_name(view, k) and first <= view.head[k] < end:
            first = k
    if end - first == 1 and _is_surname_of_month(view, first, end, taken):
        return first, end + 1
    if end - first == 1:
        end = _past_hyphen(view, end, taken)
    end = _past_particles(view, first, end, taken)
    for _ in range(2):
        if (
            end < view.size
            and not taken[end]
            and _joins_name(view, end)
            and (
                view.head[end - 1] == end
                and view.dep[end - 1] == "compound"
                and view.low[end] not in words("bodies", "names")
            )
        ):
            end += 1
    return first, end


def _past_particles(view: View, first: int, end: int, taken: list[bool]) -> int:
    """The end of a name cut at a particle or hyphen: "Ursula von | der Leyen", "Jae | -in"."""
    particles = words("names", "particles")
    k = end
    while k < view.size and view.low[k] in particles and view.word[k].islower() and k - end < 3:
        k += 1
    ends_so = view.low[end - 1] in particles and view.word[end - 1].islower()
    if (
        (k > end or ends_so)
        and k < view.size
        and not taken[k]
        and (view.word[k][0].isupper() and view.pos[k] == "PROPN")
    ):
        return k + 1
    if (
        end + 1 < view.size
        and view.text[end] == "-"
        and view.start[end] == view.end[end - 1]
        and view.start[end + 1] == view.end[end]
        and view.word[end + 1].isalpha()
        and view.word[end + 1].islower()
        and len(view.word[end + 1]) < 6
        and _syllable(view, first, end + 1)
    ):
        return end + 2
    return end


def _syllable(view: View, first: int, i: int) -> bool:
    """Whether a word after a hyphen is the rest of a given name: "Jae-in" after "Moon".

    Feeds join words with stray hyphens ("Molloy-was"), so a function word counts only in a name
    whose family name comes first.
    """
    if view.low[i] in ("led", "style", "based", "era", "like", "run", "said", "says"):
        return False
    if view.tag[i] in ("VBN", "VBD"):  # "Lepik-ruled"
        return False
    asian = view.low[first] in words("names", "surnames_first") and i - first > 2
    return asian or not view.draft.doc[i].is_stop


def _joins_name(view: View, i: int) -> bool:
    """Whether a token without a label of its own may be a word of the name beside it."""
    word = view.word[i]
    return (
        view.pos[i] == "PROPN"
        and (view.ent[i] == "" or fold(word) in first_names())
        and word[0].isupper()
        and not word.isupper()
        and word.replace("-", "").replace("'", "").isalpha()
        and view.low[i] not in offices()
        and view.low[i] not in modifiers()
        and view.low[i] not in words("names", "not_names")
        and not is_honorific(view.low[i])
        and adjectives().at(view.key, i) is None
        and heads_of_names().at_exactly(view.low, i, i + 1) is None
    )


def _past_hyphen(view: View, end: int, taken: list[bool]) -> int:
    """The end of a name that was cut inside its given name: "Min | -ho Park"."""
    k = end + 2
    if (
        k < view.size
        and view.text[end] == "-"
        and view.start[end] == view.end[end - 1]
        and view.start[end + 1] == view.end[end]
        and view.word[end + 1].isalpha()
        and (view.word[end + 1][0].isupper() or view.word[end + 1].islower())
        and not any(taken[end : k + 1])
        and _joins_name(view, k)
        and view.sentence[k] == view.sentence[end]
    ):
        return k + 1
    return end


def _titled(view: View, e: Entity) -> bool:
    """Whether a label of a body covers a person: "Lawyer Omar Reyes", "Marine Duval"."""
    titled = (view.low[e.first] in offices() and e.end - e.first > 2) or (
        is_honorific(view.low[e.first]) and e.end - e.first > 1
    )
    given = view.low[e.first] in first_names() and 1 < e.end - e.first < 5
    return (
        e.label in ("ORG", "GPE", "NORP", "WORK_OF_ART", "PRODUCT")
        and (titled or given)
        and all(
            view.pos[i] == "PROPN" and view.word[i].isalpha() and not view.word[i].isupper()
            for i in range(e.first + 1, e.end)
        )
        and not any(
            view.low[i] in words("bodies", "names") or view.low[i] in offices()
            for i in range(e.first + 1, e.end)
        )
    )


def _add_speakers(
    view: View, entities: list[Entity], taken: list[bool], found: dict[int, int]
) -> None:
    """A name without label that speaks: "Harward said". One word, seen nowhere as a body."""
    bodies = {view.text[e.end - 1] for e in entities if e.label in ("ORG", "GPE", "NORP")}
    inside = {i for first, end in found.items() for i in range(first, end)}
    for i in range(view.size):
        if (
            view.dep[i] == "nsubj"
            and view.lemma[view.head[i]] in words("people", "speech")
            and not taken[i]
            and i not in inside
            and view.text[i] not in bodies
            and _joins_name(view, i)
            and view.low[i] not in words("groups", "names")
            and view.low[i] not in words("bodies", "names")
            and view.tag[i] == "NNP"
        ):
            first = i
            while (
                first > 0
                and _joins_name(view, first - 1)
                and view.head[first - 1] == i
                and (not taken[first - 1])
            ):
                first -= 1
            found[first] = i + 1


def _without_titles(view: View, first: int, end: int) -> tuple[int, int]:
    """A person's name without title words in front and initials' leftovers behind."""
    honorifics = table("words")["honorifics"]
    heads = offices()
    first = _given_word(view, first, end)
    while first < end - 1 and (
        view.low[first] in heads
        or view.low[first] in words("names", "not_names")
        or _lost_sentence_end(view, first)
        or ("media" in classes_of(view.word[first]) and view.word[first].isupper())
        or view.low[first] in modifiers()
        or any(view.low[first] in honorifics[g] for g in honorifics)
        or adjectives().at(view.key, first) is not None
        or view.low[first] in ("'s", "-", "minister", "party")
        or (
            view.word[first].isupper()
            and len(view.word[first]) > 2
            and view.word[first].isalpha()
            and end - first > 2
            and not view.word[end - 1].isupper()
        )
    ):
        first += 1
    while end - 1 > first and (
        view.low[end - 1] in words("names", "not_names")
        or is_honorific(view.low[end - 1])
        or not view.word[end - 1][0].isalnum()
        or (
            view.pos[end - 1] in ("VERB", "ADP", "DET", "AUX")
            and view.low[end - 1] == view.word[end - 1]
        )
    ):
        end -= 1
    return first, end


def _given_word(view: View, first: int, end: int) -> int:
    """Where the name begins in "(minister for) Social Protection Anna Berg", "(end.- )Anna"."""
    for i in range(end - 2, first - 1, -1):
        if view.word[i].endswith((".-", "!-", "?-")):
            return i + 1
    if end - first > 2 and first > 1 and view.low[first - 1] in ("for", "of", "and"):
        known = [i for i in range(first, end - 1) if view.low[i] in first_names()]
        if known and known[0] > first and view.low[first] not in words("names", "particles"):
            return known[0]
    return first


def _lost_sentence_end(view: View, i: int) -> bool:
    """Whether a word of a name ends a sentence before it, a space lost: "hardest.- | Monika"."""
    word = view.word[i]
    return (
        word[0].islower() and "." in word and view.low[i] not in words("names", "particles")
    ) or not any(c.isalnum() for c in word)


def _plausible(view: View, first: int, end: int, votes: dict[str, Counter[str]]) -> bool:
    name = view.words(first, end)
    letters = sum(c.isalpha() for c in name)
    if letters < 2 or any(c.isdigit() for c in name) or not any(c.isupper() for c in name):
        return False
    low = name.lower()
    last = view.low[end - 1]
    if end - first > 1 and view.low[first] in words("names", "saints"):
        return False  # "St. Louis", "San Marino": a town, a church
    if _BADGE.fullmatch(name):
        return False
    if low in words("names", "not_names") or (end - first == 1 and view.tag[first] == "NNPS"):
        return False
    if last in words("bodies", "names") or last in words("bodies", "sites"):
        return _does(view, first, end)
    if is_acronym(view, first, end) or is_known_body(name):
        return False
    if end - first == 1:
        if low in offices() or low in modifiers() or low in words("groups", "names"):
            return False
        if adjectives().at(view.key, first) is not None:
            return False
        cast = votes.get(name, Counter())
        return cast["PERSON"] * 2 >= sum(cast.values())
    return True


def _does(view: View, first: int, end: int) -> bool:
    """Whether "Kevin Hall" is a person after all: a first name, and he speaks or has a title."""
    if end - first != 2 or view.low[first] not in first_names():
        return False
    head = view.head[end - 1]
    speaks = view.dep[end - 1] == "nsubj" and view.lemma[head] in words("people", "speech")
    apposed = view.text[end : end + 1] == [","] and any(
        view.low[k] in offices() for k in range(end + 1, min(end + 6, view.size))
    )
    before = view.low[first - 1] if first else ""
    return speaks or apposed or before in offices() or is_honorific(before)


def _after_titles(view: View, taken: list[bool], found: dict[int, int]) -> dict[int, int]:
    """Names straight after a title that the tagger did not take for a person's."""
    honorifics = table("words")["honorifics"]
    titles = set(honorifics["male"]) | set(honorifics["female"]) | _BEFORE_NAMES
    more: dict[int, int] = {}
    inside = {i for first, end in found.items() for i in range(first, end)}
    for i in range(1, view.size):
        if view.low[i - 1] not in titles or taken[i] or i in inside or not view.is_name_word(i):
            continue
        if view.pos[i] != "PROPN" or view.low[i] in offices() or view.low[i] in modifiers():
            continue
        if view.low[i] in words("bodies", "names") or adjectives().at(view.key, i):
            continue
        end = i + 1
        while (
            end < view.size
            and end - i < 4
            and not taken[end]
            and end not in inside
            and view.pos[end] == "PROPN"
            and view.word[end][0].isupper()
            and view.sentence[end] == view.sentence[i]
        ):
            end += 1
        first, end = _without_titles(view, *trim_name(view, i, end))
        if first == i and first < end and view.low[end - 1] not in words("bodies", "names"):
            more[first] = end
    return more


_BEFORE_NAMES = frozenset(
    {"president", "minister", "chancellor", "spokesman", "spokeswoman", "premier", "senator"}
)
"""Titles after which a capitalised word is a person's name, the tagger's label regardless."""


def _is_surname_of_month(view: View, first: int, end: int, taken: list[bool]) -> bool:
    """Whether a month after a first name is a family name: "Theresa May said", not "Ana May 5"."""
    if end >= view.size or taken[end] or view.low[end] not in words("names", "months"):
        return False
    after = view.text[end + 1] if end + 1 < view.size else ""
    return (
        view.low[first] in first_names()
        and view.word[end][0].isupper()
        and view.sentence[end] == view.sentence[first]
        and not after.isdigit()
    )


def _is_month(view: View, i: int) -> bool:
    """Whether a family name is a month here: "in May", "5 May", "May 2017"."""
    if view.low[i] not in words("names", "months"):
        return False
    before = view.low[i - 1] if i else ""
    after = view.low[i + 1] if i + 1 < view.size else ""
    return before in words("names", "before_months") or before.isdigit() or after.isdigit()


def _add_short(
    view: View,
    entities: list[Entity],
    taken: list[bool],
    found: dict[int, int],
    families: set[str],
) -> None:
    """Family names of persons named in full elsewhere, whatever the tagger called them."""
    inside = {i for first, end in found.items() for i in range(first, end)}
    particles = words("names", "particles")
    for e in entities:
        if (
            all(view.low[k] in particles for k in range(e.first, e.end - 1))  # "De Wit"
            and e.first not in inside
            and not any(taken[e.first : e.end])
            and view.text[e.end - 1] in families
            and (e.label != "PERSON" or view.low[e.first - 1] != "the")  # "King", not "the King"
            and not _is_month(view, e.first)
        ):
            found[e.first] = e.end
    covered = {i for e in entities for i in range(e.first, e.end)}
    for e in entities:
        if (
            e.label != "PERSON"
            and not any(taken[e.first : e.end])
            and e.first not in inside
            and e.first not in found
            and (_titled(view, e) or (e.end - e.first == 1 and known_family(view.text[e.first])))
        ):
            found[e.first + (view.low[e.first] in offices())] = e.end
    for i in range(view.size):
        if (
            (view.text[i] in families or known_family(view.text[i]))
            and i not in inside
            and i not in covered
            and not taken[i]
            and view.pos[i] == "PROPN"
            and view.word[i][0].isupper()
            and not _is_month(view, i)
        ):
            first, end = _widened(view, i, i + 1, taken)
            found[first] = end
