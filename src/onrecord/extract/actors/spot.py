"""Where a text names somebody: known names and what the tagger found, its usual errors mended."""

from __future__ import annotations

import re

from onrecord.actors.data import table, words
from onrecord.actors.descriptions import body_nouns, is_known_body
from onrecord.actors.names import first_names
from onrecord.actors.offices import modifiers, offices, plurals
from onrecord.extract.actors.lexicon import (
    Known,
    Spot,
    acronym_after,
    adjectives,
    heads_of_names,
    initials,
    is_acronym,
    is_honorific,
    known_names,
)
from onrecord.extract.actors.persons import people_spots, trim_name
from onrecord.extract.actors.view import Entity, View

LONGEST_NAME = 10  # tokens of a body's name before its initials: longer ones give no acronym
_US_MEMBER = re.compile(r"[DRI]-[A-Z]")  # "D-Minn.": a senator's party and state
_NO_NAME = re.compile(r"https?:|www\.|@|pic\.twitter|\.com/")
_LABELS_OF_BODIES = frozenset({"ORG", "NORP", "PRODUCT", "FAC", "WORK_OF_ART", "LAW", "EVENT"})


def spot(view: View) -> list[Spot]:
    """Names in text order, none overlapping another."""
    spelt = _spelt_out(view)
    entities = [
        e
        for entity in _rejoined(view)
        for e in _cut(view, entity)
        if e.label != "ORG" or not _subject_of_office(view, e)
    ]
    entities = [e for e in entities if not any(_overlap(e, s) for s in spelt)] + spelt
    known = [s for s in _known(view, entities) if not any(_within(s, e) for e in spelt)]
    taken = [False] * view.size
    spots: list[Spot] = []
    for found in known:
        spots.append(found)
        taken[found.first : found.end] = [True] * (found.end - found.first)
    people = people_spots(view, entities, taken)
    for found in people:
        taken[found.first : found.end] = [True] * (found.end - found.first)
    spots += people
    for found in _introduced(view, taken):
        spots.append(found)
        taken[found.first : found.end] = [True] * (found.end - found.first)
    for entity in entities:
        if any(taken[entity.first : entity.end]):
            continue
        what = _what(view, entity)
        if what:
            spots.append(Spot(entity.first, entity.end, what))
            taken[entity.first : entity.end] = [True] * (entity.end - entity.first)
    spots += _acronyms(view, spots, taken, {view.text[e.end + 1] for e in spelt})
    return sorted(spots, key=lambda s: s.first)


def _spelt_out(view: View) -> list[Entity]:
    """Names of bodies with their initials in brackets behind: "Union of River Farmers (URF)".

    The initials may be those of another language, in its order: "(FUR)".
    """
    found = []
    for i in range(2, view.size - 2):
        letters = sorted(acronym_after(view, i) or "")
        for first in range(max(view.sentence_of(i)[0], i - LONGEST_NAME), i - 2) if letters else ():
            if not view.word[first][0].isupper() or view.low[first] in ("the", "a", "an"):
                continue
            if any(sorted(known) == letters for known in initials(view.words(first, i))):
                found.append(Entity(first, i, "ORG"))
                break
    return found


def _overlap(one: Entity, other: Entity) -> bool:
    return one.first < other.end and other.first < one.end


def _within(spot: Spot, entity: Entity) -> bool:
    """Whether a known name is a part of a longer one, not all of it."""
    inside = entity.first <= spot.first and spot.end <= entity.end
    return inside and (spot.first, spot.end) != (entity.first, entity.end)


def _acronyms(view: View, spots: list[Spot], taken: list[bool], spelt: set[str]) -> list[Spot]:
    """Words in capitals that the tagger left out: initials of a body named in full, or a body
    named by them elsewhere and here in brackets.
    """
    bodies = [s for s in spots if s.what == "org"]
    known = spelt | {i for s in bodies for i in initials(view.words(s.first, s.end))}
    alone = {view.text[s.first] for s in bodies if s.end - s.first == 1}
    return [
        Spot(i, i + 1, "org")
        for i in range(view.size)
        if not taken[i]
        and (view.text[i] in known or (view.text[i] in alone and view.text[i - 1] == "("))
        and is_acronym(view, i, i + 1)
    ]


def _is_name(view: View, entity: Entity) -> bool:
    """Whether the words can be a body's name: no address, no party and state, two letters."""
    name = view.words(entity.first, entity.end)
    if _NO_NAME.search(name) or _US_MEMBER.match(name) or sum(c.isalpha() for c in name) < 2:
        return False
    return any(c.isupper() for c in name) and name[0].isalnum()


def _introduced(view: View, taken: list[bool]) -> list[Spot]:
    """Bodies that the tagger missed after a noun for one: "the charity Shelter"."""
    found = []
    for i in range(1, view.size):
        if (
            view.low[i - 1] not in body_nouns()
            or view.tag[i - 1] != "NN"
            or not view.word[i - 1].islower()
            or view.tag[i] not in ("NNP", "NNPS")
            or view.ent[i] not in ("", "PERSON", "WORK_OF_ART", "PRODUCT")
            or view.low[i] in offices()
            or view.low[i] in modifiers()
            or is_honorific(view.low[i])
        ):
            continue
        end = i
        while end < view.size and end - i < 4 and not taken[end] and _name_goes_on(view, i, end):
            end += 1
        if end > i and not (end - i > 1 and view.ent[i] == "PERSON"):
            found.append(Spot(i, end, "org"))
    return found


def _name_goes_on(view: View, first: int, i: int) -> bool:
    return (
        view.tag[i] in ("NNP", "NNPS")
        and view.word[i][0].isupper()
        and view.sentence[i] == view.sentence[first]
        and adjectives().at(view.key, i) is None
    )


def _known_body(view: View, entity: Entity) -> bool:
    """Whether the name is a company or paper known by it: "Instagram"."""
    return is_known_body(view.words(entity.first, entity.end))


def _rejoined(view: View) -> list[Entity]:
    """The tagger's entities, a body's name cut at "and" put together again.

    "Irish Nurses | and | Midwives Organisation": the second part is a body's name by its last
    word, the first no body, and the words hang together.
    """
    found: list[Entity] = []
    names = words("bodies", "names")
    for e in view.entities:
        last = found[-1] if found else None
        if (
            last is not None
            and last.end + 1 == e.first
            and view.low[last.end] in ("and", "&")
            and last.label in ("ORG", "NORP", "PERSON", "GPE")
            and e.label in ("ORG", "NORP")
            and view.low[e.end - 1] in names
            and e.end - e.first > 1
            and view.low[last.end - 1] not in names
            and last.end - last.first > 1
            and view.tag[last.end - 1] in ("NNS", "NNPS")
        ):
            found[-1] = Entity(last.first, e.end, "ORG")
        else:
            found.append(e)
    return found


def _what(view: View, entity: Entity) -> str | None:
    if entity.label in ("GPE", "LOC"):
        return "place"
    if entity.label == "ORG":
        last = view.low[entity.end - 1]
        if last in words("bodies", "none") or last in words("bodies", "sites"):
            return None
        if entity.end - entity.first == 1 and (
            last in words("groups", "creeds")
            or last in words("bodies", "names")
            or view.pos[entity.first] != "PROPN"
        ):
            return None
        if _dateline(view, entity) or _is_office(view, entity):
            return None
        return "org" if _is_name(view, entity) else None
    last = view.low[entity.end - 1]
    if entity.label == "PERSON":
        acronym = is_acronym(view, entity.first, entity.end)
        return "org" if acronym or _known_body(view, entity) else None
    if entity.label in _LABELS_OF_BODIES and last in words("bodies", "names"):
        return "org"
    return "place" if entity.label == "FAC" else None


def _subject_of_office(view: View, entity: Entity) -> bool:
    """Whether what the tagger calls a body is what a minister minds: "Greek Finance"."""
    after = view.low[entity.end] if entity.end < view.size else ""
    before = view.low[max(0, entity.first - 2) : entity.first]
    return (after in ("minister", "secretary") and not view.word[entity.end - 1].isupper()) or (
        before in (["minister", "of"], ["minister", "for"], ["secretary", "of"])
    )


def _is_office(view: View, entity: Entity) -> bool:
    """Whether what the tagger calls a body is an office: "Special Representative for Trade"."""
    found = None
    for i in range(entity.first, min(entity.first + 4, entity.end)):
        if i + 1 < entity.end and view.low[i + 1] in ("of", "for", "to"):
            found = heads_of_names().at_exactly(view.low, i, i + 1)
            break
    return found is not None


def _dateline(view: View, entity: Entity) -> bool:
    """Whether a name in capitals opens a line as the place of writing: "TEL AVIV, February 9"."""
    return (
        entity.first == view.sentence_of(entity.first)[0]
        and entity.end < view.size
        and view.text[entity.end] in (",", "(", "-", "–", "—")
        and all(w.isupper() and len(w) > 2 for w in view.word[entity.first : entity.end])
        and entity.end - entity.first < 4
        and (entity.first == 0 or "\n" in view.word[entity.first - 1])
    )


def _cut(view: View, entity: Entity) -> list[Entity]:
    """An entity without what does not belong to its name; in pieces where it holds several."""
    if entity.label in ("DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"):
        return []
    pieces: list[tuple[int, int]] = []
    begin = entity.first
    for i in range(entity.first, entity.end + 1):
        at_end = i == entity.end
        breaks = not at_end and (
            "\n" in view.word[i]
            or (entity.label == "PERSON" and _dash(view, i))
            or (i > begin and _tells(view, i))
            or view.word[i].endswith((".-", "!-", "?-"))  # a sentence's end, the space lost
            or (
                entity.label == "PERSON" and view.low[i] in ("and", ",", "(", "/", ":", ";", "with")
            )
        )
        if at_end or breaks:
            pieces.append((begin, i))
            begin = i + 1
    found = []
    for first, end in pieces:
        first, end = trim_name(view, first, end)
        if first < end and entity.label in ("GPE", "PERSON", "ORG"):
            found += _past_state(view, first, end, entity.label)
        elif first < end:
            found.append(Entity(first, end, entity.label))
    return found


def _dash(view: View, i: int) -> bool:
    """Whether a token is a dash with a space on either side: no name goes on over it."""
    free = 0 < i < view.size - 1 and view.end[i - 1] < view.start[i]
    return view.text[i] in ("-", "–", "—") and free and view.end[i] < view.start[i + 1]


def _tells(view: View, i: int) -> bool:
    """Whether a token is a verb of saying: "Lahti says Bank of Norway" is two names."""
    return view.word[i].islower() and view.lemma[i] in words("people", "speech")


def _past_state(view: View, first: int, end: int, label: str) -> list[Entity]:
    """A name cut after a state's: "(ambassador to) the Republic of Malta | Jussi Lahti"."""
    for k in range(end - 2, first, -1):
        names = (known_names().at_exactly(view.key, a, k) for a in _starts(view, first, k))
        if not any(known is not None and known.what == "territory" for known in names):
            continue
        before = view.low[first - 1] if first else ""
        before = view.low[first - 2] if before == "the" and first > 1 else before
        human = label != "ORG" or view.low[k] in first_names()
        human = human and view.low[end - 1] not in words("bodies", "names")
        if human and before in ("of", "to", "for"):
            return [Entity(first, k, "GPE"), Entity(k, end, "PERSON")]
    return [Entity(first, end, label)]


def _starts(view: View, first: int, end: int) -> list[int]:
    """Where a state's name may begin: "Republic of | Cyprus"."""
    return [first, *(k for k in range(first + 1, end) if view.low[k - 1] == "of")]


def _known(view: View, entities: list[Entity]) -> list[Spot]:
    """Known names that are not part of a longer name."""
    owner: dict[int, Entity] = {i: e for e in entities for i in range(e.first, e.end)}
    whole = {  # words of persons' names of several words: "Michael Jordan"
        view.text[i] for e in entities if e.label == "PERSON" and e.end - e.first > 1
        for i in range(e.first, e.end)
    }  # fmt: skip
    spots = []
    for first, end, known in known_names().matches(view.key):
        entity = owner.get(first)
        if not view.word[first][0].isupper() and not known.name[0].islower():
            continue
        if _part_of_word(view, first, end):
            continue
        if entity is not None:
            inside = (entity.first < first or end < entity.end) and end <= entity.end
            if inside and not _splits(view, entity, first, end, known):
                continue
            if entity.label == "PERSON" and end - first == 1 and view.text[first] in whole:
                continue
        if end - first == 1 and _in_person(view, first, whole):
            continue
        if known.body and known.body.kind == "party" and not _alone(view, first, end):
            continue
        spots.append(Spot(first, end, known.what, known))
    return spots


def _alone(view: View, first: int, end: int) -> bool:
    """Whether a party's name of one word is the party: "Labour warned", not "Labour costs"."""
    if end - first > 1 or view.word[first].isupper():
        return True
    follows = end < view.size and view.pos[end] in ("NOUN", "PROPN") and view.head[first] == end
    if follows:
        return view.low[end] in offices() or view.low[end] in plurals()
    return view.pos[first] == "PROPN"


def _in_person(view: View, i: int, whole: set[str]) -> bool:
    """Whether a one-word name of a state is part of a person's: "Jordan" after "Mr"."""
    before = view.low[i - 1] if i else ""
    honorifics = table("words")["honorifics"]
    return view.text[i] in whole and any(before in honorifics[g] for g in honorifics)


def _part_of_word(view: View, first: int, end: int) -> bool:
    """Whether the name is joined to another word by a hyphen on its left: "non-US"."""
    return (
        first > 1
        and view.text[first - 1] == "-"
        and view.end[first - 1] == view.start[first]
        and view.word[first - 2][:1].isupper()
        and view.end[first - 2] == view.start[first - 1]
        and end - first == 1
        and view.pos[first] != "PROPN"
    )


def _splits(view: View, entity: Entity, first: int, end: int, known: Known) -> bool:
    """Whether a known name inside a longer entity stands for itself all the same.

    "Ukraine's parliament", "US President Trump", "EU foreign policy".
    """
    if known.what == "body" and entity.label not in ("PERSON", "FAC"):
        return end - first > 1 or (first == entity.first and view.text[first].isupper())
    if first == entity.first and end < entity.end:
        after = view.low[end]
        if after in ("'s", "'") or entity.label in ("EVENT", "LAW", "WORK_OF_ART", "NORP"):
            return True
        if entity.label == "PERSON":
            return after in offices() or after in modifiers()
        return after in offices()
    return False
