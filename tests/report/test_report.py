"""What a person sees of a record: views, terminal, tables and the page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

import handmade
from onrecord.model import Actor, Mention, Record, Span, Text, kinds
from onrecord.report.markup import paragraphs
from onrecord.report.page import page
from onrecord.report.tables import sheets, tab_separated, tables
from onrecord.report.terminal import report
from onrecord.report.views import (
    boards,
    first_day,
    people,
    places,
    shown,
    statements_by_speaker,
    timeline,
)

BRIDGE = handmade.bridge()
VOID = {"meta", "link", "input", "br"}
OPTIONAL = {"td", "th"}  # HTML closes these by itself


def printed(what: RenderableType, width: int = 100) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(what)
    return captured.get()


def html(*records: Record) -> str:
    return "".join(page(records))


class Page(HTMLParser):
    """Checks that tags close in order, and gathers ids, links, attributes and scripts."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.scripts = 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID | OPTIONAL:
            self.open.append(tag)
        self.scripts += tag == "script"
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_board_has_five_sides_and_everyone_on_one() -> None:
    bridge, join = boards(BRIDGE)
    assert [s.stance for s in bridge.sides] == list(kinds("stance"))
    assert [[a.name for a in s.actors] for s in bridge.sides] == [
        ["Aino Lahti"], ["Erik Dahl"], [], ["Karin Ek"], ["Sweden", "Green League"],
    ]  # fmt: skip
    assert bridge.sides[1].held[0].condition == "if the Commission paid half of it"
    assert join.issue.label == "join the bridge project"


def test_those_who_share_their_words_stand_together() -> None:
    """Joint holders: the words once, with all their names."""
    first = BRIDGE.positions[1]
    joint = replace(first, id="p2", actor=BRIDGE.actors[4].id)
    side = boards(replace(BRIDGE, positions=(first, joint)))[0].sides[4]
    assert [[h.actor.name for h in p] for p in side.passages] == [["Sweden", "Karin Ek"]]
    assert (
        printed(report(replace(BRIDGE, positions=(first, joint)))).count("has long resisted") == 1
    )


def test_statements_are_grouped_by_speaker_in_order_of_speaking() -> None:
    speakers = statements_by_speaker(BRIDGE)
    assert [(s.name, len(s.said)) for s in speakers] == [
        ("Aino Lahti", 2), ("Erik Dahl", 1), ("Karin Ek", 1), ("Norwegian foreign ministry", 1),
    ]  # fmt: skip
    assert " … " in speakers[0].said[1].words


def test_an_unnamed_source_is_called_by_its_words() -> None:
    first = replace(BRIDGE.statements[0], speakers=())
    nobody = replace(BRIDGE.statements[2], speakers=(), source=())
    speakers = statements_by_speaker(replace(BRIDGE, positions=(), statements=(first, nobody)))
    assert [s.name for s in speakers] == ["Finland's Prime Minister Aino Lahti", "no source named"]


def test_events_stand_in_order_of_time() -> None:
    """By the first day of their time, those without one at the end."""
    late = replace(BRIDGE.events[0], time=None)
    assert [e.event.type for e in timeline(BRIDGE)] == ["CONSULT", "PROTEST"]
    turned = timeline(replace(BRIDGE, events=(late, BRIDGE.events[1])))
    assert [e.event.type for e in turned] == ["PROTEST", "CONSULT"]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-05-22", date(2024, 5, 22)),
        ("2024-05-22T09:00", date(2024, 5, 22)),
        ("2024", date(2024, 1, 1)),
        ("2024-W20-WE", date(2024, 5, 18)),
        ("2024-W20-3", date(2024, 5, 15)),
        ("2024-Q3", date(2024, 7, 1)),
        ("2024-H2", date(2024, 7, 1)),
        ("2024-SU", date(2024, 6, 1)),
        ("2024-13", None),
        ("199", None),
        ("PAST_REF", None),
        (None, None),
    ],
)
def test_a_time_value_has_a_first_day_or_none(value: str | None, day: date | None) -> None:
    assert first_day(value) == day


def test_places_and_people_are_ordered_by_how_often_they_are_named() -> None:
    assert [p.name for p in places(BRIDGE)] == ["Turku", "Stockholm", "port of Kapellskär"]
    assert [a.name for a in people(BRIDGE)][:4] == ["Aino Lahti", "Erik Dahl", "Karin Ek", "Sweden"]


def test_shown_words_cannot_steer_a_terminal() -> None:
    assert "\x1b" not in shown("a\x1b[31mb\x07\u202ec")
    assert shown(" a\r\n\tb ") == " a b "


def test_the_report_answers_in_the_order_a_person_asks() -> None:
    text = printed(report(BRIDGE))
    heads = ["WHO STANDS WHERE", "WHO SAID WHAT", "WHAT HAPPENED", "\nWHERE ──", "WHO THEY ARE"]
    assert sorted(heads, key=text.index) == heads
    assert "condition: if the Commission paid half of it" in text
    assert "1 × no source in reach" in text


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_report_fits_its_terminal(width: int) -> None:
    lines = printed(report(BRIDGE), width).splitlines()
    assert max(map(len, lines)) <= width


def test_an_empty_record_says_so() -> None:
    assert "Nothing found: who stands where" in printed(report(handmade.bare()))
    assert "bare.txt" in printed(tables(handmade.bare()))


def test_markup_of_an_article_is_shown_not_obeyed() -> None:
    """Neither rich's brackets nor HTML."""
    record = handmade.bare("Mr [bold]Lind[/bold] said no.", name="[red]x")
    actor = Actor.of("[bold]Lind[/bold]", "person", mentions=(Mention(Span(3, 20)),))
    text = printed(report(replace(record, actors=(actor,))))
    assert "[bold]Lind[/bold]" in text
    assert "[red]x" in text


def test_tables_in_a_pipe_are_lines_of_fields() -> None:
    lines = tab_separated(BRIDGE).splitlines()
    widths = {sheet.name: len(sheet.headings) + 2 for sheet in sheets(BRIDGE)}
    assert len(lines) == sum(len(sheet.rows) for sheet in sheets(BRIDGE))
    assert all(len(fields) == widths[fields[0]] for fields in (x.split("\t") for x in lines))


def test_the_page_is_well_formed_and_every_link_in_it_leads_somewhere() -> None:
    parsed = Page(html(BRIDGE, handmade.renamed(BRIDGE, "again.txt"), handmade.bare()))
    assert parsed.open == []
    assert len(set(parsed.ids)) == len(parsed.ids)
    links = [
        v.removeprefix("#") for tag, name, v in parsed.attributes if (tag, name) == ("a", "href")
    ]
    assert links
    assert set(links) <= set(parsed.ids)
    marks = {i for _, name, v in parsed.attributes if name == "data-m" for i in v.split()}
    shown_marks = marks - {f"d{n}-{i.id}" for n in (1, 2, 3) for i in BRIDGE.issues}
    assert shown_marks <= set(parsed.ids)


def test_the_page_escapes_what_the_article_says() -> None:
    source = html(replace(BRIDGE, document=replace(BRIDGE.document, title="<img src=x onerror=y>")))
    parsed = Page(source)
    assert "&lt;script&gt;alert(1)" in source
    assert parsed.scripts == 1
    assert not [a for a in parsed.attributes if a[1].startswith("on") or a[0] == "img"]


def test_the_page_loads_nothing() -> None:
    """No address in it but a link to the document's own page; a script's is not linked."""
    source = html(
        replace(BRIDGE, document=replace(BRIDGE.document, url="https://strait.example/a"))
    )
    outside = re.findall(r"https?://[^\"'\s<]+", source)
    assert set(outside) == {"https://strait.example/a"}
    policy = next(v for tag, name, v in Page(source).attributes if v.startswith("default-src"))
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not re.search(r"@import|url\(|\bfetch\(|innerHTML", source)
    assert "javascript:" not in html(
        replace(BRIDGE, document=replace(BRIDGE.document, url="javascript:alert(1)"))
    )


def test_the_page_of_one_document_has_no_index() -> None:
    assert "<table" not in html(BRIDGE)
    assert "3 documents" in html(BRIDGE, BRIDGE, BRIDGE)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8),
)
def test_runs_are_the_text_under_its_marks(words: str, cuts: list[tuple[int, int]]) -> None:
    """Joined they are the text without line breaks; each character has the marks that cover it."""
    spans = sorted({Span(a, b) for a, b in cuts if a < b <= len(words)})
    actors = tuple(Actor.of(f"A{n}", "person", mentions=(Mention(s),)) for n, s in enumerate(spans))
    record = Record("onrecord/1", Text.of(words), actors=actors)
    lines = list(paragraphs(record))
    kept = [i for line in _lines(words) for i in line]
    seen = [(c, set(run.ids)) for line in lines for run in line for c in run.text]
    assert len(seen) == len(kept)
    for (character, ids), i in zip(seen, kept, strict=True):
        assert character in (words[i], "\ufffd")
        assert ids == {
            a.id for a in actors if a.mentions[0].span.start <= i < a.mentions[0].span.end
        }


def _lines(words: str) -> list[range]:
    """Where the lines with something in them lie."""
    return [range(*m.span()) for m in re.finditer(r"[^\r\n]+", words) if m.group().strip()]
