"""Records made by hand, for tests that load no model. The article is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.model import (
    FORMAT,
    Actor,
    Dropped,
    Event,
    Issue,
    Mention,
    Place,
    Position,
    Record,
    Role,
    Span,
    Spans,
    Statement,
    Text,
    When,
)

ARTICLE = """\
Finland's Prime Minister Aino Lahti said on Monday that her government would “pay its full share” \
of a bridge across the strait, a plan that Sweden has long resisted.

“We will build it, with or without our neighbours,” Lahti told reporters in Turku. “The ferries \
<script>alert(1)</script> cannot carry our ports & mills.”

Swedish Transport Minister Erik Dahl said Stockholm was ready to discuss the bridge if the \
Commission paid half of it. Opposition leader Karin Ek warned that the costs could “sink the \
budget”, and the Green League rejected the plan outright.

Dahl and Lahti met in Stockholm last week. Fishermen blocked the port of Kapellskär on 14 May, \
demanding that the two governments keep the ferries. Norway has not decided whether it will join, \
its foreign ministry said.
"""


class _Maker:
    def __init__(self, text: str) -> None:
        self.text = text
        self.id = Text.of(text).id

    def at(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def named(self, *names: tuple[str, int] | str) -> tuple[Mention, ...]:
        pairs = [(n, 0) if isinstance(n, str) else n for n in names]
        return tuple(Mention(self.at(*p)) for p in pairs)

    def statement(
        self,
        kind: str,
        speakers: list[Actor],
        source: Spans,
        cue: Spans,
        content: Spans,
        voice: str,
        **more: str | None,
    ) -> Statement:
        return Statement(
            id=Statement.id_of(self.id, source, cue, content),
            kind=kind,
            speakers=tuple(a.id for a in speakers),
            source=source,
            cue=cue,
            content=content,
            addressees=(),
            within=more.get("within"),
            voice=voice,
            said=more.get("said"),
            place=more.get("place"),
            confidence=0.9,
            by="statements/hand-1",
        )

    def position(
        self,
        actor: Actor,
        issue: Issue,
        stance: str,
        evidence: Spans,
        voice: str,
        statement: Statement | None = None,
        condition: Spans | None = None,
    ) -> Position:
        return Position(
            id=Position.id_of(self.id, actor.id, issue.id, stance, evidence),
            actor=actor.id,
            issue=issue.id,
            stance=stance,
            condition=condition,
            voice=voice,
            evidence=evidence,
            statement=statement.id if statement else None,
            confidence=0.71,
            by="positions/hand-1",
        )


def bridge(
    *, name: str = "bridge.txt", title: str | None = "A bridge divides the strait"
) -> Record:
    """A whole record: every layer, a broken quotation, a condition, marks that overlap."""
    m = _Maker(ARTICLE)
    monday = When.of(m.id, m.at("Monday"), "DATE", "2024-05-20")
    week = When.of(m.id, m.at("last week"), "DATE", "2024-W20")
    may14 = When.of(m.id, m.at("14 May"), "DATE", "2024-05-14")
    turku = Place.of(
        "Turku", "city", country="FI", latitude=60.4515, longitude=22.2687, geonames=633679,
        mentions=(m.at("Turku"),),
    )  # fmt: skip
    stockholm = Place.of(
        "Stockholm", "city", country="SE", latitude=59.3294, longitude=18.0687, geonames=2673730,
        mentions=(m.at("Stockholm", 1),),
    )  # fmt: skip
    port = Place.of("port of Kapellskär", "site", mentions=(m.at("port of Kapellskär"),))
    lahti = Actor.of(
        "Aino Lahti",
        "person",
        country="FI",
        roles=(Role("Prime Minister", "Finland", "FI", m.at("Finland's Prime Minister")),),
        mentions=(
            *m.named("Aino Lahti", ("Lahti", 1), ("Lahti", 2)),
            Mention(m.at("her"), "pronoun"),
        ),
    )
    finland = Actor.of("Finland", "country", country="FI", mentions=m.named("Finland"))
    sweden = Actor.of("Sweden", "country", country="SE", mentions=m.named("Sweden", "Stockholm"))
    dahl = Actor.of(
        "Erik Dahl", "person", country="SE",
        roles=(Role("Transport Minister", "Sweden", "SE", m.at("Swedish Transport Minister")),),
        mentions=m.named("Erik Dahl", ("Dahl", 1)),
    )  # fmt: skip
    ek = Actor.of(
        "Karin Ek", "person",
        roles=(Role("Opposition leader", None, None, m.at("Opposition leader")),),
        mentions=m.named("Karin Ek"),
    )  # fmt: skip
    greens = Actor.of("Green League", "party", mentions=m.named("Green League"))
    fishers = Actor.of("Fishermen", "group", mentions=(Mention(m.at("Fishermen"), "nominal"),))
    norway = Actor.of("Norway", "country", country="NO", mentions=m.named("Norway"))
    ministry = Actor.of(
        "Norwegian foreign ministry", "government", country="NO",
        mentions=(Mention(m.at("its foreign ministry"), "nominal"),),
    )  # fmt: skip

    share = m.statement(
        "mixed", [lahti], (m.at("Finland's Prime Minister Aino Lahti"),), (m.at("said"),),
        (m.at("her government would “pay its full share” of a bridge across the strait"),),
        "direct", said=monday.id,
    )  # fmt: skip
    build = m.statement(
        "direct", [lahti], (m.at("Lahti", 1),), (m.at("told"),),
        (
            m.at("“We will build it, with or without our neighbours,”"),
            m.at(
                "“The ferries <script>alert(1)</script> cannot carry our ports & mills.”"
            ),
        ),
        "direct", place=turku.id,
    )  # fmt: skip
    ready = m.statement(
        "indirect", [dahl], (m.at("Swedish Transport Minister Erik Dahl"),), (m.at("said", 1),),
        (m.at("Stockholm was ready to discuss the bridge if the Commission paid half of it"),),
        "spokesperson",
    )  # fmt: skip
    warned = m.statement(
        "mixed", [ek], (m.at("Opposition leader Karin Ek"),), (m.at("warned"),),
        (m.at("that the costs could “sink the budget”"),), "direct",
    )  # fmt: skip
    undecided = m.statement(
        "indirect", [ministry], (m.at("its foreign ministry"),), (m.at("said", 2),),
        (m.at("Norway has not decided whether it will join"),), "spokesperson",
    )  # fmt: skip

    issue = Issue.of(
        "build a bridge across the strait",
        (
            (m.at("a bridge across the strait"),),
            (m.at("the bridge"),),
            (m.at("the plan outright"),),
        ),
    )
    join = Issue.of("join the bridge project", ((m.at("it will join"),),))
    condition = (m.at("if the Commission paid half of it"),)
    positions = (
        m.position(
            lahti,
            issue,
            "supports",
            (m.at("her government would “pay its full share”"),),
            "direct",
            share,
        ),
        m.position(
            sweden, issue, "opposes", (m.at("a plan that Sweden has long resisted"),), "author"
        ),
        m.position(
            dahl,
            issue,
            "open",
            (m.at("Stockholm was ready to discuss the bridge"),),
            "indirect",
            ready,
            condition,
        ),
        m.position(
            ek,
            issue,
            "sceptical",
            (m.at("warned that the costs could “sink the budget”"),),
            "direct",
            warned,
        ),
        m.position(
            greens,
            issue,
            "opposes",
            (m.at("the Green League rejected the plan outright"),),
            "author",
        ),
        m.position(
            norway,
            join,
            "undecided",
            (m.at("Norway has not decided whether it will join"),),
            "spokesperson",
            undecided,
        ),
    )

    def event(
        type: str, words: str, who: list[Actor], whom: list[Actor], when: When, where: Place
    ) -> Event:
        trigger = (m.at(words),)
        return Event(
            Event.id_of(m.id, type, trigger), type, None, trigger, tuple(a.id for a in who),
            tuple(a.id for a in whom), "reported", when.id, (where.id,), None, 0.6, "events/hand-1",
        )  # fmt: skip

    return Record(
        format=FORMAT,
        document=Text.of(ARTICLE, name=name, title=title, published=date(2024, 5, 22)),
        actors=(finland, lahti, sweden, dahl, ek, greens, fishers, norway, ministry),
        statements=(share, build, ready, warned, undecided),
        issues=(issue, join),
        positions=positions,
        events=(
            event("CONSULT", "met", [dahl], [lahti], week, stockholm),
            event("PROTEST", "blocked", [fishers], [], may14, port),
        ),
        places=(turku, stockholm, port),
        times=(monday, week, may14),
        dropped=(Dropped("statements", "no source in reach", 1),),
    )


def bare(words: str = "Nothing was said.", *, name: str = "bare.txt") -> Record:
    """A record without a mark."""
    return Record(FORMAT, Text.of(words, name=name))


def renamed(record: Record, name: str) -> Record:
    """The same record under another document name."""
    return replace(record, document=replace(record.document, name=name))
