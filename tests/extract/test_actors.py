"""The actors step: our own sentences → actors, mentions and roles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.extract import actors, quotes
from onrecord.extract.actors.adjectival import Countries, adjectival
from onrecord.extract.actors.lexicon import tokens_of
from onrecord.extract.actors.salience import Presence, clear_pair, clearest
from onrecord.extract.actors.states import acts, located
from onrecord.extract.actors.view import View
from onrecord.extract.draft import Draft
from onrecord.extract.parse import parse
from onrecord.model import Actor, Text

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "actors.yaml").read_text(encoding="utf-8")
)
FORMS = {"~": "pronoun", "*": "nominal"}


def draft(text: str) -> Draft:
    return Draft(text=Text.of(text), doc=parse(text))


def read(text: str) -> Draft:
    return actors.run(quotes.run(draft(text)))


def mentions(text: str, actor: Actor) -> list[str]:
    tails = {form: tail for tail, form in FORMS.items()}
    return [text[m.span.start : m.span.end] + tails.get(m.form, "") for m in actor.mentions]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[c["because"] for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = {f"{a.kind} | {a.country or '-'} | {a.name}": a for a in read(text).actors}
    for label, wanted in case.get("actors", {}).items():
        assert label in found, list(found)
        actor = found[label]
        if "mentions" in wanted:
            assert mentions(text, actor) == wanted["mentions"]
        if "roles" in wanted:
            given = [
                " | ".join((r.title, r.of or "-", r.country or "-", text[slice(*r.span)]))
                for r in actor.roles
            ]
            assert given == wanted["roles"]
    names = {a.name for a in found.values()}
    assert not names & set(case.get("not", []))
    covered = {text[m.span.start : m.span.end] for a in found.values() for m in a.mentions}
    assert not covered & set(case.get("places", []))


@pytest.mark.model
def test_the_same_text_gives_the_same_actors_twice_and_a_whole_record() -> None:
    text = "\n".join(case["text"] for case in CASES)
    once, again = read(text), read(text)
    assert once.actors == again.actors
    assert once.record().actors
    assert len({a.id for a in once.actors}) == len(once.actors)


@pytest.mark.model
@pytest.mark.parametrize("text", ["?", "\n\n", "THE NEWS", "“”", "a b c", "Mr", "the", "'s", "It."])
def test_odd_texts_are_read_without_harm(text: str) -> None:
    assert read(text).record().actors == ()


@pytest.mark.model
def test_what_cannot_be_told_is_left_out_and_counted() -> None:
    out = read("Anna Berg met Eva Lund. Eva Lund greeted Anna Berg. The parliament was empty.")
    assert {d.reason for d in out.dropped if d.count} >= {"body of an unknown state"}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "acting"),
    [
        ("Ankara rejected the plan.", True),
        ("Talks between Ankara and Athens failed.", True),
        ("Ankara's decision was late.", True),
        ("Ankara's streets were empty.", False),
        ("She flew to Ankara.", False),
        ("Ankara lies in the hills.", False),
    ],
)
def test_a_city_acts_by_its_syntax(text: str, acting: bool) -> None:
    view = View(draft(text))
    first = view.text.index("Ankara")
    assert acts(view, first, first + 1) is acting


@pytest.mark.model
def test_a_state_after_in_only_says_where() -> None:
    view = View(draft("They met in Norway."))
    assert located(view, 3, 4)


def test_names_are_cut_as_the_tokenizer_cuts_them() -> None:
    assert tokens_of("al-Qaeda") == ("al", "-", "Qaeda")


def test_presence_fades_with_distance_and_grows_with_mentions() -> None:
    presence = Presence()
    for at in (0, 50, 20):
        presence.add("a", at)
    presence.add("b", 60)
    assert presence.last("a", 50) == 20
    assert presence.last("b", 60) is None
    assert presence.weight("b", 110) == pytest.approx(0.5)
    assert presence.weight("a", 100) > presence.weight("a", 150) > 0
    assert presence.weight("c", 100) == 0


@pytest.mark.parametrize(
    ("rows", "one", "two"),
    [
        ([], None, []),
        ([(1.0, "a")], "a", []),
        ([(1.0, "a"), (0.9, "b")], None, ["a", "b"]),
        ([(1.0, "a"), (0.9, "b"), (0.8, "c")], None, []),
        ([(1.0, "a"), (0.1, "b")], "a", []),
    ],
)
def test_a_lead_is_asked_of_the_one_and_of_the_two(
    rows: list[tuple[float, str]], one: str | None, two: list[str]
) -> None:
    assert clearest(rows, 2.0) == one
    assert list(clear_pair(rows, 2.0)) == two


@pytest.mark.model
def test_an_adjective_leads_to_its_country_only_where_that_is_an_actor() -> None:
    out = read("Norway sent aid. Norwegian troops left; Swedish troops stayed.")
    by_word = {t.text: t for t in out.doc}
    norway = adjectival(out, by_word["Norwegian"])
    assert norway is not None
    assert norway.name == "Norway"
    assert Countries(out).of(by_word["Swedish"]) is None
    assert adjectival(out, by_word["troops"]) is None


@pytest.mark.model
def test_no_mention_is_said_to_be_of_a_person_twice_over() -> None:
    """No two persons of a text where the words of one name are among those of the other."""
    text = "Mr Osei Bonsu met Ama Bonsu. Bonsu Osei left. Osei Bonsu said so. Ama stayed."
    names = [set(a.name.split()) for a in read(text).actors if a.kind == "person"]
    assert not any(a < b for a in names for b in names)
