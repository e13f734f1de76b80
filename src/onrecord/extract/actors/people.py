"""One actor for all names of a person: full name, family name, given name."""

from __future__ import annotations

from onrecord.actors.data import table
from onrecord.actors.names import (
    PersonName,
    first_names,
    gender_of,
    names_person,
    same_person,
    same_word,
    skeleton,
)
from onrecord.extract.actors.lexicon import Spot
from onrecord.extract.actors.marks import Ledger, Someone
from onrecord.extract.actors.view import View
from onrecord.model import fold

NEAR = 60  # tokens: two who share a name are told apart by who was named this close before
# (about two sentences: a guess, not tuned)

FAR = 3  # times as far as the one named last: so far back another bearer of the name is no rival


def link_people(view: View, spots: list[Spot], ledger: Ledger) -> None:
    """Persons and their mentions by name, into the ledger."""
    names = [(s, _parsed(view, s)) for s in spots if s.what == "person"]
    _hyphens(names)
    by_last: dict[str, list[Someone]] = {}
    owner: dict[int, Someone] = {}
    for s, name in names:
        if name.given:
            owner[s.first] = _full(view, s, name, by_last, ledger)
    _merge_longer(by_last)
    by_first: dict[str, list[Someone]] = {}
    for known in ledger.people:
        if known.person and known.person.given:
            by_first.setdefault(fold(known.person.given[0]), []).append(known)
    last_at: dict[int, int] = {}
    for s, name in names:
        someone = owner.get(s.first)
        if someone is None:
            someone = _short(view, s, name, by_last, by_first, last_at, ledger)
        if someone is not None:
            someone.add(s.first, s.end, "name")
            if not _byline(view, s.first):
                last_at[someone.order] = s.first
            honorific = _honorific(view, s.first)
            if honorific:
                someone.genders[honorific] += 2


def _parsed(view: View, s: Spot) -> PersonName:
    return PersonName.parse(view.words(s.first, s.end))


def _hyphens(names: list[tuple[Spot, PersonName]]) -> None:
    """Read "Anna-Berg", a hyphen for a lost space, as two words where Berg is named alone."""
    alone = {name.family[0] for _, name in names if not name.given and len(name.family) == 1}
    for k, (s, name) in enumerate(names):
        given, hyphen, family = " ".join(name.family).partition("-")
        if not name.given and hyphen and family in alone and fold(given) in first_names():
            names[k] = (s, PersonName((given,), (family,)))


def _byline(view: View, first: int) -> bool:
    """Whether the name is the writer's: "By Anna Berg" where a line or text begins."""
    k = first - 1
    return (
        k >= 0
        and view.low[k] == "by"
        and view.word[k][0].isupper()
        and (k == 0 or view.sentence[k - 1] != view.sentence[k] or "\n" in view.word[k - 1])
    )


def _key(name: PersonName) -> str:
    return skeleton(name.family[-1]) if name.family else ""


def _full(
    view: View, s: Spot, name: PersonName, by_last: dict[str, list[Someone]], ledger: Ledger
) -> Someone:
    """The person of a name with given and family name; a new one where none fits."""
    rows = by_last.setdefault(_key(name), [])
    fits = [x for x in rows if x.person and x.person.given and same_person(x.person, name)]
    exact = [x for x in fits if x.person and x.person.words == name.words]
    if len(fits) == 1 or exact:
        someone = (exact or fits)[0]
        if someone.person and _fuller(name, someone.person):
            someone.name, someone.person = view.words(s.first, s.end), name
        return someone
    someone = ledger.new("person", view.words(s.first, s.end), person=name)
    someone.gender = gender_of(name)
    rows.append(someone)
    return someone


def _fuller(one: PersonName, other: PersonName) -> bool:
    """Whether one name says more than the other: more words, or more letters of initials."""
    return (len(one.words), sum(map(len, one.words))) > (
        len(other.words),
        sum(map(len, other.words)),
    )


def _merge_longer(by_last: dict[str, list[Someone]]) -> None:
    """Keep rows in order of first mention (rows are appended so already)."""
    for rows in by_last.values():
        rows.sort(key=lambda x: x.order)


def _short(
    view: View,
    s: Spot,
    name: PersonName,
    by_last: dict[str, list[Someone]],
    by_first: dict[str, list[Someone]],
    last_at: dict[int, int],
    ledger: Ledger,
) -> Someone | None:
    """The person of a family or given name alone; None where two are equally near."""
    text = " ".join(name.family)
    rows = by_last.get(_key(name), [])
    fits = [x for x in rows if x.person and names_person(text, x.person)]
    gender = _honorific(view, s.first)
    if gender:
        fits = [x for x in fits if x.gender in (None, gender)]
    if not fits:
        fits = [x for x in by_first.get(fold(text), []) if not gender or x.gender in (None, gender)]
        if gender and fold(text) in first_names():
            fits = []  # "Mr Khalid" may be Khalid Osman; "Mr James" is hardly James Bell
    if not fits:
        fits = _inner(text, ledger)
    if not fits:
        someone = ledger.new("person", view.words(s.first, s.end), person=name)
        if fold(text) in first_names():
            someone.gender = first_names()[fold(text)]
        by_last.setdefault(_key(name), []).append(someone)
        return someone
    if len(fits) == 1:
        return fits[0]
    near = [x for x in fits if s.first - last_at.get(x.order, -NEAR) < NEAR]
    if len(near) == 1:
        return near[0]
    recent = sorted((s.first - last_at[x.order], x.order, x) for x in fits if x.order in last_at)
    if len(recent) == 1 or (len(recent) > 1 and recent[1][0] > FAR * (recent[0][0] + 10)):
        return recent[0][2]
    ledger.dropped["name shared by two persons"] += 1
    return None


def _inner(text: str, ledger: Ledger) -> list[Someone]:
    """Persons with the word inside their name: "Aung San Suu Kyi" for "Suu Kyi"."""
    parts = text.split()
    found = []
    for someone in ledger.people[:400]:  # a book names thousands; the rule is for articles
        if someone.person and len(someone.person.words) > 2:
            whole = someone.person.words
            if any(
                all(map(same_word, parts, whole[k : k + len(parts)]))
                for k in range(1, len(whole) - len(parts) + 1)
            ):
                found.append(someone)
    return found


def _honorific(view: View, first: int) -> str | None:
    """`male` or `female` by the word before the name: "Mr", "Mrs"."""
    if first:
        honorifics = table("words")["honorifics"]
        for gender in ("male", "female"):
            if view.low[first - 1] in honorifics[gender]:
                return gender
    return None
