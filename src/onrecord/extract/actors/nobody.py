"""Names that a tagger takes for persons' and that are nobody: works, storms, places, furniture."""

from __future__ import annotations

from onrecord.actors.data import words
from onrecord.actors.descriptions import body_nouns
from onrecord.actors.names import first_names
from onrecord.extract.actors.view import View

LONGEST_WORK = 6  # tokens of a quotation that may be a title and nothing else

_LISTS = frozenset({",", "and", "or", "&"})


def nobodies(view: View, found: dict[int, int]) -> set[int]:
    """The first tokens of those names in `found` (first → end) that are no person's.

    A name that is somebody's elsewhere in the text, by a first name or by what it does, is kept
    there; a storm or place that is called so once is one wherever it is named.
    """
    alone = {f for f, e in found.items() if _is_work(view, f, e) or _is_furniture(view, f, e)}
    called = {view.words(f, e) for f, e in found.items() if _is_called_thing(view, f, e)}
    called |= {name.split()[-1] for name in called}
    full = [(f, e) for f, e in found.items() if e - f > 1 and view.low[f] in first_names()]
    called -= {view.text[e - 1] for f, e in full} | {view.words(f, e) for f, e in full}
    return alone | {f for f, e in found.items() if view.words(f, e) in called}


def _is_work(view: View, first: int, end: int) -> bool:
    """Whether the name is all of a quotation or of an item of one: the hit “Johnny Sand,”."""
    number = view.quoted[first]
    if number < 0:
        return False
    a, b = first, end
    while a > 0 and view.quoted[a - 1] == number and first - a < LONGEST_WORK:
        a -= 1
    while b < view.size and view.quoted[b] == number and b - end < LONGEST_WORK:
        b += 1
    rest = [k for k in (*range(a, first), *range(end, b)) if view.word[k][0].isalnum()]
    if rest:
        return False
    around = (a - 2, b + 1)  # "Ana “Ace” Ruiz" has a name on both sides
    return not all(0 <= k < view.size and view.pos[k] == "PROPN" for k in around)


def _is_furniture(view: View, first: int, end: int) -> bool:
    """Whether the name is a label, a place of writing, or whose picture it is."""
    after = view.text[end] if end < view.size else ""
    before = view.low[max(0, first - 2) : first]
    if after == "/" and end + 1 < view.size and view.word[end + 1][0].isupper():
        return True  # "Lin Ho / For Harbour News"
    if set(before) & words("people", "credits") and ({":", "by"} & set(before)):
        return True
    capitals = all(w.isupper() and len(w) > 3 for w in view.word[first:end])
    if capitals and after == ":":
        return view.words(first, end).title() not in view.text
    opens = first == view.sentence_of(first)[0]
    return capitals and opens and end - first < 4 and after in (",", "(", "–", "—")


def _is_called_thing(view: View, first: int, end: int) -> bool:
    """Whether the text says what the name is, and that is no human: "the film Silver Harbour"."""
    if view.low[first] in words("people", "storms") and end - first > 1:
        return True
    before = view.low[first - 1] if first else ""
    beside = view.dep[view.head[end - 1]] != "relcl"  # not "the film Ana Ruiz made"
    if first > 0 and view.tag[first - 1] in ("NN", "NNP") and beside and before in _things():
        return True
    if view.low[first] in first_names() and end - first > 1:
        return False
    if first > 0 and view.tag[first - 1] == "NN" and "company" in body_nouns().get(before, ()):
        return end - first == 1  # "the firm Lukara": a body's name
    return _is_site(view, first, end)


def _things() -> frozenset[str]:
    return words("people", "works") | words("people", "storms")


def _is_site(view: View, first: int, end: int) -> bool:
    """Whether the name is that of a town or region: "the state of X", "between the towns of X"."""
    k = first
    while k > 0 and (view.low[k - 1] in _LISTS or (view.pos[k - 1] == "PROPN" and first - k < 8)):
        k -= 1
    if k < 2 or view.low[k - 1] not in ("of", "in"):
        return False
    k -= 1
    if view.low[k - 1] not in words("people", "sites"):
        return False
    return view.low[k] == "of" and view.tag[k - 1] in ("NN", "NNS")
