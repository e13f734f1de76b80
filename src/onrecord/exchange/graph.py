"""Annotations that point at each other (brat, UIMA CAS) → statements, positions, mentions.

Both formats have typed annotations with attributes (strings) and arguments (other annotations);
names are free. `Codes` says which name means what; what it does not know is counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from onrecord.exchange.codes import Codes
from onrecord.exchange.coding import Coding, Named, Said, Stand, by_of, joined
from onrecord.model import Spans, kinds


@dataclass(slots=True)
class Node:
    """One annotation. `name` is its normalised name, where the format gives one."""

    key: str
    type: str
    spans: Spans
    strings: dict[str, list[str]] = field(default_factory=dict)
    refs: dict[str, list[str]] = field(default_factory=dict)
    name: str | None = None


def take(
    coding: Coding,
    nodes: Iterable[Node],
    codes: Codes,
    format: str,
    parts: Collection[str] = (),
) -> None:
    """Tell the coding what these annotations say.

    `parts` are the keys of those that only serve others, such as the triggers of events.
    """
    _Reading(coding, list(nodes), codes, format, parts).run()


class _Reading:
    def __init__(
        self, coding: Coding, nodes: list[Node], codes: Codes, format: str, parts: Collection[str]
    ) -> None:
        self.coding = coding
        self.nodes = nodes
        self.codes = codes
        self.format = format
        self.by_key = {n.key: n for n in nodes}
        self.parts = parts
        self.pointed = {key for n in nodes for keys in n.refs.values() for key in keys}
        self.statements: dict[str, Said] = {}

    def run(self) -> None:
        whole = [node for node in self.nodes if node.key not in self.parts]
        kinds_of = {node.key: self.kind(node) for node in whole}
        for node in whole:
            if kinds_of[node.key] == "statement" and (said := self.said(node)):
                self.statements[node.key] = said
                self.coding.said(said)
        for node in whole:
            kind = kinds_of[node.key]
            if kind == "position":
                self.position(node)
            elif kind == "actor" and len(node.spans) == 1:
                self.coding.mention(self.actor(node), node.spans[0])
            elif kind == "issue" and node.spans:
                self.coding.issue(self.label(node), node.spans)
            elif kind not in ("statement", "ignore") and node.key not in self.pointed:
                what = "is not mapped" if kind is None else "belongs to nothing"
                self.coding.drop(f"an annotation “{node.type}” {what}")

    def kind(self, node: Node) -> str | None:
        """What an annotation is. One named after a stance is a position, wherever it points."""
        meaning = self.codes.name(node.type)
        known = self.known(node.type.rpartition(".")[2])
        stances = self.fields(node, "stance")
        if meaning in ("position", "statement") or (known is None and not stances):
            return meaning
        return "position"

    def known(self, word: str) -> str | None:
        stance = self.codes.stance(word)
        return stance if stance in kinds("stance") else None

    def fields(self, node: Node, means: str) -> list[str]:
        """The strings of a node whose name means this."""
        return [
            value
            for name, values in node.strings.items()
            if self.codes.name(name) == means
            for value in values
            if value.strip()
        ]

    def arguments(self, node: Node, means: str) -> list[Node]:
        """The nodes it points at under a name that means this, or else by what they are."""
        found: list[Node] = []
        for name, keys in node.refs.items():
            said = self.codes.name(name)
            for target in (self.by_key[k] for k in keys if k in self.by_key):
                # “Arg1”, “Target” say nothing of what is pointed at: its own type does.
                what = self.codes.name(target.type)
                own = what if what in ("actor", "issue", "statement") else None
                if means == (own if said in (None, "actor", "issue") and own else said):
                    found.append(target)
        return found

    def actor(self, node: Node) -> Named:
        return self.codes.actor(self.label(node), node.type)

    def label(self, node: Node) -> str:
        return " ".join((node.name or self.coding.text.words(*node.spans)).split())

    def actors(self, node: Node) -> tuple[Named, ...]:
        """Those it points at, and those it names in an attribute."""
        pointed = [self.actor(n) for n in self.arguments(node, "actor") if n.name or n.spans]
        named = [
            self.codes.actor(value, name)
            for name, values in node.strings.items()
            if self.codes.name(name) == "actor"
            for value in values
            if value.strip()
        ]
        return tuple(dict.fromkeys(pointed + named))

    def spans(self, node: Node, means: str) -> Spans:
        pointed = [s for n in self.arguments(node, means) for s in n.spans]
        for words in self.fields(node, means):
            at = self.coding.text.text.find(words)
            if at < 0 or self.coding.text.text.find(words, at + 1) >= 0:
                self.coding.drop(f"a {means} given in words that do not stand once in the text")
            elif span := self.coding.span(at, at + len(words)):
                pointed.append(span)
        return joined(pointed) if pointed else ()

    def by(self, node: Node) -> str:
        return by_of(self.format, next(iter(self.fields(node, "coder")), None))

    def voice(self, node: Node) -> str | None:
        voice = next(iter(self.fields(node, "voice")), "").casefold()
        return voice if voice in kinds("voice") else None

    def said(self, node: Node) -> Said | None:
        content = self.spans(node, "content") or node.spans
        if not content:
            self.coding.drop(f"a “{node.type}” without content")
            return None
        return Said(
            content,
            self.actors(node),
            self.by(node),
            source=self.spans(node, "source"),
            cue=self.spans(node, "cue"),
            voice=self.voice(node),
        )

    def position(self, node: Node) -> None:
        actors, issues = self.actors(node), self.issues(node)
        stances = [self.codes.stance(s) for s in self.fields(node, "stance")]
        if not stances and (known := self.known(node.type.rpartition(".")[2])):
            stances = [known]
        pointed = [n for of in ("actor", "issue") for n in self.arguments(node, of)]
        evidence = self.spans(node, "evidence") or node.spans
        evidence = evidence or joined([s for n in pointed for s in n.spans])
        missing = [
            what
            for what, there in (("an actor", actors), ("an issue", issues), ("words", evidence))
            if not there
        ]
        if missing or len(set(stances)) != 1:
            self.coding.drop(f"a position without {missing[0] if missing else 'one stance'}")
            return
        said = [self.statements.get(n.key) for n in self.arguments(node, "statement")]
        for actor in actors:
            for issue in issues:
                self.coding.stand(
                    Stand(
                        actor,
                        issue,
                        stances[0],
                        evidence,
                        self.by(node),
                        condition=self.spans(node, "condition") or None,
                        voice=self.voice(node),
                        said=said[0] if said else None,
                    )
                )

    def issues(self, node: Node) -> list[str]:
        pointed = [self.label(n) for n in self.arguments(node, "issue") if n.name or n.spans]
        return list(dict.fromkeys(pointed + self.fields(node, "issue")))
