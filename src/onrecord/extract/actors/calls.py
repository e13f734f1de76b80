"""What a text calls those it names: "Ardent, a charity", "the retailer Ardent", "Mr Bell, 49"."""

from __future__ import annotations

from onrecord.extract.actors.marks import Found, Ledger
from onrecord.extract.actors.view import View


class Calls:
    """Nouns and ages that a text gives its actors, by the actor's order."""

    def __init__(self, view: View, ledger: Ledger) -> None:
        self.view = view
        self.nouns: dict[int, set[str]] = {}
        self.ages: dict[str, list[int]] = {}  # age in digits → orders of persons
        self.aged: set[int] = set()
        self.at: dict[int, Found] = {}
        for x in (*ledger.people, *ledger.others):
            if x.kind == "country":
                continue
            for m in x.mentions:
                if m.form == "name":
                    self.at.update(dict.fromkeys(range(m.first, m.end), m))
        self._find()

    def _find(self) -> None:
        view = self.view
        for i in range(view.size):
            if view.low[i].isdigit() and len(view.low[i]) in (1, 2):
                self._age(i)
            elif i in self.at:
                if view.dep[i] == "appos" and view.pos[view.head[i]] == "NOUN":
                    self._call(i, view.head[i])
            elif view.pos[i] == "NOUN":
                self._noun(i)

    def _noun(self, i: int) -> None:
        """A noun beside a name, or said of it with "be"."""
        view = self.view
        dep, head = view.dep[i], view.head[i]
        if dep in ("appos", "compound") and head in self.at and abs(head - i) < 20:
            if dep == "appos" or self.at[head].first == i + 1:
                self._call(head, i)
        elif dep == "attr" and view.lemma[head] == "be":
            for k in range(i - 1, max(-1, i - 15), -1):
                if view.head[k] == head and view.dep[k] == "nsubj":
                    if k in self.at:
                        self._call(k, i)
                    break

    def _call(self, named: int, noun: int) -> None:
        if self.view.tag[noun] == "NN":
            self.nouns.setdefault(self.at[named].who.order, set()).add(self.view.low[noun])

    def _age(self, i: int) -> None:
        """An age beside a name: "Bell, 49," "Bell (49)", "49-year-old Bell"."""
        view = self.view
        m = None
        after = view.text[i + 1] if i + 1 < view.size else ""
        if after == "-" and i + 4 < view.size and view.low[i + 2] == "year":
            for k in range(i + 5, min(i + 10, view.size)):
                if view.pos[k] in ("PUNCT", "VERB", "AUX"):
                    break
                if k in self.at:
                    m = self.at[k]
                    break
            before = i - 1
            if m is None and before > 0 and view.low[before] in ("a", "the"):
                before -= 1
                m = self.at.get(before - 1) if view.text[before] == "," else None
        elif i > 1 and view.text[i - 1] in (",", "(") and after in (",", ")", "."):
            m = self.at.get(i - 2)
        if m is not None and m.who.kind == "person":
            rows = self.ages.setdefault(view.low[i], [])
            if m.who.order not in rows:
                rows.append(m.who.order)
            self.aged.add(m.who.order)
